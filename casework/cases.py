"""The life of a case: its states, and the table of permitted steps with who may take each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.errors import (
    GraveNeedOpen,
    NoSuchStep,
    NotForYourRole,
    OutcomeMissing,
    ReasonMissing,
    ReferralActive,
)


class Status(StrEnum):
    """Where a case is (domain/lifecycles.md 4.1)."""

    DRAFT = "draft"
    NEW = "new"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING_TENANT = "waiting_tenant"
    WAITING_PARTNER = "waiting_partner"
    WAITING_INTERNAL = "waiting_internal"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"


class Outcome(StrEnum):
    """How a case ended."""

    PAID_IN_FULL = "paid_in_full"
    PLAN_SIGNED = "plan_signed"
    PLAN_COMPLETED = "plan_completed"
    AID_GRANTED = "aid_granted"
    RIGHT_RESTORED = "right_restored"
    REPAIRED = "repaired"
    ADAPTED = "adapted"
    NUISANCE_ENDED = "nuisance_ended"
    REHOUSED = "rehoused"
    JOB_FOUND = "job_found"
    SCHOOL_ENROLLED = "school_enrolled"
    SUPPORT_ONGOING_ELSEWHERE = "support_ongoing_elsewhere"
    INFORMED_ONLY = "informed_only"
    PERSON_DECLINED = "person_declined"
    NO_CONTACT = "no_contact"
    MOVED_OUT = "moved_out"
    EVICTED = "evicted"
    DECEASED = "deceased"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"


class NeedStatus(StrEnum):
    """Where one need of a case is."""

    OPEN = "open"
    WAITING = "waiting"
    ENDED = "ended"


class Actor(StrEnum):
    """Who takes a step."""

    BOT = "bot"
    ROUTER = "router"
    TIMER = "timer"
    TENANT = "tenant"
    OWNER = "owner"
    MANAGER = "manager"
    CELL = "cell"
    AGENT = "agent"


ENDED = frozenset({Status.RESOLVED, Status.CLOSED, Status.CANCELLED, Status.MERGED})
AT_WORK = frozenset(
    {
        Status.IN_PROGRESS,
        Status.WAITING_TENANT,
        Status.WAITING_PARTNER,
        Status.WAITING_INTERNAL,
        Status.ESCALATED,
    }
)
OPEN = frozenset(Status) - ENDED - {Status.DRAFT}
_PEOPLE = frozenset({Actor.OWNER, Actor.MANAGER, Actor.CELL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One permitted step, who may take it, and what it asks for."""

    frm: frozenset[Status]
    to: Status
    who: frozenset[Actor]
    because: str
    needs_reason: bool = False
    needs_outcome: bool = False


