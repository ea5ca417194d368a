"""Steps that go on beside what started them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

import structlog

log = structlog.get_logger()


def spawn(running: set[asyncio.Task[Any]], steps: Coroutine[Any, Any, Any]) -> None:
    """Start steps, and keep hold of their task until it ends: the loop alone would drop it."""
    task = asyncio.create_task(steps)
    running.add(task)
    task.add_done_callback(running.discard)
    task.add_done_callback(_tell)


async def again_and_again(
    work: Callable[[], Awaitable[object]], seconds: float, failed: str
) -> None:
    """Rest, do something, and so on; what fails once is done at the next time, and said so."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await work()
        except Exception as wrong:  # noqa: BLE001 (the database is away: the next time counts)
            log.warning(failed, because=type(wrong).__name__)


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks, and wait until each has ended, however it ends."""
    for task in tuple(tasks):
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task


def _tell(task: asyncio.Task[Any]) -> None:
    """Say that steps failed; what they should have done stands in the rows and is taken up."""
    if not task.cancelled() and (wrong := task.exception()) is not None:
        log.warning("steps beside failed", because=type(wrong).__name__)
