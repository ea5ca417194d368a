"""A notice as agents read it: where it is, whom it reaches, its words in each language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_datetime

from bot import clock
from bot.channels.webchat import direction
from bot.notices.office import NoticeOffice
from bot.notices.sending import may_send, phone_of
from bot.notices.words import place_of, text_of
from bot.palier import Palier
from bot.situations import french_calendar
from casework.first_readers import FIRST
from casework.notices import NoticeStatus
from dialogs.effects import Say
from storage.kept import Kept
from storage.ledger import COUNTERS
from storage.tables.notices import NoticeRow
from storage.tables.people import StaffUser

AT_WORK = frozenset({NoticeStatus.SENDING, NoticeStatus.PAUSED})
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRead:
    """A notice in words, for a page or a terminal.

    `texts`: language, direction, words. `progress`: each state with how many people, which add
    up to the total at its end; empty before sending. `quiet_until`: when sending goes on that
    the hour holds back. `notes`: when it leaves, who gets it first, why it paused by itself.
    """

    number: int
    kind: str
    status: str
    place: str
    people: int
    counted: bool
    left_out: Counts
    progress: Counts
    texts: tuple[tuple[str, str, str], ...]
    quiet_until: datetime | None
    notes: tuple[str, ...] = ()


def office_of(palier: Palier, kept: Kept, agent: StaffUser, *, now: datetime) -> NoticeOffice:
    """Return the notices as an agent may see and move them, in one transaction."""
    return NoticeOffice(kept, agent, now=now, delay=palier.settings.notice_delay_seconds)


def read_notice(palier: Palier, kept: Kept, row: NoticeRow) -> NoticeRead:
    """Return a notice as agents read it."""
    text = palier.wording.text
    return NoticeRead(
        number=row.id or 0,
        kind=text(f"desk.notice.kind.{row.kind}", "fr"),
        status=status_of(palier, kept, row),
        place=place_in_words(palier, row),
        people=row.people,
        counted=row.status != NoticeStatus.DRAFT,
        left_out=tuple(
            (text(f"desk.notice.left_out.{because}", "fr"), count)
            for because, count in row.left_out.items()
        ),
        progress=_progress(palier, kept, row),
        texts=_texts(palier, kept, row),
        quiet_until=None if _leaves(kept, row) else _quiet_until(row),
        notes=_notes(palier, kept, row),
    )


def place_in_words(palier: Palier, row: NoticeRow) -> str:
    """Return where a notice is about, in French."""
    said = Say("notice.where", {"place": place_of(row)})
    return palier.wording.word(said, "fr").partition(":")[2].strip().rstrip(".")


def _progress(palier: Palier, kept: Kept, row: NoticeRow) -> Counts:
    if row.started_at is None:
        return ()
    progress = kept.notices.progress(row.id or 0)
    return tuple(
        (palier.wording.text(f"desk.notice.count.{name}", "fr"), progress[name])
        for name in (*COUNTERS, "size")
    )


def _texts(palier: Palier, kept: Kept, row: NoticeRow) -> tuple[tuple[str, str, str], ...]:
    phone = phone_of(kept, row)
    return tuple(
        (language, direction(language), text_of(palier.wording, row, language, phone=phone))
        for language in palier.wording.languages
    )


def _quiet_until(row: NoticeRow) -> datetime | None:
    now = clock.now()
    if row.status not in AT_WORK or may_send(now):
        return None
    return french_calendar(now.date()).next_allowed(now)


def status_of(palier: Palier, kept: Kept, row: NoticeRow) -> str:
    """Return the state in words; what has not begun to leave is not said to be leaving."""
    if not row.first_settled_at and _leaves(kept, row):
        return palier.wording.text("desk.notice.status.planned", "fr")
    return palier.wording.text(f"desk.notice.status.{row.status}", "fr")


def _leaves(kept: Kept, row: NoticeRow) -> datetime | None:
    """Return when the next of a notice leaves, None when its time has come."""
    at = row.leaves_at
    if row.status != NoticeStatus.SENDING or at is None or at <= kept.notices.there():
        return None
    return at if may_send(at) else french_calendar(at.date()).next_allowed(at)


def _notes(palier: Palier, kept: Kept, row: NoticeRow) -> tuple[str, ...]:
    said = (_why_paused(palier, row), *_when(palier, kept, row))
    return tuple(note for note in said if note)


def _why_paused(palier: Palier, row: NoticeRow) -> str | None:
    if row.status != NoticeStatus.PAUSED or row.paused_because is None:
        return None
    why = palier.wording.text(f"desk.notice.paused_because.{row.paused_because}", "fr")
    return palier.wording.text("desk.page.notice_paused_itself", "fr").format(why=why)


def _when(palier: Palier, kept: Kept, row: NoticeRow) -> Iterator[str]:
    """Yield when a notice leaves, and that the first readers come before the others."""
    text, at = palier.wording.text, _leaves(kept, row)
    if at is not None and row.first_settled_at is None:
        yield text("desk.page.notice_leaves", "fr").format(at=moment_in_words(at))
    elif at is not None:
        yield text("desk.page.notice_rest_leaves", "fr").format(
            at=moment_in_words(at), first=FIRST
        )
    if row.status == NoticeStatus.SENDING and row.first_settled_at is None and row.people > FIRST:
        yield text("desk.page.notice_first", "fr").format(first=FIRST)


def moment_in_words(at: datetime) -> str:
    """Return a moment as an agent reads it, in Paris."""
    return format_datetime(
        at.astimezone(clock.PARIS), "EEEE d MMMM 'à' H\u00a0'h'\u00a0mm", locale="fr"
    )
