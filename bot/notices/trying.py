"""A copy of a notice to the agent's own chat: as a tenant reads it, marked, counted for nobody."""

from datetime import datetime

from bot.notices.office import NoticeOffice
from bot.notices.sending import phone_of
from bot.notices.words import choices_of, text_of
from bot.palier import Palier
from casework.notices import NoChatOfYours
from dialogs.effects import Say
from storage.kept import Kept
from storage.tables.notices import NoticeRow
from storage.tables.people import ChannelAddress

PRESSED = "desk.essai=1"  # what the button of an offer does in a trial


def try_out(
    palier: Palier,
    kept: Kept,
    office: NoticeOffice,
    notice_id: int,
    language: str,
    *,
    now: datetime,
) -> int:
    """Send a notice to the agent's own chat, in a language or, without one, in each.

    Return the conversation to ring; raises Refused.
    """
    row, key = office.check_trial(notice_id)
    chat = own_chat(kept, office.agent_id)
    if chat is None:
        raise NoChatOfYours
    conversation_id = kept.conversations.of_address(chat).id or 0
    known = palier.wording.languages
    for one in (language,) if language in known else known:
        _send(palier, kept, row, conversation_id, one, key, now=now)
    return conversation_id


def own_chat(kept: Kept, agent_id: str) -> ChannelAddress | None:
    """Return the chat that an agent proved last, None where none can be written to."""
    chats = kept.conversations.addresses_of_staff(agent_id)
    proven = [
        (chat.staff_proven_at, chat.id, chat)
        for chat in chats
        if chat.gone_at is None and chat.staff_proven_at is not None
    ]
    return max(proven)[2] if proven else None


def _send(
    palier: Palier,
    kept: Kept,
    row: NoticeRow,
    conversation_id: int,
    language: str,
    key: str,
    *,
    now: datetime,
) -> None:
    mark = palier.wording.word(Say("desk.trial", {"number": row.id or 0}), "fr")
    text = text_of(palier.wording, row, language, phone=phone_of(kept, row))
    choices = [
        {**choice, "payload": PRESSED} for choice in choices_of(palier.wording, row, language)
    ]
    kept.mail.send(
        conversation_id,
        key=f"{key}:{language}",
        message="desk.trial",
        text=f"{mark}\n\n{text}",
        language=palier.wording.spoken(language),
        now=now,
        choices=choices,
        kind="desk",
    )
