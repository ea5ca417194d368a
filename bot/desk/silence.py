"""The bot takes a conversation back from an agent who has been silent for the agreed time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.channels.contract import Channel
from bot.desk.holding import end_of_silence
from bot.desk.standing_in import go_back
from bot.palier import Palier
from bot.room import posting
from dialogs.effects import Say
from dialogs.wording import Wording
from storage.kept import Kept
from storage.tables.messages import ConversationRow, TimerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerWriter:
    """A timer that writes to agents."""

    kept: Kept
    wording: Wording
    channels: Mapping[str, Channel]
    now: datetime


def take_back(palier: Palier, kept: Kept, timer: TimerRow, now: datetime) -> Say | None:
    """Take a conversation back, and return what its tenant is told; None while it is held.

    An agent who wrote since the timer was set is waited for again.
    """
    row = kept.conversations.get(timer.conversation_id or 0)
    if row.held_by is None or row.held_at is None or row.held_case_id is None:
        timer.result = "no_longer_wanted"
        return None
    hours = palier.settings.hold_hours
    due = end_of_silence(row.held_at, hours, palier.situations(now).calendar)
    if due > now:
        _wait_again(kept, timer, row, due)
        return None
    return _release(palier, kept, timer, row, now)


def _wait_again(kept: Kept, timer: TimerRow, row: ConversationRow, due: datetime) -> None:
    timer.result = "agent_wrote"
    kept.timers.set(
        f"hold:{row.id}:after{timer.id}",
        "hold",
        due,
        case_id=row.held_case_id,
        conversation_id=row.id,
    )


def _release(
    palier: Palier, kept: Kept, timer: TimerRow, row: ConversationRow, now: datetime
) -> Say:
    case = kept.cases.get(row.held_case_id or 0)
    holder_id = row.held_by
    holder = kept.staff.get(holder_id)
    name = holder.first_name if holder is not None else palier.landlord
    kept.conversations.hold(row, None, now=now)
    kept.cases.record(case, "taken_back", actor="timer", now=now)
    go_back(kept, case, holder_id, actor="timer", now=now)
    writer = TimerWriter(kept=kept, wording=palier.wording, channels=palier.channels, now=now)
    values = {"name": name, "reference": case.reference, "hours": palier.settings.hold_hours}
    key = f"silence:{timer.id}"
    posting.post(writer, case, Say("desk.room.taken_back", values), key)
    posting.tell_agent(writer, holder_id, Say("desk.taken_back", values), key)
    return Say("case.taken_back", {"name": name, "reference": case.reference})
