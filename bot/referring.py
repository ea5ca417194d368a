"""What a tenant answered about a referral: in the history of the case, and told to its agent."""

from typing import TYPE_CHECKING

from bot.room import posting
from dialogs.effects import Say
from storage.tables.cases import Case

if TYPE_CHECKING:
    from bot.performing import Performing


def answered(turn: "Performing", *, given: bool) -> None:
    """Write the tenant's yes or no into the case whose agent asked, and tell that agent."""
    case = next((case for case in _cases(turn) if _was_asked(turn, case)), None)
    if case is None:
        return
    kind = "referral_agreed" if given else "referral_refused"
    turn.kept.cases.record(case, kind, actor="tenant", now=turn.now)
    say = Say(f"desk.{kind}", {"reference": case.reference})
    key = f"referral:{turn.inbox.id}"
    turn.to_ring += posting.tell_agent(turn, case.owner_id, say, key)
    turn.to_ring += posting.post(turn, case, say, key)


def _cases(turn: "Performing") -> list[Case]:
    return turn.kept.cases.open_of(turn.address.household_id, turn.address.id)


def _was_asked(turn: "Performing", case: Case) -> bool:
    return any(e.kind == "partner_chosen" for e in turn.kept.cases.timeline(case.id or 0))
