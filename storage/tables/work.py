"""Who works: the processes, what one of them alone may do, and the pace they share."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.columns import TECHNICAL, moment, tagged


class WorkerRow(SQLModel, table=True):
    """A process at work; one that is silent for a minute is taken for dead."""

    __tablename__ = "worker"

    id: str = tagged(TECHNICAL, primary_key=True)
    host: str = tagged(TECHNICAL)
    pid: int = tagged(TECHNICAL)
    role: str = tagged(TECHNICAL)  # serve | worker
    started_at: datetime = moment(TECHNICAL)
    seen_at: datetime = moment(TECHNICAL)


class DutyRow(SQLModel, table=True):
    """Something that one process at a time may do, until when it is its own."""

    __tablename__ = "duty"

    name: str = tagged(TECHNICAL, primary_key=True)
    owner: str = tagged(TECHNICAL)
    until: datetime = moment(TECHNICAL)


class RateRow(SQLModel, table=True):
    """When a channel, or a chat of it, has used up what was sent (GCRA, seconds since 1970)."""

    __tablename__ = "rate"

    key: str = tagged(TECHNICAL, primary_key=True)
    tat: float = tagged(TECHNICAL, default=0.0)


class ScheduleRow(SQLModel, table=True):
    """Something that is done again and again, and when next: bot/schedules.yaml."""

    __tablename__ = "schedule"

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    name: str = tagged(TECHNICAL, unique=True)
    due_at: datetime = moment(TECHNICAL)
    done_at: datetime | None = moment(TECHNICAL, default=None)
    error: str | None = tagged(TECHNICAL, default=None)
