"""What is stuck, missing or contradictory, one sentence each."""

from datetime import datetime, timedelta

from casework.needs import Need
from casework.roles import Role
from storage.kept import Kept

LONG = timedelta(minutes=10)
STALE_NUMBER = timedelta(days=180)


def find_troubles(kept: Kept, *, now: datetime) -> list[str]:
    """Return what somebody should look at; nothing when all is well."""
    return [
        *_messages(kept),
        *_timers(kept, now),
        *_numbers(kept, now),
        *_agencies(kept),
        *_cases(kept),
        *_rooms(kept),
    ]


def _messages(kept: Kept) -> list[str]:
    set_aside = [f"message {row.id} was set aside: {row.error}" for row in kept.mail.set_aside()]
    unsent = [
        f"answer {row.id} could not be sent: {row.error}" for row in kept.sending.undelivered()
    ]
    return [*set_aside, *unsent]


def _timers(kept: Kept, now: datetime) -> list[str]:
    late = kept.timers.late(before=now - LONG)
    return [
        f"timer {row.id} ({row.kind}) should have fired at {row.due_at:%d/%m %H:%M}"
        for row in late
    ]


def _numbers(kept: Kept, now: datetime) -> list[str]:
    known = kept.directory.emergency_numbers()
    old = [n for n in known if now.date() - n.checked_on > STALE_NUMBER]
    missing = [] if known else ["no emergency number is loaded: import them before opening"]
    return [
        *missing,
        *(f"emergency number {n.shown} was last checked on {n.checked_on}" for n in old),
    ]


def _agencies(kept: Kept) -> list[str]:
    staff = kept.staff.all()
    wanted = (Role.FRONT_DESK, Role.AGENCY_MANAGER)
    return [
        f"agency {agency.code} has no {role}"
        for agency in kept.directory.agencies()
        if agency.code != "siege"
        for role in wanted
        if not any(user.unit == agency.code and user.role == role for user in staff)
    ]


def _cases(kept: Kept) -> list[str]:
    known = set(Need)
    return [
        f"case {case.reference} has a need {need.code!r} that no rule knows"
        for case in kept.cases.listed(open_only=True, limit=10_000)
        for need in kept.cases.needs(case.id or 0)
        if need.code not in known
    ]


def _rooms(kept: Kept) -> list[str]:
    stuck = [
        f"the topic of case {case.reference} in the room of {case.unit} cannot be as it should"
        f" ({topic.wanted}): {topic.error}"
        for topic, case in kept.rooms.stuck()
    ]
    twice = [
        f"the topic of case {case.reference} in the room of {case.unit} may be there twice:"
        " write in the empty one, and it is closed"
        for _, case in kept.rooms.maybe_twice()
    ]
    return [*stuck, *twice]
