"""The end of a case on its page: it is closed, or somebody who can help is sought."""

from typing import Any

from bot.desk.closing import outcomes_for
from bot.palier import Palier
from bot.web.desk_talk import may
from casework.access import Action, Sight
from casework.cases import ENDED, NeedStatus
from storage.access import Seen
from storage.tables.people import StaffUser


def context(palier: Palier, agent: StaffUser, seen: Seen) -> dict[str, Any]:
    """Return what may be chosen to end a case, and whether partners may be sought for it."""
    open_now = seen.sight is Sight.FULL and seen.case.status not in ENDED
    closes = open_now and may(agent, seen.case, Action.CLOSE)
    return {
        "ending": _ending(palier, seen) if closes else None,
        "may_refer": open_now and may(agent, seen.case, Action.REFER),
    }


def _ending(palier: Palier, seen: Seen) -> dict[str, list[tuple[str, str]]]:
    text = palier.wording.text
    still = [need.code for need, _ in seen.needs if need.status != NeedStatus.ENDED]
    outcomes = outcomes_for({need.code for need, _ in seen.needs})
    apart = still if len(still) > 1 else []
    return {
        "outcomes": [(one, text(f"desk.outcome.{one}", "fr")) for one in outcomes],
        "needs": [(code, text(f"need.{code}", "fr")) for code in apart],
    }
