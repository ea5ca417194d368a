"""Telegram's updates, from the door to their turn: stored first, acknowledged, then handled."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from functools import partial
from typing import Any, Final, Protocol

import structlog

from bot import clock
from bot.background import spawn
from bot.channels import telegram, telegram_out
from bot.channels.contract import ChannelError, Incoming, Malformed
from bot.channels.telegram import Change, Heard
from bot.channels.telegram_wire import TelegramApi
from bot.intake import Accepted, Intake
from bot.links import sealed
from bot.secrets_kept import Secrets
from bot.telegram_files import TelegramFiles
from bot.telegram_polling import FIRST_WAIT, LONGEST_WAIT, Polling
from storage.database import Database, DatabaseAway
from storage.kept import Kept
from storage.mailboxes import Reply

log = structlog.get_logger()
TRIES: Final = 3
SLOW: Final = 1.0  # seconds after which a person sees that an answer is being written
SHOWN_FOR: Final = 4.5  # seconds; Telegram shows it for five (Bot API, sendChatAction)
STALE: Final = "button.stale"  # how the messages begin that answer a press that came too late


class Beside(Protocol):
    """Reads the updates that are not a tenant's."""

    async def accept(self, update: Mapping[str, Any]) -> Coroutine[Any, Any, None] | None:
        """Store an update, and return what is still to be done; None when it is another's."""


