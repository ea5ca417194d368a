"""What a turn starts from, in one reading: the oldest message, who writes, where they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select
from sqlmodel import col

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
_OLDEST = (
    select(
        col(Inbox.id),
        col(Inbox.body),
        col(Inbox.conversation_id),
        col(ConversationRow.state),
        col(ConversationRow.version),
        col(ConversationRow.last_in_at),
        col(ConversationRow.address_id),
        col(ChannelAddress.channel),
        col(ChannelAddress.household_id),
        col(ChannelAddress.staff_id),
        col(ChannelAddress.verified_at),
        col(ChannelAddress.gone_at),
        col(StaffUser.first_name).label("held_by"),
        _CONSENT.label("consent"),
    )
    .join(ConversationRow, col(ConversationRow.id) == col(Inbox.conversation_id))
    .join(ChannelAddress, col(ChannelAddress.id) == col(ConversationRow.address_id))
    .outerjoin(
        StaffUser, and_(col(StaffUser.id) == col(ConversationRow.held_by), col(StaffUser.active))
    )
    .where(col(Inbox.conversation_id) == bindparam("conversation"), col(Inbox.done_at).is_(None))
    .order_by(col(Inbox.id))
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The oldest message that no turn has taken, and what was known when it was read."""

    id: int
    body: Mapping[str, Any]
    conversation_id: int
    state: Mapping[str, Any]
    version: int
    last_in_at: datetime | None
    address_id: int
    channel: str
    household_id: int | None
    staff_id: str | None
    verified_at: datetime | None
    gone_at: datetime | None
    held_by: str | None  # first name of the agent who has the conversation
    consent: bool | None  # the last answer about the purpose, None when never asked


def find_waiting(connection: Connection, conversation_id: int, purpose: str) -> Waiting | None:
    """Return the oldest open message of a conversation, None when every one was taken."""
    asked = {"conversation": conversation_id, "purpose": purpose}
    found = connection.execute(_OLDEST, asked).first()
    return Waiting(**found._asdict()) if found is not None else None
