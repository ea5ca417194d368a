"""The first readers of a notice: let it go on to the others, or pause it.

What became of their messages is looked at after each ten of them, and by the sweep of any process.
"""

from datetime import timedelta
from functools import partial

from bot import clock
from bot.notices.doubts import pause_by_itself
from bot.palier import Palier
from casework.first_readers import Doubt, Finding, look_at_first
from casework.notices import LEAVES_AT_ONCE, NoticeStatus
from storage.kept import Kept
from storage.tables.notices import NoticeRow


async def look_after_first(palier: Palier) -> None:
    """Decide on the notices whose first readers have it."""
    if await palier.database.read(lambda kept: kept.first_readers.on_trial()):
        await palier.database.write(partial(settle_first, palier))


def settle_first(palier: Palier, kept: Kept) -> None:
    """Decide on the notices whose first readers have it, in one transaction."""
    for notice_id in kept.first_readers.on_trial():
        row = kept.notices.get(notice_id, lock=True)
        if row is not None and row.status == NoticeStatus.SENDING and not row.first_settled_at:
            _settle(palier, kept, row)


def _settle(palier: Palier, kept: Kept, row: NoticeRow) -> None:
    finding = look_at_first(kept.first_readers.counted(row.id or 0))
    if finding is Finding.PAUSE:
        pause_by_itself(kept, palier.wording, row, Doubt.NOT_DELIVERED, now=clock.now())
    elif finding is Finding.GO_ON:
        row.first_settled_at = there = kept.notices.there()
        if row.kind not in LEAVES_AT_ONCE:
            row.leaves_at = there + timedelta(seconds=palier.settings.notice_listen_seconds)
        kept.session.add(row)
