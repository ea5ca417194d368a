"""What a turn starts from and what it leaves, in one reading each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, select
from sqlmodel import col

from storage.sending import HAS_DUE
from storage.tables.messages import ConversationRow, Inbox
from storage.tables.people import ChannelAddress, Consent, StaffUser

_CONSENT = (
    select(col(Consent.given))
    .where(
        col(Consent.address_id) == col(ChannelAddress.id),
        col(Consent.purpose) == bindparam("purpose"),
    )
    .order_by(col(Consent.at).desc(), col(Consent.id).desc())
    .limit(1)
    .scalar_subquery()
)
_MESSAGES = (
    select(
        col(Inbox.id),
        col(Inbox.body),
        col(Inbox.conversation_id),
        col(Inbox.received_at),
        col(ConversationRow.state),
        col(ConversationRow.version),
        col(ConversationRow.last_in_at),
        col(ConversationRow.address_id),
        col(ChannelAddress.channel),
        col(ChannelAddress.household_id),
        col(ChannelAddress.staff_id),
        col(ChannelAddress.verified_at),
        col(ChannelAddress.gone_at),
        col(ChannelAddress.opted_out_at),
        col(StaffUser.first_name).label("held_by"),
        _CONSENT.label("consent"),
    )
    .join(ConversationRow, col(ConversationRow.id) == col(Inbox.conversation_id))
    .join(ChannelAddress, col(ChannelAddress.id) == col(ConversationRow.address_id))
    .outerjoin(
        StaffUser, and_(col(StaffUser.id) == col(ConversationRow.held_by), col(StaffUser.active))
    )
    .where(col(Inbox.conversation_id) == bindparam("conversation"))
)
_OLDEST = _MESSAGES.where(col(Inbox.done_at).is_(None)).order_by(col(Inbox.id)).limit(1)
_LATEST = _MESSAGES.order_by(col(Inbox.id).desc()).limit(1)
_ONE = _OLDEST.where(col(Inbox.id) == bindparam("row"))
_OPEN = select(col(Inbox.id)).where(
    col(Inbox.conversation_id) == bindparam("conversation"), col(Inbox.done_at).is_(None)
)
_LEFT = select(_OPEN.exists(), HAS_DUE.exists())


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message that waits for its turn, and what was known when it was read."""

    id: int
    body: Mapping[str, Any]
    conversation_id: int
    received_at: datetime
    state: Mapping[str, Any]
    version: int
    last_in_at: datetime | None
    address_id: int
    channel: str
    household_id: int | None
    staff_id: str | None
    verified_at: datetime | None
    gone_at: datetime | None
    opted_out_at: datetime | None
    held_by: str | None  # first name of the agent who has the conversation
    consent: bool | None  # the last answer about the purpose, None when never asked


class Left(NamedTuple):
    """What a turn leaves: messages that wait for theirs, words that wait to be sent."""

    open: bool
    due: bool


def find_waiting(
    connection: Connection, conversation_id: int, purpose: str, row: int | None = None
) -> Waiting | None:
    """Return the oldest open message of a conversation, or that of a row; None when taken."""
    asked = {"conversation": conversation_id, "purpose": purpose}
    if row is None:
        return _first(connection, _OLDEST, asked)
    return _first(connection, _ONE, {**asked, "row": row})


def find_latest(connection: Connection, conversation_id: int, purpose: str) -> Waiting | None:
    """Return the last message of a conversation, whether it had its turn or not."""
    return _first(connection, _LATEST, {"conversation": conversation_id, "purpose": purpose})


def _first(connection: Connection, query: Select[Any], asked: Mapping[str, Any]) -> Waiting | None:
    found = connection.execute(query, asked).first()
    return Waiting(**found._asdict()) if found is not None else None


def find_left(connection: Connection, conversation_id: int, now: datetime) -> Left:
    """Return what is left to do for a conversation."""
    asked = {"conversation": conversation_id, "now": now}
    return Left(*connection.execute(_LEFT, asked).one())
