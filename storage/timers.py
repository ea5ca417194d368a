"""What is due later: rows, fired once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import SQLModel, bindparam, col, func, select, update

from storage.tables.cases import Case
from storage.tables.messages import ConversationRow, TimerRow
from storage.transaction import INSERTS, Store

_TABLE = SQLModel.metadata.tables["timer"]
_STOP = (
    update(_TABLE)
    .where(
        col(TimerRow.key).in_(bindparam("keys", expanding=True)), col(TimerRow.done_at).is_(None)
    )
    .values(done_at=bindparam("now"), result=bindparam("because"))
)


def _set(insert: Any) -> Any:  # noqa: ANN401 (each database has its own)
    """Put timers in; one that is there and has not fired is moved."""
    put: Any = insert(_TABLE)
    return put.on_conflict_do_update(
        index_elements=["key"],
        set_={"due_at": put.excluded.due_at},
        where=col(TimerRow.done_at).is_(None),
    )


_SET = {database: _set(insert) for database, insert in INSERTS.items()}


class Timers(Store):
    """The timers of one transaction."""

    def set(
        self,
        key: str,
        kind: str,
        due_at: datetime,
        *,
        case_id: int | None = None,
        conversation_id: int | None = None,
    ) -> None:
        """Set a timer; the same key twice is one timer, moved while it has not fired."""
        self.set_all({key: (kind, due_at)}, case_id=case_id, conversation_id=conversation_id)

    def set_all(
        self,
        wanted: Mapping[str, tuple[str, datetime]],
        *,
        case_id: int | None = None,
        conversation_id: int | None = None,
    ) -> None:
        """Set timers of one case or one conversation, `{key: (kind, due)}`."""
        about = {"case_id": case_id, "conversation_id": conversation_id}
        rows = [
            {"key": k, "kind": kind, "due_at": due, **about} for k, (kind, due) in wanted.items()
        ]
        if rows:
            connection = self._connection
            connection.execute(_SET[connection.dialect.name], rows)

    def clear(self, *keys: str, now: datetime, result: str) -> None:
        """Stop timers that are no longer wanted."""
        if keys:
            stopped = {"keys": keys, "now": now, "because": result}
            self._connection.execute(_STOP, stopped)

    def due(self, *, now: datetime, limit: int = 50) -> list[int]:
        """Return the ids of the timers that are due, the oldest first."""
        query = (
            select(TimerRow.id)
            .where(col(TimerRow.done_at).is_(None), TimerRow.due_at <= now)
            .order_by(col(TimerRow.due_at))
            .limit(limit)
        )
        return [found for found in self._session.exec(query) if found is not None]

    def conversation_of(self, timer_id: int) -> int | None:
        """Return the conversation that a timer, or its case, is of."""
        of_case = (
            select(ConversationRow.id)
            .join(Case, col(Case.address_id) == col(ConversationRow.address_id))
            .where(col(Case.id) == col(TimerRow.case_id))
            .scalar_subquery()
        )
        query = select(func.coalesce(col(TimerRow.conversation_id), of_case)).where(
            col(TimerRow.id) == timer_id
        )
        return self._session.exec(query).first()

    def claim(self, timer_id: int, *, now: datetime) -> TimerRow | None:
        """Take a timer to fire it, None when it has fired already."""
        row = self._session.get(TimerRow, timer_id, with_for_update=True)
        if row is None or row.done_at is not None or row.due_at > now:
            return None
        row.done_at = now
        self._session.add(row)
        return row

    def postpone(self, timer_id: int, until: datetime, because: str) -> None:
        """Let a timer fire later, and say why."""
        row = self._session.get_one(TimerRow, timer_id)
        row.due_at, row.result = until, because
        self._session.add(row)

    def of_case(self, case_id: int) -> list[TimerRow]:
        """Return the timers of a case."""
        return list(self._session.exec(select(TimerRow).where(TimerRow.case_id == case_id)))

    def late(self, *, before: datetime) -> list[TimerRow]:
        """Return the timers that should have fired long ago."""
        query = select(TimerRow).where(col(TimerRow.done_at).is_(None), TimerRow.due_at < before)
        return list(self._session.exec(query))
