"""A notice as agents read it: where it is, whom it reaches, its words in each language."""

from dataclasses import dataclass
from datetime import datetime

from bot import clock
from bot.channels.webchat import direction
from bot.notices.sending import may_send, phone_of
from bot.notices.words import place_of, text_of
from bot.palier import Palier
from bot.situations import french_calendar
from casework.notices import NoticeStatus
from dialogs.effects import Say
from storage.kept import Kept
from storage.ledger import COUNTERS
from storage.tables.notices import NoticeRow

AT_WORK = frozenset({NoticeStatus.SENDING, NoticeStatus.PAUSED})
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRead:
    """A notice in words, for a page or a terminal.

    `texts`: language, direction, words. `progress`: each state with how many people, which add
    up to the total at its end; empty before sending. `quiet_until`: when sending goes on that
    the hour holds back.
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


def read_notice(palier: Palier, kept: Kept, row: NoticeRow) -> NoticeRead:
    """Return a notice as agents read it."""
    text = palier.wording.text
    return NoticeRead(
        number=row.id or 0,
        kind=text(f"desk.notice.kind.{row.kind}", "fr"),
        status=text(f"desk.notice.status.{row.status}", "fr"),
        place=place_in_words(palier, row),
        people=row.people,
        counted=row.status != NoticeStatus.DRAFT,
        left_out=tuple(
            (text(f"desk.notice.left_out.{because}", "fr"), count)
            for because, count in row.left_out.items()
        ),
        progress=_progress(palier, kept, row),
        texts=_texts(palier, kept, row),
        quiet_until=_quiet_until(row),
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
