"""An agent is rung once in five minutes for one person, unless somebody is in danger."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot import clock
from bot.secrets_kept import INVITATION
from storage.tables.messages import Outbox
from tests.play import ARREARS, Player

UNANSWERED = "personne ne m'a rappelé, ça fait une semaine que j'attends une réponse"


@pytest.fixture
def person(on_both, now) -> Player:
    """Somebody whose promised day is over; the manager of their agency has a chat."""
    tenant, manager = Player(on_both), Player(on_both)
    for line in ARREARS:
        tenant.say(line)

    def invite(kept):
        found = next(
            a for a in kept.staff.all() if (a.role, a.unit) == ("agency_manager", "AG-VAL")
        )
        return on_both.secrets.give(
            kept, "invitation", found.id, now=clock.now(), lasts=INVITATION
        )

    manager.say(f"/agent {on_both.database.write_now(invite)}")
    now.at += timedelta(days=7)
    return tenant


def rung(palier) -> list[Outbox]:
    """Return the lines that ring agents, in order."""

    def read(kept):
        query = select(Outbox).where(Outbox.kind == "alert").order_by(col(Outbox.id))
        return list(kept.session.exec(query))

    return palier.database.read_now(read)


def test_a_second_complaint_rings_later_and_is_not_lost(on_both, person):
    person.say(UNANSWERED)
    person.say(UNANSWERED)

    first, second = rung(on_both)
    assert first.not_before is None or first.not_before <= clock.now()
    assert second.not_before > clock.now() + timedelta(minutes=4)


def test_danger_rings_at_once_whatever_rang_before(on_both, person):
    person.say(UNANSWERED)
    person.say("au feu ya le feu dans la cuisine")

    assert rung(on_both)[-1].not_before is None
