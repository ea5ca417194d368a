"""What is done again and again: when next, by the clock of the database."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlmodel import SQLModel, col, delete, select

from storage.moments import now_there
from storage.tables.work import ScheduleRow
from storage.transaction import INSERTS, Store

Next = Callable[[str, datetime], datetime]  # the first moment of a name after another moment
_TABLE = SQLModel.metadata.tables["schedule"]


class Schedules(Store):
    """The schedules of an installation, in one transaction."""

    def keep_only(self, names: Iterable[str], next_after: Next) -> None:
        """Have a row for each name, and for no other; one that is there keeps its moment."""
        now = now_there(self._connection)
        rows = [{"name": name, "due_at": next_after(name, now)} for name in names]
        insert = INSERTS[self._connection.dialect.name]
        self._connection.execute(insert(_TABLE).on_conflict_do_nothing(), rows)
        wanted = [row["name"] for row in rows]
        self._session.exec(delete(ScheduleRow).where(col(ScheduleRow.name).not_in(wanted)))

    def all(self) -> list[ScheduleRow]:
        """Return them all, the next first."""
        return list(self._session.exec(select(ScheduleRow).order_by(col(ScheduleRow.due_at))))

    def due(self, next_after: Next) -> list[ScheduleRow]:
        """Return those that are due now, late ones too: a machine that slept catches up, once.

        One that a clock far ahead has put off is brought back.
        """
        now, rows = now_there(self._connection), self.all()
        for row in rows:
            row.due_at = min(row.due_at, next_after(row.name, now))
        return [row for row in rows if row.due_at <= now]

    def hurry(self, name: str) -> bool:
        """Make a schedule due now; False when there is none of this name."""
        row = self._session.exec(select(ScheduleRow).where(ScheduleRow.name == name)).first()
        if row is not None:
            row.due_at = now_there(self._connection)
        return row is not None

    def find_due(self, schedule_id: int) -> str | None:
        """Return the name of a schedule that is still due; None when it has been done."""
        row = self._session.get(ScheduleRow, schedule_id)
        return row.name if row and row.due_at <= now_there(self._connection) else None

    def done(self, schedule_id: int, next_after: Next) -> None:
        """Let one rest until its next moment."""
        row = self._session.get_one(ScheduleRow, schedule_id)
        row.done_at = now_there(self._connection)
        row.due_at = next_after(row.name, row.done_at)
        row.error = None

    def failed(self, schedule_id: int, error: str) -> None:
        """Keep why one failed; it stays due."""
        self._session.get_one(ScheduleRow, schedule_id).error = error
