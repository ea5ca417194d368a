"""The agents' rooms in a chat app: which unit's they are, and the topics of its cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import and_, col, func, not_, or_, select, update

from storage.casebook import ENDED
from storage.tables.cases import Case, SafetyEvent
from storage.tables.messages import ConversationRow, Outbox
from storage.tables.people import ChannelAddress
from storage.tables.rooms import Room, RoomTopic
from storage.transaction import Store

NOT_MADE = timedelta(days=30)  # how long what is said to a topic may wait for it to be made


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A topic that is not yet as it should be."""

    topic: RoomTopic
    chat: str
    thread: str


class Rooms(Store):
    """The rooms of one transaction."""

    def open(self, *, lock: bool = False) -> list[Room]:
        """Return the rooms that are in use; locked ones are nobody else's to keep."""
        query = select(Room).where(col(Room.ended_at).is_(None)).order_by(col(Room.id))
        return list(self._session.exec(query.with_for_update() if lock else query))

    def get(self, room_id: int) -> Room:
        """Return a room by its row."""
        return self._session.get_one(Room, room_id)

    def tie(self, address: ChannelAddress, unit: str, staff_id: str, *, now: datetime) -> Room:
        """Make a group the room of a unit; its former room, and the group's, are ended.

        A room that was ended is taken up again, with the topics it had.
        """
        for other in self.open():
            if other.unit == unit or other.address_id == address.id:
                self.end(other, now=now)
        before = select(Room).where(Room.unit == unit, Room.address_id == address.id)
        room = self._session.exec(before).first() or Room(
            address_id=address.id or 0, unit=unit, tied_by=staff_id, tied_at=now
        )
        room.tied_by, room.tied_at, room.ended_at = staff_id, now, None
        self._session.add(room)
        self._session.flush()
        return room

    def end(self, room: Room, *, now: datetime) -> None:
        """Leave a room: nothing is said there any more."""
        room.ended_at = now
        self._session.add(room)

    def at(self, channel: str, account: str, chat: str) -> Room | None:
        """Return the room of a group, None when it is nobody's."""
        query = (
            select(Room)
            .join(ChannelAddress, col(Room.address_id) == col(ChannelAddress.id))
            .where(
                ChannelAddress.channel == channel,
                ChannelAddress.account == account,
                ChannelAddress.user == chat,
                col(Room.ended_at).is_(None),
            )
        )
        return self._session.exec(query).first()

    def topic_at(self, address_id: int) -> RoomTopic | None:
        """Return the topic of an address."""
        return self._session.exec(
            select(RoomTopic).where(RoomTopic.address_id == address_id)
        ).first()

    def topic_of(self, case_id: int) -> RoomTopic | None:
        """Return the topic of a case in the room in use, None when it has none that is open."""
        query = (
            select(RoomTopic)
            .join(Room, col(RoomTopic.room_id) == col(Room.id))
            .where(
                RoomTopic.case_id == case_id,
                RoomTopic.wanted == "open",
                col(Room.ended_at).is_(None),
            )
        )
        return self._session.exec(query).first()

    def cases_without_topic(self, room: Room, limit: int) -> list[Case]:
        """Return the open cases of a room's unit that have no topic there, gravest first."""
        had = select(RoomTopic.case_id).where(RoomTopic.room_id == room.id)
        query = (
            select(Case)
            .where(
                Case.unit == room.unit,
                col(Case.status).not_in(ENDED),
                col(Case.id).not_in(had),
            )
            .order_by(col(Case.severity).desc(), col(Case.due_at), col(Case.id))
            .limit(limit)
        )
        return list(self._session.exec(query))

    def topics_to_change(self, room: Room) -> list[tuple[RoomTopic, Case]]:
        """Return the topics that no longer say whether their case is open, and here."""
        there = (RoomTopic.room_id == room.id, RoomTopic.case_id == Case.id)
        here = and_(col(Case.unit) == room.unit, col(Case.status).not_in(ENDED))
        wrong = or_(
            and_(col(RoomTopic.wanted) == "open", not_(here)),
            and_(col(RoomTopic.wanted) == "closed", here),
        )
        return list(self._session.exec(select(RoomTopic, Case).where(*there, wrong)))

    def add_topic(self, room: Room, case: Case, name: str) -> RoomTopic:
        """Plan the topic of a case, under an address that stands in until it is made."""
        group = self._session.get_one(ChannelAddress, room.address_id)
        topic = RoomTopic(room_id=room.id or 0, case_id=case.id or 0, name=name)
        self._session.add(topic)
        self._session.flush()
        self._stand_in(topic, group)
        return topic

    def _stand_in(self, topic: RoomTopic, group: ChannelAddress) -> None:
        address = ChannelAddress(
            channel=group.channel, account=group.account, user=f"{group.user}/new{topic.id}"
        )
        self._session.add(address)
        self._session.flush()
        topic.address_id = address.id
        self._session.add(topic)

    def leave_to_the_desk(self, room: Room, case: Case) -> None:
        """Write down that a case is read on the desk only."""
        self._session.add(
            RoomTopic(room_id=room.id or 0, case_id=case.id or 0, wanted="desk", state="none")
        )

    def left_to_the_desk(self, room: Room) -> list[tuple[RoomTopic, Case]]:
        """Return the cases of a room that are open and read on the desk only."""
        query = select(RoomTopic, Case).where(
            RoomTopic.room_id == room.id,
            RoomTopic.case_id == Case.id,
            RoomTopic.wanted == "desk",
            col(Case.status).not_in(ENDED),
            Case.unit == room.unit,
        )
        return list(self._session.exec(query))

    def take_from_the_desk(self, room: Room, topic: RoomTopic, name: str) -> None:
        """Plan a topic for a case that has something for the room now."""
        topic.wanted, topic.name = "open", name
        self._stand_in(topic, self._session.get_one(ChannelAddress, room.address_id))

    def work(self, room: Room, *, now: datetime, limit: int) -> list[Work]:
        """Return the topics of a room that are to be made, closed or opened again."""
        query = (
            select(RoomTopic, ChannelAddress)
            .join(ChannelAddress, col(RoomTopic.address_id) == col(ChannelAddress.id))
            .where(
                RoomTopic.room_id == room.id,
                or_(
                    and_(col(RoomTopic.wanted) == "open", col(RoomTopic.state) != "open"),
                    and_(col(RoomTopic.wanted) == "closed", col(RoomTopic.state) == "open"),
                ),
                or_(col(RoomTopic.not_before).is_(None), col(RoomTopic.not_before) <= now),
            )
            .order_by(col(RoomTopic.id))
            .limit(limit)
        )
        found = []
        for topic, address in self._session.exec(query):
            chat, _, thread = address.user.partition("/")
            found.append(Work(topic=topic, chat=chat, thread=thread))
        return found

    def lease(self, work: Work, *, now: datetime, until: datetime) -> bool:
        """Take a topic in hand until a moment; False where it is another's, or done by now.

        One that was asked for without an answer, and is asked for again, may be made twice.
        """
        making = work.topic.state == "none"
        again = {"maybe_twice": True} if making and work.topic.asked_at is not None else {}
        taken = (
            update(RoomTopic)
            .where(
                col(RoomTopic.id) == work.topic.id,
                col(RoomTopic.wanted) == work.topic.wanted,
                col(RoomTopic.state) == work.topic.state,
                or_(col(RoomTopic.not_before).is_(None), col(RoomTopic.not_before) <= now),
            )
            .values(not_before=until, asked_at=now if making else None, **again)
        )
        return self._connection.execute(taken).rowcount == 1

    def not_made(self, topic: RoomTopic) -> None:
        """Write down that a topic was refused: this time it was not made for sure."""
        topic.asked_at = None
        self._session.add(topic)

    def named(self, room: Room, name: str) -> RoomTopic | None:
        """Return the topic of a room that was made under this name, which holds a reference."""
        query = select(RoomTopic).where(RoomTopic.room_id == room.id, RoomTopic.name == name)
        return self._session.exec(query.limit(1)).first()

    def is_once(self, topic_id: int) -> None:
        """Write down that what was made twice is closed once."""
        topic = self.get_topic(topic_id)
        topic.maybe_twice = False
        self._session.add(topic)

    def maybe_twice(self) -> list[tuple[RoomTopic, Case]]:
        """Return the topics of rooms in use that may be there twice, while their case is open."""
        query = select(RoomTopic, Case).where(
            RoomTopic.room_id == Room.id,
            RoomTopic.case_id == Case.id,
            RoomTopic.wanted == "open",
            col(Room.ended_at).is_(None),
            col(RoomTopic.maybe_twice),
        )
        return list(self._session.exec(query.order_by(col(RoomTopic.id))))

    def stuck(self) -> list[tuple[RoomTopic, Case]]:
        """Return the topics of rooms in use that could not be made as they should be."""
        query = select(RoomTopic, Case).where(
            RoomTopic.room_id == Room.id,
            RoomTopic.case_id == Case.id,
            col(Room.ended_at).is_(None),
            col(RoomTopic.error).is_not(None),
        )
        return list(self._session.exec(query.order_by(col(RoomTopic.id))))

    def made_since(self, room: Room, since: datetime) -> int:
        """Return how many topics of a room were made since a moment."""
        query = (
            select(func.count())
            .select_from(RoomTopic)
            .where(RoomTopic.room_id == room.id, col(RoomTopic.made_at) > since)
        )
        return self._session.exec(query).one()

    def get_topic(self, topic_id: int) -> RoomTopic:
        """Return a topic by its row."""
        return self._session.get_one(RoomTopic, topic_id)

    def made(self, topic: RoomTopic, thread: str, *, now: datetime) -> int:
        """Write down that a topic was made, and let go what waited; return its conversation."""
        address = self._session.get_one(ChannelAddress, topic.address_id)
        chat, _, _ = address.user.partition("/")
        address.user = f"{chat}/{thread}"
        self._session.add(address)
        self.now_is(topic, "open")
        topic.made_at, topic.asked_at = now, None
        conversation = self._session.exec(
            select(ConversationRow.id).where(ConversationRow.address_id == address.id)
        ).first()
        waited = (
            update(Outbox)
            .where(col(Outbox.conversation_id) == conversation, col(Outbox.status) == "queued")
            .values(not_before=now)
        )
        self._connection.execute(waited)
        return conversation or 0

    def now_is(self, topic: RoomTopic, state: str) -> None:
        """Write down what a topic is."""
        topic.state, topic.error, topic.not_before = state, None, None
        self._session.add(topic)

    def try_again(self, topic: RoomTopic, at: datetime, because: str) -> None:
        """Write down why a topic is not as it should be, and when it is tried again."""
        topic.error, topic.not_before = because[:200], at
        self._session.add(topic)

    def move(self, channel: str, account: str, old: str, new: str) -> None:
        """Follow a group whose id changed, with its topics."""
        there = (ChannelAddress.channel == channel, ChannelAddress.account == account)
        moved = or_(ChannelAddress.user == old, col(ChannelAddress.user).startswith(f"{old}/"))
        known = set(self._session.exec(select(ChannelAddress.user).where(*there)))
        for address in self._session.exec(select(ChannelAddress).where(*there, moved)):
            user = new + address.user.removeprefix(old)
            if user not in known:
                address.user, address.gone_at = user, None
                self._session.add(address)

    def was_said(self, key: str) -> bool:
        """Tell whether something was said once already."""
        return self._session.exec(select(Outbox.id).where(Outbox.key == key)).first() is not None

    def dangers_since(self, conversation_id: int, since: datetime) -> Sequence[SafetyEvent]:
        """Return the dangers that were said in a conversation since a moment."""
        query = select(SafetyEvent).where(
            SafetyEvent.conversation_id == conversation_id, SafetyEvent.at >= since
        )
        return self._session.exec(query).all()
