"""Move a case along its life cycle: the rule is asked, the history is written."""

from datetime import datetime
from typing import TYPE_CHECKING

from casework.cases import Actor, CaseView, Outcome, Status, check_step
from casework.roles import CELL_ROLES, Role
from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.people import StaffUser

if TYPE_CHECKING:
    from bot.performing import Performing

OBJECTION_DAYS = 10


def move(
    turn: "Performing",
    case: Case,
    to: Status,
    agent: StaffUser,
    *,
    outcome: Outcome | None = None,
    reason: str | None = None,
) -> None:
    """Take a step for an agent; raises Refused when the life cycle or the role says no."""
    actor = _actor(case, agent)
    check_step(_view(turn.kept, case), to, actor=actor, outcome=outcome, reason=reason)
    _write(turn.kept, case, to, agent.id, now=turn.now, reason=reason)
    if to is Status.RESOLVED:
        _end_needs(turn.kept, case)
        due = turn.situations.calendar.add_working_days(turn.now, OBJECTION_DAYS)
        turn.kept.timers.set(f"case:{case.id}:objection", "objection", due, case_id=case.id)


def move_by_timer(kept: Kept, case: Case, to: Status, *, now: datetime) -> None:
    """Take a step that time takes by itself."""
    check_step(_view(kept, case), to, actor=Actor.TIMER)
    _write(kept, case, to, Actor.TIMER, now=now)


def reopen(kept: Kept, case: Case, *, now: datetime) -> None:
    """Open a case again because the same need is back."""
    check_step(_view(kept, case), Status.IN_PROGRESS, actor=Actor.TENANT)
    case.reopened_count += 1
    case.closed_at = case.resolved_at = case.outcome = None
    _write(kept, case, Status.IN_PROGRESS, Actor.TENANT, now=now, reason="told_again")


def _actor(case: Case, agent: StaffUser) -> Actor:
    if agent.id == case.owner_id:
        return Actor.OWNER
    if Role(agent.role) in CELL_ROLES:
        return Actor.CELL
    return Actor.MANAGER if agent.role == Role.AGENCY_MANAGER else Actor.AGENT


def _view(kept: Kept, case: Case) -> CaseView:
    needs = kept.cases.needs(case.id or 0)
    grave = tuple(need.severity for need in needs if need.status != "ended")
    return CaseView(status=Status(case.status), open_severities=grave)


def _write(
    kept: Kept, case: Case, to: Status, actor: str, *, now: datetime, reason: str | None = None
) -> None:
    before, case.status = case.status, to
    kept.session.add(case)
    kept.cases.record(case, "status", actor=actor, now=now, frm=before, to=to, reason=reason)


def _end_needs(kept: Kept, case: Case) -> None:
    for need in kept.cases.needs(case.id or 0):
        need.status = "ended"
        kept.session.add(need)
