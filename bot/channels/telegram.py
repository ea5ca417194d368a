"""Telegram: what its updates say; pure. What goes out is in telegram_out.py."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from bot.channels.contract import FileToFetch, Incoming, Malformed, clean
from bot.channels.telegram_answer import find_number

NAME = "telegram"
LEFT = frozenset({"kicked", "left"})
LONGEST_ID, LONGEST_RAW = 256, 2_000
POLE, ANTIMERIDIAN = 90.0, 180.0
DIGITS = frozenset("0123456789")
TICK = "\u2713 "
FOR_AGENTS = "desk."
MENUS = (FOR_AGENTS, "choose.", "language.")
MOVING = ("video", "video_note", "animation")
KEPT_AS = {"image/": "image", "audio/": "voice", "application/pdf": "document"}  # by media type
# What a person puts into a message; the rest is Telegram's own news of the chat.
PERSONAL = frozenset(
    {
        "text",
        "caption",
        "photo",
        "voice",
        "audio",
        "document",
        "location",
        "venue",
        "contact",
        "sticker",
        "dice",
        "poll",
        *MOVING,
    }
)


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
    """The person blocked us or let us in again, or a group has another id."""

    user: str
    reachable: bool
    moved_to: str | None = None  # a group that grew has another id


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button, and the message under which it stands."""

    message_id: int
    data: str
    words: str

    @property
    def is_answer(self) -> bool:
        """Tell an answer, which is given once, from a menu, which stays open."""
        return not is_menu(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one update holds for us."""

    message: Incoming | None = None
    change: Change | None = None
    callback: str | None = None  # id of a button press, to be answered first
    pressed: Pressed | None = None


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
            locale=_short(sender.get("language_code")),
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
    if "migrate_to_chat_id" in said:
        moved = str(int(said["migrate_to_chat_id"]))
        user = str(int(said["chat"]["id"]))
        return Heard(change=Change(user=user, reachable=True, moved_to=moved))
    reader = CHATS.get(said["chat"]["type"])
    return reader(said, envelope) if reader else NOTHING


def _private(said: Content, envelope: Envelope) -> Heard:
    """Read what one person says; what Telegram itself says of the chat is nothing."""
    if not PERSONAL & said.keys():
        return NOTHING
    text, cut = clean(said.get("text") or said.get("caption") or "")
    held = {"text": text, "cut": cut, **_place(said), **_card(said), **file_of(said)}
    incoming = replace(
        envelope.incoming(said["chat"], said.get("from", {})),
        said_in=str(int(said["message_id"])),
        album=_short(said.get("media_group_id")),
        **held,
    )
    return Heard(message=incoming)


def _edited(said: Content, envelope: Envelope) -> Heard:
    """Read a message that was changed: it says anew, and corrects what it said before."""
    heard = _message(said, envelope)
    if heard.message is None:
        return heard
    return replace(heard, message=replace(heard.message, edits=True, file=None))


def _place(said: Content) -> dict[str, Any]:
    spot = said.get("location") or said.get("venue", {}).get("location")
    if not spot:
        return {}
    latitude, longitude = float(spot["latitude"]), float(spot["longitude"])
    if not (abs(latitude) <= POLE and abs(longitude) <= ANTIMERIDIAN):
        raise ValueError("no place on earth")
    return {"location": (latitude, longitude)}


def _card(said: Content) -> dict[str, Any]:
    """Return the number of the sender's own contact card; anybody else's proves nothing."""
    card = said.get("contact")
    if not card:
        return {}
    sender = said.get("from", {}).get("id")
    if sender is None or card.get("user_id") != sender or "forward_origin" in said:
        return {"card": True}
    number = "+" + "".join(c for c in str(card["phone_number"]) if c in DIGITS)
    return {"phone": number, "text": number}


def file_of(said: Content) -> dict[str, Any]:
    """Return the file of a message, or why it is not kept."""
    if said.get("photo"):
        largest = max(said["photo"], key=lambda size: int(size.get("file_size", 0)))
        return {"file": _to_fetch(largest, "image")}
    for name in ("voice", "audio"):
        if said.get(name):
            return {"file": _to_fetch(said[name], "voice"), "voice": True}
    if any(said.get(name) for name in MOVING):
        return {"refused": "media.no_video"}
    return _document(said["document"]) if said.get("document") else {}


def _document(document: Content) -> dict[str, Any]:
    kind = next(
        (
            kept
            for start, kept in KEPT_AS.items()
            if str(document.get("mime_type")).startswith(start)
        ),
        None,
    )
    return {"file": _to_fetch(document, kind)} if kind else {"refused": "media.not_kept"}


def _to_fetch(file: Content, kind: str) -> FileToFetch:
    return FileToFetch(_id(file["file_id"]), kind, int(file.get("file_size") or 0))


def _id(value: object) -> str:
    """Return an id that must be there; raises ValueError."""
    found = _short(value)
    if found is None:
        raise ValueError("an id is empty")
    return found


def _short(value: object) -> str | None:
    """Return an id as it may be kept: short, and nothing in it that a database refuses."""
    return clean(str(value))[0][:LONGEST_ID] if value else None


def _button(query: Content, envelope: Envelope) -> Heard:
    """Read the press of a button; its words are those that stand on it."""
    under = query.get("message") or {}
    chat = under.get("chat", {})
    data = _short(query.get("data")) or ""
    callback = _id(query["id"])
    if chat.get("type") != "private" or not data:
        return Heard(callback=callback)
    keys = _keys(under)
    on_it = next((key["text"] for key in keys if key.get("callback_data") == data), data)
    label = clean(on_it)[0].removeprefix(TICK)
    incoming = replace(
        envelope.incoming(chat, query.get("from", {})),
        text=data if data.startswith(FOR_AGENTS) else label,
        payload=data,
        under=str(int(under["message_id"])),
    )
    pressed = (
        Pressed(message_id=int(under["message_id"]), data=data, words=label) if keys else None
    )
    return Heard(message=incoming, callback=callback, pressed=pressed)


def _keys(message: Content) -> list[Content]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or ()
    return [key for row in rows for key in row]


def is_menu(payload: str) -> bool:
    """Tell a menu, which stays open, from an answer, which is given once."""
    return payload.startswith(MENUS)


def _membership(member: Content, envelope: Envelope) -> Heard:
    """Read that a person blocked us, or let us in again."""
    del envelope
    if member["chat"]["type"] != "private":
        return NOTHING
    reachable = member["new_chat_member"]["status"] not in LEFT
    return Heard(change=Change(user=str(int(member["chat"]["id"])), reachable=reachable))


KINDS: dict[str, Reader] = {  # the kinds of updates that we ask for, and who reads each
    "message": _message,
    "edited_message": _edited,
    "callback_query": _button,
    "my_chat_member": _membership,
}
CHATS: dict[str, Reader] = {  # the kinds of chats in which something is said to us
    "private": _private,
}
WANTED = (*KINDS, "inline_query")  # those of agents are read by bot/channels/telegram_inline.py


def unreadable(update: object, *, now: datetime) -> Incoming:
    """Return an update that cannot be read as a row for whoever looks at what went wrong."""
    try:
        raw = ascii(update)[:LONGEST_RAW]
    except RecursionError:
        raw = "nested too deeply"
    number = number_of(update)
    known = number if number >= 0 else hashlib.sha256(raw.encode()).hexdigest()
    return Incoming(
        channel=NAME,
        account="unreadable",
        user="unreadable",
        id=str(known)[:LONGEST_ID],
        at=now,
        text=raw,
    )


def number_of(update: object) -> int:
    """Return the number of an update; one without a number moves nothing."""
    if isinstance(update, str):
        number = find_number(update)
        return -1 if number is None else number
    given = update.get("update_id") if isinstance(update, Mapping) else None
    return given if isinstance(given, int) else -1
