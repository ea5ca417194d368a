"""The choice among sixty: what a service can take, and how near it is to the need."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 3
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
    """Return the best services, the best first, and the ones left out; ties by lowest id."""
    fitting, excluded = [], []
    for service in services:
        if not _about(service, asked):
            continue
        why = _exclusion(service, asked)
        if why:
            excluded.append(Excluded(service=service.id, why=why))
        else:
            fitting.append(_weigh(service, asked))
    best = sorted(fitting, key=lambda c: (-c.score, c.service))
    return tuple(best[:limit]), tuple(sorted(excluded, key=lambda e: e.service)[:limit])


def _about(service: Service, asked: Asked) -> bool:
    return bool(set(service.thematics) & set(asked.thematics))


def _exclusion(service: Service, asked: Asked) -> str | None:
    if service.id in asked.declined:
        return "declined_for_this_person"
    if not service.covers(asked.insee, asked.epci):
        return "does_not_cover_the_commune"
    if service.capacity_free <= 0:
        return "no_room"
    return None


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
        ("type_of_the_matrix", EXACT / 4 * (service.partner_type in asked.types)),
    )
    because = tuple(name for name, points in parts if points)
    return _candidate(service, sum(points for _, points in parts), because)


def _candidate(service: Service, score: float, because: tuple[str, ...]) -> Candidate:
    return Candidate(
        service=service.id, partner=service.partner_name, score=round(score, 2), because=because
    )
