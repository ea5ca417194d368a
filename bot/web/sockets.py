"""The open pages, and how they are told that there is something to fetch."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Final

from aiohttp import web

from bot.background import again_and_again, end

# Seconds between two looks at what no bell told of: docs/decisions/0015.
LOOK: Final = 5.0
Marks = Callable[[Sequence[int]], Awaitable[Mapping[int, object]]]


class Sockets:
    """The open pages, by conversation.

    `marks(ids)` returns of each conversation what changes when there is something to fetch.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._last: Mapping[int, object] = {}  # as of the last look
        self._open: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self.ended = False  # the process stops: nobody waits any more

    def add(self, conversation_id: int, bell: asyncio.Event) -> None:
        """Have a page told when something is there to fetch.

        It is told at once: what came between its last reading and this rang for nobody.
        """
        self._open[conversation_id].add(bell)
        bell.set()

    def drop(self, conversation_id: int, bell: asyncio.Event) -> None:
        """Forget a page."""
        self._open[conversation_id].discard(bell)
        if not self._open[conversation_id]:
            self._open.pop(conversation_id)

    async def ring(self, conversation_id: int | None) -> None:
        """Tell the pages of a conversation to fetch; None: all pages."""
        rung = list(self._open) if conversation_id is None else [conversation_id]
        for one in rung:
            for bell in self._open.get(one, ()):
                bell.set()

    async def look(self) -> None:
        """Ring where something has changed since the last look, whether a bell was heard or not.

        A conversation that is seen for the first time is rung: its page may have read before.
        """
        marks = await self._marks(list(self._open))
        for conversation_id, mark in marks.items():
            if self._last.get(conversation_id) != mark:
                await self.ring(conversation_id)
        self._last = marks

    async def watch(self, app: web.Application) -> AsyncIterator[None]:
        """Look again and again while the app is up."""
        del app
        looking = asyncio.create_task(again_and_again(self.look, LOOK, "pages wait for a bell"))
        yield
        await end([looking])

    async def end(self, app: web.Application) -> None:
        """Let whoever waits go, so that the process may stop at once."""
        del app
        self.ended = True
        await self.ring(None)


SOCKETS: web.AppKey[Sockets] = web.AppKey("sockets", Sockets)
