"""The bimonthly audit of arrears: which files, why, in what order, and how each may end (S08).

Palier lists, a named person decides. A file is listed for what is known of it, never for a sum.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from casework.access import READS_IN_FULL, Subject
from casework.cases import Status, is_late
from casework.errors import Refused
from casework.needs import Need
from casework.roles import Role
from casework.working_time import Calendar


class SessionStatus(StrEnum):
    """Where an audit is (domain/lifecycles.md 4.6)."""

    PLANNED = "planned"
    LISTED = "listed"
    HELD = "held"
    DECIDED = "decided"
    CLOSED = "closed"


class ItemState(StrEnum):
    """Where one file of an audit is."""

    CANDIDATE = "candidate"
    EXAMINED = "examined"
    DECIDED = "decided"
    CARRIED_OVER = "carried_over"


class Decision(StrEnum):
    """How a file of an audit ends: what somebody is to do, or nothing before the next one."""

    ASSOCIATION = "association"
    CELL = "cell"
    VISIT = "visit"
    PLAN = "plan"
    EMPLOYMENT = "employment"
    HEALTH = "health"
    CARRIED_OVER = "carried_over"
    CASE_ENDED = "case_ended"  # nobody chooses it: the case was over before the next audit


class DueIsPast(Refused):
    """What an audit decides is done on a day to come."""

    message = "refused.audit_due_past"


AUDITED: Final = frozenset({Need.ARREARS, Need.ARREARS_LEGAL})
UNDECIDED: Final = frozenset({ItemState.CANDIDATE, ItemState.EXAMINED, ItemState.CARRIED_OVER})
OFFERED: Final = tuple(one for one in Decision if one is not Decision.CASE_ENDED)
# Working days for what is decided: domain/routing.md 3.3 (targets of each line), the cell's
# reply domain/lifecycles.md 4.1.
DELAYS: Final[Mapping[Decision, int]] = {
    Decision.ASSOCIATION: 5,
    Decision.CELL: 2,
    Decision.VISIT: 10,
    Decision.PLAN: 3,
    Decision.EMPLOYMENT: 5,
    Decision.HEALTH: 5,
}
ABOUT_HEALTH: Final = frozenset({Need.HEALTH, Need.MENTAL, Need.ADDICTION})
SILENT_FOR: Final = timedelta(days=14)  # domain/lifecycles.md 4.1: the review of no answer
MISSED_TWICE: Final = 2
END_OF_DAY: Final = time(17)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One open need of the household, in this case or in another of its open cases."""

    need: Need
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsFile:
    """What is known of an open case with an arrears need, as the audit looks at it."""

    now: datetime
    case_id: int
    status: Status
    severity: int
    opened_at: datetime
    reply_due_at: datetime
    due_at: datetime
    needs: tuple[Told, ...] = ()
    first_action_at: datetime | None = None
    reopened: int = 0
    targets_missed: int = 0
    was_escalated: bool = False
    asked_at: tuple[datetime, ...] = ()  # an agent wrote to the person, or awaits something
    last_word_at: datetime | None = None  # of the person
    lost_before: bool = False  # an earlier case of the household ended without contact
    referral_declined: bool = False
    carried_over: bool = False
    decision_due_at: datetime | None = None  # of the last audit that decided on it


