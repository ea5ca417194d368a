"""Telegram: calls of the Bot API that say something. Pure but for `send`."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.channels.contract import (
    Attached,
    Caps,
    Malformed,
    Moved,
    Outgoing,
    Pair,
    RetryLater,
    Unsure,
)
from bot.channels.fitting import Part, fit
from bot.channels.telegram import NAME, TICK, Api, Pressed
from bot.channels.telegram_chats import chat_of, target
from dialogs.effects import SHARE_PHONE

CAPS = Caps(
    text=4_096,  # code points, after entities (Bot API, sendMessage)
    buttons=100,
    label=64,  # more is cut on a telephone's screen
    payload=64,  # bytes of callback_data
    edits=True,
    contact=True,
    media=frozenset({"image"}),
    marks=True,
)
NOT_MODIFIED = "message is not modified"  # how Telegram says that it is so already
LONGEST_CAPTION = 1_024  # code points (Bot API, sendPhoto)
Key = dict[str, str]
Call = tuple[str, dict[str, Any]]  # a method, and its parameters


def bare(message_id: str, user: str) -> dict[str, Any]:
    """Return the parameters of editMessageReplyMarkup that take the buttons of a message away."""
    return _with_buttons(message_id, user, [])


def marked(pressed: Pressed, user: str, *, good: bool) -> dict[str, Any]:
    """Return the parameters of editMessageReplyMarkup that leave only a good answer on show."""
    key = {"text": f"{TICK}{pressed.words}"[: CAPS.label], "callback_data": pressed.data}
    return _with_buttons(pressed.message_id, user, [[key]] if good else [])


def _with_buttons(message_id: int | str, user: str, rows: list[list[Key]]) -> dict[str, Any]:
    markup = {"inline_keyboard": rows}
    return {"chat_id": user, "message_id": message_id, "reply_markup": markup}


def render(message: Outgoing) -> Iterator[Call]:
    """Yield the calls that say a message; its photo and its buttons come with the last."""
    parts = fit(
        message.text,
        CAPS,
        choices=message.choices,
        media=message.media,
        language=message.language,
    )
    for part in parts:
        yield from _calls(part, message.user)


def _calls(part: Part, user: str) -> Iterator[Call]:
    if len(part.text) > LONGEST_CAPTION and part.media:
        yield "sendMessage", {**target(user), "text": part.text}
        yield _call(replace(part, text=""), user)
        return
    yield _call(part, user)


def _call(part: Part, user: str) -> Call:
    markup = {"reply_markup": _markup(part.choices)} if part.choices else {}
    where = {**target(user), **markup}
    if not part.media:
        return "sendMessage", {**where, "text": part.text}
    return "sendPhoto", {**where, "photo": part.media[0], "caption": part.text}


def _markup(choices: tuple[Pair, ...]) -> dict[str, Any]:
    """Return the buttons under a message; one's own number is shared from the keyboard only."""
    share = next((words for payload, words in choices if payload == SHARE_PHONE), None)
    if share is None:
        return {"inline_keyboard": [[_key(pair)] for pair in choices]}
    keys = [[{"text": share, "request_contact": True}]]
    return {"keyboard": keys, "one_time_keyboard": True, "resize_keyboard": True}


def _key(choice: Pair) -> Key:
    payload, words = choice
    return {"text": words, "callback_data": payload}


class TelegramChannel:
    """Sends through the Bot API; `files` is where photos are kept."""

    name = NAME
    pull = False
    caps = CAPS

    def __init__(self, api: Api, files: Path) -> None:
        self._api = api
        self._files = files
        self.on_moved: list[Callable[[str, str], Awaitable[None]]] = []  # told old and new id

    async def send(self, message: Outgoing) -> str:
        """Send one message, in parts where it is long, and return Telegram's id of the last.

        One that takes the place of another is sent as a new one where Telegram refuses that.
        """
        calls = tuple(render(message))
        if message.edits is not None and await self._edit(message.edits, calls):
            return message.edits
        sent: Any = {}
        for number, call in enumerate(calls):
            try:
                sent = await self._send(call, message.user)
            except RetryLater as later:
                if number:
                    raise Unsure("the first part left") from later
                raise
        return str(sent.get("message_id", ""))

    async def _edit(self, message_id: str, calls: tuple[Call, ...]) -> bool:
        """Put words in place of others; tell whether they stand there now.

        What is done twice is done once, so a line that broke may be tried again.
        """
        method, call = calls[0]
        if len(calls) > 1 or method != "sendMessage" or "keyboard" in call.get("reply_markup", {}):
            return False
        try:
            await self._api.call("editMessageText", message_id=message_id, **call)
        except Unsure as broken:
            raise RetryLater from broken
        except (Malformed, Moved) as refused:
            return NOT_MODIFIED in str(refused).casefold()
        return True

    async def _send(self, call: Call, user: str) -> Any:  # noqa: ANN401 (Telegram's)
        method, parameters = await self._with_photo(*call)
        try:
            return await self._api.call(method, **parameters)
        except Moved as moved:
            for follow in self.on_moved:
                await follow(chat_of(user), moved.to)
            return await self._api.call(method, **{**parameters, "chat_id": moved.to})

    async def _with_photo(self, method: str, parameters: dict[str, Any]) -> Call:
        """Put the bytes of a photo in its call; of one that was erased the words are left."""
        photo = parameters.get("photo")
        if not isinstance(photo, Attached):
            return method, parameters
        try:
            content = await asyncio.to_thread((self._files / photo.name).read_bytes)
        except OSError:
            others = {n: v for n, v in parameters.items() if n not in {"photo", "caption"}}
            return "sendMessage", {**others, "text": parameters["caption"]}
        return method, {**parameters, "photo": content}