STEPS: tuple[Step, ...] = (
    Step(
        frm=frozenset({Status.DRAFT}),
        to=Status.NEW,
        who=frozenset({Actor.BOT, Actor.AGENT, *_PEOPLE}),
        because="the least that is needed was told",
    ),
    Step(
        frm=frozenset({Status.DRAFT}),
        to=Status.CANCELLED,
        who=frozenset({Actor.TIMER, Actor.TENANT, Actor.BOT}),
        because="nobody came back for seven days, or the person gave up",
    ),
    Step(
        frm=frozenset({Status.NEW}),
        to=Status.ASSIGNED,
        who=frozenset({Actor.ROUTER, Actor.MANAGER, Actor.CELL}),
        because="one named agent and a backup",
    ),
    Step(
        frm=frozenset({Status.NEW, Status.ASSIGNED}),
        to=Status.IN_PROGRESS,
        who=frozenset({Actor.AGENT, *_PEOPLE}),
        because="the first human action stops the first clock",
    ),
    Step(
        frm=AT_WORK - {Status.WAITING_TENANT, Status.ESCALATED},
        to=Status.WAITING_TENANT,
        who=frozenset({Actor.BOT, *_PEOPLE}),
        because="a precise thing is awaited from the person",
    ),
    Step(
        frm=AT_WORK - {Status.WAITING_PARTNER, Status.ESCALATED},
        to=Status.WAITING_PARTNER,
        who=_PEOPLE,
        because="a referral was proposed",
    ),
    Step(
        frm=AT_WORK - {Status.WAITING_INTERNAL, Status.ESCALATED},
        to=Status.WAITING_INTERNAL,
        who=_PEOPLE,
        because="another unit has a task",
    ),
    Step(
        frm=AT_WORK - {Status.IN_PROGRESS, Status.ESCALATED},
        to=Status.IN_PROGRESS,
        who=frozenset({Actor.TENANT, Actor.TIMER, Actor.AGENT, *_PEOPLE}),
        because="what was awaited came",
    ),
    Step(
        frm=OPEN - {Status.ESCALATED},
        to=Status.ESCALATED,
        who=frozenset({Actor.TIMER, Actor.ROUTER, *_PEOPLE}),
        because="the first level failed, a target was exceeded, or two complaints",
        needs_reason=True,
    ),
    Step(
        frm=frozenset({Status.ESCALATED}),
        to=Status.IN_PROGRESS,
        who=frozenset({Actor.CELL, Actor.MANAGER}),
        because="taken by the cell, or given back with an instruction",
    ),
    Step(
        frm=OPEN,
        to=Status.RESOLVED,
        who=_PEOPLE,
        because="an outcome and one sentence in plain words for the person",
        needs_reason=True,
        needs_outcome=True,
    ),
    Step(
        frm=frozenset({Status.RESOLVED}),
        to=Status.CLOSED,
        who=frozenset({Actor.TIMER, Actor.TENANT}),
        because="ten days without objection, or the person says yes",
    ),
    Step(
        frm=frozenset({Status.RESOLVED, Status.CLOSED}),
        to=Status.IN_PROGRESS,
        who=frozenset({Actor.TENANT, Actor.AGENT, *_PEOPLE}),
        because="the same need is back within thirty days",
    ),
    Step(
        frm=OPEN,
        to=Status.CANCELLED,
        who=_PEOPLE,
        because="a mistake, the person asked, or out of area",
        needs_reason=True,
    ),
    Step(
        frm=OPEN,
        to=Status.MERGED,
        who=_PEOPLE,
        because="the same household has another case",
        needs_reason=True,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """What the steps look at."""

    status: Status
    open_severities: tuple[int, ...] = ()
    active_referrals: int = 0


def check_step(
    case: CaseView,
    to: Status,
    *,
    actor: Actor,
    outcome: Outcome | None = None,
    reason: str | None = None,
) -> Step:
    """Return the step from the state of a case to another; raises Refused when it may not be.

    Ending a case says how it ended, and leaves no grave need behind: each is ended by its own
    name first. Closing leaves no referral either.
    """
    known = [step for step in STEPS if case.status in step.frm and step.to is to]
    if not known:
        raise NoSuchStep(frm=case.status, to=to)
    permitted = [step for step in known if actor in step.who]
    if not permitted:
        raise NotForYourRole(to=to)
    step = permitted[0]
    if step.needs_outcome and outcome is None:
        raise OutcomeMissing
    if step.needs_reason and not (reason or "").strip():
        raise ReasonMissing(to=to)
    _check_end(case, to)
    return step


def _check_end(case: CaseView, to: Status) -> None:
    grave = any(severity >= GRAVE_FROM for severity in case.open_severities)
    if grave and to in {Status.RESOLVED, Status.CLOSED}:
        raise GraveNeedOpen
    if to is Status.CLOSED and case.active_referrals:
        raise ReferralActive


def is_late(
    first_action_at: datetime | None, reply_due_at: datetime, due_at: datetime, *, now: datetime
) -> bool:
    """Tell whether nobody answered by the day that was promised, or the work is not done."""
    unanswered = first_action_at is None and reply_due_at < now
    return unanswered or due_at < now


def must_escalate(*, reopened: int, complaints: int, late: bool) -> str | None:
    """Return why a case goes to the manager, None while it need not.

    Three reopenings, two complaints, or one about a case that is late or was reopened:
    domain/lifecycles.md 4.1 and scenarios.md 9.5.
    """
    reasons = {
        "reopened_too_often": reopened > MOST_REOPENINGS,
        "two_complaints": complaints >= MANY_COMPLAINTS,
        "complaint_and_repeat": complaints > 0 and reopened > 0,
        "complaint_and_late": complaints > 0 and late,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


GRAVE_FROM = 3
MOST_REOPENINGS = 2
MANY_COMPLAINTS = 2


def reachable(status: Status) -> Iterable[Status]:
    """Return the states that may follow a state."""
    return {step.to for step in STEPS if status in step.frm}
