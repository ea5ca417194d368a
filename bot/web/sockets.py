"""The open pages, and how they are told that there is something to fetch."""

import asyncio
from collections import defaultdict

from aiohttp import web


class Sockets:
    """The open pages, by conversation."""

    def __init__(self) -> None:
        self._open: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self.ended = False  # the process stops: nobody waits any more

    def add(self, conversation_id: int, bell: asyncio.Event) -> None:
        """Have a page told when something is there to fetch."""
        self._open[conversation_id].add(bell)
        if self.ended:
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

    async def end(self, app: web.Application) -> None:
        """Let whoever waits go, so that the process may stop at once."""
        del app
        self.ended = True
        for bells in self._open.values():
            for bell in bells:
                bell.set()


SOCKETS: web.AppKey[Sockets] = web.AppKey("sockets", Sockets)
