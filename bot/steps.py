"""Move a case along its life cycle: the rule is asked, the history is written."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.situations import officers
from casework.cases import (
    GRAVE_FROM,
    Actor,
    CaseView,
    NeedStatus,
    Outcome,
    Status,
    check_step,
    is_late,
    must_escalate,
)
from casework.errors import GraveNeedOpen, NoSuchNeed
from casework.roles import CELL_ROLES, Role, manager_of
from casework.routing import find_owner
from casework.working_time import Calendar
from storage.kept import Kept
from storage.tables.cases import Case, NeedRow
from storage.tables.people import StaffUser

if TYPE_CHECKING:
    from bot.performing import Performing

OBJECTION_DAYS = 10
ESCALATED_WITHIN = 2  # working days for whom it was raised to: domain/lifecycles.md 4.1


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
    view, actor = _view(turn.kept, case), _actor(case, agent)
    try:
        check_step(view, to, actor=actor, outcome=outcome, reason=reason)
    except GraveNeedOpen:
        grave = [need for need in _open_needs(turn.kept, case) if need.severity >= GRAVE_FROM]
        raise GraveNeedOpen(reference=case.reference, codes=_codes(grave)) from None
    _write(turn.kept, case, to, agent.id, now=turn.now, reason=reason)
    if to is Status.RESOLVED:
        _end(turn.kept, _open_needs(turn.kept, case))
        due = turn.situations.calendar.add_working_days(turn.now, OBJECTION_DAYS)
        key = f"case:{case.id}:objection:{case.reopened_count}"
        turn.kept.timers.set(key, "objection", due, case_id=case.id)


def end_need(
    turn: "Performing", case: Case, code: str, agent: StaffUser, outcome: Outcome
) -> bool:
    """End one need; tell whether others are open, else the case is to be resolved.

    Raises Refused when the case has no such open need, or may not be ended by this agent.
    """
    needs = _open_needs(turn.kept, case)
    if code not in {need.code for need in needs}:
        raise NoSuchNeed(reference=case.reference, codes=_codes(needs))
    view = CaseView(status=Status(case.status))
    check_step(view, Status.RESOLVED, actor=_actor(case, agent), outcome=outcome, reason=code)
    _end(turn.kept, [need for need in needs if need.code == code])
    turn.kept.cases.record(
        case, "need_ended", actor=agent.id, now=turn.now, to=code, reason=outcome
    )
    return len(needs) > 1


def move_by_timer(kept: Kept, case: Case, to: Status, *, now: datetime) -> None:
    """Take a step that time takes by itself."""
    check_step(_view(kept, case), to, actor=Actor.TIMER)
    _write(kept, case, to, Actor.TIMER, now=now)


def reopen(kept: Kept, case: Case, calendar: Calendar, *, now: datetime) -> None:
    """Open a case again because the same need is back; the third time its manager takes it."""
    check_step(_view(kept, case), Status.IN_PROGRESS, actor=Actor.TENANT)
    kept.timers.clear(
        f"case:{case.id}:objection:{case.reopened_count}", now=now, result="told_again"
    )
    case.reopened_count += 1
    case.closed_at = case.resolved_at = case.outcome = None
    _write(kept, case, Status.IN_PROGRESS, Actor.TENANT, now=now, reason="told_again")
    escalate_if_needed(kept, case, calendar, now=now)


def escalate_if_needed(kept: Kept, case: Case, calendar: Calendar, *, now: datetime) -> bool:
    """Raise a case to the manager of its unit when the rule says so; tell whether it was."""
    complaints = sum(event.kind == "complaint" for event in kept.cases.timeline(case.id or 0))
    late = is_late(case.first_action_at, case.reply_due_at, case.due_at, now=now)
    because = must_escalate(reopened=case.reopened_count, complaints=complaints, late=late)
    if because is None or case.status == Status.ESCALATED:
        return False
    check_step(_view(kept, case), Status.ESCALATED, actor=Actor.ROUTER, reason=because)
    _write(kept, case, Status.ESCALATED, Actor.ROUTER, now=now, reason=because)
    _raise_to_manager(kept, case)
    case.due_at = calendar.add_working_days(now, ESCALATED_WITHIN)
    key = f"case:{case.id}:escalated:{case.reopened_count}"
    kept.timers.set(key, "target", case.due_at, case_id=case.id)
    return True


def promise_anew(kept: Kept, case: Case, calendar: Calendar, *, now: datetime) -> None:
    """Promise another day where the one that was promised is over; one to come is kept."""
    if case.reply_due_at > now:
        return
    soon = calendar.add_working_days(now, ESCALATED_WITHIN)
    case.reply_due_at = min(case.due_at, soon) if case.due_at > now else soon
    kept.session.add(case)
    key = f"case:{case.id}:promised:{case.reply_due_at:%Y%m%d}"
    kept.timers.set(key, "target", case.reply_due_at, case_id=case.id)


def _raise_to_manager(kept: Kept, case: Case) -> None:
    """Give a case to the manager of its unit."""
    role = manager_of(case.unit)
    manager = find_owner(officers(kept), role, case.unit).owner
    hand_up(case, role, manager)


def hand_up(case: Case, role: Role, owner: str | None) -> None:
    """Give a case to somebody above; who followed it stands behind them (lifecycles.md 4.1)."""
    if case.owner_id not in {None, owner}:
        case.backup_id = case.owner_id
    case.role, case.owner_id, case.level = role, owner, max(case.level, 2)


def _actor(case: Case, agent: StaffUser) -> Actor:
    if agent.id == case.owner_id:
        return Actor.OWNER
    if Role(agent.role) in CELL_ROLES:
        return Actor.CELL
    return Actor.MANAGER if agent.role == Role.AGENCY_MANAGER else Actor.AGENT


def _view(kept: Kept, case: Case) -> CaseView:
    severities = tuple(need.severity for need in _open_needs(kept, case))
    return CaseView(status=Status(case.status), open_severities=severities)


def _write(
    kept: Kept, case: Case, to: Status, actor: str, *, now: datetime, reason: str | None = None
) -> None:
    before, case.status = case.status, to
    kept.session.add(case)
    kept.cases.record(case, "status", actor=actor, now=now, frm=before, to=to, reason=reason)


def _open_needs(kept: Kept, case: Case) -> list[NeedRow]:
    needs = kept.cases.needs(case.id or 0)
    return [need for need in needs if need.status != NeedStatus.ENDED]


def _end(kept: Kept, needs: Iterable[NeedRow]) -> None:
    for need in needs:
        need.status = NeedStatus.ENDED
        kept.session.add(need)


def _codes(needs: Iterable[NeedRow]) -> str:
    return ", ".join(need.code for need in needs) or "-"
