"""A report left half-way is taken up a day after its own last word, not after another one's."""

from datetime import timedelta

from bot.tasks.timers import fire_due
from tests.conftest import MONDAY_9AM
from tests.play import Player

A_DAY = timedelta(hours=24)


def taken_up(palier) -> int:
    """Return how many reports Palier took up again by itself."""
    person = palier.database.read_now(lambda k: k.conversations.id_of("rest", "", "u1"))
    said = palier.database.read_now(lambda k: k.mail.since(person, 0))
    return sum(getattr(row, "message", None) == "report.resume" for row in said)


async def test_a_report_that_was_cancelled_does_not_take_up_the_next_one(on_both, now):
    person = Player(on_both, user="u1")
    person.say("je suis en retard de loyer")
    person.say("/annuler")
    now.at = second = MONDAY_9AM + timedelta(hours=6)
    person.say("je suis en retard de loyer")

    now.at = MONDAY_9AM + A_DAY
    await fire_due(on_both)
    assert taken_up(on_both) == 0

    now.at = second + A_DAY
    await fire_due(on_both)
    assert taken_up(on_both) == 1
