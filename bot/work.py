"""What runs beside the answers: taking up what was left, timers, and what the night is for.

The process that takes a message handles it and sends the answer at once. What a crash, a
back-off or another process left open is found in the rows by a sweep, and done by any process.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

import structlog

from bot import clock
from bot.background import again_and_again, end, spawn
from bot.notices.first_readers import settle_first
from bot.notices.sending import end_finished, send_chunk
from bot.open_work import open_work
from bot.palier import Palier
from bot.room.keeping import RoomKeeper
from bot.tasks import audits, schedules, timers
from bot.workplace import bury, living
from storage.bells import Listener
from storage.database import DatabaseAway
from storage.engine import Runner
from storage.kept import Kept
from storage.tables.work import WorkerRow

log = structlog.get_logger()
BEAT: Final = 10.0  # seconds between two signs of life
GAP: Final = 2.5 * BEAT  # after so long without one, this process knows nothing of the others
PATIENT: Final = 2 * BEAT  # seconds that they are then given to beat
ON_DUTY: Final = timedelta(seconds=45)
LEFT: Final = timedelta(seconds=5)  # a message this old without a turn was left by somebody
MOST_TIMERS: Final = 50  # asked for in one sweep
LONGEST_JOB: Final = 120.0  # seconds
LONGEST_CHUNK: Final = 3600.0  # seconds: five hundred people, on a channel that is slow today
KEEP_JOBS: Final = timedelta(days=2)
SWEEP: Final = 10.0  # seconds between two looks at what was left
KEEP: Final = 30.0  # seconds between two looks at what dead processes had, and at the schedules
ROOMS: Final = 5.0  # seconds between two looks at the agents' rooms


class Work:
    """The durable work of this process."""

    def __init__(self, palier: Palier, me: WorkerRow) -> None:
        self._palier = palier
        self._me = me
        self._loop = asyncio.get_running_loop()
        self._running: set[asyncio.Task[Any]] = set()
        self._seen = self._back = float("-inf")  # last sign of life; since when there was a gap
        works: dict[str, Callable[[int], object]] = {
            "turn": self._await(palier.intake.handle),
            "send": self._await(palier.delivery.send_to),
            "timer": self._await(partial(timers.fire, palier)),
            "chunk": self._await(partial(send_chunk, palier), LONGEST_CHUNK),
            "schedule": self._on_schedule,
        }
        self._engine = Runner(palier.database, me.id, works)
        self._bells = Listener(palier.database.engine, self._heard, lambda: self._heard(None))

    async def start(self) -> None:
        """Say that this process is there, take up what was left, then run what comes."""
        await self._beat()
        await asyncio.to_thread(self.reap)
        await asyncio.to_thread(self._engine.start)
        await self._palier.database.write(_plan)
        self._bells.start()
        spawn(self._running, again_and_again(self._beat, BEAT, "no sign of life"))
        spawn(self._running, self._take_up())
        sweep = partial(asyncio.to_thread, self.sweep)
        spawn(self._running, again_and_again(sweep, SWEEP, "the sweep is put off"))
        keep = partial(
            again_and_again, partial(asyncio.to_thread, self.keep), KEEP, "the keeping is put off"
        )
        spawn(self._running, self.while_on_duty("keep", keep))
        if (rooms := self._palier.rooms) is not None:  # where Telegram is on
            spawn(self._running, self.while_on_duty("rooms", partial(self._rooms, rooms)))

    async def _take_up(self) -> None:
        """Take up what was left, beside what comes: nobody waits at the door for it."""
        await self._palier.intake.sweep()
        await timers.fire_due(self._palier)

    def sweep(self) -> None:
        """Ask for all that the rows say is open; what is in somebody's hand is left there."""
        now = clock.now()
        pieces, finished, on_trial = self._palier.database.read_now(
            lambda kept: (
                open_work(kept, now=now, left_before=now - LEFT, timers=MOST_TIMERS),
                kept.notices.finished(),
                kept.first_readers.on_trial(),
            )
        )
        for piece in pieces:
            self._engine.enqueue(*piece)
        if finished:
            self._palier.database.write_now(end_finished)
        if on_trial:
            self._palier.database.write_now(partial(settle_first, self._palier))

    def keep(self) -> None:
        """Do what one process does for all: take over from the dead, ask for what is due."""
        self.reap()
        for due in schedules.find_due(self._palier.database):
            self._engine.enqueue("timer", "schedule", due.id or 0)

    def _on_schedule(self, schedule_id: int) -> None:
        works = {name: partial(work, self) for name, work in SCHEDULED.items()}
        schedules.run(self._palier.database, schedule_id, works)

    def reap(self) -> None:
        """Take over what dead processes had in hand."""
        alive = self._palier.database.write_now(self._bury)
        self._engine.take_over([*alive, self._me.id])

    def _bury(self, kept: Kept) -> list[str]:
        alive = living(kept, self._me.id, patient=self._was_away())
        left = self._palier.delivery.take_over(kept, [*alive, self._me.id])
        if left:
            log.warning("a process died with messages in hand", messages=len(left))
        bury(kept, [*alive, self._me.id])
        return alive

    def _was_away(self) -> bool:
        """Tell whether this process could not beat lately: then maybe nobody could."""
        now = time.monotonic()
        return now - self._seen > GAP or now - self._back < PATIENT

    async def _rooms(self, rooms: RoomKeeper) -> None:
        """Make the agents' rooms as their cases are, again and again; until cancelled."""
        while True:
            await rooms.tend()
            await asyncio.sleep(ROOMS)

    def night(self) -> None:
        """Forget the engine's jobs that ended, and paces that nobody uses."""
        forgotten = self._engine.forget_before(clock.now() - KEEP_JOBS)
        self._palier.database.write_now(lambda kept: kept.rates.forget_idle())
        log.info("the night's work is done", jobs_forgotten=forgotten)

    def audits(self) -> None:
        """List the arrears files to examine, agency by agency."""
        listed = audits.list_files(self._palier, clock.now())
        log.info("the audits are listed", files=listed)

    async def while_on_duty(
        self, name: str, work: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Do what one process at a time may do, whenever it is this one; until cancelled.

        Work that fails begins again; work that ends by itself is over.
        """
        running: set[asyncio.Task[Any]] = set()
        over = asyncio.Event()

        async def to_the_end() -> None:
            await work()
            over.set()

        try:
            while not over.is_set():
                if not await self._on_duty(name):
                    await end(running)
                elif not running:
                    spawn(running, to_the_end())
                await asyncio.sleep(BEAT)
        finally:
            await end(running)

    async def _on_duty(self, name: str) -> bool:
        """Tell whether a duty is this process's; while the database is away, it is nobody's."""

        def ask(kept: Kept) -> bool:
            return kept.workers.on_duty(name, self._me.id, lasts=ON_DUTY)

        try:
            return await self._palier.database.write(ask)
        except DatabaseAway as away:
            log.warning("nobody is on duty", duty=name, because=str(away))
            return False

    async def close(self) -> None:
        """End what runs, and say that this process is no more.

        Where the database is away, the others find it dead after a minute, and take over.
        """
        for task in set(self._running):
            task.cancel()
        self._bells.close()
        await asyncio.to_thread(self._engine.close)
        await self._palier.delivery.close()
        try:
            await self._palier.database.write(lambda kept: kept.workers.leave(self._me.id))
        except DatabaseAway as away:
            log.warning(
                "stopped while the database is away: the others find out in a minute",
                because=str(away),
            )

    async def _beat(self) -> None:
        await self._palier.database.write(lambda kept: kept.workers.beat(self._me))
        now = time.monotonic()
        if now - self._seen > GAP:
            self._back = now
        self._seen = now

    def _heard(self, conversation_id: int | None) -> None:
        self._loop.call_soon_threadsafe(self._ring, conversation_id)

    def _ring(self, conversation_id: int | None) -> None:
        spawn(self._running, self._palier.delivery.ring(conversation_id))

    def _await(
        self, work: Callable[[int], Awaitable[object]], longest: float = LONGEST_JOB
    ) -> Callable[[int], None]:
        """Return how a thread of the engine has the loop do something, and waits for it."""

        async def steps(subject: int) -> None:
            await work(subject)

        def run(subject: int) -> None:
            asyncio.run_coroutine_threadsafe(steps(subject), self._loop).result(longest)

        return run


SCHEDULED: Final[Mapping[str, Callable[[Work], object]]] = {
    "night": Work.night,
    "audits": Work.audits,
}


def _plan(kept: Kept) -> None:
    kept.schedules.keep_only(schedules.get_schedules(), schedules.next_after)
