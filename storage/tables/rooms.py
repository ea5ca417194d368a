"""The agencies' rooms in a chat app, and the topic that each open case has there."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.columns import SITUATION, STAFF, TECHNICAL, moment, tagged


class Room(SQLModel, table=True):
    """A group in which the agents of one unit read and answer; its address is the whole group."""

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    address_id: int = tagged(STAFF, foreign_key="channel_address.id", index=True)
    unit: str = tagged(STAFF, index=True)
    tied_by: str = tagged(STAFF, foreign_key="staffuser.id")
    tied_at: datetime = moment(STAFF)
    ended_at: datetime | None = moment(STAFF, default=None)


class RoomTopic(SQLModel, table=True):
    """The topic of one case in a room: what it should be, what it is, and the next try.

    `wanted`: open, closed, or desk (the case is read on the desk only). `state`: none, open,
    closed. The address of a topic that is not made yet is a stand-in.
    """

    __tablename__ = "room_topic"
    __table_args__ = (UniqueConstraint("room_id", "case_id"),)

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    room_id: int = tagged(TECHNICAL, foreign_key="room.id", index=True)
    case_id: int = tagged(SITUATION, foreign_key="case.id", index=True)
    address_id: int | None = tagged(
        STAFF, default=None, foreign_key="channel_address.id", index=True
    )
    name: str = tagged(SITUATION, default="")
    wanted: str = tagged(TECHNICAL, default="open")
    state: str = tagged(TECHNICAL, default="none")
    made_at: datetime | None = moment(TECHNICAL, default=None)
    not_before: datetime | None = moment(TECHNICAL, default=None)
    asked_at: datetime | None = moment(TECHNICAL, default=None)  # for it, with no answer yet
    maybe_twice: bool = tagged(TECHNICAL, default=False)  # asked for again after such a silence
    error: str | None = tagged(TECHNICAL, default=None)
