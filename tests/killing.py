"""Has a process die at a statement of its database, and takes up what it left."""

import os
import signal

from sqlalchemy import event

ANYWHERE = ("before_cursor_execute", "after_cursor_execute", "commit")


def die_at(database, number, *moments) -> None:
    """Have this process killed at the n-th time that one of the moments comes (SQLAlchemy's)."""
    seen = 0

    def count(*_):
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in moments:
        event.listen(database.engine, moment, count)


def sweep(palier) -> None:
    """Take every open turn, as after a restart."""
    waiting = palier.database.read_now(lambda kept: kept.mail.conversations_with_open_messages())
    for conversation in waiting:
        while palier.turns.take(conversation):
            pass