class TelegramDoor:
    """Takes updates in, by polling or by webhook, with the same steps."""

    def __init__(
        self,
        api: TelegramApi,
        database: Database,
        intake: Intake,
        files: TelegramFiles,
        secrets: Secrets,
        menu: Mapping[str, list[dict[str, str]]],
    ) -> None:
        self._api = api
        self._menu = menu
        self._secrets = secrets
        self._database = database
        self._intake = intake
        self._files = files
        self._running: set[asyncio.Task[None]] = set()
        self.beside: list[Beside] = []  # who reads what is no tenant's: look-ups, rooms

    async def accept(self, update: object) -> None:
        """Store one update; once this returns it may be acknowledged, whatever it was.

        What cannot be read or stored is set aside. Where even that cannot be written, the
        database is away: the error goes up, nothing is acknowledged, and the update comes again.
        """
        because = ""
        for _ in range(TRIES):
            try:
                await self._take(update)
            except Malformed as wrong:
                await self._set_aside(update, str(wrong))
            except DatabaseAway:
                raise  # the update is good: it comes again
            except Exception as wrong:  # noqa: BLE001 (a poison update must not stop the others)
                because = type(wrong).__name__
                continue
            return
        await self._set_aside(update, because)

    async def _take(self, update: object) -> None:
        if not isinstance(update, Mapping):
            raise Malformed("no update at all")
        if await self._taken_beside(update):
            return
        heard = telegram.read(update, account="", now=clock.now())
        if heard.change is not None:
            await self._database.write(partial(_mark, heard.change))
        spawn(self._running, self._go_on(heard, await self._stored(heard.message)))

    async def _stored(self, message: Incoming | None) -> Accepted | None:
        """Store what is said and return where; an edit that changes no word is not."""
        if message is None:
            return None
        if message.edits and not await self._database.read(partial(_is_news, message)):
            return None
        return await self._intake.accept(sealed(message, self._secrets))

    async def _taken_beside(self, update: Mapping[str, Any]) -> bool:
        for other in self.beside:
            steps = await other.accept(update)
            if steps is not None:
                spawn(self._running, steps)
                return True
        return False

    async def _go_on(self, heard: Heard, stored: Accepted | None) -> None:
        """Answer the button first, since it waits on the person's screen, then take the turn."""
        if heard.callback is not None:
            await self._quietly("answerCallbackQuery", callback_query_id=heard.callback)
        if stored is None or heard.message is None:
            return
        typing = asyncio.create_task(self._show_typing(heard.message.user))
        try:
            replies = await self._intake.answer(stored, heard.message.text)
        finally:
            typing.cancel()
        await self._tidy(heard, heard.message, stored.inbox_id, replies)
        if heard.message.file is not None:
            await self._files.fetch_left(stored.conversation_id)

    async def _show_typing(self, user: str) -> None:
        """Show that an answer is being written, again before Telegram stops showing it."""
        await asyncio.sleep(SLOW)
        while True:
            await self._quietly("sendChatAction", chat_id=user, action="typing")
            await asyncio.sleep(SHOWN_FOR)

    async def _tidy(
        self, heard: Heard, message: Incoming, inbox_id: int, replies: Sequence[Reply]
    ) -> None:
        """Leave under a question what was answered, and nothing where it was too late.

        One that was answered in words loses its buttons to those of the next.
        """
        if any(reply.edits for reply in replies):
            return  # another message stands there by now
        if heard.pressed is not None and heard.pressed.is_answer:
            good = not any(reply.message.startswith(STALE) for reply in replies)
            marks = telegram_out.marked(heard.pressed, message.user, good=good)
            await self._quietly("editMessageReplyMarkup", **marks)
        elif message.under is None and any(_asks(reply.choices) for reply in replies):
            before = await self._database.read(lambda kept: kept.mail.question_before(inbox_id))
            if before is not None and before.ext_id and _asks(before.choices):
                bare = telegram_out.bare(before.ext_id, message.user)
                await self._quietly("editMessageReplyMarkup", **bare)

    async def _quietly(self, method: str, **parameters: Any) -> None:  # noqa: ANN401 (Telegram's)
        try:
            await self._api.call(method, **parameters)
        except ChannelError as wrong:
            log.info("courtesy not done", method=method, because=type(wrong).__name__)

    async def _set_aside(self, update: object, why: str) -> None:
        """Keep an update that cannot be read, so that the others go on and somebody looks."""
        row = telegram.unreadable(update, now=clock.now())
        log.error("update set aside: see palier check", because=why, update=row.id)

        def keep(kept: Kept) -> None:
            taken = kept.mail.take_in(
                kept.conversations.id_of(row.channel, row.account, row.user),
                channel=row.channel,
                account=row.account,
                ext_id=row.id,
                body={"raw": row.text},
                now=row.at,
            )
            if taken.new:
                kept.mail.done(taken.id, now=row.at, error="unreadable")

        await self._database.write(keep)

    async def poll(self) -> None:
        """Fetch updates until cancelled; the offset moves once they are stored."""
        await self._show_menu()
        await self._files.fetch_left()
        await Polling(self._api, self.accept).run()

    async def _show_menu(self) -> None:
        """Show the commands, to each person in their language; French to all others."""
        for language, commands in self._menu.items():
            whose = {} if language == "fr" else {"language_code": language}
            await self._quietly("setMyCommands", commands=commands, **whose)

    async def call_us(self, url: str, secret: str) -> None:
        """Have Telegram send updates to our webhook; raises ChannelError."""
        await self._show_menu()
        await self._files.fetch_left()
        await self._api.call(
            "setWebhook", url=url, secret_token=secret, allowed_updates=list(telegram.WANTED)
        )

    async def be_called(self, url: str, secret: str) -> None:
        """Ask for the webhook until Telegram takes it: it may be away when we start."""
        wait = FIRST_WAIT
        while True:
            try:
                return await self.call_us(url, secret)
            except ChannelError as wrong:
                log.warning("telegram takes no webhook", because=str(wrong)[:80], again_in=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def close(self) -> None:
        """Let what runs end, then close the lines."""
        if self._running:
            await asyncio.wait(self._running, timeout=5)
        await self._files.close()
        await self._api.close()


def _asks(choices: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether buttons answer a question: a menu stays open."""
    return any(not telegram.is_menu(choice["payload"]) for choice in choices)


def _is_news(message: Incoming, kept: Kept) -> bool:
    """Tell whether an edit changes words: a preview, or a place that moves, is none."""
    if not message.text or message.said_in is None:
        return False
    address = kept.conversations.find_address(message.channel, message.account, message.user)
    talk = kept.conversations.of_case_address(address.id or 0) if address else None
    before = kept.mail.said_in(talk.id or 0, message.said_in) if talk else None
    return before is None or before.body.get("text") != message.text


def _mark(change: Change, kept: Kept) -> None:
    """Write down that a person blocked us or let us in again, or under which id a chat goes on."""
    address = kept.conversations.find_address(telegram.NAME, "", change.user)
    if address is not None:
        taken = change.moved_to and kept.conversations.find_address(
            telegram.NAME, "", change.moved_to
        )
        address.user = change.user if taken else change.moved_to or change.user
        address.gone_at = None if change.reachable else clock.now()
        kept.session.add(address)
