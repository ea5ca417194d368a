"""A topic that may have been made twice, since the line broke after Telegram was asked for it.

No key tells two asks apart (Bot API, createForumTopic): the room is told of the doubt, and the
double is closed once somebody writes in it, for only then is its number known.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.channels.telegram import NAME
from bot.channels.telegram_chats import chat_of, thread_of
from bot.room import posting
from dialogs.effects import Say
from storage.kept import Kept
from storage.rooms import Work
from storage.tables.rooms import RoomTopic

if TYPE_CHECKING:
    from bot.room.keeping import Keeping


@dataclass(frozen=True, slots=True)
class Double:
    """A topic that is there a second time: where, and in which conversation it is said."""

    topic: int
    chat: str
    thread: str
    conversation: int


def in_doubt(work: Work) -> bool:
    """Tell whether a topic was asked for before, and nobody knows what became of it."""
    return work.topic.state == "none" and work.topic.asked_at is not None


def announce(keeping: "Keeping", work: Work) -> list[int]:
    """Tell the room, once, that a topic may be there twice; return whom to ring."""
    room = keeping.kept.rooms.get(work.topic.room_id)
    case = keeping.kept.cases.get(work.topic.case_id)
    say = Say("desk.room.maybe_twice", {"reference": case.reference})
    return posting.post_to_all(keeping, room, say, f"room:{room.id}:twice:{work.topic.id}")


def find(kept: Kept, place: str, name: str | None) -> RoomTopic | None:
    """Return the topic that a bot made under this name in the room of a place."""
    room = kept.rooms.at(NAME, "", chat_of(place)) if name else None
    return kept.rooms.named(room, name or "") if room is not None else None


def say_so(keeping: "Keeping", topic: RoomTopic, place: str) -> Double:
    """Say in a double, once, where to go on."""
    kept, case = keeping.kept, keeping.kept.cases.get(topic.case_id)
    conversation = kept.conversations.of(NAME, "", place)
    say = Say("desk.room.double", {"reference": case.reference})
    posting.post_at(keeping, conversation, say, f"room:double:{place}")
    return Double(topic.id or 0, chat_of(place), thread_of(place), conversation.id or 0)
