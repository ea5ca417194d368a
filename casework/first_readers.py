"""The first readers of a notice: the others get it only when it went well with these.

A notice is wrong in one way for everybody: a word that a channel refuses, a wrong staircase.
Twenty people find it out for thousands (security.md BC-10).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from casework.contact import Because

FIRST: Final = 20  # readers before all others (security.md BC-10)
MOST_FAILED: Final = Fraction(5, 100)  # of them, before it pauses (security.md BC-10)
# Not the notice's fault: they blocked the bot, or it waited for its reader until it was of no use.
READERS_OWN: Final = frozenset({"Gone", Because.TOO_LATE})
PUT_OFF: Final = frozenset({Because.ENOUGH_NOTICES})  # it waits for this reader's week


class Doubt(StrEnum):
    """Why a notice pauses by itself."""

    NOT_DELIVERED = "not_delivered"
    STOP = "stop"
    COMPLAINT = "complaint"


class Finding(StrEnum):
    """What the first readers tell of a notice."""

    WAIT = "wait"
    GO_ON = "go_on"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReaders:
    """The first readers, counted.

    `queued`: not put out yet; `waiting`: out, and nobody knows what becomes of it; `put_off`:
    it waits until this reader has room for a notice; `failed`: not delivered, or nobody knows.
    """

    readers: int
    queued: int = 0
    waiting: int = 0
    put_off: int = 0
    failed: int = 0


def count_first(messages: list[tuple[str, str | None]], *, queued: int) -> FirstReaders:
    """Count what became of the messages to the first readers, each a status and its reason."""
    waiting = [why for status, why in messages if status in {"queued", "sending"}]
    failed = [
        why
        for status, why in messages
        if status == "unsure" or (status == "failed" and why not in READERS_OWN)
    ]
    put_off = sum(why in PUT_OFF for why in waiting)
    return FirstReaders(
        readers=queued + len(messages),
        queued=queued,
        waiting=len(waiting) - put_off,
        put_off=put_off,
        failed=len(failed),
    )


def look_at_first(first: FirstReaders) -> Finding:
    """Decide whether the others get it: as soon as what still waits cannot change the answer.

    One reader whose phone is off holds nobody up. Where most are put off to another day, nothing
    is known yet, so the others wait with them.
    """
    most = int(first.readers * MOST_FAILED)
    if first.failed > most:
        return Finding.PAUSE
    unknown = first.put_off * 2 > first.readers
    if first.queued or unknown or first.failed + first.waiting > most:
        return Finding.WAIT
    return Finding.GO_ON
