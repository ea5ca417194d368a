"""Asking Telegram for updates: stored first, then the offset moves past them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from bot.channels import telegram
from bot.channels.telegram_wire import Garbled, Taken, TelegramApi

log = structlog.get_logger()
LONG_POLL: Final = 25  # seconds that Telegram keeps an empty answer back
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
TRIES: Final = 3
TAKEN: Final = (
    "another process has the updates of this bot, so this one stops asking: stop the other and"
    " start this one again, or give it a bot of its own (PALIER_TELEGRAM_TOKEN)"
)


class Polling:
    """Asks again and again; `accept` stores one update, whatever it is."""

    def __init__(self, api: TelegramApi, accept: Callable[[object], Awaitable[None]]) -> None:
        self._api = api
        self._accept = accept
        self._offset = 0
        self._garbled = 0  # answers in a row that could not be told apart

    async def run(self) -> None:
        """Ask until cancelled, or until another process has the updates for sure."""
        wait, refused = FIRST_WAIT, 0
        while refused < TRIES:
            try:
                await self._once()
                wait, refused = FIRST_WAIT, 0
                continue
            except Taken:
                refused += 1
            except Exception as wrong:  # noqa: BLE001 (what was not stored is asked for again)
                log.warning("telegram waits", because=type(wrong).__name__, again_in=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        log.error(TAKEN)

    async def _once(self) -> None:
        """Fetch and store what there is; then ask for what follows."""
        updates = await self._fetch()
        if not updates:
            # What came before is confirmed by now; after a week of silence Telegram may number
            # from anywhere (Bot API, Update), so nothing is asked for by its number.
            self._offset = 0
            return
        for update in updates:
            await self._accept(update)
        self._garbled = 0
        moved = max([self._offset, *(telegram.number_of(update) + 1 for update in updates)])
        if moved == self._offset:
            await asyncio.sleep(FIRST_WAIT)  # updates without a number would come back at once
        self._offset = moved

    async def _fetch(self) -> list[object]:
        """Return the next updates: one at a time after an answer that could not be told apart.

        One that cannot be read alone either is itself set aside, once it was asked for often.
        """
        alone = {"limit": 1} if self._garbled else {}
        try:
            updates: list[object] = await self._api.call(
                "getUpdates",
                wait=LONG_POLL + 10.0,
                offset=self._offset,
                timeout=LONG_POLL,
                allowed_updates=list(telegram.WANTED),
                **alone,
            )
        except Garbled as wrong:
            self._garbled += 1
            if self._garbled <= TRIES or telegram.number_of(wrong.text) < 0:
                raise
            return [wrong.text]
        return updates
