"""What is due later: rows, fired once."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session, bindparam, col, select

from storage.tables.messages import TimerRow

_BY_KEYS = select(TimerRow).where(col(TimerRow.key).in_(bindparam("keys", expanding=True)))


class Timers:
    """The timers of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

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
        known = self._known([key]).get(key)
        if known is None:
            row = TimerRow(
                key=key,
                kind=kind,
                due_at=due_at,
                case_id=case_id,
                conversation_id=conversation_id,
            )
            self._session.add(row)
        else:
            self._move(known, due_at)

    def follow(
        self,
        wanted: Mapping[str, tuple[str, datetime | None]],
        conversation_id: int,
        *,
        now: datetime,
    ) -> None:
        """Set timers of a conversation, `{key: (kind, due)}`; those due None are stopped."""
        known = self._known(wanted)
        for key, (kind, due_at) in wanted.items():
            if key in known and due_at is not None:
                self._move(known[key], due_at)
            elif key in known:
                self._stop(known[key], now=now, result="told")
            elif due_at is not None:
                row = TimerRow(key=key, kind=kind, due_at=due_at, conversation_id=conversation_id)
                self._session.add(row)

    def _known(self, keys: Iterable[str]) -> dict[str, TimerRow]:
        rows = self._session.exec(_BY_KEYS, params={"keys": list(keys)})
        return {row.key: row for row in rows}

    def _move(self, row: TimerRow, due_at: datetime) -> None:
        if row.done_at is None:
            row.due_at = due_at
            self._session.add(row)

    def _stop(self, row: TimerRow, *, now: datetime, result: str) -> None:
        if row.done_at is None:
            row.done_at = now
            row.result = result
            self._session.add(row)

    def due(self, *, now: datetime, limit: int = 50) -> list[int]:
        """Return the ids of the timers that are due, the oldest first."""
        query = (
            select(TimerRow.id)
            .where(col(TimerRow.done_at).is_(None), TimerRow.due_at <= now)
            .order_by(col(TimerRow.due_at))
            .limit(limit)
        )
        return [found for found in self._session.exec(query) if found is not None]

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

    def clear(self, key: str, *, now: datetime, result: str) -> None:
        """Stop a timer that is no longer wanted."""
        for row in self._known([key]).values():
            self._stop(row, now=now, result=result)

    def of_case(self, case_id: int) -> list[TimerRow]:
        """Return the timers of a case."""
        return list(self._session.exec(select(TimerRow).where(TimerRow.case_id == case_id)))

    def late(self, *, before: datetime) -> list[TimerRow]:
        """Return the timers that should have fired long ago."""
        query = select(TimerRow).where(col(TimerRow.done_at).is_(None), TimerRow.due_at < before)
        return list(self._session.exec(query))
