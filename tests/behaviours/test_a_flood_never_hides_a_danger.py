"""Who sends too much is asked once to slow down; danger is heard in the middle of any flood."""

import asyncio
from datetime import timedelta

import pytest

from bot.channels.contract import Incoming
from tests.play import Player

NUMBER_OF_SUICIDE_PREVENTION = "3114"


def flood(palier, now, count, words="bonjour"):
    person = Player(palier)
    said = []
    for number in range(count):
        now.at += timedelta(seconds=0.03)
        said.append(person.say(words if isinstance(words, str) else words(number)))
    return person, said


def messages(palier, person):
    def read(kept):
        row = kept.conversations.of(person.channel, "", person.user)
        return [
            (getattr(one, "message", None), one.text)
            for one in kept.mail.since(row.id, 0, limit=10_000)
            if hasattr(one, "message")
        ]

    return palier.database.read_now(read)


def test_a_danger_in_the_middle_of_a_flood_is_answered(on_both, now):
    person, _ = flood(
        on_both, now, 80, lambda number: "je vais sauter par la fenêtre" if number == 69 else "ok"
    )

    texts = [text for _, text in messages(on_both, person)]
    assert any(NUMBER_OF_SUICIDE_PREVENTION in text for text in texts)
    assert [name for name, _ in messages(on_both, person)].count("flood.slow_down") == 1


def test_forty_messages_at_once_are_answered_and_the_next_is_asked_to_wait(palier, now):
    person, _ = flood(palier, now, 45)

    names = [name for name, _ in messages(palier, person)]
    assert names.count("flood.slow_down") == 1
    assert names[-1] == "flood.slow_down"


def test_after_a_calm_minute_everything_is_answered_again(palier, now):
    person, _ = flood(palier, now, 60)
    before = len(messages(palier, person))
    now.at += timedelta(seconds=121)

    person.say("je suis en retard de loyer")

    assert len(messages(palier, person)) > before
    assert messages(palier, person)[-1][0] != "flood.slow_down"


def test_somebody_who_writes_fast_like_a_person_is_never_slowed(palier, now):
    person = Player(palier)
    for number in range(60):
        now.at += timedelta(seconds=4)
        person.say(f"et aussi {number}")

    assert "flood.slow_down" not in [name for name, _ in messages(palier, person)]


def test_what_is_written_in_a_flood_is_kept(palier, now):
    person, _ = flood(palier, now, 60, lambda number: f"message {number}")

    def read(kept):
        row = kept.conversations.of(person.channel, "", person.user)
        return [
            one.body["text"] for one in kept.mail.since(row.id, 0, 10_000) if hasattr(one, "body")
        ]

    assert palier.database.read_now(read) == [f"message {number}" for number in range(60)]


@pytest.mark.parametrize("crowd", [30])
async def test_a_person_in_danger_does_not_wait_behind_a_crowd(palier, now, crowd):
    palier.ringing.on(asyncio.get_running_loop())
    order, one_is_answered = [], asyncio.Event()

    async def write(user, text):
        message = Incoming(channel="rest", user=user, id=f"{user}-1", at=now.at, text=text)
        await palier.take(message)
        order.append(user)
        one_is_answered.set()

    people = [write(f"u{n}", "bonjour je suis en retard de loyer") for n in range(crowd)]
    tasks = [asyncio.create_task(one) for one in people]
    await one_is_answered.wait()  # the others wait for their turn
    await write("danger", "il va me tuer")
    await asyncio.gather(*tasks)

    assert order.index("danger") < crowd - 5
