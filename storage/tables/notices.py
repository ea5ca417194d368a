"""Notices to many people: what was written, and the ledger of who got it."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.columns import CONTACT, REFERENCE, STAFF, TECHNICAL, json_column, moment, tagged


class NoticeRow(SQLModel, table=True):
    """A notice: fields, no sentences; two people stand behind it before it leaves."""

    __tablename__ = "notice"

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    kind: str = tagged(REFERENCE)
    status: str = tagged(TECHNICAL, default="draft", index=True)
    unit: str = tagged(STAFF, index=True)
    place_kind: str = tagged(REFERENCE)  # residence | entrance | commune | everywhere
    place: str = tagged(REFERENCE, default="")  # a residence's code, a commune's INSEE code
    entrance: str = tagged(REFERENCE, default="")
    fields: dict[str, str] = json_column(REFERENCE, default_factory=dict)
    people: int = tagged(TECHNICAL, default=0)  # whom the last preview would reach
    left_out: dict[str, int] = json_column(TECHNICAL, default_factory=dict)
    written_by: str = tagged(STAFF, foreign_key="staffuser.id")
    written_at: datetime = moment(STAFF)
    validated_by: str | None = tagged(STAFF, default=None, foreign_key="staffuser.id")
    validated_at: datetime | None = moment(STAFF, default=None)
    sent_by: str | None = tagged(STAFF, default=None, foreign_key="staffuser.id")
    started_at: datetime | None = moment(TECHNICAL, default=None)
    ended_at: datetime | None = moment(TECHNICAL, default=None)
    useful_until: datetime | None = moment(TECHNICAL, default=None)
    leaves_at: datetime | None = moment(TECHNICAL, default=None)  # of the database's clock
    first_settled_at: datetime | None = moment(TECHNICAL, default=None)  # the others may follow
    paused_because: str | None = tagged(TECHNICAL, default=None)  # why it paused by itself
    watched: bool = tagged(TECHNICAL, default=True)  # until a person resumes it


class NoticeChunk(SQLModel, table=True):
    """So many lines of the ledger, sent by one job; its counters are moved with each line."""

    __tablename__ = "notice_chunk"
    __table_args__ = (Index("ix_notice_chunk_notice", "notice_id", "id"),)

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    notice_id: int = tagged(TECHNICAL, foreign_key="notice.id")
    size: int = tagged(TECHNICAL)
    queued: int = tagged(TECHNICAL, default=0)
    out: int = tagged(TECHNICAL, default=0)
    sent: int = tagged(TECHNICAL, default=0)
    failed: int = tagged(TECHNICAL, default=0)
    unsure: int = tagged(TECHNICAL, default=0)
    withheld: int = tagged(TECHNICAL, default=0)
    cancelled: int = tagged(TECHNICAL, default=0)


class NoticeDelivery(SQLModel, table=True):
    """One person, one notice: the ledger. The message of the outbox is `notice:<id>`."""

    __tablename__ = "notice_delivery"
    __table_args__ = (
        UniqueConstraint("notice_id", "who"),
        Index("ix_notice_delivery_chunk", "chunk_id", "state", "id"),
    )

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    notice_id: int = tagged(TECHNICAL, foreign_key="notice.id")
    chunk_id: int = tagged(TECHNICAL, foreign_key="notice_chunk.id")
    who: str = tagged(CONTACT)  # household:12, or chat:7 where no lease is known
    conversation_id: int = tagged(CONTACT, foreign_key="conversation.id")
    state: str = tagged(TECHNICAL, default="queued")  # a counter of NoticeChunk
