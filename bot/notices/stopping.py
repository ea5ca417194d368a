"""Why a message of a notice stays where it is, looked at when it is about to leave."""

from collections.abc import Mapping
from typing import Final

from casework.contact import Because
from casework.notices import ASKS_CONSENT, CONSENT_TO_OFFERS, NoticeStatus
from storage.kept import Kept
from storage.tables.messages import ConversationRow, Outbox

STOPS: Final[Mapping[str, Because]] = {
    NoticeStatus.PAUSED: Because.NOTICE_PAUSED,
    NoticeStatus.CANCELLED: Because.NOTICE_CANCELLED,
}


def stopped_by(kept: Kept, row: Outbox, conversation: ConversationRow) -> Because | None:
    """Return why a message of a notice does not leave, None when it may."""
    found = kept.notices.of_message(row.key)
    if found is None:
        return None
    status, kind = found
    if status in STOPS:
        return STOPS[status]
    if kind not in ASKS_CONSENT:
        return None
    last = kept.people.latest_consent(conversation.address_id, CONSENT_TO_OFFERS)
    return None if last is not None and last.given else Because.NO_CONSENT
