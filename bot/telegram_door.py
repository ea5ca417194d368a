"""Telegram's updates, from the door to their turn: stored first, acknowledged, then handled."""

import asyncio
from collections.abc import Coroutine, Mapping
from functools import partial
from typing import Any, Final, Protocol

import structlog

from bot import clock
from bot.background import spawn
from bot.channels import telegram
from bot.channels.contract import ChannelError, Malformed
from bot.channels.telegram import Change, Heard
from bot.channels.telegram_wire import TelegramApi
from bot.intake import Intake
from bot.pictures import LARGEST, NotAPicture, keep_picture
from storage.database import Database
from storage.kept import Kept

log = structlog.get_logger()
LONG_POLL: Final = 25  # seconds that Telegram keeps an empty answer back
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


class Beside(Protocol):
    """Reads the updates that are not a tenant's."""

    async def accept(self, update: Mapping[str, Any]) -> Coroutine[Any, Any, None] | None:
        """Store an update, and return what is still to be done; None when it is another's."""


class TelegramDoor:
    """Takes updates in, by polling or by webhook, with the same steps."""

    def __init__(self, api: TelegramApi, database: Database, intake: Intake, files: Any) -> None:  # noqa: ANN401 (a folder)
        self._api = api
        self._database = database
        self._intake = intake
        self._files = files
        self._running: set[asyncio.Task[None]] = set()
        self.beside: list[Beside] = []  # who reads what is no tenant's: look-ups, rooms

    async def accept(self, update: Mapping[str, Any]) -> None:
        """Store one update; once this returns it may be acknowledged, whatever it was."""
        try:
            if await self._taken_beside(update):
                return
            heard = telegram.read(update, account="", now=clock.now())
        except Malformed as wrong:
            await self._set_aside(update, str(wrong))
            return
        if heard.change is not None:
            await self._database.write(partial(_mark, heard.change))
        conversation: int | None = None
        if heard.message is not None:
            message = heard.message.with_file(heard.photo) if heard.photo else heard.message
            accepted = await self._intake.accept(message)
            conversation = accepted.conversation_id
        spawn(self._running, self._go_on(heard, conversation))

    async def _taken_beside(self, update: Mapping[str, Any]) -> bool:
        for other in self.beside:
            steps = await other.accept(update)
            if steps is not None:
                spawn(self._running, steps)
                return True
        return False

    async def _go_on(self, heard: Heard, conversation: int | None) -> None:
        """Answer the button first, since it waits on the person's screen, then take the turn."""
        if heard.callback is not None:
            await self._quietly("answerCallbackQuery", callback_query_id=heard.callback)
        if conversation is not None and heard.message is not None:
            await self._quietly("sendChatAction", chat_id=heard.message.user, action="typing")
            await self._intake.handle(conversation)

    async def _quietly(self, method: str, **parameters: Any) -> None:  # noqa: ANN401 (Telegram's)
        try:
            await self._api.call(method, **parameters)
        except ChannelError as wrong:
            log.info("courtesy not done", method=method, because=type(wrong).__name__)

    async def _set_aside(self, update: Mapping[str, Any], why: str) -> None:
        """Keep an update that cannot be read, so that the others go on and somebody looks."""
        log.warning("update set aside", because=why, update=str(update.get("update_id", "?"))[:20])

        def keep(kept: Kept) -> None:
            taken = kept.mail.take_in(
                kept.conversations.id_of(telegram.NAME, "", "unreadable"),
                channel=telegram.NAME,
                account="unreadable",
                ext_id=str(update.get("update_id", hash(str(update))))[:64],
                body={"raw": str(update)[:2_000]},
                now=clock.now(),
            )
            if taken.new:
                kept.mail.done(taken.id, now=clock.now(), error="unreadable")

        await self._database.write(keep)

    async def fetch_files(self, conversation_id: int) -> None:
        """Fetch the photos of messages that wait for their turn; one that fails is missing."""
        waiting = await self._database.read(lambda kept: kept.mail.files_to_fetch(conversation_id))
        for inbox_id, file_id in waiting:
            media = await self._fetch(file_id, conversation_id)
            await self._database.write(partial(_fetched, inbox_id, media))

    async def _fetch(self, file_id: str, conversation_id: int) -> str | None:
        try:
            content = await self._api.fetch(file_id, LARGEST)
            picture = await asyncio.to_thread(keep_picture, content, self._files)
        except (ChannelError, NotAPicture) as wrong:
            log.warning("photo not kept", because=type(wrong).__name__)
            return None
        row = picture.row(conversation_id, clock.now())
        await self._database.write(lambda kept: kept.mail.add_media(row))
        return picture.id

    async def poll(self) -> None:
        """Fetch updates until cancelled; the offset moves once they are stored."""
        offset, wait = 0, FIRST_WAIT
        while True:
            try:
                updates = await self._api.call(
                    "getUpdates",
                    wait=LONG_POLL + 10.0,
                    offset=offset,
                    timeout=LONG_POLL,
                    allowed_updates=list(telegram.WANTED),
                )
            except ChannelError as wrong:
                log.warning("telegram does not answer", because=str(wrong)[:80], again_in=wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            for update in updates:
                await self.accept(update)
                offset = max(offset, int(update.get("update_id", offset - 1)) + 1)

    async def call_us(self, url: str, secret: str) -> None:
        """Have Telegram send updates to our webhook; raises ChannelError."""
        await self._api.call(
            "setWebhook", url=url, secret_token=secret, allowed_updates=list(telegram.WANTED)
        )

    async def close(self) -> None:
        """Let what runs end, then close the lines."""
        if self._running:
            await asyncio.wait(self._running, timeout=5)
        await self._api.close()


def _fetched(inbox_id: int, media: str | None, kept: Kept) -> None:
    kept.mail.fetched(inbox_id, media)


def _mark(change: Change, kept: Kept) -> None:
    """Write down that a person blocked us, or let us in again."""
    address = kept.conversations.find_address(telegram.NAME, "", change.user)
    if address is not None:
        address.gone_at = None if change.reachable else clock.now()
        kept.session.add(address)
