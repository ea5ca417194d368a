"""Telegram: updates in, method calls out, and what its refusals mean. Pure but for `send`."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from bot.channels.contract import Incoming, Malformed, Moved, Outgoing, clean
from bot.channels.fitting import split_text
from bot.channels.telegram_chats import chat_of, target

NAME = "telegram"
LONGEST_TEXT = 4_096  # code points, after entities (Bot API, sendMessage)
LONGEST_DATA = 64  # bytes of callback_data
LEFT = frozenset({"kicked", "left"})


class Api(Protocol):
    """The Bot API, one method at a time; raises ChannelError."""

    async def call(
        self,
        method: str,
        *,
        wait: float | None = None,
        **parameters: object,
    ) -> Any:  # noqa: ANN401 (Telegram's)
        """Call a method and return its result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The person blocked us, or let us in again."""

    user: str
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one update holds for us."""

    message: Incoming | None = None
    change: Change | None = None
    callback: str | None = None  # id of a button press, to be answered first
    photo: str | None = None  # file id of the largest size


NOTHING = Heard()


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What goes round the content of any update."""

    update_id: int
    account: str
    now: datetime

    def incoming(self, chat: Mapping[str, Any], sender: Mapping[str, Any]) -> Incoming:
        """Return the message of a person, without anything in it yet."""
        return Incoming(
            channel=NAME,
            account=self.account,
            user=str(int(chat["id"])),
            id=str(self.update_id),
            at=self.now,
            locale=sender.get("language_code"),
        )


Content = Mapping[str, Any]
Reader = Callable[[Content, Envelope], Heard]


def read(update: Mapping[str, Any], *, account: str, now: datetime) -> Heard:
    """Read one update of the Bot API; raises Malformed when it is none.

    An update of a kind that we do not use is nothing.
    """
    try:
        kind = next((kind for kind in KINDS if kind in update), None)
        if kind is None:
            return NOTHING
        envelope = Envelope(update_id=int(update["update_id"]), account=account, now=now)
        return KINDS[kind](update[kind], envelope)
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError) as wrong:
        raise Malformed(f"an update with a wrong {type(wrong).__name__}") from wrong


def _message(said: Content, envelope: Envelope) -> Heard:
    """Read what is said in a chat, by the kind of the chat; a bot's words are nobody's."""
    if said.get("from", {}).get("is_bot"):
        return NOTHING
    reader = CHATS.get(said["chat"]["type"])
    return reader(said, envelope) if reader else NOTHING


def _private(said: Content, envelope: Envelope) -> Heard:
    text, cut = clean(said.get("text") or said.get("caption") or _proven_phone(said))
    photos = said.get("photo") or ()
    incoming = replace(
        envelope.incoming(said["chat"], said.get("from", {})),
        text=text,
        voice=bool(said.get("voice") or said.get("audio") or said.get("video_note")),
        cut=cut,
    )
    largest = max(photos, key=lambda size: size.get("file_size", 0))["file_id"] if photos else None
    return Heard(message=incoming, photo=largest)


def _proven_phone(said: Mapping[str, Any]) -> str:
    """Return the number of the sender's own contact card; anybody else's is nothing."""
    card = said.get("contact") or {}
    own = card.get("user_id") is not None and card.get("user_id") == said.get("from", {}).get("id")
    return f"+{str(card['phone_number']).lstrip('+')}" if own else ""


def _button(query: Content, envelope: Envelope) -> Heard:
    chat = query.get("message", {}).get("chat", {})
    data = str(query.get("data") or "")
    if chat.get("type") != "private" or not data:
        return Heard(callback=str(query["id"]))
    incoming = replace(envelope.incoming(chat, query["from"]), text=data, payload=data)
    return Heard(message=incoming, callback=str(query["id"]))


def _membership(member: Content, envelope: Envelope) -> Heard:
    del envelope
    if member["chat"]["type"] != "private":
        return NOTHING
    reachable = member["new_chat_member"]["status"] not in LEFT
    return Heard(change=Change(user=str(int(member["chat"]["id"])), reachable=reachable))


KINDS: dict[str, Reader] = {  # the kinds of updates that we ask for, and who reads each
    "message": _message,
    "edited_message": _message,
    "callback_query": _button,
    "my_chat_member": _membership,
}
CHATS: dict[str, Reader] = {  # the kinds of chats in which something is said to us
    "private": _private,
}
WANTED = (*KINDS, "inline_query")  # those of agents are read by bot/channels/telegram_inline.py


def render(message: Outgoing) -> Iterator[dict[str, Any]]:
    """Yield the parameters of each sendMessage; the buttons stand under the last one."""
    parts = split_text(message.text, LONGEST_TEXT)
    for number, part in enumerate(parts, start=1):
        call: dict[str, Any] = {**target(message.user), "text": part}
        if number == len(parts) and message.choices:
            rows = [[_key(payload, words)] for payload, words in message.choices]
            call["reply_markup"] = {"inline_keyboard": rows}
        yield call


def _key(payload: str, words: str) -> dict[str, str]:
    if len(payload.encode()) > LONGEST_DATA:
        raise Malformed(f"the button {payload!r} is longer than {LONGEST_DATA} bytes")
    return {"text": words, "callback_data": payload}


class TelegramChannel:
    """Sends through the Bot API."""

    name = NAME
    pull = False

    def __init__(self, api: Api) -> None:
        self._api = api
        self.on_moved: list[Callable[[str, str], Awaitable[None]]] = []  # told old and new id

    async def send(self, message: Outgoing) -> str:
        """Send one message, in parts where it is long, and return Telegram's id of the last."""
        sent: Any = {}
        try:
            for call in render(message):
                sent = await self._api.call("sendMessage", **call)
        except Moved as moved:
            for follow in self.on_moved:
                await follow(chat_of(message.user), moved.to)
            raise
        return str(sent.get("message_id", ""))
