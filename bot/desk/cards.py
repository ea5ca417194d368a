"""A case in a few lines, masked for who reads: in chat no amount and no restricted need."""

from typing import Any

from bot.desk import handover
from bot.desk.agent_turn import AgentTurn, Office
from bot.desk.tenants import conversation_of
from bot.situations import Situations
from casework.access import Sight
from casework.needs import RESTRICTED
from dialogs.effects import Say
from storage.access import Seen
from storage.kept import Kept
from storage.tables.cases import Case, NeedRow
from storage.tables.messages import ConversationRow

READ = frozenset({Sight.CARD, Sight.FULL})


def line(situations: Situations, seen: Seen) -> Say:
    """Return a case in one line."""
    case = seen.case
    return Say(
        "desk.line",
        {
            "reference": case.reference,
            "severity": case.severity,
            "needs": needs(seen),
            "unit": situations.reference.names.get(case.unit, case.unit),
            "due": case.due_at,
            "status": Say(f"desk.status.{case.status}"),
        },
    )


def needs(seen: Seen) -> tuple[Say, ...]:
    """Return the needs by name; one that is not for a chat, or this reader, is "followed"."""
    shown = [need_name(need, sight) for need, sight in seen.needs]
    return tuple({say.message: say for say in shown}.values())


def need_name(need: NeedRow, sight: Sight) -> Say:
    """Return a need by name; a restricted one is read on the desk, whoever asks."""
    hidden = sight not in READ or need.code in RESTRICTED
    return Say("desk.followed" if hidden else f"need.{need.code}")


def card(kept: Kept, situations: Situations, seen: Seen) -> dict[str, Any]:
    """Return what a card says."""
    case = seen.case
    owner = kept.staff.get(case.owner_id)
    return {
        "reference": case.reference,
        "status": Say(f"desk.status.{case.status}"),
        "severity": case.severity,
        "needs": needs(seen),
        "place": place(kept, situations, seen),
        "owner": owner.full_name if owner else Say("desk.nobody_yet"),
        "role": Say(f"desk.role.{case.role}"),
        "unit": situations.reference.names.get(case.unit, case.unit),
        "opened": case.opened_at,
        "due": case.due_at,
        "because": because(kept, seen),
        "level": case.level,
    }


def place(kept: Kept, situations: Situations, seen: Seen) -> str | Say:
    """Return where, by residence only for those who see no more than a card."""
    case = seen.case
    names = situations.reference.names
    home = kept.people.home_of(case.household_id) if case.household_id else None
    if home is not None and seen.sight is Sight.FULL:
        return f"{home[1].name} {home[0].label}"
    if home is not None:
        return home[1].name
    said = case.place.get("residence") or case.place.get("town")
    return names.get(str(said), Say("desk.place_unknown")) if said else Say("desk.place_unknown")


def because(kept: Kept, seen: Seen) -> tuple[Say | str, ...]:
    """Return the rules that routed what this reader may see."""
    rules = [
        str(reason["rule"])
        for need, sight in seen.needs
        if sight is Sight.FULL and need.code not in RESTRICTED
        for route in kept.cases.routes(need.id or 0)[:1]
        for reason in route.because
    ]
    return tuple(Say(f"rule.{rule}") for rule in dict.fromkeys(rules)) or ("-",)


def held(desk: AgentTurn, case: Case) -> str | Say:
    """Return who answers the tenant already, so that two agents on one case see each other."""
    tenant = conversation_of(desk.turn.kept, case)
    holder = desk.turn.kept.staff.get(tenant.held_by) if tenant is not None else None
    if holder is None:
        return ""
    if holder.id == desk.agent.id:
        return Say("desk.held_by_you")
    return Say("desk.answers_already", {"name": holder.first_name})


def desk_only(office: Office, seen: Seen) -> str | Say:
    """Return the line that sends to the desk, when something of a case is not for a chat."""
    if not handover.is_reserved(need for need, _ in seen.needs):
        return ""
    return Say("desk.read_on_the_desk", {"page": office.page(seen.case.reference)})


def packet(
    kept: Kept,
    situations: Situations,
    office: Office,
    seen: Seen,
    tenant: ConversationRow | None,
) -> Say:
    """Return the six lines that somebody who takes over needs first, masked for this agent."""
    shown = tuple(need for need, sight in seen.needs if sight is Sight.FULL)
    told = handover.Told(
        case=seen.case,
        names=needs(seen),
        needs=shown,
        reserved=handover.is_reserved(need for need, _ in seen.needs),
        place=place(kept, situations, seen),
    )
    return handover.packet(kept, office, told, tenant)
