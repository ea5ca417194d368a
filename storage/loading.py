"""Write reference data and the demonstration landlord into an empty database."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlmodel import Session, select

from casework.references import make_reference
from storage.demo.files import read_json, read_reference, read_residences, read_staff
from storage.demo.households import list_dwellings, make_history, make_households
from storage.demo.records import DemoCase, DemoDwelling, DemoHousehold, DemoPerson
from storage.kept import Kept
from storage.tables.cases import Case, CaseEvent, NeedRow, Note, RouteRecord
from storage.tables.people import ChannelAddress, Household, Lease, Person, StaffUser
from storage.tables.places import (
    Agency,
    Commune,
    Dwelling,
    EmergencyNumber,
    LegalParameter,
    Partner,
    ProblemType,
    Residence,
    Service,
)

SEED = 7
REPLY_WITHIN = {s: timedelta(hours=h) for s, h in enumerate((72, 72, 30, 4, 1))}
ACTION_WITHIN = {s: timedelta(days=d) for s, d in enumerate((14, 14, 7, 2, 1))}
CELL = "cell"


def load_demo(kept: Kept, *, now: datetime, tell: Callable[[str], None] = lambda _: None) -> None:
    """Load the demonstration landlord: places, staff, partners, households, a year of cases."""
    session = kept.session
    load_figures(kept)
    for name, load in (
        ("places", _load_places),
        ("partners", _load_partners),
        ("staff", _load_staff),
    ):
        tell(name)
        load(session)
        session.flush()
    tell("households")
    households = make_households(SEED)
    ids = _load_households(session, households)
    tell("cases")
    _load_history(session, households, ids, now)


def load_figures(kept: Kept) -> bool:
    """Load what every landlord needs: defects, figures of law, numbers to call; once."""
    if kept.directory.emergency_numbers():
        _complete_problems(kept.session)
        return False
    _load_figures(kept.session)
    return True


def _complete_problems(session: Session) -> None:
    """Give the defects of an older version what they lacked."""
    shipped = {row["code"]: row for row in read_reference("problems.json")}
    for row in session.exec(select(ProblemType).where(ProblemType.role == "")):
        known = shipped.get(row.code, {"role": "technician", "condition": None})
        row.role, row.condition = known["role"], known["condition"]
        session.add(row)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _load_places(session: Session) -> None:
    communes = read_reference("communes.json")
    towns = {row["insee"]: row["name"] for row in communes}
    for row in communes:
        session.add(
            Commune(
                insee=row["insee"],
                name=row["name"],
                postcodes=row["postcodes"],
                epci_code=row["epci_code"],
                epci=row["epci"],
                agency_code=row["agency"],
                fsl_owner=row["fsl_owner"],
            )
        )
    for row in read_json("agencies.json"):
        session.add(
            Agency(
                code=row["code"],
                name=row["name"],
                town=towns.get(row["insee"], ""),
                address=row["address"],
                phone=row["phone"],
                email=row["email"],
                opening=[["08:30", "12:30"], ["13:30", "17:00"]],
            )
        )
    session.flush()
    for residence in read_residences():
        session.add(
            Residence(
                code=residence.code,
                name=residence.name,
                commune_insee=residence.insee,
                agency_code=residence.agency,
                buildings=list(residence.buildings),
                lift=residence.lift,
                perimeter=residence.perimeter,
                perimeter_buildings=list(residence.perimeter_buildings),
                priority_district=residence.priority_district,
            )
        )


def _load_partners(session: Session) -> None:
    for row in read_json("partners.json"):
        session.add(
            Partner(
                id=row["id"],
                name=row["name"],
                type=row["type"],
                phone=row["phone"],
                address=row["address"],
                member=row["federation_member"],
                agencies=row["agencies"],
            )
        )
        session.flush()
        for service in row["services"]:
            session.add(_service(row["id"], service))


def _service(partner_id: str, row: Mapping[str, Any]) -> Service:
    coverage = {name: row[name] for name in ("communes", "epcis", "department")}
    plain = ("id", "name", "thematics", "publics", "languages", "capacity_month")
    return Service(
        partner_id=partner_id,
        coverage=coverage,
        capacity_active=row["capacity_active"],
        accept_rate=row["accept_rate"],
        hours=row["hours"],
        **{name: row[name] for name in plain},
    )


def _load_figures(session: Session) -> None:
    for row in read_reference("problems.json"):
        session.add(
            ProblemType(
                code=row["code"],
                zones=row["zones"],
                label=row["label_fr"],
                words=row["words"],
                urgency=row["urgency"],
                condition=row["condition"],
                danger=row["danger"],
                who=row["who"],
                role=row["role"],
            )
        )
    for row in read_reference("legal_parameters.json"):
        session.add(
            LegalParameter(
                key=row["key"],
                value=row["value"],
                unit=row["unit"],
                valid_from=_day(row["valid_from"]),
                valid_to=_day(row["valid_to"]),
                source=row["source"],
                checked_on=date.fromisoformat(row["checked_on"]),
            )
        )
    for row in read_reference("emergency_numbers.json"):
        if row["number"] and row["checked_on"]:  # only what somebody checked is ever shown
            session.add(
                EmergencyNumber(
                    code=row["code"],
                    number=row["number"],
                    shown=row["shown"],
                    purpose=row["purpose"],
                    hours=row["hours"],
                    text_capable=row["text_capable"],
                    source=row["source"],
                    checked_on=date.fromisoformat(row["checked_on"]),
                )
            )


def _load_staff(session: Session) -> None:
    for agent in read_staff():
        session.add(
            StaffUser(
                id=agent.id,
                first_name=agent.first_name,
                last_name=agent.last_name,
                role=agent.role,
                unit=CELL if agent.team == CELL else agent.unit,
                email=agent.email,
            )
        )


def _load_households(session: Session, households: tuple[DemoHousehold, ...]) -> dict[str, int]:
    """Load every dwelling and the households, and return the row of each household."""
    listed = list_dwellings()
    dwellings = {_key(dwelling): number for number, dwelling in enumerate(listed, start=1)}
    for dwelling in listed:
        session.add(
            Dwelling(
                id=dwellings[_key(dwelling)],
                residence_code=dwelling.residence,
                building=dwelling.building,
                entrance=dwelling.entrance,
                floor=dwelling.floor,
                label=dwelling.label,
            )
        )
    ids = {household.id: number for number, household in enumerate(households, start=1)}
    for household in households:
        session.add(
            Household(
                id=ids[household.id],
                children=len(household.children_ages),
                people=household.occupants,
                vulnerable=list(household.vulnerable),
            )
        )
    session.flush()
    for household in households:
        _load_lease(session, household, ids[household.id], dwellings[_key(household.dwelling)])
    return ids


def _key(dwelling: DemoDwelling) -> tuple[str, str, str, str]:
    return dwelling.residence, dwelling.building, dwelling.entrance, dwelling.label


def _load_lease(
    session: Session, household: DemoHousehold, household_id: int, dwelling_id: int
) -> None:
    session.add(
        Lease(
            number=household.lease,
            household_id=household_id,
            dwelling_id=dwelling_id,
            rent=household.rent_cents,
            charges=household.charges_cents,
            benefit=household.benefit_cents,
            solidarity_reduction=household.rls_cents,
            debt=household.debt_cents,
        )
    )
    for holder in household.holders:
        session.add(_person(holder, household_id, holder=True))
    for member in household.members:
        session.add(_person(member, household_id, holder=False))


def _person(person: DemoPerson, household_id: int, *, holder: bool) -> Person:
    digits = "".join(filter(str.isdigit, person.phone))
    return Person(
        household_id=household_id,
        first_name=person.first_name,
        last_name=person.last_name,
        birth_year=person.birth_year,
        phone=f"+33{digits[1:]}" if digits else None,
        language=person.language,
        holder=holder,
    )


def _load_history(
    session: Session,
    households: tuple[DemoHousehold, ...],
    ids: Mapping[str, int],
    now: datetime,
) -> None:
    serials: dict[int, count[int]] = {}
    for case in make_history(households, read_staff(), SEED, now.date()):
        year = case.opened_at.year
        serial = next(serials.setdefault(year, count(1)))
        _load_case(session, case, ids[case.household], make_reference("P", year, serial))


def _load_case(session: Session, demo: DemoCase, household_id: int, reference: str) -> None:
    address = ChannelAddress(
        channel=demo.channel, account="demo", user=demo.id, household_id=household_id
    )
    session.add(address)
    session.flush()
    case = Case(
        reference=reference,
        household_id=household_id,
        address_id=address.id,
        status=demo.status,
        level=demo.level,
        severity=demo.severity,
        unit=demo.unit,
        role=demo.role,
        owner_id=demo.owner,
        channel=demo.channel,
        language="fr",
        opened_at=demo.opened_at,
        reply_due_at=demo.opened_at + REPLY_WITHIN[demo.severity],
        due_at=demo.opened_at + ACTION_WITHIN[demo.severity],
        first_action_at=demo.first_reply_at,
        reopened_count=demo.reopened_count,
        closed_at=demo.closed_at,
        outcome=demo.outcome,
    )
    session.add(case)
    session.flush()
    _load_needs(session, demo, case.id or 0)
    _load_story(session, demo, case.id or 0)


def _load_needs(session: Session, demo: DemoCase, case_id: int) -> None:
    for need in demo.needs:
        row = NeedRow(
            case_id=case_id,
            code=need.code,
            status="ended" if need.ended_at else "open",
            severity=need.severity,
            facts=dict(need.facts),
            words=demo.first_message if need is demo.needs[0] else "",
            opened_at=demo.opened_at,
        )
        session.add(row)
        session.flush()
        session.add(
            RouteRecord(
                need_id=row.id or 0,
                at=demo.opened_at,
                role=demo.role,
                unit=demo.unit,
                owner_id=demo.owner,
                level=demo.level,
                severity=need.severity,
                because=[{"rule": "demonstration", "detail": {}}],
                also_considered=[],
            )
        )


def _load_story(session: Session, demo: DemoCase, case_id: int) -> None:
    for event in demo.events:
        session.add(
            CaseEvent(
                case_id=case_id,
                at=event.at,
                actor=event.actor,
                kind="status",
                frm=event.from_status,
                to=event.to_status,
                reason=event.reason,
            )
        )
    for note in demo.notes:
        session.add(Note(case_id=case_id, author_id=note.author, text=note.text, at=note.at))
