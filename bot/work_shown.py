"""What runs, waits and failed, and how to have it tried again or given up."""

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from bot import clock
from bot.clock import PARIS
from bot.open_work import open_work
from bot.workplace import living
from storage.database import Database
from storage.engine import Engine, Job
from storage.kept import Kept
from storage.ledger import COUNTERS
from storage.tables.messages import Outbox

MESSAGE = "m"  # m12 is a message of the outbox; anything else is a job of the engine
AGAIN = ("failed", "unsure", "withheld", "cancelled")
ALL_TIMERS = 100_000
DROPPED = ("queued", "unsure")


class WorkRefused(Exception):
    """What was asked for cannot be done; the sentence says why."""


@contextlib.contextmanager
def opened(database: Database) -> Iterator[Engine]:
    """Look at the engine of an installation for a while."""
    engine = Engine(database)
    try:
        yield engine
    finally:
        engine.close()


def requeue(database: Database) -> int:
    """Ask for all the work that the rows say is open; return how many pieces."""
    now = clock.now()
    asked = database.read_now(lambda kept: open_work(kept, now=now, timers=ALL_TIMERS))
    with opened(database) as engine:
        return sum(engine.enqueue(*piece) for piece in asked)


def print_work(database: Database, out: Console) -> None:
    """Print the processes, the messages and jobs that wait, and what failed, with why."""
    with opened(database) as engine:
        jobs = engine.jobs("ENQUEUED", "PENDING", "DELAYED", "ERROR")
    for table in database.read_now(
        lambda kept: [_processes(kept), _schedules(kept), _notices(kept), *_messages(kept)]
    ):
        out.print(table)
    table = Table("job", "what", "state", "process", "since", title="jobs")
    for job in jobs:
        what = f"{job.kind} {job.subject}"
        table.add_row(job.id, what, job.status, job.worker or "", f"{job.since:%m-%d %H:%M:%S}")
    out.print(table)


def _processes(kept: Kept) -> Table:
    alive = living(kept, "")
    table = Table("process", "role", "since", "seen", title="processes")
    for row in kept.workers.all():
        seen = "alive" if row.id in alive else f"silent since {row.seen_at:%H:%M:%S}"
        table.add_row(row.id, row.role, f"{row.started_at:%m-%d %H:%M}", seen)
    return table


def _schedules(kept: Kept) -> Table:
    table = Table("schedule", "next", "last", "why it failed", title="again and again")
    for row in kept.schedules.all():
        last = f"{row.done_at.astimezone(PARIS):%m-%d %H:%M}" if row.done_at else ""
        table.add_row(row.name, f"{row.due_at.astimezone(PARIS):%m-%d %H:%M}", last, row.error)
    return table


def _notices(kept: Kept) -> Table:
    """Return the notices at work, each with where its people are; palier notices moves them."""
    table = Table("notice", "state", *COUNTERS, "total", "leaves", "why", title="notices")
    there = kept.notices.there()
    for row in kept.notices.open():
        progress = kept.notices.progress(row.id or 0)
        numbers = [str(progress[name]) for name in (*COUNTERS, "size")]
        leaves = row.leaves_at if row.leaves_at and row.leaves_at > there else None
        until = f"{leaves.astimezone(PARIS):%m-%d %H:%M:%S}" if leaves else ""
        table.add_row(str(row.id), row.status, *numbers, until, row.paused_because or "")
    return table


def _messages(kept: Kept) -> list[Table]:
    waiting = Table("message", "kind", "state", "tries", "not before", "why", title="to be sent")
    for row in kept.sending.waiting():
        until = f"{row.not_before:%m-%d %H:%M:%S}" if row.not_before else ""
        tries = f"{row.attempts}{' maybe twice' if row.maybe_twice else ''}"
        waiting.add_row(f"m{row.id}", row.kind, row.status, tries, until, row.error or "")
    left = Table("message", "kind", "state", "tries", "why", title="not delivered")
    for row in kept.sending.undelivered():
        left.add_row(f"m{row.id}", row.kind, row.status, str(row.attempts), row.error or "")
    turns = Table("what", "how many", title="turns and timers")
    turns.add_row("messages that wait for a turn", str(kept.mail.count_open()))
    turns.add_row("messages whose turn failed", str(len(kept.mail.set_aside())))
    turns.add_row("timers that are due", str(len(kept.timers.due(now=clock.now(), limit=1_000))))
    return [turns, waiting, left]


def retry(database: Database, name: str) -> None:
    """Have a message, a job or a schedule tried again; raises WorkRefused."""
    if database.write_now(lambda kept: kept.schedules.hurry(name)):
        return
    if (message := _message(name)) is None:
        _on_job(database, name, Engine.retry)
        return

    def again(kept: Kept) -> None:
        row = _found(kept, message, AGAIN)
        row.useful_until = None  # whoever asks for it finds it of use
        kept.sending.settle(row, "queued", until=clock.now())

    database.write_now(again)


def cancel(database: Database, name: str) -> None:
    """Give a message or a job up; raises WorkRefused."""
    if (message := _message(name)) is None:
        _on_job(database, name, Engine.cancel)
        return
    database.write_now(
        lambda kept: kept.sending.settle(
            _found(kept, message, DROPPED), "cancelled", because="by an operator"
        )
    )


def _message(name: str) -> int | None:
    number = name.removeprefix(MESSAGE)
    return int(number) if name.startswith(MESSAGE) and number.isdecimal() else None


def _found(kept: Kept, outbox_id: int, states: tuple[str, ...]) -> Outbox:
    row = kept.sending.get(outbox_id)
    if row is None:
        raise WorkRefused(f"there is no message m{outbox_id}; see palier work")
    if row.status not in states:
        raise WorkRefused(f"m{outbox_id} is {row.status}; this goes for {', '.join(states)}")
    return row


def _on_job(database: Database, name: str, do: Callable[[Engine, Job], None]) -> None:
    with opened(database) as engine:
        job = engine.find(name)
        if job is None:
            raise WorkRefused(f"there is no job or message {name!r}; see palier work")
        do(engine, job)
