"""What a person is told of a case: who, when, and why, in one sentence each."""

from collections.abc import Mapping
from datetime import datetime

from bot.casefile import Opened
from dialogs.effects import NeedTold, Say
from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.people import ChannelAddress

MOST_CASES = 3
IN_THEIR_WORDS = {  # who lost their work spoke of no search, and of no debt
    ("job_loss", "EMPLOYMENT_SEEK"): "need.told.work_lost",
    ("job_loss", "ARREARS"): "need.told.rent",
}
MOST_PLACES = 2


def opened(kept: Kept, told: Opened, names: Mapping[str, str], landlord: str) -> list[Say]:
    """Return what is said once needs are in a case."""
    case = told.case
    lead = max(told.routes, key=lambda pair: pair[1].severity)[1]
    values = {
        "reference": case.reference,
        "who": who(case.role),
        "unit": unit(case.unit, names),
        "when": by(case),
        "why": Say(_why(lead.tell, case.role)),
    }
    says = [Say("case.joined" if told.joined else "case.opened", values)]
    others = [
        Say(
            "case.line_for",
            {
                "label": Say(_label(need)),
                "who": who(route.role),
                "unit": unit(route.unit, names),
            },
        )
        for need, route in told.routes
        if (route.role, route.unit) != (case.role, case.unit)
    ]
    unique = {(str(o.values["who"]), str(o.values["unit"])): o for o in others}
    return [*says, *unique.values(), *_food(kept, told, landlord)]


def _label(told: NeedTold) -> str:
    """Return the id of what a need is called, in words that were said."""
    return IN_THEIR_WORDS.get((told.form, told.need), f"need.{told.need}")


def _why(tell: str, role: str) -> str:
    """Return what the one who has the case does; a joined case keeps its own."""
    return tell if tell == "route.tell.place_not_known" else f"route.tell.{role}"


def who(role: str) -> Say:
    """Return a role, as it is said to a tenant."""
    return Say(f"role.{role}")


def unit(code: str, names: Mapping[str, str]) -> Say:
    """Return a unit, as it is said to a tenant."""
    if code in {"cell", "siege"}:
        return Say(f"unit.{code}")
    return Say("unit.agency", {"name": names.get(code, code)})


def by(case: Case) -> Say:
    """Return by when somebody answers."""
    return Say("case.by", {"moment": case.reply_due_at})


def _food(kept: Kept, told: Opened, landlord: str) -> list[Say]:
    """Name two places to eat today, with their hours: message M14."""
    route = next((route for need, route in told.routes if need.need == "FOOD"), None)
    if route is None:
        return []
    lines = []
    for candidate in route.partners[:MOST_PLACES]:
        partner = kept.directory.partner_of_service(candidate.service)
        if partner is not None:
            values = {"name": partner.name, "address": partner.address, "phone": partner.phone}
            lines.append(Say("food.place", values))
    return [Say("food.places", {"lines": tuple(lines), "landlord": landlord})] if lines else []


def status(kept: Kept, address: ChannelAddress, names: Mapping[str, str], *, now: datetime) -> Say:
    """Return where the person's cases stand; what is about danger is never listed here."""
    cases = [
        case
        for case in kept.cases.open_of(address.household_id, address.id)
        if not case.restricted
    ][:MOST_CASES]
    if not cases:
        return Say("status.none")
    lines = tuple(
        Say(
            "status.line",
            {
                "reference": case.reference,
                "opened": case.opened_at.date(),
                "status": Say(f"status.{case.status}"),
                "who": who(case.role),
                "unit": unit(case.unit, names),
                "when": by(case) if case.reply_due_at > now else Say("case.late"),
            },
        )
        for case in cases
    )
    return Say("status.head", {"lines": lines})


def complaint(case: Case) -> Say:
    """Return the answer to a complaint: the date of the next step, never "we are busy"."""
    return Say("complaint.noted", {"reference": case.reference, "when": by(case)})
