"""What comes in, what goes out, and where each conversation is."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import SQLModel

from storage.columns import (
    CONTACT,
    SITUATION,
    STAFF,
    TECHNICAL,
    WORDS,
    json_column,
    moment,
    tagged,
)


class ConversationRow(SQLModel, table=True):
    """Where a person and Palier are."""

    __tablename__ = "conversation"

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    address_id: int = tagged(CONTACT, foreign_key="channel_address.id", unique=True)
    state: dict[str, Any] = json_column(WORDS, default_factory=dict)
    version: int = tagged(TECHNICAL, default=0)
    last_seq: int = tagged(TECHNICAL, default=0)
    last_in_at: datetime | None = moment(CONTACT, default=None)
    held_by: str | None = tagged(STAFF, default=None, foreign_key="staffuser.id")
    held_at: datetime | None = moment(STAFF, default=None)
    held_case_id: int | None = tagged(SITUATION, default=None)  # the case it is held for
    desk_case_id: int | None = tagged(STAFF, default=None)  # the case an agent writes to
    desk_awaits: str | None = tagged(STAFF, default=None)  # a command that next words complete


class Inbox(SQLModel, table=True):
    """Each message once: stored before it is acknowledged."""

    __table_args__ = (
        UniqueConstraint("channel", "account", "ext_id"),
        Index(
            "ix_inbox_open",
            "conversation_id",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    channel: str = tagged(TECHNICAL)
    account: str = tagged(TECHNICAL, default="")
    ext_id: str = tagged(TECHNICAL)
    conversation_id: int = tagged(CONTACT, foreign_key="conversation.id", index=True)
    seq: int = tagged(TECHNICAL)
    body: dict[str, Any] = json_column(WORDS)
    received_at: datetime = moment(CONTACT)
    done_at: datetime | None = moment(TECHNICAL, default=None)
    error: str | None = tagged(TECHNICAL, default=None)


class Outbox(SQLModel, table=True):
    """Each sending until done; the exact words sent are kept."""

    __table_args__ = (
        Index(
            "ix_outbox_open",
            "conversation_id",
            "id",
            sqlite_where=text("status IN ('queued', 'sending')"),
            postgresql_where=text("status IN ('queued', 'sending')"),
        ),
    )

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    key: str = tagged(TECHNICAL, unique=True)
    conversation_id: int = tagged(CONTACT, foreign_key="conversation.id", index=True)
    inbox_id: int | None = tagged(TECHNICAL, default=None, foreign_key="inbox.id", index=True)
    seq: int = tagged(TECHNICAL)
    kind: str = tagged(TECHNICAL, default="reply")  # reply | service | notice | agent | alert
    who: str = tagged(TECHNICAL, default="bot")  # bot | agent
    name: str | None = tagged(STAFF, default=None)
    message: str = tagged(TECHNICAL)
    text: str = tagged(WORDS)
    language: str = tagged(CONTACT)
    choices: list[dict[str, str]] = json_column(WORDS, default_factory=list)
    urgent: bool = tagged(SITUATION, default=False)
    # queued | sending | sent | failed | withheld | unsure | cancelled
    status: str = tagged(TECHNICAL, default="queued")
    attempts: int = tagged(TECHNICAL, default=0)
    not_before: datetime | None = moment(TECHNICAL, default=None)
    created_at: datetime = moment(TECHNICAL)
    useful_until: datetime | None = moment(TECHNICAL, default=None)  # later it only confuses
    owner: str | None = tagged(TECHNICAL, default=None)  # the process that has it in hand
    maybe_twice: bool = tagged(TECHNICAL, default=False)  # the line broke after an attempt
    ext_id: str | None = tagged(TECHNICAL, default=None)  # the channel's own id of it
    edits: str | None = tagged(TECHNICAL, default=None)  # the one there whose place it takes
    media: str | None = tagged(TECHNICAL, default=None)  # the photo that goes with it
    sent_at: datetime | None = moment(TECHNICAL, default=None)
    error: str | None = tagged(TECHNICAL, default=None)


class MediaRow(SQLModel, table=True):
    """A photo or a file, drawn again without what it told of place and time."""

    __tablename__ = "media"

    id: str = tagged(TECHNICAL, primary_key=True)
    conversation_id: int = tagged(CONTACT, foreign_key="conversation.id", index=True)
    case_id: int | None = tagged(SITUATION, default=None, foreign_key="case.id")
    kind: str = tagged(TECHNICAL)
    mime: str = tagged(TECHNICAL)
    size: int = tagged(TECHNICAL)
    at: datetime = moment(CONTACT)


class TimerRow(SQLModel, table=True):
    """Something to do later, fired once."""

    __tablename__ = "timer"
    __table_args__ = (
        Index(
            "ix_timer_due",
            "due_at",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    key: str = tagged(TECHNICAL, unique=True)
    kind: str = tagged(TECHNICAL)
    case_id: int | None = tagged(TECHNICAL, default=None, foreign_key="case.id", index=True)
    conversation_id: int | None = tagged(
        TECHNICAL, default=None, foreign_key="conversation.id", index=True
    )
    due_at: datetime = moment(TECHNICAL)
    done_at: datetime | None = moment(TECHNICAL, default=None)
    result: str | None = tagged(TECHNICAL, default=None)
