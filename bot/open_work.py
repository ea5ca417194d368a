"""What the rows say is open, as pieces of work of the durable engine."""

from datetime import datetime
from typing import NamedTuple

from bot.notices.sending import may_send
from storage.kept import Kept

MOST_CHUNKS = 8  # asked for at once: twice what a process sends at once


class Piece(NamedTuple):
    """A piece of work: its queue, what is done, and of which row."""

    queue: str
    kind: str
    subject: int


def open_work(
    kept: Kept, *, now: datetime, left_before: datetime | None = None, timers: int
) -> list[Piece]:
    """Return the turns, sendings, timers and chunks of notices that are due, so many at most.

    `left_before`: a message stored since is in somebody's hand, and left there.
    """
    chunks = kept.notices.open_chunks(limit=MOST_CHUNKS) if may_send(now) else []
    turns = kept.mail.conversations_with_open_messages(before=left_before)
    return [
        *(Piece("chat", "turn", one) for one in turns),
        *(Piece("chat", "send", one) for one in kept.sending.conversations_due(now=now)),
        *(Piece("timer", "timer", one) for one in kept.timers.due(now=now, limit=timers)),
        *(Piece("notice", "chunk", one) for one in chunks),
    ]