Look = Callable[[ArrearsFile], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason to examine a file: what it tells of the household, and where it comes from."""

    name: str
    holds: Look
    source: str
    about: Subject = Subject.ORDINARY


def _missed(file: ArrearsFile) -> int:
    """Return how many targets were missed; one that is past counts before its timer fired."""
    late = is_late(file.first_action_at, file.reply_due_at, file.due_at, now=file.now)
    return max(file.targets_missed, int(late))


def _is_silent(file: ArrearsFile) -> bool:
    """Tell whether nothing was answered for long, or nobody was found the last time."""
    heard = file.last_word_at
    open_questions = [at for at in file.asked_at if heard is None or at > heard]
    return file.lost_before or any(file.now - at >= SILENT_FOR for at in open_questions)


def _says(name: str, *values: str) -> Look:
    """Return a look at a fact of the arrears: one of these values; without any, that it holds."""

    def holds(file: ArrearsFile) -> bool:
        said = [told.facts.get(name) for told in file.needs if told.need in AUDITED]
        return any(one in values if values else bool(one) for one in said)

    return holds


def _has(*needs: Need) -> Look:
    return lambda file: any(told.need in needs for told in file.needs)


def _any(*looks: Look) -> Look:
    return lambda file: any(look(file) for look in looks)


REASONS: Final[tuple[Reason, ...]] = (
    Reason(
        name="carried_over",
        holds=lambda file: file.carried_over,
        source="domain/systems.md S08: undecided items carry over",
    ),
    Reason(
        name="target_missed",
        holds=lambda file: _missed(file) == 1,
        source="domain/lifecycles.md 4.1: target exceeded",
    ),
    Reason(
        name="target_missed_twice",
        holds=lambda file: _missed(file) >= MISSED_TWICE,
        source="domain/systems.md S08: two alerts",
    ),
    Reason(
        name="no_contact",
        holds=_is_silent,
        source="domain/systems.md S08: no contact; domain/routing.md 3.3: no contact at all",
    ),
    Reason(
        name="job_loss",
        holds=_any(_has(Need.EMPLOYMENT_LOSS), _says("reason", "job_loss", "hours_cut")),
        source="domain/systems.md S08: job loss; domain/routing.md 3.3: EMPLOYMENT_LOSS",
    ),
    Reason(
        name="health",
        holds=_any(_has(*ABOUT_HEALTH), _says("reason", "illness")),
        source="domain/systems.md S08: health",
        about=Subject.PRIVATE,
    ),
    Reason(
        name="reopened",
        holds=lambda file: file.reopened > 0,
        source="domain/lifecycles.md 4.1: reopened cases",
    ),
    Reason(
        name="escalated",
        holds=lambda file: file.was_escalated or file.status is Status.ESCALATED,
        source="domain/lifecycles.md 4.1: level 1 failed",
    ),
    Reason(
        name="plan_in_difficulty",
        holds=_any(_says("plan_at_risk"), _says("plan_broken")),
        source="domain/systems.md S08: broken plan; domain/lifecycles.md 4.5",
        about=Subject.MONEY,
    ),
    Reason(
        name="legal_paper",
        holds=_has(Need.ARREARS_LEGAL),
        source="domain/lifecycles.md 4.4: from L5 on, an audit item",
        about=Subject.MONEY,
    ),
    Reason(
        name="referral_declined",
        holds=lambda file: file.referral_declined,
        source="domain/routing.md 3.3: two declined referrals, no automatic third",
    ),
)
PICKED: Final = "picked"  # by a person, whatever the rules say (domain/systems.md S08)
_ABOUT: Final = {PICKED: Subject.ORDINARY} | {reason.name: reason.about for reason in REASONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A file to examine, and why."""

    file: ArrearsFile
    why: tuple[str, ...]


def find_reasons(file: ArrearsFile) -> tuple[str, ...]:
    """Return why a file is to be examined, none when it need not be.

    A file that the last audit decided on is left alone until that decision is due.
    """
    due = file.decision_due_at
    if due is not None and due > file.now:
        return ()
    return tuple(reason.name for reason in REASONS if reason.holds(file))


def list_candidates(files: Iterable[ArrearsFile]) -> tuple[Candidate, ...]:
    """Return the files to examine: the gravest first, then most reasons, then the oldest."""
    found = (Candidate(file=file, why=find_reasons(file)) for file in files)
    return tuple(sorted((one for one in found if one.why), key=_order))


def _order(one: Candidate) -> tuple[int, int, datetime, int]:
    return -one.file.severity, -len(one.why), one.file.opened_at, one.file.case_id


def may_be_named(role: Role, name: str) -> bool:
    """Tell whether a reason is named to a role in a chat; what is private is for the desk."""
    about = _ABOUT[name]
    return about is not Subject.PRIVATE and about in READS_IN_FULL[role]


def is_private(decision: Decision) -> bool:
    """Tell whether a decision would say, where it is read, what is wrong with somebody."""
    return decision is Decision.HEALTH


def period_of(day: date) -> date:
    """Return the first day of the audit of a day: audits are of the even months.

    >>> period_of(date(2026, 11, 23))
    datetime.date(2026, 10, 1)
    """
    first = day.replace(day=1)
    return first if first.month % 2 == 0 else (first - timedelta(days=1)).replace(day=1)


def status_of(states: Iterable[ItemState]) -> SessionStatus:
    """Return where an audit is, from where its files are."""
    known = set(states)
    if not known & {ItemState.CANDIDATE, ItemState.EXAMINED}:
        return SessionStatus.DECIDED
    return SessionStatus.LISTED if known == {ItemState.CANDIDATE} else SessionStatus.HELD


def due_of(
    decision: Decision, asked: date | None, calendar: Calendar, *, now: datetime
) -> datetime | None:
    """Return by when what was decided is done: the day that was asked for, else its own delay.

    None for what is carried over. Raises DueIsPast.
    """
    if decision not in DELAYS:
        return None
    if asked is None:
        return calendar.add_working_days(now, DELAYS[decision])
    due = datetime.combine(asked, END_OF_DAY, calendar.zone)
    if due <= now:
        raise DueIsPast(day=asked)
    return due
