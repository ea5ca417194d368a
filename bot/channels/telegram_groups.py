"""What is said in Telegram's groups: by several people in one chat, in topics."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.channels.contract import FileToFetch, Incoming, Malformed, clean
from bot.channels.telegram import LEFT, NAME, file_of
from bot.channels.telegram_chats import place

GROUPS = frozenset({"group", "supergroup"})
ADDRESSED = re.compile(r"^(/\w+)@(\w+)")
FILES = frozenset(
    {"photo", "voice", "audio", "video", "video_note", "document", "sticker", "animation"}
)
EDITED, WITH_FILES = "room.edited=yes", "room.files=yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A group became a supergroup, and its id another one."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InGroup:
    """What one update of a group holds for us."""

    message: Incoming | None = None
    to_bot: str | None = None  # the bot that a command names
    callback: str | None = None
    moved: Moved | None = None
    left: str | None = None  # the group that we were put out of
    topic_name: str | None = None  # of the topic it is written in, where a bot made that


def read(update: Mapping[str, Any], *, account: str, now: datetime) -> InGroup | None:
    """Read an update of a group; None for one of another chat or kind; raises Malformed."""
    kind = next((kind for kind in KINDS if kind in update), None)
    if kind is None or not _is_of_group(update[kind]):
        return None
    try:
        return KINDS[kind](update[kind], _Envelope(str(int(update["update_id"])), account, now))
    except (LookupError, TypeError, AttributeError, ValueError) as wrong:
        raise Malformed(f"an update of a group with a wrong {type(wrong).__name__}") from wrong


@dataclass(frozen=True, slots=True)
class _Envelope:
    id: str
    account: str
    now: datetime


def _is_of_group(content: object) -> bool:
    """Tell whether a content is of a group; what has no readable chat is left to others."""
    if not isinstance(content, Mapping):
        return False
    message = content.get("message")
    chat = message.get("chat") if isinstance(message, Mapping) else content.get("chat")
    return isinstance(chat, Mapping) and chat.get("type") in GROUPS


def _message(said: Mapping[str, Any], envelope: _Envelope) -> InGroup:
    moved = _moved(said)
    text, cut = clean(said.get("text") or said.get("caption"))
    files = FILES & set(said)
    sender = _sender(said)
    if moved is not None or sender is None or not (text or files):
        return InGroup(moved=moved)
    photo = _photo(said)
    message = replace(
        _incoming(said, envelope, sender),
        text=ADDRESSED.sub(r"\1", text),
        payload=WITH_FILES if files and photo is None else None,
        cut=cut,
        file=photo,
    )
    addressed = ADDRESSED.match(text)
    to_bot = addressed[2] if addressed else None
    return InGroup(message=message, to_bot=to_bot, topic_name=_topic_name(said))


def _topic_name(said: Mapping[str, Any]) -> str | None:
    """Return the name under which a bot made the topic: what answers nothing answers that news."""
    news = said.get("reply_to_message") or {}
    if not said.get("is_topic_message") or not (news.get("from") or {}).get("is_bot"):
        return None
    name = (news.get("forum_topic_created") or {}).get("name")
    return name if isinstance(name, str) else None


def _photo(said: Mapping[str, Any]) -> FileToFetch | None:
    """Return the photo of a message; no other file goes further than the room."""
    file: FileToFetch | None = file_of(said).get("file")
    return file if file is not None and file.kind == "image" else None


def _edited(said: Mapping[str, Any], envelope: _Envelope) -> InGroup:
    """Read a correction: the words are left out, for the first ones have gone."""
    sender = _sender(said)
    if sender is None:
        return InGroup()
    return InGroup(message=replace(_incoming(said, envelope, sender), payload=EDITED))


def _incoming(said: Mapping[str, Any], envelope: _Envelope, sender: str) -> Incoming:
    return Incoming(
        channel=NAME,
        account=envelope.account,
        user=_place(said),
        id=envelope.id,
        at=envelope.now,
        sender=sender,
    )


def _moved(said: Mapping[str, Any]) -> Moved | None:
    here = str(int(said["chat"]["id"]))
    if "migrate_to_chat_id" in said:
        return Moved(old=here, new=str(int(said["migrate_to_chat_id"])))
    if "migrate_from_chat_id" in said:
        return Moved(old=str(int(said["migrate_from_chat_id"])), new=here)
    return None


def _sender(said: Mapping[str, Any]) -> str | None:
    """Return who writes; an administrator who hides is the group itself, so nobody known."""
    if "sender_chat" in said:
        return str(int(said["sender_chat"]["id"]))
    sender = said.get("from") or {}
    return None if sender.get("is_bot") or "id" not in sender else str(int(sender["id"]))


def _place(said: Mapping[str, Any]) -> str:
    # Outside topics a reply has a thread of its own: only `is_topic_message` tells them apart.
    thread = int(said["message_thread_id"]) if said.get("is_topic_message") else None
    return place(int(said["chat"]["id"]), thread)


def _button(query: Mapping[str, Any], envelope: _Envelope) -> InGroup:
    data = str(query.get("data") or "")
    if not data:
        return InGroup(callback=str(query["id"]))
    pressed = _incoming(query["message"], envelope, str(int(query["from"]["id"])))
    message = replace(pressed, text=data, payload=data)
    return InGroup(message=message, callback=str(query["id"]))


def _membership(member: Mapping[str, Any], envelope: _Envelope) -> InGroup:
    del envelope
    gone = member["new_chat_member"]["status"] in LEFT
    return InGroup(left=str(int(member["chat"]["id"])) if gone else None)


KINDS = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _button,
    "my_chat_member": _membership,
}
