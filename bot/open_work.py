"""What the rows say is open, as pieces of work of the durable engine."""

from datetime import datetime
from typing import NamedTuple

from storage.kept import Kept


class Piece(NamedTuple):
    """A piece of work: its queue, what is done, and of which row."""

    queue: str
    kind: str
    subject: int


def open_work(
    kept: Kept, *, now: datetime, left_before: datetime | None = None, timers: int
) -> list[Piece]:
    """Return the turns, sendings and timers that are due, so many timers at most.

    `left_before`: a message stored since is in somebody's hand, and left there.
    """
    turns = kept.mail.conversations_with_open_messages(before=left_before)
    return [
        *(Piece("chat", "turn", one) for one in turns),
        *(Piece("chat", "send", one) for one in kept.sending.conversations_due(now=now)),
        *(Piece("timer", "timer", one) for one in kept.timers.due(now=now, limit=timers)),
    ]
