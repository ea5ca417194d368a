"""A threat to those who work here: written down, and their manager told without its words."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.situations import officers
from bot.waking import wake
from casework.roles import manager_of
from casework.routing import find_owner
from dialogs.effects import NeedTold, WarnOfThreat
from storage.tables.cases import Case

if TYPE_CHECKING:
    from bot.performing import Performing

TOLD_AGAIN_AFTER = timedelta(hours=12)  # ten angry messages ring once
EVENT = "threat"


def warn(turn: "Performing", effect: WarnOfThreat) -> None:
    """Write the threat with the person's case, or with one of its own, and tell the manager."""
    case = _case_of(turn, effect)
    told_lately = any(
        event.kind == EVENT and event.at > turn.now - TOLD_AGAIN_AFTER
        for event in turn.kept.cases.timeline(case.id or 0)
    )
    turn.kept.cases.record(
        case, EVENT, actor="tenant", now=turn.now, details={"inbox": turn.inbox.id}
    )
    if told_lately:
        return
    role = manager_of(case.unit)
    manager = find_owner(officers(turn.kept), role, case.unit).owner
    wake(turn, case, (role,), also=manager)


def _case_of(turn: "Performing", effect: WarnOfThreat) -> Case:
    cases = turn.kept.cases.open_of(turn.address.household_id, turn.address.id)
    if cases:
        return cases[0]
    told = NeedTold("ADMIN", {"subject": "threat"}, effect.words, "callback")
    return turn.tell((told,), {}).case
