"""Whether something may be written to a person now: why it waits, or never goes.

Quiet hours are those of design.md 7: 20:00 to 08:00, Sundays and public holidays, in Paris.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.working_time import Calendar


class Because(StrEnum):
    """Why a message waits, or is kept for good."""

    QUIET_HOURS = "quiet_hours"
    STOP_SAID = "stop_said"
    NOT_SAFE = "not_safe_to_contact"
    NOBODY_THERE = "nobody_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """What is known of an address: STOP was said, it is not safe, nobody is there any more."""

    stopped: bool = False
    unsafe: bool = False
    gone: bool = False


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
