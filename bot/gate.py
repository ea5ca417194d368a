"""Who takes a turn next when many wait: danger before everything, then the order of arrival."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from nlu.danger_words import find_danger

DANGER, ORDINARY = 0, 1
Waiting = tuple[int, int, int, asyncio.Future[None]]  # rank, arrival, conversation
Dangerous = Callable[[str], bool]


def sounds_dangerous(words: str) -> bool:
    """Tell by words alone, in a fraction of a millisecond, whether somebody may be in danger."""
    return bool(find_danger(words))


class Gate:
    """Lets so many turns be taken at once; the others wait by rank and arrival.

    What somebody writes while their conversation waits can only move it forward.
    """

    def __init__(self, places: int, dangerous: Dangerous = sounds_dangerous) -> None:
        self._free: int = places
        self._dangerous: Final = dangerous
        self._arrivals = 0
        self._waiting: list[Waiting] = []
        self._hurried: set[int] = set()

    @asynccontextmanager
    async def turn(self, conversation_id: int, words: str) -> AsyncIterator[None]:
        """Wait for a place, take it, and give it to the next one at the end."""
        await self._enter(conversation_id, words)
        try:
            yield
        finally:
            self._leave()

    def hurry(self, conversation_id: int, words: str) -> None:
        """Move a conversation forward that waits, when more words of it tell of danger."""
        if not self._dangerous(words):
            return
        self._hurried.add(conversation_id)
        waits = [one for one in self._waiting if one[2] == conversation_id and one[0] != DANGER]
        self._waiting = [one for one in self._waiting if one not in waits]
        self._waiting += [(DANGER, *one[1:]) for one in waits]
        heapq.heapify(self._waiting)

    def calm(self, conversation_id: int) -> None:
        """Say that all that a conversation wrote has had its turn."""
        self._hurried.discard(conversation_id)

    async def _enter(self, conversation_id: int, words: str) -> None:
        if self._free > 0:
            self._free -= 1
            return
        hurried = conversation_id in self._hurried or self._dangerous(words)
        rank = DANGER if hurried else ORDINARY
        self._arrivals += 1
        opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, self._arrivals, conversation_id, opened))
        try:
            await opened
        except asyncio.CancelledError:
            if opened.done() and not opened.cancelled():
                self._leave()  # the place was given and is not wanted any more
            raise

    def _leave(self) -> None:
        while self._waiting:
            *_, opened = heapq.heappop(self._waiting)
            if not opened.done():
                opened.set_result(None)
                return
        self._free += 1
