"""The processes at work: who is alive, and what one of them alone may do.

By the clock of the database: a process whose own is hours wrong is not buried and buries nobody.
"""

from datetime import datetime, timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, col, delete, or_, select

from storage.moments import now_there
from storage.tables.work import WorkerRow
from storage.transaction import Store

SILENT = timedelta(seconds=60)  # after that a process is taken for dead
_DUTY = SQLModel.metadata.tables["duty"]


class Workers(Store):
    """The processes of one installation, in one transaction."""

    def beat(self, me: WorkerRow) -> None:
        """Say that a process is alive."""
        row = self._session.get(WorkerRow, me.id)
        if row is None:
            row = WorkerRow(**me.model_dump())
            row.started_at = self.now()
        row.seen_at = self.now()
        self._session.add(row)

    def leave(self, worker_id: str) -> None:
        """Say that a process has ended, and free what it alone could do."""
        self._session.exec(delete(WorkerRow).where(col(WorkerRow.id) == worker_id))
        self._connection.execute(_DUTY.delete().where(_DUTY.c.owner == worker_id))

    def all(self) -> list[WorkerRow]:
        """Return the processes that have not said that they ended."""
        return list(self._session.exec(select(WorkerRow).order_by(col(WorkerRow.started_at))))

    def seen_lately(self) -> list[WorkerRow]:
        """Return the processes that gave a sign of life; a clock that went back kills nobody."""
        now = self.now()
        return [row for row in self.all() if abs(now - row.seen_at) < SILENT]

    def on_duty(self, name: str, owner: str, *, lasts: timedelta) -> bool:
        """Ask to be the one process that does something, or to go on being it."""
        now = self.now()
        values = {"name": name, "owner": owner, "until": now + lasts}
        free = or_(_DUTY.c.owner == owner, _DUTY.c.until < now)
        upsert = sqlite.insert if self._on_sqlite() else postgresql.insert
        asked = (
            upsert(_DUTY)
            .values(values)
            .on_conflict_do_update(index_elements=["name"], set_=values, where=free)
        )
        taken = self._connection.execute(asked.returning(_DUTY.c.owner))
        return taken.first() is not None

    def now(self) -> datetime:
        """Return the moment it is for all of them."""
        return now_there(self._connection)

    def _on_sqlite(self) -> bool:
        return self._connection.dialect.name == "sqlite"
