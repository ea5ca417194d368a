"""Who manages a unit is the same for a threat and for a case that is raised."""

import pytest

from bot import clock
from bot.situations import french_calendar
from bot.steps import escalate_if_needed
from casework.access import Action
from storage.tables.people import StaffUser
from tests.play import ARREARS, Player

UNITS = {"AG-VAL": "agency_manager", "cell": "cell_manager", "siege": "cell_manager"}


def raised(palier, reference, unit):
    """Have a case of a unit complained about twice; return its role, and whose it is."""

    def write(kept):
        case = kept.cases.by_reference(reference)
        case.unit = unit
        for _ in range(2):
            kept.cases.record(case, "complaint", actor="tenant", now=clock.now())
        calendar = french_calendar(clock.now().date())
        assert escalate_if_needed(kept, case, calendar, now=clock.now())
        return case.role, kept.session.get(StaffUser, case.owner_id)

    return palier.database.write_now(write)


@pytest.mark.parametrize(("unit", "role"), UNITS.items(), ids=list(UNITS))
def test_a_case_that_is_raised_is_its_managers_under_the_managers_own_role(
    palier, now, unit, role
):
    player = Player(palier)
    for line in ARREARS:
        player.say(line)
    (case,) = player.facts().cases

    kept_role, manager = raised(palier, case.reference, unit)

    assert (kept_role, manager.role) == (role, role)

    def theirs(kept):
        return kept.access.access_case(manager, case.reference, Action.READ, now=now.at)

    assert palier.database.write_now(theirs) is not None
