"""Wake people: a line in their own chats, with nothing of what was said.

The line may show on a locked screen: a reference and a severity, no name, no need, no word.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from casework.roles import CELL_ROLES, HEAD_OFFICE, Role
from casework.severity import URGENT
from dialogs.effects import Say
from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.people import ChannelAddress, StaffUser

if TYPE_CHECKING:
    from bot.performing import Performing

log = structlog.get_logger()
PAGED_AGAIN_AFTER = 300.0  # seconds, for what is not urgent (security.md RL-04)


def wake(
    turn: "Performing",
    case: Case,
    roles: Collection[Role],
    *,
    urgent: bool = False,
    by_day: bool = False,
    also: str | None = None,
) -> None:
    """Write to every linked chat of who must know: the roles, there, the owner, and one more.

    `by_day`: nobody is rung at night for it, however grave the case.
    """
    if not roles:
        return
    chats = [
        chat for user in _who(turn.kept, case, roles, also) for chat in _chats(turn.kept, user)
    ]
    for chat in chats:
        _write(turn, case, chat, urgent=urgent, by_day=by_day)
    named = [str(role) for role in roles]
    details = {"roles": named, "chats": len(chats)}
    turn.kept.cases.record(case, "people_told", actor="bot", now=turn.now, details=details)
    tell = log.warning if urgent or not chats else log.info
    tell("people told", case=case.id, roles=named, chats=len(chats))


def _who(kept: Kept, case: Case, roles: Collection[Role], also: str | None) -> list[StaffUser]:
    return [
        user
        for user in kept.staff.all()
        if user.id in {case.owner_id, also}
        or (user.role in roles and not user.absent and _there(user, case))
    ]


def _there(user: StaffUser, case: Case) -> bool:
    return user.unit in {case.unit, HEAD_OFFICE} or Role(user.role) in CELL_ROLES


def _chats(kept: Kept, user: StaffUser) -> list[ChannelAddress]:
    return [one for one in kept.conversations.addresses_of_staff(user.id) if one.gone_at is None]


def _write(
    turn: "Performing", case: Case, chat: ChannelAddress, *, urgent: bool, by_day: bool
) -> None:
    conversation = turn.kept.conversations.of_address(chat)
    values = {"reference": case.reference, "severity": case.severity, "due": case.reply_due_at}
    say = Say("desk.alert_urgent" if urgent else "desk.alert", values)
    grave = case.severity >= URGENT and not by_day  # from there the night is no reason to wait
    held = not (urgent or grave)
    pause = _pause(turn, case, conversation.id or 0) if held else timedelta()
    turn.kept.mail.send(
        conversation.id or 0,
        key=f"wake:{turn.inbox.id}:{case.id}:{conversation.id}",
        message=say.message,
        text=turn.wording.word(say, "fr"),
        language="fr",
        now=turn.now,
        choices=[{"payload": f"desk.dossier={case.reference}", "label": case.reference}],
        urgent=urgent,
        kind="alert",
        not_before=turn.situations.calendar.next_allowed(turn.now + pause) if held else None,
        delivered=turn.pulls(conversation),
    )
    turn.to_ring.append(conversation.id or 0)


def _pause(turn: "Performing", case: Case, conversation_id: int) -> timedelta:
    """Return how long a line waits, so that nobody is rung twice in a moment for one person."""
    key = f"page:{case.id}:{conversation_id}"
    return timedelta(seconds=turn.kept.rates.book(key, every=PAGED_AGAIN_AFTER))
