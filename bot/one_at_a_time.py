"""One at a time for each conversation, in the order in which they came."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class OneAtATime:
    """Lets one in at a time for each conversation; of one that nobody wants, nothing is kept.

    The lock lives until the last who waits has had it: one that is free for a moment, between
    who leaves and who is next, is not forgotten.
    """

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._wanted: Counter[int] = Counter()

    def is_busy(self, conversation_id: int) -> bool:
        """Tell whether somebody is in, or waits."""
        return self._wanted[conversation_id] > 0

    @asynccontextmanager
    async def turn(self, conversation_id: int) -> AsyncIterator[None]:
        """Wait until nobody else is in."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._wanted[conversation_id] += 1
        try:
            async with lock:
                yield
        finally:
            self._wanted[conversation_id] -= 1
            if not self.is_busy(conversation_id):
                del self._locks[conversation_id], self._wanted[conversation_id]
