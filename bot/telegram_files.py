"""The files that people send on Telegram: fetched beside what they write, and kept harmless."""

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

import structlog

from bot import clock
from bot.background import end
from bot.channels.contract import ChannelError
from bot.channels.telegram_wire import TelegramApi
from bot.files import KINDS, KeptFile, NotKept, check_size, keep_file
from bot.limits import refused_photo
from bot.secrets_kept import Secrets
from storage.database import Database
from storage.kept import Kept
from storage.tables.messages import Inbox

log = structlog.get_logger()
STILL_THERE: Final = timedelta(days=1)  # how long Telegram is asked for a file that was left
FETCHED_AGAIN_AFTER: Final = (0.5, 2.0)  # seconds before each further try at a file


class TelegramFiles:
    """Fetches files, each once at a time however many wait for it."""

    def __init__(
        self, api: TelegramApi, database: Database, folder: Path, secrets: Secrets
    ) -> None:
        self._api = api
        self._database = database
        self._folder = folder
        self._secrets = secrets
        self._fetching: dict[int, asyncio.Task[str | None]] = {}  # by message

    async def fetch_next(self, conversation_id: int) -> None:
        """Fetch the file that the next turn of a conversation waits for."""
        row = await self._database.read(lambda k: k.mail.file_to_fetch(conversation_id))
        if row is None:
            return
        fetching = self._fetching.get(row.id or 0) or self._begin(row)
        await asyncio.wait({fetching})  # who stops waiting stops it for nobody else
        fetching.result()

    async def fetch_left(self, conversation_id: int | None = None) -> None:
        """Fetch the files of what was answered without them, and keep them with the case."""
        since = clock.now() - STILL_THERE
        for row in await self._database.read(lambda k: k.mail.files_left(since, conversation_id)):
            if row.id in self._fetching:
                continue
            media = await self._begin(row)
            if media is not None:
                await self._database.write(partial(_tie, row.conversation_id, media))

    async def close(self) -> None:
        """Stop fetching: what was not kept is asked for again by whoever starts next."""
        await end(self._fetching.values())

    def _begin(self, row: Inbox) -> asyncio.Task[str | None]:
        fetching = asyncio.create_task(self._fetch(row))
        self._fetching[row.id or 0] = fetching
        fetching.add_done_callback(lambda _: self._fetching.pop(row.id or 0, None))
        return fetching

    async def _fetch(self, row: Inbox) -> str | None:
        """Fetch one file, or write down the sentence that says why it is not kept."""
        wanted, kept, refused = row.body["file"], None, None
        try:
            check_size(wanted["kind"], wanted["size"])
            await self._check_room(row)
            content = await self._content(wanted["id"], KINDS[wanted["kind"]].largest)
            kept = await asyncio.to_thread(keep_file, wanted["kind"], content, self._folder)
        except NotKept as wrong:
            refused = str(wrong)
        except (ChannelError, OSError):
            refused = "media.not_fetched"
        if refused is not None:
            log.warning("file not kept", because=refused, inbox=row.id)
        return await self._write_down(row, kept, refused)

    async def _write_down(
        self, row: Inbox, file: KeptFile | None, refused: str | None
    ) -> str | None:
        """Keep a file with its message, unless another process was faster: then it is dropped."""
        if await self._database.write(partial(_fetched, row, file, refused)):
            return file.id if file else None
        if file is not None:
            (self._folder / file.id).unlink(missing_ok=True)
        return None

    async def _check_room(self, row: Inbox) -> None:
        """Refuse a photo too many, of whoever sends it; raises NotKept."""
        if row.body["file"]["kind"] != "image":
            return

        def ask(kept: Kept) -> str | None:
            _, address = kept.conversations.with_address(row.conversation_id)
            return refused_photo(kept, self._secrets, address, row.body.get("sender"))

        sentence = await self._database.write(ask)
        if sentence is not None:
            raise NotKept(sentence)

    async def _content(self, file_id: str, most: int) -> bytes:
        """Fetch a file, again where the line broke; raises ChannelError."""
        for wait in FETCHED_AGAIN_AFTER:
            try:
                return await self._api.fetch(file_id, most)
            except ChannelError as wrong:
                if not wrong.retry:
                    raise
            await asyncio.sleep(wait)
        return await self._api.fetch(file_id, most)


def _fetched(row: Inbox, file: KeptFile | None, refused: str | None, kept: Kept) -> bool:
    """Write down what became of a file; tell whether it was still waited for."""
    if not kept.mail.fetched(row.id or 0, file.id if file else None, refused):
        return False
    if file is not None:
        kept.mail.add_media(file.row(row.conversation_id, clock.now()))
        kept.session.flush()
    return True


def _tie(conversation_id: int, media: str, kept: Kept) -> None:
    """Keep a file with the latest case of the person: the one that their danger opened."""
    _, address = kept.conversations.with_address(conversation_id)
    cases = kept.cases.open_of(address.household_id, address.id)
    if cases:
        latest = max(cases, key=lambda case: case.id or 0)
        kept.mail.tie_media([media], latest.id or 0)
