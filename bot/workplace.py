"""Who this process is among those at work, and which of the others are dead."""

import contextlib
import os
import secrets
import socket
from collections.abc import Iterable

from bot import clock
from storage.kept import Kept
from storage.tables.work import WorkerRow


def me(role: str) -> WorkerRow:
    """Return this process as others know it; the name is never the same twice."""
    host, pid, now = socket.gethostname(), os.getpid(), clock.now()
    return WorkerRow(
        id=f"{host}:{pid}:{secrets.token_hex(4)}",
        host=host,
        pid=pid,
        role=role,
        started_at=now,
        seen_at=now,
    )


def living(kept: Kept, mine: str, *, patient: bool = False) -> list[str]:
    """Return the processes that live: seen lately, and on this machine still running.

    `patient`: silence proves nothing now, since nobody could give a sign of life.
    """
    rows = kept.workers.all() if patient else kept.workers.seen_lately()
    return [row.id for row in rows if not _ended(row, mine)]


def bury(kept: Kept, alive: Iterable[str]) -> None:
    """Strike the dead off the list, and free what they alone could do."""
    known = set(alive)
    for row in kept.workers.all():
        if row.id not in known:
            kept.workers.leave(row.id)


def _ended(row: WorkerRow, mine: str) -> bool:
    """Tell whether a process of this machine has ended: then nobody waits for its silence.

    A container that starts again has the name and the number of the one before.
    """
    if row.host != socket.gethostname() or row.id == mine:
        return False
    if row.pid == os.getpid():
        return True
    with contextlib.suppress(PermissionError):  # somebody else's, but running
        try:
            os.kill(row.pid, 0)
        except ProcessLookupError:
            return True
    return False
