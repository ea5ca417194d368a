"""One chunk of a notice: ten people at a time, at the pace of notices, by the usual delivery.

The job holds nothing: who is next stands in the ledger, what became of each message too. Ten are
put out in one transaction, each from its own moment on; if this process dies, the sweep of any
other sends what it had put out, and the next job goes on behind it.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot import clock
from bot.notices.first_readers import look_after_first
from bot.notices.words import choices_of, text_of
from bot.pacing import book_notice
from bot.palier import Palier
from bot.situations import french_calendar
from casework.notices import NoticeStatus
from storage.kept import Kept
from storage.notices import Letter, Line
from storage.tables.notices import NoticeRow

AT_ONCE: Final = 10


class PutOut(NamedTuple):
    """A message that was put out: whose conversation, and from when on it may leave."""

    conversation_id: int
    at: datetime


async def send_chunk(palier: Palier, chunk_id: int) -> None:
    """Send what is left of a chunk, until it is paused, cancelled, or a decent hour is over."""
    while batch := await palier.database.write(lambda kept: put_out_next(palier, kept, chunk_id)):
        for conversation_id, at in batch:
            await asyncio.sleep(max(0.0, (at - clock.now()).total_seconds()))
            await palier.delivery.send_to(conversation_id)
        await look_after_first(palier)
    await palier.database.write(end_finished)


def put_out_next(palier: Palier, kept: Kept, chunk_id: int) -> list[PutOut]:
    """Put the next ten messages of a chunk out, none while the notice may not be sent."""
    now = clock.now()
    notice = kept.notices.of_chunk(chunk_id)
    if notice is None or notice.status != NoticeStatus.SENDING or not may_send(now):
        return []
    lines = kept.notices.next_lines(chunk_id, most=AT_ONCE)
    phone = phone_of(kept, notice)
    letters = [_letter(palier, kept, notice, line, phone) for line in lines]
    kept.notices.put_out(notice, chunk_id, letters, now=now)
    return [PutOut(letter.line.conversation_id, letter.not_before) for letter in letters]


def may_send(now: datetime) -> bool:
    """Tell whether notices are put out at this hour at all."""
    return french_calendar(now.date()).may_start_talking(now)


def end_finished(kept: Kept) -> None:
    """Write that notices have ended of which nothing waits any more."""
    for notice_id in kept.notices.finished():
        row = kept.notices.get(notice_id, lock=True)
        if row is not None and row.status == NoticeStatus.SENDING:
            row.status, row.ended_at = NoticeStatus.SENT, clock.now()
            kept.session.add(row)


def phone_of(kept: Kept, notice: NoticeRow) -> str:
    """Return the number of the agency that answers questions about a notice."""
    agency = kept.directory.agency(notice.unit)
    return agency.phone if agency is not None else ""


def _letter(palier: Palier, kept: Kept, notice: NoticeRow, line: Line, phone: str) -> Letter:
    wait = timedelta(seconds=book_notice(kept, line.channel))
    text = text_of(palier.wording, notice, line.language, phone=phone)
    spoken = palier.wording.spoken(line.language)
    choices = choices_of(palier.wording, notice, line.language)
    return Letter(line, text, spoken, choices, clock.now() + wait)
