"""Lay the steps of a way along the calendar: who did what, when, and why."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from storage.demo.office_hours import PARIS, is_office_moment, pick_office_moment
from storage.demo.records import DemoEvent
from storage.demo.stories import Step

FIRST_REPLY_DAYS = {0: (0, 0, 1), 1: (0, 0, 1, 1, 2, 3), 2: (0, 0, 1, 1, 2), 3: (0,), 4: (0,)}
URGENT = 3
OBJECTION_DAYS = 10
FIRST_ACTIONS = ("called", "called", "wrote", "met")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who acts in a case: its owner, the duty officer, the officer of the cell; staff ids."""

    owner: str
    on_call: str
    cell: str


def lay_out(
    rng: Random,
    *,
    opened_at: datetime,
    severity: int,
    days: int,
    steps: tuple[Step, ...],
    role: str,
    cast: Cast,
) -> tuple[DemoEvent, ...]:
    """Date every change of status from the first message to the end of the case."""
    events = [
        _change(opened_at, "bot", ("draft", "new"), "minimum_facts"),
        _change(opened_at + timedelta(seconds=2), "router", ("new", "assigned"), f"role_{role}"),
        _first_reply(rng, opened_at, severity, cast),
    ]
    owner = cast.owner
    for step in steps:
        owner = cast.cell if step.by == "cell" else owner
        at = _moment_of(rng, step, events[-1].at, max(round(days * step.share / 100), 0))
        actor = owner if step.by in {"owner", "cell"} else step.by
        events.append(_change(at, actor, (events[-1].to_status, step.to), step.reason))
    if events[-1].to_status == "resolved":
        events.append(_closing(rng, events[-1].at))
    return tuple(events)


def _change(at: datetime, actor: str, states: tuple[str, str], reason: str) -> DemoEvent:
    return DemoEvent(at=at, actor=actor, from_status=states[0], to_status=states[1], reason=reason)


def _first_reply(rng: Random, opened_at: datetime, severity: int, cast: Cast) -> DemoEvent:
    if severity >= URGENT:
        at = opened_at + timedelta(minutes=rng.randint(6, 95))
        actor = cast.owner if is_office_moment(at) else cast.on_call
    else:
        days = rng.choice(FIRST_REPLY_DAYS[severity])
        at, actor = pick_office_moment(rng, after=opened_at, days=days), cast.owner
    return _change(at, actor, ("assigned", "in_progress"), rng.choice(FIRST_ACTIONS))


def _moment_of(rng: Random, step: Step, after: datetime, days: int) -> datetime:
    if step.by == "timer":
        return _early_morning(after + timedelta(days=max(days, OBJECTION_DAYS)))
    return pick_office_moment(rng, after=after, days=days)


def _closing(rng: Random, resolved_at: datetime) -> DemoEvent:
    states = ("resolved", "closed")
    if rng.randrange(10) < 3:  # noqa: PLR2004  # three in ten answer that it helped
        at = pick_office_moment(rng, after=resolved_at, days=rng.randint(0, 3))
        return _change(at, "tenant", states, "tenant_agreed")
    at = _early_morning(resolved_at + timedelta(days=OBJECTION_DAYS + 1))
    return _change(at, "timer", states, "no_objection")


def _early_morning(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(PARIS).date(), time(6), tzinfo=PARIS).astimezone(UTC)
