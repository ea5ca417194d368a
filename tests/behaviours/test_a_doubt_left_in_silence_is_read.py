"""Who is asked about a plain danger and writes no more is not left alone: a few people read of it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.tasks.timers import fire_due
from storage.tables.messages import TimerRow
from tests.conftest import MONDAY_9AM
from tests.play import Player

A_WHILE = timedelta(minutes=21)
PLAIN = "j'ai envie d'en finir avec tout ça"
FAINT = "my neighbour cries every night, her husband shouts at her"


def few_read(player) -> list[bool]:
    """Return, of each case, whether it is for few readers."""
    return [case.restricted for case in player.facts().cases]


def result_of_the_wait(palier) -> str | None:
    """Return what became of the wait for an answer about danger."""
    query = select(TimerRow).where(TimerRow.kind == "doubt")
    return palier.database.read_now(lambda kept: kept.session.exec(query).one().result)


async def test_after_a_plain_doubt_and_silence_people_read_what_was_said(on_both, now):
    person = Player(on_both)
    assert "3114" in "\n".join(person.say(PLAIN))
    assert few_read(person) == []

    now.at = MONDAY_9AM + A_WHILE
    await fire_due(on_both)

    assert few_read(person) == [True]
    assert result_of_the_wait(on_both) == "people_read"
    (told,) = [need for _, need in person.facts().needs]
    assert (told.code, told.words) == ("SUICIDE", PLAIN)

    now.at += A_WHILE
    await fire_due(on_both)
    assert few_read(person) == [True]


async def test_a_yes_that_comes_late_is_a_yes(on_both, now):
    person = Player(on_both)
    person.say(PLAIN)
    now.at = MONDAY_9AM + A_WHILE
    await fire_due(on_both)

    answer = "\n".join(person.say("oui"))

    assert "3114" in answer
    assert any(case.severity == 4 for case in person.facts().cases)


@pytest.mark.parametrize(("said", "answer"), [(PLAIN, "non"), (FAINT, None)])
async def test_a_doubt_that_was_answered_or_was_a_mere_guess_is_told_to_nobody(
    on_both, now, said, answer
):
    person = Player(on_both)
    person.say(said)
    if answer:
        person.say(answer)

    now.at = MONDAY_9AM + A_WHILE
    await fire_due(on_both)

    assert True not in few_read(person)
