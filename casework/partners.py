"""The choice among sixty: what a service can take, and how near it is to the need."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 3
EVERYBODY = "tous-publics"
EXACT, LIAISON, LANGUAGE, ACCEPTS, NEAR, ROOM = 40, 20, 15, 10, 10, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a partner does, for whom and where (data·inclusion words)."""

    id: str
    partner_id: str
    partner_name: str
    partner_type: str
    thematics: tuple[str, ...]
    publics: tuple[str, ...] = ("tous-publics",)
    communes: frozenset[str] = frozenset()
    epcis: frozenset[str] = frozenset()
    department: str | None = None
    languages: tuple[str, ...] = ("fr",)
    capacity_free: int = 0
    accept_rate: float = 0.0
    liaison_agencies: tuple[str, ...] = ()

    def covers(self, insee: str | None, epci: str | None) -> bool:
        """Tell whether the service works in a commune."""
        if insee is None:
            return False
        whole = self.department is not None and insee.startswith(self.department)
        return insee in self.communes or epci in self.epcis or whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a service is weighed on: never a name, a nationality, a health, a rent."""

    thematics: tuple[str, ...]
    insee: str | None
    epci: str | None
    agency: str | None
    language: str = "fr"
    types: tuple[str, ...] = ()
    followed_by: str | None = None
    declined: frozenset[str] = frozenset()
    publics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A service that may be proposed, with its reasons."""

    service: str
    partner: str
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A service of the right subject that may not be proposed, and why."""

    service: str
    why: str


def candidates(
    services: Iterable[Service], asked: Asked, limit: int = MOST
) -> tuple[tuple[Candidate, ...], tuple[Excluded, ...]]:
    """Return the best services, the best first, and all that were left out.

    Ties go by the order of the matrix, then by lowest id.
    """
    fitting, excluded = [], []
    for service in services:
        if not _about(service, asked):
            continue
        why = _exclusion(service, asked)
        if why:
            excluded.append(Excluded(service=service.id, why=why))
        else:
            fitting.append((_place_in(asked.types, service.partner_type), _weigh(service, asked)))
    best = sorted(fitting, key=lambda pair: (-pair[1].score, pair[0], pair[1].service))
    left_out = sorted(excluded, key=lambda e: e.service)
    return tuple(candidate for _, candidate in best[:limit]), tuple(left_out)


def _place_in(types: tuple[str, ...], partner_type: str) -> int:
    return types.index(partner_type) if partner_type in types else len(types)


def _about(service: Service, asked: Asked) -> bool:
    follows = service.id == asked.followed_by
    return follows or bool(set(service.thematics) & set(asked.thematics))


def _exclusion(service: Service, asked: Asked) -> str | None:
    """Return the first reason to leave a service out; who follows the household is kept."""
    declined = service.id in asked.declined
    open_to = EVERYBODY in service.publics or bool(asked.publics & set(service.publics))
    reasons = {
        "does_not_cover_the_commune": not service.covers(asked.insee, asked.epci),
        "for_other_publics": not open_to,
        "no_room": service.capacity_free <= 0,
    }
    if declined or service.id == asked.followed_by:
        return "declined_for_this_person" if declined else None
    return next((why for why, holds in reasons.items() if holds), None)


def _weigh(service: Service, asked: Asked) -> Candidate:
    if service.id == asked.followed_by:
        return _candidate(service, 1000.0, ("already_follows_the_household",))
    parts = (
        ("first_thematic", EXACT * (asked.thematics[0] in service.thematics)),
        ("works_with_the_agency", LIAISON * (asked.agency in service.liaison_agencies)),
        ("speaks_the_language", LANGUAGE * (asked.language in service.languages)),
        ("often_accepts", ACCEPTS * service.accept_rate),
        ("in_the_commune", NEAR * (asked.insee in service.communes)),
        ("has_room", ROOM * (service.capacity_free > 0)),
    )
    because = tuple(name for name, points in parts if points)
    return _candidate(service, sum(points for _, points in parts), because)


def _candidate(service: Service, score: float, because: tuple[str, ...]) -> Candidate:
    return Candidate(
        service=service.id, partner=service.partner_name, score=round(score, 2), because=because
    )
