"""The durable engine: which process runs a piece of work, and who takes it up after a crash.

Facts are rows of ours; a job holds no state and no steps: it reads the rows again, so that
running it twice does nothing twice. Everything that knows DBOS stands here.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions, error
from sqlalchemy import Engine as SqlEngine
from sqlalchemy import create_engine, event

from storage.database import SHARED_PRAGMAS, Database, driver_url
from storage.migrating import one_at_a_time

APPLICATION: Final = "palier"
VERSION: Final = "1"  # jobs hold no state, so any version of Palier may run any job
JOB: Final = "palier_job"
QUEUES: Final[Mapping[str, int]] = {
    "chat": 8,
    "timer": 2,
    "notice": 4,
}  # jobs of a process at once
POLL = 5.0  # seconds; nothing that a person waits for goes through a queue
MOST_THREADS: Final = 16
OPEN: Final = ("ENQUEUED", "PENDING", "DELAYED")
PAGE: Final = 500
Work = Callable[[int], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work as the engine knows it."""

    id: str
    kind: str
    subject: int
    status: str
    queue: str
    worker: str | None
    since: datetime


class _Running:
    """What the jobs of this process call; DBOS knows one function by its name."""

    works: Mapping[str, Work] = {}


@DBOS.workflow(name=JOB, max_recovery_attempts=20)
def _job(kind: str, subject: int) -> None:
    _Running.works[kind](subject)


class Engine:
    """Puts work in the queues of an installation, and looks at it; runs none."""

    def __init__(self, database: Database) -> None:
        with one_at_a_time(database):
            DBOS.migrate(driver_url(database.url))
        self._sql = _own_engine(database.url)
        self._client = DBOSClient(system_database_engine=self._sql, application_name=APPLICATION)

    def enqueue(self, queue: str, kind: str, subject: int) -> bool:
        """Ask for a piece of work; False when the same one waits or runs already."""
        try:
            self._client.enqueue(_options(queue, kind, subject), kind, subject)
        except error.DBOSQueueDeduplicatedError:
            return False
        return True

    def jobs(self, *statuses: str) -> list[Job]:
        """Return the jobs in these states, the oldest first."""
        found = self._client.list_workflows(
            status=list(statuses or OPEN), limit=PAGE, load_output=False
        )
        return [_shown(row) for row in found if row.name == JOB]

    def find(self, job_id: str) -> Job | None:
        """Return a job, None when there is none of this name."""
        found = self._client.list_workflows(workflow_ids=[job_id], load_output=False)
        return _shown(found[0]) if found and found[0].name == JOB else None

    def retry(self, job: Job) -> None:
        """Put a job back into its queue, whatever became of it."""
        self._client.resume_workflow(job.id, queue_name=job.queue)

    def cancel(self, job: Job) -> None:
        """Let a job not start, or end at its next look at the rows."""
        self._client.cancel_workflow(job.id)

    def take_over(self, alive: Iterable[str]) -> int:
        """Put back what dead processes were running; return how many jobs."""
        living = set(alive)
        stuck = self._client.list_workflows(status="PENDING", limit=PAGE, load_output=False)
        orphans = [row for row in stuck if row.executor_id not in living and row.queue_name]
        for row in orphans:
            self._client.resume_workflow(row.workflow_id, queue_name=row.queue_name)
        return len(orphans)

    def forget_before(self, moment: datetime) -> int:
        """Delete the jobs that ended before a moment; return how many."""
        count = 0
        while True:
            ended = self._client.list_workflows(
                completed_before=moment.astimezone(UTC).isoformat(), limit=PAGE, load_output=False
            )
            if not ended:
                return count
            self._client.delete_workflows([row.workflow_id for row in ended])
            count += len(ended)

    def close(self) -> None:
        """Let the connections go."""
        self._client.destroy()
        self._sql.dispose()


class Runner(Engine):
    """An engine that also runs work in this process; there is one in a process."""

    def __init__(self, database: Database, worker: str, works: Mapping[str, Work]) -> None:
        """Take `works`: kind to function of the subject."""
        _quiet()
        super().__init__(database)
        _Running.works = works
        config = DBOSConfig(
            name=APPLICATION,
            system_database_engine=self._sql,
            run_migrations=False,
            executor_id=worker,
            application_version=VERSION,
            max_executor_threads=MOST_THREADS,
            enable_otlp=False,
            log_level="CRITICAL",
            scheduler_polling_interval_sec=60.0,
            notification_listener_polling_interval_sec=POLL,
        )
        _look_seldom(DBOS(config=config))
        DBOS.listen_queues([*QUEUES])

    def start(self) -> None:
        """Run what waits."""
        DBOS.launch()
        for name, at_once in QUEUES.items():
            DBOS.register_queue(name, worker_concurrency=at_once, polling_interval_sec=POLL)
        for gone in DBOS.list_schedules():  # of an earlier version: ours are rows
            DBOS.delete_schedule(gone["schedule_name"])

    def close(self) -> None:
        """Let running jobs end, then stop; what does not end is taken over by another."""
        DBOS.destroy(workflow_completion_timeout_sec=5)
        super().close()


def _options(queue: str, kind: str, subject: int) -> EnqueueOptions:
    return EnqueueOptions(
        workflow_name=JOB,
        queue_name=queue,
        app_version=VERSION,
        deduplication_id=f"{kind}:{subject}",
    )


def _shown(row: Any) -> Job:  # noqa: ANN401 (the library's own)
    given = row.input["args"] if row.input else ("?", 0)
    return Job(
        id=row.workflow_id,
        kind=str(given[0]),
        subject=int(given[1]),
        status=row.status.lower(),
        queue=row.queue_name or "",
        worker=row.executor_id,
        since=datetime.fromtimestamp((row.created_at or 0) / 1000, UTC),
    )


def _own_engine(url: str) -> SqlEngine:
    """Return the engine's own connections: its transactions are not ours."""
    url = driver_url(url)
    if not url.startswith("sqlite"):
        return create_engine(
            url, pool_size=4, max_overflow=4, pool_pre_ping=True, hide_parameters=True
        )
    made = create_engine(
        url, connect_args={"timeout": 30, "check_same_thread": False}, hide_parameters=True
    )
    event.listen(made, "connect", _on_sqlite_connect)
    return made


def _on_sqlite_connect(connection: Any, record: object) -> None:  # noqa: ANN401 (sqlite3's own)
    """Begin writing transactions as such: with a deferred BEGIN, two processes claim one job."""
    del record
    connection.isolation_level = "IMMEDIATE"
    for pragma in SHARED_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _look_seldom(made: DBOS) -> None:
    """Have the library's own queue looked at like ours: not every second.

    There is no public way, and a process at rest spends its time there.
    """
    made._registry.get_internal_queue()._polling_interval_sec = POLL  # noqa: SLF001 (see above)


def _quiet() -> None:
    """Keep the library's tracebacks out of the log: an error may hold what somebody said."""
    logging.getLogger("dbos").setLevel(logging.CRITICAL)
