"""Places, partners, figures: what was imported, as values for the rules."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from casework.partners import Service as ServiceForRules
from casework.problems import Condition, Problem
from casework.roles import Role
from casework.situation import Place
from storage.tables.places import (
    Agency,
    Commune,
    EmergencyNumber,
    LegalParameter,
    Partner,
    ProblemType,
    Residence,
    Service,
)
from storage.transaction import Store


class Directory(Store):
    """The reference data of one transaction."""

    def communes(self) -> list[Commune]:
        """Return the towns."""
        return list(self._session.exec(select(Commune)))

    def agencies(self) -> list[Agency]:
        """Return the agencies and the head office."""
        return list(self._session.exec(select(Agency)))

    def residences(self) -> list[Residence]:
        """Return the residences."""
        return list(self._session.exec(select(Residence)))

    def agency(self, code: str) -> Agency | None:
        """Return an agency, None when there is none of this code."""
        return self._session.get(Agency, code)

    def residence(self, code: str) -> Residence | None:
        """Return a residence, None when there is none of this code."""
        return self._session.get(Residence, code)

    def town(self, insee: str) -> Commune | None:
        """Return a commune, None when there is none of this code."""
        return self._session.get(Commune, insee)

    def partner(self, partner_id: str) -> Partner | None:
        """Return a partner, None when there is none of this id."""
        return self._session.get(Partner, partner_id)

    def service(self, service_id: str) -> Service | None:
        """Return a service, None when there is none of this id."""
        return self._session.get(Service, service_id)

    def town_of(self, residence: str) -> str | None:
        """Return the INSEE code of a residence's town, None when there is no such residence."""
        found = self._session.get(Residence, residence)
        return found.commune_insee if found else None

    def emergency_numbers(self) -> list[EmergencyNumber]:
        """Return the numbers to call."""
        return list(self._session.exec(select(EmergencyNumber)))

    def legal_parameters(self) -> list[LegalParameter]:
        """Return the dated figures of law."""
        return list(self._session.exec(select(LegalParameter)))

    def partner_of_service(self, service_id: str) -> Partner | None:
        """Return who gives a service."""
        service = self._session.get(Service, service_id)
        return self._session.get(Partner, service.partner_id) if service else None

    def name_of_service(self, service_id: str) -> str:
        """Return what a service is called: a partner may give several."""
        service = self._session.get(Service, service_id)
        return service.name if service else service_id

    def services_for_rules(self) -> tuple[ServiceForRules, ...]:
        """Return the services as routing weighs them."""
        partners = {partner.id: partner for partner in self._session.exec(select(Partner))}
        rows = self._session.exec(select(Service)).all()
        return tuple(_service(row, partners[row.partner_id]) for row in rows)

    def problems_for_rules(self) -> dict[str, Problem]:
        """Return the catalogue of defects."""
        rows = self._session.exec(select(ProblemType)).all()
        return {row.code: _problem(row) for row in rows}

    def communes_for_rules(self) -> dict[str, Place]:
        """Return the towns as places."""
        return {row.insee: _town(row) for row in self.communes()}

    def residences_for_rules(self) -> dict[str, Place]:
        """Return the residences as places, each with its town."""
        towns = {row.insee: row for row in self.communes()}
        return {row.code: _residence(row, towns[row.commune_insee]) for row in self.residences()}

    def names(self) -> dict[str, str]:
        """Return the names of agencies, residences and towns, by code."""
        return {
            **{row.code: row.name for row in self.agencies()},
            **{row.code: row.name for row in self.residences()},
            **{row.insee: row.name for row in self.communes()},
        }


def _town(row: Commune) -> Place:
    return Place(insee=row.insee, commune=row.name, epci=row.epci_code, agency=row.agency_code)


def _residence(row: Residence, town: Commune) -> Place:
    return Place(
        insee=town.insee,
        commune=town.name,
        epci=town.epci_code,
        agency=row.agency_code,
        residence=row.code,
        perimeter=row.perimeter,
        perimeter_buildings=tuple(row.perimeter_buildings or ()),
        priority_district=row.priority_district,
    )


def _problem(row: ProblemType) -> Problem:
    return Problem(
        code=row.code,
        zones=tuple(row.zones),
        label=row.label,
        words=tuple(row.words),
        urgency=row.urgency,
        danger=row.danger,
        who=row.who,
        role=Role(row.role or Role.TECHNICIAN),
        condition=_condition(row.condition),
    )


def _condition(kept: Mapping[str, Any] | None) -> Condition | None:
    if kept is None:
        return None
    return Condition(
        when=str(kept["when"]), urgency=kept.get("urgency"), severity=kept.get("severity")
    )


def _service(row: Service, partner: Partner) -> ServiceForRules:
    coverage = row.coverage
    return ServiceForRules(
        id=row.id,
        partner_id=partner.id,
        partner_name=partner.name,
        partner_type=partner.type,
        thematics=tuple(row.thematics),
        publics=tuple(row.publics),
        communes=frozenset(coverage.get("communes", ())),
        epcis=frozenset(coverage.get("epcis", ())),
        department=coverage.get("department"),
        languages=tuple(row.languages),
        capacity_free=row.capacity_month,
        accept_rate=row.accept_rate,
        liaison_agencies=tuple(partner.agencies),
    )
