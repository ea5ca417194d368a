"""Who gets a notice, and the one reason why somebody does not: everybody is counted once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.audience import Chat, LeftOut, Somebody, choose_audience
from casework.contact import Reachable
from casework.notices import Kind
from tests.conftest import MONDAY_9AM

YES = Chat(conversation_id=1, channel="telegram", agreed=True)
NO = Chat(conversation_id=1, channel="telegram")
STOPPED, UNSAFE, GONE = Reachable(stopped=True), Reachable(unsafe=True), Reachable(gone=True)


def chat(reachable=None, number=1, channel="telegram", hours=0, *, agreed=True):
    return Chat(
        conversation_id=number,
        channel=channel,
        reachable=reachable or Reachable(),
        agreed=agreed,
        last_in_at=MONDAY_9AM - timedelta(hours=hours),
    )


def decide(kind, *people):
    return choose_audience(kind, people, today_year=2026)


LEFT_OUT = [
    pytest.param({"chats": ()}, LeftOut.NO_CHAT, id="no_chat"),
    pytest.param({"chats": (chat(channel="rest"),)}, LeftOut.NO_CHAT, id="a_channel_that_asks"),
    pytest.param({"chats": (chat(STOPPED),)}, LeftOut.NOT_TO_BE_WRITTEN_TO, id="said_stop"),
    pytest.param({"chats": (chat(UNSAFE),)}, LeftOut.NOT_TO_BE_WRITTEN_TO, id="not_safe_there"),
    pytest.param({"unsafe": True}, LeftOut.NOT_TO_BE_WRITTEN_TO, id="not_safe_at_home"),
    pytest.param({"chats": (chat(GONE),)}, LeftOut.BLOCKED, id="blocked_us"),
    pytest.param({"moved_out": True}, LeftOut.MOVED_OUT, id="moved_out"),
]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(("given_", "because"), LEFT_OUT)
def test_somebody_is_left_out_of_every_notice(kind, given_, because):
    found = decide(kind, Somebody(**{"who": "household:1", "chats": (chat(),), **given_}))

    assert found.chosen == {}
    assert found.left_out == {because: 1}


@pytest.mark.parametrize("kind", Kind)
def test_an_offer_needs_a_consent_that_stands_and_service_information_none(kind):
    offer = kind in {Kind.JOB, Kind.SCHOOL}

    found = decide(kind, Somebody(who="household:1", chats=(chat(agreed=False),)))

    assert found.left_out == ({LeftOut.NO_CONSENT: 1} if offer else {})
    assert decide(kind, Somebody(who="household:1", chats=(chat(),))).chosen == {"household:1": 1}


@pytest.mark.parametrize(
    ("years", "minor"),
    [((2010,), True), ((2010, 1980), False), ((None,), False), ((2010, None), False), ((), False)],
)
def test_an_offer_does_not_go_to_whom_is_known_to_be_under_age(years, minor):
    somebody = Somebody(who="household:1", chats=(chat(),), birth_years=years)

    assert (decide(Kind.JOB, somebody).left_out == {LeftOut.MINOR: 1}) is minor
    assert decide(Kind.INCIDENT, somebody).chosen == {"household:1": 1}


def test_somebody_with_two_chats_is_written_to_on_the_one_they_used_last():
    two = Somebody(who="household:1", chats=(chat(number=1, hours=9), chat(number=2, hours=1)))

    assert decide(Kind.WORKS, two).chosen == {"household:1": 2}


def test_a_chat_that_may_not_be_written_to_gives_way_to_one_that_may():
    chats = (chat(STOPPED, 1, hours=1), chat(number=2, hours=9))

    found = decide(Kind.WORKS, Somebody(who="household:1", chats=chats))

    assert found.chosen == {"household:1": 2}
    assert found.left_out == {}


def test_the_same_person_given_twice_is_one():
    one = Somebody(who="household:1", chats=(chat(),))

    assert decide(Kind.WORKS, one, one).people == 1


REACHES = st.builds(Reachable, stopped=st.booleans(), unsafe=st.booleans(), gone=st.booleans())
CHATS = st.builds(
    Chat,
    conversation_id=st.integers(1, 99),
    channel=st.sampled_from(["telegram", "webchat", "rest"]),
    reachable=REACHES,
    agreed=st.booleans(),
)
PEOPLE = st.builds(
    Somebody,
    who=st.sampled_from([f"household:{n}" for n in range(9)]),
    chats=st.lists(CHATS, max_size=3).map(tuple),
    birth_years=st.lists(st.none() | st.integers(1930, 2026), max_size=3).map(tuple),
    moved_out=st.booleans(),
    unsafe=st.booleans(),
)


@given(st.sampled_from(Kind), st.lists(PEOPLE))
def test_everybody_is_chosen_or_left_out_for_one_reason_and_nobody_twice(kind, people):
    found = decide(kind, *people)

    assert found.people == len({one.who for one in people})
    for who, conversation in found.chosen.items():
        one = {somebody.who: somebody for somebody in people}[who]
        there = [c for c in one.chats if c.conversation_id == conversation]
        assert any(c.reachable == Reachable() and c.channel != "rest" for c in there)
