"""Who takes a colleague's case stands in for them: it goes back with the conversation."""

from datetime import datetime

from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.people import StaffUser

_STANDS_IN, _GOES_BACK = "stands_in", "goes_back"


def take_up(kept: Kept, case: Case, agent: StaffUser, *, now: datetime) -> None:
    """Give a case to an agent, and write down whose it was."""
    former = _stood_in_for(kept, case) or case.owner_id
    if former not in {None, agent.id}:
        kept.cases.record(
            case, _STANDS_IN, actor=agent.id, now=now, details={"instead_of": former}
        )
    case.owner_id = agent.id
    kept.session.add(case)


def go_back(
    kept: Kept, case: Case, agent_id: str | None, *, actor: str, now: datetime
) -> StaffUser | None:
    """Give a case back to the colleague for whom an agent stood in; return them, else None.

    Whoever is away or has left gets nothing back: it stays with who stands in.
    """
    stands_in = case.owner_id == agent_id
    former = kept.staff.get(_stood_in_for(kept, case)) if stands_in else None
    if former is None or former.absent or not former.active:
        return None
    kept.cases.record(case, _GOES_BACK, actor=actor, now=now, details={"to": former.id})
    case.owner_id = former.id
    kept.session.add(case)
    return former


def _stood_in_for(kept: Kept, case: Case) -> str | None:
    """Return whose case it is, where who follows it only stands in."""
    told = kept.cases.last_of(case, (_STANDS_IN, _GOES_BACK))
    if told is None or told.kind != _STANDS_IN or told.actor != case.owner_id:
        return None
    return str(told.details["instead_of"])
