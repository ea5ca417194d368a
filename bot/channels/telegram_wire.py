"""The line to Telegram: python-telegram-bot's Bot on aiohttp, its errors turned into ours.

aiohttp instead of httpx: a fifth of the CPU, and no URL, which holds the token, in a log.
"""

import asyncio
import contextlib
import logging
import warnings
from typing import Any, Final

import aiohttp
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.channels.contract import ChannelError, Gone, Malformed, Moved, RetryLater, Unsure
from bot.channels.telegram_answer import LARGEST, LARGEST_ANSWER, read_updates
from bot.strict_json import read_json

TIMEOUT: Final = 10.0  # seconds without a byte
CONNECT: Final = 5.0
THEIR_FAULT: Final = 500  # their gateway answers: not sent (channels.md 7)
LONGEST_FILE: Final = 60.0  # seconds for a whole file
MOST_LINES: Final = 64
CHUNK: Final = 64 * 1024  # bytes read at once
PHOTO: Final = "photo.jpg"  # the name under which each photo goes up: it tells nothing
GONE: Final = ("blocked", "deactivated", "chat not found", "user not found", "kicked")
for _library in ("telegram", "telegram.ext", "httpx"):
    logging.getLogger(_library).setLevel(logging.ERROR)
# We call methods by name, so that fields the library does not know yet can be sent.
_BY_NAME: Final = "Please use 'Bot"
warnings.filterwarnings("ignore", message=_BY_NAME, category=PTBUserWarning)
# The library reads its own attribute, and warns that its type will change.
warnings.filterwarnings("ignore", message=".*retry_after", category=PTBDeprecationWarning)


class NotSent(NetworkError):
    """The line could not be opened: nothing was sent for sure."""


class Taken(ChannelError):
    """Another process asks for the updates of this bot, or a webhook has them."""


class Garbled(ChannelError):
    """An answer of getUpdates in which the updates cannot be told apart."""

    retry = True

    def __init__(self, text: str) -> None:
        super().__init__("an answer that is cut")
        self.text = text


class CutAnswer(TelegramError):
    """An answer that does not end as JSON does; the library lets it through."""

    def __init__(self, payload: bytes) -> None:
        super().__init__("an answer that is cut")
        self.payload = payload


class AiohttpRequest(BaseRequest):
    """A request of python-telegram-bot's, made by aiohttp."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; the library's own reader would write what it cannot read into a log."""
        try:
            return dict(read_json(payload))
        except (ValueError, TypeError) as wrong:
            raise TelegramError("an answer that is no JSON") from wrong

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return how long an answer may be waited for, in seconds."""
        return TIMEOUT

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=MOST_LINES)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 (the library's own sentinel)
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Make one request; raises NotSent, TimedOut or NetworkError."""
        del write_timeout, connect_timeout, pool_timeout
        await self.initialize()
        session = self._session
        if session is None:
            raise NotSent("no session")
        wait = read_timeout if isinstance(read_timeout, int | float) else TIMEOUT
        limits = aiohttp.ClientTimeout(
            total=wait + LONGEST_FILE, sock_read=wait, sock_connect=CONNECT
        )
        try:
            async with session.request(
                method, url, data=_fields(request_data), timeout=limits, allow_redirects=False
            ) as answer:
                if answer.status >= THEIR_FAULT:
                    raise NotSent(f"HTTP {answer.status}")
                return answer.status, await _content(answer)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as closed:
            raise NotSent(type(closed).__name__) from closed
        except TimeoutError as late:
            raise TimedOut from late
        except aiohttp.ClientError as broken:
            raise NetworkError(type(broken).__name__) from broken


class PollRequest(AiohttpRequest):
    """A request for updates: one that cannot be read does not spoil the others."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; raises CutAnswer, which knows what came."""
        if len(payload) <= LARGEST:
            with contextlib.suppress(TelegramError):
                return AiohttpRequest.parse_json_payload(payload)
        try:
            return {"result": read_updates(payload)}
        except ValueError as wrong:
            raise CutAnswer(payload[:LARGEST]) from wrong


async def _content(answer: aiohttp.ClientResponse) -> bytes:
    """Return what came, and of too much the beginning: it is refused for its size by who reads."""
    content = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        content += chunk
        if len(content) > LARGEST_ANSWER:
            break
    return bytes(content)


def _fields(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    """Return what a request carries; a file goes up beside its parameters."""
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (file, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=file, content_type=kind)
    return form


class TelegramApi:
    """The Bot API, one method at a time."""

    def __init__(self, token: str, url: str) -> None:
        root = url.rstrip("/")
        self._polls = PollRequest()
        self._bot = Bot(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=self._polls,
        )
        self._files = f"{root}/file/bot{token}"

    async def call(self, method: str, *, wait: float | None = None, **parameters: object) -> Any:  # noqa: ANN401 (Telegram's)
        """Call a method and return its result; bytes go up as a photo; raises ChannelError."""
        given = {
            name: InputFile(value, filename=PHOTO) if isinstance(value, bytes) else value
            for name, value in parameters.items()
        }
        try:
            return await self._bot.do_api_request(
                method, api_kwargs=given, read_timeout=wait or TIMEOUT
            )
        except CutAnswer as wrong:
            raise Garbled(wrong.payload.decode("utf-8", "replace")) from wrong
        except TelegramError as wrong:
            raise error_of(wrong) from wrong

    async def fetch(self, file_id: str, most: int) -> bytes:
        """Return the content of a file of at most so many bytes; raises ChannelError."""
        found = await self.call("getFile", file_id=file_id)
        if not isinstance(found, dict) or not found.get("file_path"):
            raise Malformed("the file has no place")
        if int(found.get("file_size") or 0) > most:
            raise Malformed("the file is too large")
        try:
            status, content = await self._polls.do_request(
                f"{self._files}/{found['file_path']}", "GET"
            )
        except TelegramError as wrong:
            raise error_of(wrong) from wrong
        if status != 200 or len(content) > most:  # noqa: PLR2004 (found)
            raise Malformed("the file cannot be fetched")
        return content

    async def close(self) -> None:
        """Close the lines."""
        await self._polls.shutdown()
        await self._bot.request.shutdown()
        await asyncio.sleep(0)


def error_of(wrong: TelegramError) -> ChannelError:
    """Return what an error of the library means for a message."""
    if isinstance(wrong, RetryAfter):
        wait = wrong._retry_after  # noqa: SLF001 (the public one warns that its type will change)
        return RetryLater(wait.total_seconds())
    if isinstance(wrong, ChatMigrated | Conflict):
        return Moved(str(wrong.new_chat_id)) if isinstance(wrong, ChatMigrated) else Taken()
    if isinstance(wrong, Forbidden) or any(w in str(wrong).casefold() for w in GONE):
        return Gone(type(wrong).__name__)
    if isinstance(wrong, BadRequest | EndPointNotFound | InvalidToken):
        return Malformed(str(wrong))
    return RetryLater() if isinstance(wrong, NotSent) else Unsure(type(wrong).__name__)
