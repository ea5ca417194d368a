"""Who is proven brings along the cases they told before: to their household, with its address."""

from typing import TYPE_CHECKING, Any

from bot import alarms
from storage.tables.cases import Case

if TYPE_CHECKING:
    from bot.performing import Performing


def take_home(turn: "Performing") -> None:
    """Give the open cases of an address to the household proven behind it.

    A danger that was told with no place goes to the agency of that home, and those on call there
    are told.
    """
    household = turn.address.household_id
    if household is None:
        return
    for case in turn.kept.cases.take_home(household, turn.address.id):
        turn.kept.cases.record(case, "identity_proven", actor="tenant", now=turn.now)
        if not case.place and (home := _home(turn, household)):
            _placed(turn, case, home)


def _home(turn: "Performing", household: int) -> dict[str, Any]:
    found = turn.kept.people.home_of(household)
    if found is None:
        return {}
    dwelling, residence = found
    where = {"residence": residence.code, "town": residence.commune_insee}
    return where | ({"building": dwelling.building} if dwelling.building else {})


def _placed(turn: "Performing", case: Case, home: dict[str, Any]) -> None:
    if case.restricted:
        alarms.send_to_the_place(turn, case, home, urgent=case.first_action_at is None)
        return
    case.place = home
    turn.kept.session.add(case)
