"""A place that is put right once a case is open: the case goes where it should have gone."""

from typing import TYPE_CHECKING

from bot import telling
from bot.casefile import record_of
from casework.cases import NeedStatus
from casework.routing import Route
from dialogs.effects import CorrectPlace, NeedTold, Say
from storage.tables.cases import Case, NeedRow

if TYPE_CHECKING:
    from bot.performing import Performing

Routed = list[tuple[NeedRow, Route]]


def correct_place(turn: "Performing", effect: CorrectPlace) -> None:
    """Keep the place of the open case, and give the case to the agency of that place.

    A case that an agent has begun stays with them: they read what is put right, and hand it on.
    """
    case = turn.open_case()
    if case is None:
        return
    case.place = dict(effect.place)
    turn.kept.session.add(case)
    turn.kept.cases.record(case, "place_corrected", actor="tenant", now=turn.now)
    routed = [] if case.restricted or case.first_action_at else _routed(turn, case)
    lead = max((route for _, route in routed), key=lambda route: route.severity, default=None)
    if lead is None or lead.unit == case.unit:
        turn.say(Say("case.corrected", {"facts": effect.words}))
        return
    _move(turn, case, lead, routed)
    turn.say(Say("case.moved", {"facts": effect.words, **_who(turn, case)}))


def _routed(turn: "Performing", case: Case) -> Routed:
    rows = [need for need in turn.kept.cases.needs(case.id or 0) if need.status == NeedStatus.OPEN]
    told = [NeedTold(row.code, row.facts, row.words) for row in rows]
    routes = turn.situations.routes(
        turn.kept, turn.address, told, case.place, case.language, safety=None
    )
    return [(row, route) for row, (_, route) in zip(rows, routes, strict=True)]


def _move(turn: "Performing", case: Case, lead: Route, routed: Routed) -> None:
    before = case.unit
    case.unit, case.role = lead.unit, lead.role
    case.owner_id, case.backup_id = lead.owner, lead.backup
    turn.kept.cases.record(
        case,
        "moved",
        actor="bot",
        now=turn.now,
        frm=before,
        to=lead.unit,
        reason="place_corrected",
    )
    for row, route in routed:
        turn.kept.cases.add_route(record_of(row.id or 0, route, turn.now))


def _who(turn: "Performing", case: Case) -> dict[str, Say]:
    unit = telling.unit(case.unit, turn.situations.reference.names)
    return {"who": telling.who(case.role), "unit": unit, "when": telling.by(case)}
