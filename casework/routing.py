"""Where a need goes, who has it, by when, and why: a pure function over the matrix.

Source: domain/routing.md 3.6. Every reason is a named rule, and the rules that lost are told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from casework.matrix import VITAL, Cell, Line, Within, line_for
from casework.needs import REFERRED_AT_ONCE, SAFETY, TECHNICAL, THEMATICS, Need
from casework.partners import Asked, Candidate, candidates
from casework.roles import CELL, CELL_ROLES, HEAD_OFFICE, HEAD_OFFICE_ROLES, Role
from casework.severity import SENSITIVE, URGENT, assess
from casework.situation import Officer, Place, Situation

MEL = "200093201"  # EPCI code: the metropolis runs its own housing solidarity fund since 2017
NORD = "59"
REPLY = {0: ("wd", 2), 1: ("wd", 2), 2: ("wd", 1), 3: ("wh", 2), 4: ("h", 0.25)}
STANDS_IN: dict[Role, tuple[Role, ...]] = {  # who is asked when nobody has the role
    Role.FRONT_DESK: (Role.RENTAL_OFFICER, Role.AGENCY_MANAGER),
    Role.CARETAKER: (Role.TECHNICIAN, Role.AGENCY_MANAGER),
    Role.TECHNICIAN: (Role.AGENCY_MANAGER,),
    Role.RECOVERY_OFFICER: (Role.SOCIAL_ADVISER, Role.AGENCY_MANAGER),
    Role.SOCIAL_ADVISER: (Role.AGENCY_MANAGER, Role.CELL_OFFICER),
    Role.RENTAL_OFFICER: (Role.FRONT_DESK, Role.AGENCY_MANAGER),
    Role.AGENCY_MANAGER: (Role.CELL_MANAGER, Role.CELL_OFFICER),
    Role.ON_CALL: (Role.AGENCY_MANAGER, Role.CELL_MANAGER),
    Role.CLAUSE_OFFICER: (Role.CELL_OFFICER, Role.CELL_MANAGER),
    Role.CELL_OFFICER: (Role.CELL_MANAGER,),
    Role.RELOCATION_OFFICER: (Role.RENTAL_OFFICER, Role.CELL_OFFICER),
}
# The place is not known yet and no agency answers for it: the cell, which knows every agency.
LAST_RESORT = {HEAD_OFFICE: (Role.CELL_OFFICER, Role.CELL_MANAGER)}
HEAVY_WORKS = frozenset(
    {"infiltration", "ceiling_wall_crack", "floor_danger", "stairs_danger", "damp_mould"}
)
NEVER_CARETAKER = SAFETY | {Need.SAFEGUARD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One rule that made the route."""

    rule: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loser:
    """A rule that was considered, and why it lost."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who answers for a role in a unit, and why."""

    owner: str | None = None
    backup: str | None = None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a need goes."""

    need: Need
    level: int  # 1 agency, 2 cell, 3 partner
    role: Role
    unit: str
    owner: str | None
    backup: str | None
    severity: int
    because: tuple[Reason, ...]
    also_considered: tuple[Loser, ...]
    reply_due: datetime
    action_due: datetime
    partners: tuple[Candidate, ...]
    message: str
    tell: str
    alert: tuple[Role, ...]
    fsl_owner: str | None
    coverage_gap: bool


def route(situation: Situation) -> Route:
    """Return where a need goes; there is always a unit and a role that answer for it."""
    line, lost = line_for(situation)
    assessed = assess(situation)
    role, why_role = _role(situation, line)
    unit, why_unit = _unit(situation, role)
    owner, backup, why_owner = _owner(situation, role, unit)
    partners, gap, why_partners, left_out = _partners(situation, line, assessed.severity)
    because = (
        *(Reason(rule=hit) for hit in assessed.hits),
        *why_role,
        *why_unit,
        *why_owner,
        *why_partners,
    )
    return Route(
        need=situation.need,
        level=2 if unit == CELL else 1,
        role=role,
        unit=unit,
        owner=owner,
        backup=backup,
        severity=assessed.severity,
        because=because,
        also_considered=(
            *(Loser(rule=other.case, why="does_not_hold") for other in lost),
            *left_out,
        ),
        reply_due=_due(situation, _sooner(assessed.severity, line)),
        action_due=_action_due(situation, line, assessed.severity),
        partners=partners,
        message=line.message,
        tell=f"route.tell.{_told(situation, line)}",
        alert=_alert(line, role, assessed.severity),
        fsl_owner=fsl_owner(situation.place),
        coverage_gap=gap,
    )


def fsl_owner(place: Place) -> str | None:
    """Return who runs the housing solidarity fund: by EPCI, never by postcode."""
    if place.insee is None:
        return None
    if place.epci == MEL:
        return "mel"
    return "dept59" if place.insee.startswith(NORD) else None


def _role(situation: Situation, line: Line) -> tuple[Role, tuple[Reason, ...]]:
    """Return the role of the line, unless the place says otherwise."""
    if situation.place.perimeter == "demolition" and _empties_the_dwelling(situation):
        return Role.RELOCATION_OFFICER, (Reason(rule="dwelling_to_be_demolished"),)
    if line.role is Role.CARETAKER and situation.need in NEVER_CARETAKER:
        return Role.AGENCY_MANAGER, (Reason(rule="never_the_caretaker"),)
    if _without_agency(situation, line):
        return Role.CELL_OFFICER, (Reason(rule="asked_for_nobody_of_the_agency"),)
    problem = situation.problem
    if problem is not None and line.role in {Role.TECHNICIAN, Role.CARETAKER}:
        return problem.role, (Reason(rule="who_the_catalogue_names"),)
    return line.role, ()


def _without_agency(situation: Situation, line: Line) -> bool:
    """Tell whether somebody asked that their agency is left out; repairs are always its work."""
    elsewhere = line.role in CELL_ROLES | HEAD_OFFICE_ROLES or situation.need in TECHNICAL
    return bool(situation.facts.get("not_agency")) and not elsewhere


def _empties_the_dwelling(situation: Situation) -> bool:
    """Tell what is settled by moving rather than by works, where a building is to come down."""
    heavy = situation.told("problem_type") in HEAVY_WORKS and situation.urgency != "U1"
    return heavy or situation.need in {Need.REHOUSING, Need.SITE}


def _unit(situation: Situation, role: Role) -> tuple[str, tuple[Reason, ...]]:
    if role in CELL_ROLES:
        return CELL, (Reason(rule="work_of_the_cell"),)
    if role in HEAD_OFFICE_ROLES:
        return HEAD_OFFICE, (Reason(rule="work_of_the_head_office"),)
    agency = situation.place.agency
    if agency is None:
        return HEAD_OFFICE, (Reason(rule="place_not_known_yet"),)
    reasons = [Reason(rule="agency_of_the_place", detail={"agency": agency})]
    if situation.place.perimeter == "reclaim" and situation.need in TECHNICAL | {Need.ASB}:
        reasons.append(Reason(rule="shown_on_the_site_operation"))
    return agency, tuple(reasons)


def _owner(
    situation: Situation, role: Role, unit: str
) -> tuple[str | None, str | None, tuple[Reason, ...]]:
    """Return who has it: the same agent as before, else the least loaded; ties by lowest id."""
    found = find_owner(situation.officers, role, unit, last=situation.history.last_owner)
    return found.owner, found.backup, found.because


def find_owner(
    officers: Iterable[Officer], role: Role, unit: str, *, last: str | None = None
) -> Found:
    """Find who answers for a role in a unit, else who stands in for it."""
    there = tuple(officers)
    for wanted in (role, *STANDS_IN.get(role, ()), *LAST_RESORT.get(unit, ())):
        free = _free(there, wanted, unit)
        if not free:
            continue
        owner, why = _chosen(free, last)
        backup = next((o.id for o in free if o.id != owner.id), None)
        stands_in = () if wanted is role else (Reason(rule="stands_in", detail={"for": role}),)
        return Found(owner=owner.id, backup=backup, because=(*stands_in, Reason(rule=why)))
    return Found(because=(Reason(rule="nobody_free_the_whole_unit_sees_it"),))


def _free(officers: Iterable[Officer], role: Role, unit: str) -> list[Officer]:
    units = {CELL} if role in CELL_ROLES else {unit}
    fitting = [o for o in officers if o.role is role and o.agency in units and not o.absent]
    return sorted(fitting, key=lambda o: (o.load, o.id))


def _chosen(free: list[Officer], last: str | None) -> tuple[Officer, str]:
    known = next((o for o in free if o.id == last), None)
    return (known, "same_person_as_before") if known else (free[0], "least_loaded")


def _partners(
    situation: Situation, line: Line, severity: int
) -> tuple[tuple[Candidate, ...], bool, tuple[Reason, ...], tuple[Loser, ...]]:
    """Return who could help beside; proposed only after a first attempt, or when it is urgent."""
    if not line.partners:
        return (), False, (), ()
    place, history = situation.place, situation.history
    asked = Asked(
        thematics=THEMATICS.get(situation.need, ()),
        insee=place.insee,
        epci=place.epci,
        agency=place.agency,
        language=situation.language,
        types=line.partners,
        followed_by=history.already_followed_by,
        declined=history.declined,
        publics=situation.publics,
    )
    found, excluded = candidates(situation.services, asked)
    losers = tuple(Loser(rule=f"partner:{e.service}", why=e.why) for e in excluded)
    gap = place.insee is not None and bool(asked.thematics) and not found
    may_propose = history.attempts > 0 or severity >= URGENT or situation.need in REFERRED_AT_ONCE
    rule = "partners_may_be_proposed" if may_propose else "first_level_tries_first"
    reasons = [Reason(rule=rule)] if found else []
    if history.declined_count >= SENSITIVE:
        return (), gap, (Reason(rule="two_referrals_declined_the_cell_meets"),), losers
    if gap:
        reasons.append(Reason(rule="no_partner_covers_the_place_the_cell_acts"))
    return found, gap, tuple(reasons), losers


def _sooner(severity: int, line: Line) -> Within:
    unit, amount = REPLY[severity]
    usual = Within(amount=amount, unit=unit)
    return line.reply if line.reply is not None and severity < URGENT else usual


def _due(situation: Situation, within: Within) -> datetime:
    calendar, now = situation.calendar, situation.now
    match within.unit:
        case "wd":
            return calendar.add_working_days(now, int(within.amount))
        case "wh":
            return calendar.add_working_hours(now, within.amount)
        case _:
            return now + timedelta(hours=within.amount)


def _action_due(situation: Situation, line: Line, severity: int) -> datetime:
    """Return the target of the first action; from severity 3 on the clock never stops."""
    asked = _due(situation, line.within)
    if severity < URGENT:
        return asked
    latest = situation.now + timedelta(hours=1 if severity == VITAL else 48)
    return min(asked, latest) if asked > situation.now else latest


def _alert(line: Line, role: Role, severity: int) -> tuple[Role, ...]:
    """Return who is told at once."""
    if severity < URGENT:
        outside = line.cell is Cell.YES and role not in CELL_ROLES
        return (Role.CELL_MANAGER,) if outside else ()
    told = [Role.ON_CALL if severity == VITAL else role, Role.AGENCY_MANAGER]
    if line.cell is not Cell.NO:
        told.append(Role.CELL_MANAGER)
    return tuple(dict.fromkeys(told))


def _told(situation: Situation, line: Line) -> str:
    """Return the reason that is told to the person, in one sentence."""
    if situation.place.agency is None and line.role not in CELL_ROLES | HEAD_OFFICE_ROLES:
        return "place_not_known"
    return line.role.value
