"""A topic that Telegram may have made twice: the room is told, and the double is closed."""

from datetime import timedelta

import pytest

from bot import clock
from bot.checking import find_troubles
from tests.bot.forum import ADVISER, GROUP, GUEST, TENANT

ON_BOTH = pytest.mark.parametrize("forum_url", ["sqlite", "postgresql"], indirect=True)


def made(forum, reference):
    """Return the threads that Telegram made for a case."""
    names = [form["name"] for form in forum.forms("createForumTopic")]
    return [17 + n for n, name in enumerate(names) if name.startswith(reference)]


def news(forum, thread):
    """Return the news of a topic, as a message in it that answers nothing carries it."""
    name = forum.forms("createForumTopic")[thread - 17]["name"]
    who = {"id": 123456, "is_bot": True, "first_name": "Palier"}
    return {"message_id": thread, "from": who, "forum_topic_created": {"name": name}}


async def look_again(running, now, **later):
    now.at += timedelta(**later)
    await running.rooms.tend()
    await running.intake.sweep()


@pytest.fixture
async def cut(room, tenant_case, running, forum):
    """A case whose topic was asked for on a line that broke before the answer."""
    await running.rooms.tend()
    reference = await tenant_case()
    forum.cut.append("createForumTopic")
    await running.rooms.tend()
    assert len(made(forum, reference)) == 1
    return reference


@pytest.fixture
async def twice(cut, running, forum, now):
    """The same case, once its topic was asked for again: the two threads."""
    await look_again(running, now, minutes=2)
    first, second = made(forum, cut)
    return cut, first, second


def troubles(running, reference):
    found = running.database.read_now(lambda kept: find_troubles(kept, now=clock.now()))
    return [line for line in found if reference in line and "twice" in line]


@ON_BOTH
async def test_a_topic_that_may_be_there_twice_is_told_to_the_room_and_to_the_operator(
    twice, running, forum
):
    reference, _, second = twice

    said = [text for text in forum.sent(GROUP) if reference in text]
    assert len(said) == 1
    assert "peut-être là deux fois" in said[0]
    assert any(reference in text for text in forum.sent(GROUP, second))
    assert len(troubles(running, reference)) == 1


@ON_BOTH
async def test_the_double_is_closed_when_somebody_writes_in_it_and_nothing_goes_to_the_tenant(
    twice, running, forum, updates
):
    reference, first, second = twice
    before = forum.sent(TENANT)

    await updates.group(ADVISER, "Bonjour.", first, reply_to_message=news(forum, first))

    (said,) = forum.sent(GROUP, first)
    assert "en double" in said
    assert reference in said
    assert [f["message_thread_id"] for f in forum.forms("closeForumTopic")] == [str(first)]
    assert forum.sent(TENANT) == before
    assert troubles(running, reference) == []

    await updates.group(ADVISER, "Bonjour.", second)
    assert "Bonjour." in forum.sent(TENANT)[-1]


async def test_what_cannot_be_closed_yet_is_closed_at_its_next_words(
    twice, running, forum, updates
):
    reference, first, _ = twice
    forum.refuse("closeForumTopic", 400, "Bad Request: not enough rights")
    for words in ("Bonjour.", "allo ?"):
        await updates.group(ADVISER, words, first, reply_to_message=news(forum, first))

    assert len(forum.sent(GROUP, first)) == 1
    assert len(forum.forms("closeForumTopic")) == 2
    assert troubles(running, reference) == []


async def test_a_topic_in_which_somebody_writes_before_it_is_asked_for_again_is_the_one(
    cut, running, forum, updates, now
):
    (first,) = made(forum, cut)

    await updates.group(ADVISER, "Bonjour.", first, reply_to_message=news(forum, first))
    await look_again(running, now, minutes=2)

    assert "Bonjour." in forum.sent(TENANT)[-1]
    assert made(forum, cut) == [first]
    assert any(cut in text for text in forum.sent(GROUP, first))
    assert not any("deux fois" in text for text in forum.sent(GROUP))


async def test_what_a_process_asked_for_and_died_is_in_doubt_too(
    room, tenant_case, running, forum, now
):
    await running.rooms.tend()
    reference = await tenant_case()

    def plan_and_die(kept):
        work, _ = running.rooms._plan(kept)
        (mine,) = [one for one in work if one.topic.name.startswith(reference)]
        kept.session.flush()
        assert kept.rooms.lease(mine, now=now.at, until=now.at + timedelta(minutes=5))

    await running.database.write(plan_and_die)
    await look_again(running, now, minutes=6)

    assert any(reference in text and "deux fois" in text for text in forum.sent(GROUP))
    assert len(troubles(running, reference)) == 1


async def test_a_topic_that_was_refused_for_sure_is_in_no_doubt(
    room, tenant_case, running, forum, now
):
    await running.rooms.tend()
    reference = await tenant_case()
    forum.refuse("createForumTopic", 429, "Too Many Requests", retry_after=30)
    await running.rooms.tend()
    await look_again(running, now, minutes=2)

    def topic(kept):
        return kept.rooms.topic_of(kept.cases.by_reference(reference).id)

    assert running.database.read_now(topic).state == "open"
    assert not any("deux fois" in text for text in forum.sent(GROUP))
    assert troubles(running, reference) == []


@pytest.mark.parametrize(
    "other",
    [
        {"from": {"id": 7, "is_bot": False}},
        {"forum_topic_created": {"name": "Pause café"}},
        {"forum_topic_created": None},
        {"forum_topic_created": {"name": ["no text"]}},
    ],
    ids=["made by a person", "another subject", "no news", "no name"],
)
async def test_a_topic_of_the_agents_own_is_left_alone(twice, forum, updates, other):
    await updates.group(ADVISER, "Bonjour.", 4_000, reply_to_message=news(forum, twice[1]) | other)

    assert forum.sent(GROUP, 4_000) == []
    assert forum.forms("closeForumTopic") == []


async def test_a_guest_who_writes_in_the_double_closes_it_and_is_not_kept(
    twice, running, forum, updates
):
    _, first, _ = twice
    await updates.group(GUEST, "Bonjour.", first, reply_to_message=news(forum, first))

    assert len(forum.forms("closeForumTopic")) == 1
    place = f"{GROUP}/{first}"

    def said(kept):
        talk = kept.conversations.of("telegram", "", place)
        return [row for row in kept.mail.since(talk.id, 0) if hasattr(row, "body")]

    assert running.database.read_now(said) == []
