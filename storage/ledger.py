"""The ledger of notices: a line moves with its message, and its chunk's counters with it."""

from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Update
from sqlmodel import SQLModel, bindparam, func, select

import storage.tables.notices  # noqa: F401 (brings the tables)

KEY: Final = "notice:"  # and the id of the line: the key of its message
# A line's state for each status of its message: it is out until something became of it.
STATE_OF: Final = {
    "queued": "out",
    "sending": "out",
    "sent": "sent",
    "failed": "failed",
    "unsure": "unsure",
    "withheld": "withheld",
    "cancelled": "cancelled",
}
COUNTERS: Final = ("queued", "out", "sent", "failed", "unsure", "withheld", "cancelled")
LINE: Final = SQLModel.metadata.tables["notice_delivery"]
CHUNK: Final = SQLModel.metadata.tables["notice_chunk"]
# Built once: every message of a notice asks these.
_MOVE = (
    LINE.update()
    .where(LINE.c.id == bindparam("line"), LINE.c.state == bindparam("before"))
    .values(state=bindparam("after"))
    .returning(LINE.c.chunk_id)
)


def line_of(key: str) -> int | None:
    """Return the line of the ledger that a message of the outbox is of, None when of none."""
    number = key.removeprefix(KEY)
    return int(number) if key.startswith(KEY) and number.isdecimal() else None


def lock_chunks(connection: Connection, *which: Any) -> list[int]:  # noqa: ANN401 (clauses)
    """Keep other processes from putting out, or dropping, lines of some chunks meanwhile.

    Whoever holds a message of the outbox too took it before: the order is the same everywhere.
    """
    found = select(CHUNK.c.id).where(*which).order_by(CHUNK.c.id).with_for_update()
    return [int(row[0]) for row in connection.execute(found)]


def follow(connection: Connection, key: str, before: str, status: str) -> None:
    """Move a message's line, if it is of a notice, with the message: two statements at most."""
    line, frm, to = line_of(key), STATE_OF[before], STATE_OF[status]
    if line is None or frm == to:
        return
    moved = connection.execute(_MOVE, {"line": line, "before": frm, "after": to}).first()
    if moved is not None:
        connection.execute(_counted(frm, to), {"chunk": moved.chunk_id})


@cache
def _counted(frm: str, to: str) -> Update:
    counted = {frm: CHUNK.c[frm] - 1, to: CHUNK.c[to] + 1}
    return CHUNK.update().where(CHUNK.c.id == bindparam("chunk")).values(counted)


def move(connection: Connection, chunk_id: int, lines: list[int], before: str, to: str) -> None:
    """Move lines of one chunk, which is locked, from a state to another, and count them there."""
    if before == to or not lines:
        return
    connection.execute(LINE.update().where(LINE.c.id.in_(lines)).values(state=to))
    counted = {before: CHUNK.c[before] - len(lines), to: CHUNK.c[to] + len(lines)}
    connection.execute(CHUNK.update().where(CHUNK.c.id == chunk_id).values(counted))


def progress_of(connection: Connection, notice_id: int) -> dict[str, int]:
    """Return how many lines of a notice are in each state; their sum is `size`."""
    sums = [func.coalesce(func.sum(CHUNK.c[name]), 0).label(name) for name in (*COUNTERS, "size")]
    row = connection.execute(select(*sums).where(CHUNK.c.notice_id == notice_id)).one()
    return {name: int(value) for name, value in row._mapping.items()}  # noqa: SLF001 (SQLAlchemy's public name)
