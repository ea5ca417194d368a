"""Put words for agents in the outbox: in the topic of a case, in a room, in their own chats."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.channels.contract import Channel
from dialogs.effects import Choice, Say
from dialogs.wording import Wording
from storage.kept import Kept
from storage.rooms import NOT_MADE
from storage.tables.cases import Case
from storage.tables.messages import ConversationRow
from storage.tables.people import ChannelAddress
from storage.tables.rooms import Room, RoomTopic


class Writer(Protocol):
    """Who writes: a turn, or a timer."""

    @property
    def kept(self) -> Kept:
        """Return what is kept."""

    @property
    def wording(self) -> Wording:
        """Return the words."""

    @property
    def channels(self) -> Mapping[str, Channel]:
        """Return the channels."""

    @property
    def now(self) -> datetime:
        """Return the moment."""


def post(writer: Writer, case: Case, say: Say, key: str, media: str | None = None) -> list[int]:
    """Say something in the topic of a case, where it has one; return whom to ring."""
    topic = writer.kept.rooms.topic_of(case.id or 0)
    return post_in(writer, topic, say, key, media) if topic is not None else []


def post_in(
    writer: Writer, topic: RoomTopic, say: Say, key: str, media: str | None = None
) -> list[int]:
    """Say something in a topic; what is said before it is made waits for it."""
    address = writer.kept.session.get_one(ChannelAddress, topic.address_id)
    wait = writer.now + NOT_MADE if topic.state == "none" else None
    return _write(writer, address, say, f"{key}:{topic.id}", "room", wait, media)


def post_to_all(writer: Writer, room: Room, say: Say, key: str) -> list[int]:
    """Say something to the whole room, once for each key."""
    if writer.kept.rooms.was_said(key):
        return []
    address = writer.kept.session.get_one(ChannelAddress, room.address_id)
    return _write(writer, address, say, key, "room")


def post_at(writer: Writer, conversation: ConversationRow, say: Say, key: str) -> list[int]:
    """Say something in a topic that is no case's, once for each key."""
    if writer.kept.rooms.was_said(key):
        return []
    address = writer.kept.conversations.address_of(conversation)
    return _write(writer, address, say, key, "room")


def tell_agent(
    writer: Writer,
    staff_id: str | None,
    say: Say,
    key: str,
    media: str | None = None,
    *,
    not_before: datetime | None = None,
) -> list[int]:
    """Tell an agent something in each of their own chats."""
    chats = writer.kept.conversations.addresses_of_staff(staff_id) if staff_id else []
    return [
        conversation
        for chat in chats
        if chat.gone_at is None
        for conversation in _write(
            writer, chat, say, f"{key}:{chat.id}", "desk", not_before, media
        )
    ]


def _write(
    writer: Writer,
    address: ChannelAddress,
    say: Say,
    key: str,
    kind: str,
    not_before: datetime | None = None,
    media: str | None = None,
) -> list[int]:
    conversation = writer.kept.conversations.of_address(address)
    channel = writer.channels.get(address.channel)
    writer.kept.mail.send(
        conversation.id or 0,
        key=key,
        message=say.message,
        text=writer.wording.word(say, "fr"),
        language="fr",
        now=writer.now,
        choices=[_shown(writer, choice) for choice in say.choices],
        kind=kind,
        not_before=not_before,
        delivered=channel is not None and channel.pull,
        media=media if channel is not None and "image" in channel.caps.media else None,
    )
    return [conversation.id or 0]


def _shown(writer: Writer, choice: Choice) -> dict[str, str]:
    words = writer.wording.word(Say(choice.label, choice.values), "fr")
    return {"payload": choice.payload, "label": words}
