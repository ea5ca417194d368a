"""What pauses a notice by itself: a word against it from one of its first readers, or errors.

It is seen in the turn of whoever wrote it, and the author is told in their chats.
"""

from collections.abc import Collection
from datetime import datetime

import structlog

from bot.situations import french_calendar
from casework.first_readers import Doubt
from casework.notices import Act, NoticeStatus, find_step
from dialogs.effects import Complain, Effect, OptOut, Say, WarnOfThreat
from dialogs.scene import Heard
from dialogs.wording import Wording
from nlu.complaints import says_complaint
from storage.kept import Kept
from storage.tables.notices import NoticeRow
from storage.tables.people import ChannelAddress

log = structlog.get_logger()


def heed(
    kept: Kept,
    wording: Wording,
    address: ChannelAddress,
    conversation_id: int,
    doubt: Doubt,
    *,
    now: datetime,
) -> list[int]:
    """Pause what one of the first readers complains of; return the conversations to ring."""
    who = [f"household:{address.household_id}"] if address.household_id is not None else []
    rung: list[int] = []
    for notice_id in kept.first_readers.watched_by(conversation_id, who):
        row = kept.notices.get(notice_id, lock=True)
        if row is not None and row.status == NoticeStatus.SENDING and row.watched:
            rung += pause_by_itself(kept, wording, row, doubt, now=now)
    return rung


def find_doubt(heard: Heard, effects: Collection[Effect]) -> Doubt | None:
    """Return what a message says against a notice, None when nothing."""
    if any(isinstance(effect, OptOut) for effect in effects):
        return Doubt.STOP
    complains = any(isinstance(effect, Complain | WarnOfThreat) for effect in effects)
    return Doubt.COMPLAINT if complains or says_complaint(heard.text) else None


def pause_by_itself(
    kept: Kept, wording: Wording, row: NoticeRow, doubt: Doubt, *, now: datetime
) -> list[int]:
    """Pause a notice, and write to its author's chats; return their conversations."""
    row.status = find_step(NoticeStatus(row.status), Act.PAUSE).to
    row.paused_because = doubt
    kept.session.add(row)
    chats = [
        chat for chat in kept.conversations.addresses_of_staff(row.written_by) if not chat.gone_at
    ]
    log.warning("a notice paused by itself", notice=row.id, because=doubt, chats=len(chats))
    return [_tell(kept, wording, row, chat, now=now) for chat in chats]


def _tell(
    kept: Kept, wording: Wording, row: NoticeRow, chat: ChannelAddress, *, now: datetime
) -> int:
    why = wording.text(f"desk.notice.paused_because.{row.paused_because}", "fr")
    say = Say("desk.notice_paused", {"number": row.id or 0, "why": why})
    conversation_id = kept.conversations.of_address(chat).id or 0
    kept.mail.send(
        conversation_id,
        key=f"paused:{row.id}:{conversation_id}",
        message=say.message,
        text=wording.word(say, "fr"),
        language="fr",
        now=now,
        kind="alert",
        not_before=french_calendar(now.date()).next_allowed(now),
    )
    return conversation_id
