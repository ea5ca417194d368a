"""What is due: each timer is claimed and acted on in one transaction, once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot import clock
from bot.casefile import CaseFile
from bot.desk import silence
from bot.palier import Palier
from bot.steps import move_by_timer
from casework.cases import ENDED, Status
from casework.contact import leave_to_start
from dialogs.conversation import Conversation, from_json, to_json
from dialogs.effects import Say
from dialogs.needs.opening_needs import needs_told
from storage.kept import Kept
from storage.people import reachable
from storage.tables.messages import ConversationRow, TimerRow
from storage.tables.people import ChannelAddress

log = structlog.get_logger()
AGAIN = timedelta(minutes=5)
Fire = Callable[[Palier, Kept, TimerRow, datetime], int | None]


async def fire_due(palier: Palier) -> int:
    """Fire the timers that are due; late ones too, after a downtime."""
    now = clock.now()
    due = await palier.database.read(lambda kept: kept.timers.due(now=now))
    for timer_id in due:
        await fire(palier, timer_id)
    return len(due)


async def fire(palier: Palier, timer_id: int) -> None:
    """Fire one timer, unless it has fired; one that fails is tried again in a while."""
    now = clock.now()
    try:
        conversation = await palier.database.write(partial(_fire_one, palier, timer_id, now))
    except Exception as wrong:
        log.exception("a timer failed", timer=timer_id)
        because = f"failed: {type(wrong).__name__}"
        await palier.database.write(
            lambda kept: kept.timers.postpone(timer_id, now + AGAIN, because)
        )
        return
    if conversation is not None:
        await palier.delivery.send_to(conversation)


def _fire_one(palier: Palier, timer_id: int, now: datetime, kept: Kept) -> int | None:
    _lock_conversation(kept, timer_id)
    timer = kept.timers.claim(timer_id, now=now)
    if timer is None:
        return None
    return TIMERS[timer.kind](palier, kept, timer, now)


def _lock_conversation(kept: Kept, timer_id: int) -> None:
    """Take the conversation before the timer, as a turn does: else both wait for the other."""
    conversation_id = kept.timers.conversation_of(timer_id)
    if conversation_id is not None:
        kept.conversations.with_address(conversation_id, lock=True)


def target_missed(palier: Palier, kept: Kept, timer: TimerRow, now: datetime) -> int | None:
    """Raise the severity once, and say so in the history: nobody may be forgotten."""
    del palier
    case = kept.cases.get(timer.case_id or 0)
    if case.status in ENDED or (timer.kind == "first_reply" and case.first_action_at):
        timer.result = "no_longer_wanted"
        return None
    before = case.severity
    already = any(event.kind == "target_missed" for event in kept.cases.timeline(case.id or 0))
    case.severity = before if already else min(before + 1, 3) if before < 3 else before  # noqa: PLR2004 (a person decides on 4)
    kept.session.add(case)
    kept.cases.record(
        case,
        "target_missed",
        actor="timer",
        now=now,
        frm=str(before),
        to=str(case.severity),
        reason=timer.kind,
    )
    timer.result = "severity_raised"
    return None


def close_resolved(palier: Palier, kept: Kept, timer: TimerRow, now: datetime) -> int | None:
    """Close a resolved case once the person had ten days to object."""
    del palier
    case = kept.cases.get(timer.case_id or 0)
    if case.status == Status.RESOLVED:
        move_by_timer(kept, case, Status.CLOSED, now=now)
        case.closed_at = now
        kept.session.add(case)
    return None


def resume(palier: Palier, kept: Kept, timer: TimerRow, now: datetime) -> int | None:
    """Take a report up again after a day, in one sentence, at a decent hour."""
    row = kept.conversations.get(timer.conversation_id or 0)
    conversation = from_json(row.state)
    address = kept.conversations.address_of(row)
    if not conversation.topics or _unwanted(address, palier, now):
        timer.result = "no_longer_wanted"
        return None
    labels = tuple(Say(f"{topic.form}.label") for topic in conversation.topics)
    say = Say("report.resume", {"labels": labels})
    return _write_first(palier, kept, timer, row, say, conversation.language, now)


def abandon(palier: Palier, kept: Kept, timer: TimerRow, now: datetime) -> int | None:
    """Let go of a report that nobody came back to for a week."""
    del palier, now
    row = kept.conversations.get(timer.conversation_id or 0)
    conversation = from_json(row.state)
    if conversation.topics:
        _let_rest(kept, row, conversation)
        timer.result = "abandoned"
    return None


def open_unfinished(palier: Palier, kept: Kept, timer: TimerRow, now: datetime) -> int | None:
    """Open an urgent need that was left half-way, with what was told: it must not wait."""
    row = kept.conversations.get(timer.conversation_id or 0)
    conversation = from_json(row.state)
    if not conversation.topics:
        return None
    address = kept.conversations.address_of(row)
    file = CaseFile(kept, palier.situations(now), now=now)
    needs = needs_told(palier.forms, conversation)
    place = conversation.shared.get("place", {})
    opened = file.tell(address, needs, place=place, language=conversation.language)
    _let_rest(kept, row, conversation.as_sent(joined=True))
    timer.result = f"opened {opened.case.reference}"
    return None


def silence_after_a_doubt(
    palier: Palier, kept: Kept, timer: TimerRow, now: datetime
) -> int | None:
    """Have people read of a danger that was asked about, and after which nobody wrote."""
    read = palier.turns.silence(kept, timer.conversation_id or 0, now)
    timer.result = "people_read" if read else "no_longer_wanted"
    return None


def remind(palier: Palier, kept: Kept, timer: TimerRow, now: datetime) -> int | None:
    """Remind a person, once, that an answer of theirs is awaited."""
    case = kept.cases.get(timer.case_id or 0)
    row = kept.conversations.of_case_address(case.address_id) if case.address_id else None
    if case.status != Status.WAITING_TENANT or row is None:
        timer.result = "no_longer_wanted"
        return None
    if _unwanted(kept.conversations.address_of(row), palier, now):
        timer.result = "not_to_be_contacted"
        return None
    say = Say("case.reminder", {"reference": case.reference})
    return _write_first(palier, kept, timer, row, say, case.language, now)


def take_back(palier: Palier, kept: Kept, timer: TimerRow, now: datetime) -> int | None:
    """Take a conversation back from a silent agent, and tell its tenant who answers now."""
    say = silence.take_back(palier, kept, timer, now)
    row = kept.conversations.get(timer.conversation_id or 0)
    if say is None or _unwanted(kept.conversations.address_of(row), palier, now):
        return None
    language = kept.cases.get(timer.case_id or 0).language
    return _write_first(palier, kept, timer, row, say, language, now, kind="service")


def _write_first(
    palier: Palier,
    kept: Kept,
    timer: TimerRow,
    row: ConversationRow,
    say: Say,
    language: str,
    now: datetime,
    kind: str = "reminder",
) -> int | None:
    """Write to a person who did not write, at a decent hour; return the conversation."""
    kept.mail.send(
        row.id or 0,
        key=f"timer:{timer.id}",
        message=say.message,
        text=palier.wording.word(say, language),
        language=palier.wording.spoken(language),
        now=now,
        kind=kind,
        not_before=palier.situations(now).calendar.next_allowed(now),
        delivered=palier.channels[kept.conversations.address_of(row).channel].pull,
    )
    return row.id


def _unwanted(address: ChannelAddress, palier: Palier, now: datetime) -> bool:
    calendar = palier.situations(now).calendar
    return leave_to_start(reachable(address), calendar, now=now).never


def _let_rest(kept: Kept, row: ConversationRow, conversation: Conversation) -> None:
    row.state = to_json(replace(conversation.at_rest(), shared={}))
    row.version += 1
    kept.session.add(row)


TIMERS: dict[str, Fire] = {
    "first_reply": target_missed,
    "target": target_missed,
    "objection": close_resolved,
    "resume": resume,
    "abandon": abandon,
    "unfinished": open_unfinished,
    "doubt": silence_after_a_doubt,
    "reminder": remind,
    "hold": take_back,
}
