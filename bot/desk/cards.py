"""A case in a few lines, masked for who reads: in chat no amount and no restricted need."""

from typing import Any

from bot.situations import Situations
from casework.access import Sight
from dialogs.effects import Say
from storage.access import Seen
from storage.kept import Kept
from storage.tables.messages import ConversationRow, Inbox

LAST_WORDS = 3
LONGEST_EXCERPT = 160


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
    """Return the needs by name; one that is not for this reader is "situation suivie"."""
    shown = [
        Say(f"need.{need.code}") if sight in {Sight.CARD, Sight.FULL} else Say("desk.followed")
        for need, sight in seen.needs
    ]
    return tuple({say.message: say for say in shown}.values())


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
        if sight is Sight.FULL
        for route in kept.cases.routes(need.id or 0)[:1]
        for reason in route.because
    ]
    return tuple(Say(f"rule.{rule}") for rule in dict.fromkeys(rules)) or ("-",)


def handover(
    kept: Kept, situations: Situations, seen: Seen, tenant: ConversationRow | None
) -> dict[str, Any]:
    """Return the six lines that somebody who takes over needs first."""
    return {**card(kept, situations, seen), "last": _last_words(kept, seen, tenant)}


def _last_words(kept: Kept, seen: Seen, tenant: ConversationRow | None) -> tuple[str, ...]:
    if tenant is None or seen.sight is not Sight.FULL:
        return ("-",)
    said = [row for row in kept.mail.since(tenant.id or 0, 0) if isinstance(row, Inbox)]
    words = [
        str(row.body.get("text", ""))[:LONGEST_EXCERPT] for row in said if row.body.get("text")
    ]
    return tuple(f"« {one} »" for one in words[-LAST_WORDS:]) or ("-",)
