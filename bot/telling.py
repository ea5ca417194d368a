"""What a person is told of a case: who, when, and why, in one sentence each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

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
NONE = "status.none"
SAID_SOFTLY = {"ARREARS": "arrears.label", "ARREARS_LEGAL": "legal_paper.label"}  # to tenants


def opened(kept: Kept, told: Opened, names: Mapping[str, str], landlord: str) -> list[Say]:
    """Return what is said once needs are in a case."""
    case = told.case
    lead = max(told.routes, key=lambda pair: pair[1].severity)[1]
    # Who adds to an open case is told first who takes what is new.
    role, of = (lead.role, lead.unit) if told.joined else (case.role, case.unit)
    values = {
        "reference": case.reference,
        "who": who(role),
        "unit": unit(of, names),
        "when": Say("case.by", {"moment": lead.reply_due}) if told.joined else by(case),
        "why": Say(_why(lead.tell, role)),
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
        if (route.role, route.unit) != (role, of)
    ]
    unique = {(str(o.values["who"]), str(o.values["unit"])): o for o in others}
    return [*says, *unique.values(), *_food(kept, told, landlord)]


def _label(told: NeedTold) -> str:
    """Return the id of what a need is called, in words that were said."""
    softly = SAID_SOFTLY.get(told.need, f"need.{told.need}")
    return IN_THEIR_WORDS.get((told.form, told.need), softly)


def _why(tell: str, role: str) -> str:
    """Return what the one who takes it does."""
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
        return Say(NONE)
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


def agency(kept: Kept, address: ChannelAddress, place: Mapping[str, Any]) -> Say:
    """Return where the agency of a place, or else of the person, is, and when it is open."""
    code = _agency_of_place(kept, place) or _agency_of_person(kept, address)
    found = kept.directory.agency(code) if code else None
    if found is None:
        return Say("agency.which")
    where = found.address or found.town
    values = {"name": found.name, "address": where, "phone": found.phone}
    hours = tuple(
        Say("agency.from_to", {"start": _hour(a), "end": _hour(b)}) for a, b in found.opening
    )
    opened = Say("agency.hours", {"hours": hours}) if hours else Say("agency.hours_by_phone")
    return Say("agency.here", {**values, "hours": opened})


def _hour(hour: str) -> Say:
    """Return an hour as people say it: "8 h 30", "17 h"."""
    hours, minutes = hour.split(":")
    full = "" if int(minutes) else ".full"
    return Say(f"agency.hour{full}", {"hours": int(hours), "minutes": minutes})


def _agency_of_place(kept: Kept, place: Mapping[str, Any]) -> str | None:
    residence = kept.directory.residence(str(place.get("residence", "")))
    town = kept.directory.town(str(place.get("town", "")))
    return residence.agency_code if residence else town.agency_code if town else None


def _agency_of_person(kept: Kept, address: ChannelAddress) -> str | None:
    """Return the agency of the dwelling that was proven, or the one that has an open case."""
    home = kept.people.home_of(address.household_id) if address.household_id else None
    if home is not None:
        return home[1].agency_code
    cases = kept.cases.open_of(address.household_id, address.id)
    return next((case.unit for case in cases if not case.restricted), None)


def complaint(case: Case) -> Say:
    """Return the answer to a complaint: the date of the next step, never "we are busy"."""
    return Say("complaint.noted", {"reference": case.reference, "when": by(case)})
