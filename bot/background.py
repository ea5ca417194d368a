"""Steps that go on beside what started them."""

import asyncio
from collections.abc import Coroutine
from typing import Any


def spawn(running: set[asyncio.Task[Any]], steps: Coroutine[Any, Any, Any]) -> None:
    """Start steps, and keep hold of their task until it ends: the loop alone would drop it."""
    task = asyncio.create_task(steps)
    running.add(task)
    task.add_done_callback(running.discard)
