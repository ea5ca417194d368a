"""Whether something may be written to a person now: why it waits, or never goes.

Quiet hours are those of design.md 7: 20:00 to 08:00, Sundays and public holidays, in Paris.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from casework.working_time import Calendar

STARTED_BY_PALIER: Final = frozenset({"service", "reminder", "notice"})  # nobody's answer
ASK_FOR_AN_ANSWER: Final = frozenset({"reminder"})
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LOOK_AGAIN: Final = timedelta(hours=1)  # at what is paused; going on looks at once
MOST_NOTICES: Final = ((DAY, 1), (WEEK, 2))  # to one person (security.md BC-07)
USEFUL: Final[Mapping[str, timedelta]] = {
    "reply": timedelta(hours=24),
    "agent": timedelta(days=7),
    "alert": timedelta(hours=24),
    "service": timedelta(days=3),
    "reminder": timedelta(days=2),
    "notice": timedelta(days=2),
    "room": timedelta(days=7),
    "desk": timedelta(hours=24),
}


class Because(StrEnum):
    """Why a message waits, or is kept for good."""

    TOO_LATE = "too_late"
    ANSWERED = "answered_meanwhile"
    ENOUGH_NOTICES = "enough_notices"
    QUIET_HOURS = "quiet_hours"
    STOP_SAID = "stop_said"
    NOT_SAFE = "not_safe_to_contact"
    NOBODY_THERE = "nobody_there"
    NOTICE_PAUSED = "notice_paused"
    NOTICE_CANCELLED = "notice_cancelled"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """What is known of an address: STOP was said, it is not safe, nobody is there any more."""

    stopped: bool = False
    unsafe: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message that is about to leave.

    `kind`: a key of USEFUL; `answered`: the person wrote after it was put out; `notices`: when
    the person got the notices of the last week; `stopped_by`: why a notice stays where it is,
    whatever the hour (it is paused or cancelled, or the person agrees to offers no more).
    """

    kind: str
    useful_until: datetime | None = None
    answered: bool = False
    notices: tuple[datetime, ...] = ()
    stopped_by: Because | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Whether to write: at once, from `until` on, or never (`never`)."""

    because: Because | None = None
    until: datetime | None = None

    @property
    def now(self) -> bool:
        """Tell whether the message may go at once."""
        return self.because is None

    @property
    def never(self) -> bool:
        """Tell whether the message is kept for good."""
        return self.because is not None and self.until is None


def useful_until(kind: str, *, leaves: datetime) -> datetime:
    """Return until when a message that should leave at a moment is of use to its reader."""
    return leaves + USEFUL[kind]


def leave_to_send(
    letter: Letter, person: Reachable, calendar: Calendar, *, now: datetime
) -> Leave:
    """Decide at the last moment whether a message leaves, and say why it does not.

    A retry may fall in the night, STOP may have been said since, and what asks for an answer is
    not sent to somebody who has answered.
    """
    if letter.useful_until is not None and now > letter.useful_until:
        return Leave(because=Because.TOO_LATE)
    if letter.kind not in STARTED_BY_PALIER:
        return Leave()
    if letter.answered and letter.kind in ASK_FOR_AN_ANSWER:
        return Leave(because=Because.ANSWERED)
    leave = leave_to_start(person, calendar, now=now)
    if not leave.now or letter.kind != "notice":
        return leave
    return _leave_of_a_notice(letter, calendar, now)


def _leave_of_a_notice(letter: Letter, calendar: Calendar, now: datetime) -> Leave:
    """Look last at what somebody decided about the whole notice, and at the person's week."""
    if letter.stopped_by is None:
        return _room_for_a_notice(letter.notices, calendar, now)
    paused = letter.stopped_by is Because.NOTICE_PAUSED
    return Leave(because=letter.stopped_by, until=now + LOOK_AGAIN if paused else None)


def _room_for_a_notice(got: tuple[datetime, ...], calendar: Calendar, now: datetime) -> Leave:
    """Let a notice wait until the person has room for it."""
    waits = [
        sorted(at for at in got if at > now - span)[-most] + span
        for span, most in MOST_NOTICES
        if sum(at > now - span for at in got) >= most
    ]
    if not waits:
        return Leave()
    return Leave(because=Because.ENOUGH_NOTICES, until=calendar.next_allowed(max(waits)))


def leave_to_start(person: Reachable, calendar: Calendar, *, now: datetime) -> Leave:
    """Decide on what Palier starts by itself; an answer needs no leave, nor does a person's own.

    The reasons that are for good come before the hour.
    """
    for_good = (
        (person.unsafe, Because.NOT_SAFE),
        (person.stopped, Because.STOP_SAID),
        (person.gone, Because.NOBODY_THERE),
    )
    for holds, because in for_good:
        if holds:
            return Leave(because=because)
    if calendar.may_start_talking(now):
        return Leave()
    return Leave(because=Because.QUIET_HOURS, until=calendar.next_allowed(now))
