"""The processes at work: who is alive, and what one of them alone may do."""

from datetime import datetime, timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, col, delete, or_, select

from storage.tables.work import WorkerRow
from storage.transaction import Store

SILENT = timedelta(seconds=60)  # after that a process is taken for dead
_DUTY = SQLModel.metadata.tables["duty"]


def seen_lately(row: WorkerRow, now: datetime) -> bool:
    """Tell whether a process gave a sign of life; a clock that went back kills nobody."""
    return abs(now - row.seen_at) < SILENT


class Workers(Store):
    """The processes of one installation, in one transaction."""

    def beat(self, me: WorkerRow, *, now: datetime) -> None:
        """Say that a process is alive."""
        row = self._session.get(WorkerRow, me.id)
        if row is None:
            row = WorkerRow(**me.model_dump())
        row.seen_at = now
        self._session.add(row)

    def leave(self, worker_id: str) -> None:
        """Say that a process has ended, and free what it alone could do."""
        self._session.exec(delete(WorkerRow).where(col(WorkerRow.id) == worker_id))
        self._connection.execute(_DUTY.delete().where(_DUTY.c.owner == worker_id))

    def all(self) -> list[WorkerRow]:
        """Return the processes that have not said that they ended."""
        return list(self._session.exec(select(WorkerRow).order_by(col(WorkerRow.started_at))))

    def alive(self, *, now: datetime) -> list[str]:
        """Return the processes that were seen lately."""
        return [row.id for row in self.all() if seen_lately(row, now)]

    def on_duty(self, name: str, owner: str, *, now: datetime, lasts: timedelta) -> bool:
        """Ask to be the one process that does something, or to go on being it."""
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

    def _on_sqlite(self) -> bool:
        return self._connection.dialect.name == "sqlite"
