"""Make the households of the demonstration: the same seed always makes the same people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

from storage.demo.files import read_json, read_residences
from storage.demo.history import make_history
from storage.demo.records import (
    DemoDwelling,
    DemoGreeting,
    DemoHousehold,
    DemoPerson,
    DemoResidence,
)

__all__ = ["greeting_tenants", "list_dwellings", "make_history", "make_households"]

NOW_YEAR = 2026  # ages of the demonstration are those of the year of its reference data
LANGUAGES = {"fr": 80, "ar": 7, "tr": 4, "en": 3, "arq-Latn": 3, "pl": 1, "pt": 1, "ro": 1}
BIRTH_YEARS = {"older": (1937, 1963), "any": (1960, 1997), "young": (1994, 2005)}
RENTS = {"T2": (250, 380), "T3": (320, 470), "T4": (390, 550), "T5": (450, 620)}
CHARGES = (60, 140)
NET_DUE = (12_000, 64_000)
UNPAID_TERMS = {1: 45, 2: 28, 3: 15, 4: 8, 5: 4}
IN_ARREARS_ONE_IN = 10
AGE_OF_CARE = 75
LEASES = range(202_000, 209_999)
CHILDREN = {"0": 30, "1": 26, "2": 25, "3": 13, "4": 6}
AGES = {"any": 68, "older": 22, "young": 10}
TODDLER, GROWN_FROM = 3, 40  # a child under 3; a holder old enough for grown children
ODDS = {
    "second_holder": 0.38,
    "grown_child": 0.25,
    "benefit": 0.58,
    "benefit_to_tenant": 0.05,
    "benefit_stopped": 0.5,
    "part_paid": 0.3,
    "mobility_declared": 0.04,
    "equipment_declared": 0.01,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The coined last names, and the first names by the age they go with."""

    last: tuple[str, ...]
    first: dict[str, tuple[tuple[str, str], ...]]


def make_households(seed: int = 7, count: int = 400) -> tuple[DemoHousehold, ...]:
    """Make households spread over the residences by size, those of the scenarios first."""
    rng = Random(seed)  # noqa: S311  # invented people, no secret
    dwellings = {(one.residence, one.label): one for one in list_dwellings()}
    fixed = _read_fixed_households()
    free = sorted(set(dwellings) - {(one.dwelling.residence, one.dwelling.label) for one in fixed})
    places = [dwellings[key] for key in rng.sample(free, max(count - len(fixed), 0))]
    leases = rng.sample(sorted(set(LEASES) - {int(one.lease) for one in fixed}), len(places))
    makers = _PeopleMaker(rng, fixed)
    made = [_make_one(rng, makers, *pair) for pair in zip(leases, places, strict=True)]
    return (*fixed, *_put_in_arrears(rng, made, count // IN_ARREARS_ONE_IN, fixed))[:count]


@cache
def greeting_tenants() -> tuple[DemoGreeting, ...]:
    """List the three tenants to play, each with a sentence to type."""
    known = {one.lease: one for one in _read_fixed_households()}
    return tuple(
        DemoGreeting(household=known[row["lease"]], hint=row["hint"])
        for row in read_json("greetings.json")
    )


def list_dwellings() -> tuple[DemoDwelling, ...]:
    """List every dwelling of every residence."""
    return tuple(place for residence in read_residences() for place in _dwellings_of(residence))


def _read_fixed_households() -> tuple[DemoHousehold, ...]:
    dwellings = {(one.residence, one.label): one for one in list_dwellings()}
    return tuple(_read_fixed(row, dwellings) for row in read_json("fixed_households.json"))


def _dwellings_of(residence: DemoResidence) -> Iterator[DemoDwelling]:
    share, more = divmod(residence.dwellings, len(residence.buildings))
    for rank, building in enumerate(residence.buildings):
        for index in range(share + (rank < more)):
            yield _place(residence, building, index, share + (rank < more))


def _place(residence: DemoResidence, building: str, index: int, total: int) -> DemoDwelling:
    a_floor = -(-total // (residence.storeys + 1))
    floor, door = divmod(index, a_floor)
    label = (
        f"{building}{floor}{door + 1}" if building.isalpha() else f"{building}-{floor}{door + 1}"
    )
    two = residence.entrances_per_building > 1
    return DemoDwelling(
        residence=residence.code,
        building=building,
        entrance=f"{building}{1 + (door * 2 >= a_floor)}" if two else building,
        floor=floor,
        label=building if residence.kind == "houses" else label,
    )


def _read_fixed(
    row: dict[str, Any], dwellings: dict[tuple[str, str], DemoDwelling]
) -> DemoHousehold:
    values = {key: value for key, value in row.items() if key not in {"residence", "dwelling"}}
    holders = tuple(DemoPerson(**person) for person in row["holders"])
    members = tuple(DemoPerson(**person) for person in row["members"])
    values |= {
        "id": f"h{row['lease']}",
        "holders": holders,
        "members": members,
        "children_ages": tuple(row["children_ages"]),
        "dwelling": dwellings[row["residence"], row["dwelling"]],
        "typology": _find_typology(len(holders) + len(members) + len(row["children_ages"])),
        "lease_started": date.fromisoformat(row["lease_started"]),
        "vulnerable": tuple(row["vulnerable"]),
    }
    return DemoHousehold(**values)


class _PeopleMaker:
    """Make people whose name and phone nobody else has."""

    def __init__(self, rng: Random, fixed: Sequence[DemoHousehold]) -> None:
        taken = [person for one in fixed for person in (*one.holders, *one.members)]
        self.rng = rng
        self.names = _read_names()
        self.used = {(person.first_name, person.last_name) for person in taken}
        phones = {person.phone for person in taken}
        self.phones = [phone for phone in _every_phone() if phone not in phones]
        rng.shuffle(self.phones)

    def make(self, age: str, last: str = "", title: str = "") -> DemoPerson:
        """Make one person; the last name is drawn when none is given."""
        while True:
            first = self.rng.choice([one for one in self.names.first[age] if one[1] != title])
            name = last or self.rng.choice(self.names.last)
            if (first[0], name) not in self.used:
                break
        self.used.add((first[0], name))
        return DemoPerson(
            first_name=first[0],
            last_name=name,
            title=first[1],
            birth_year=self.rng.randint(*BIRTH_YEARS[age]),
            language=_draw(self.rng, LANGUAGES),
            phone=self.phones.pop(),
        )


def _read_names() -> _Names:
    names = read_json("names.json")
    by_age = {
        age: tuple((one["name"], one["title"]) for one in names["first"] if one["age"] == age)
        for age in BIRTH_YEARS
    }
    return _Names(last=tuple(names["last"]), first=by_age)


def _every_phone() -> list[str]:
    return [f"06 39 98 {number // 100:02d} {number % 100:02d}" for number in range(10_000)]


def _make_one(
    rng: Random, people: _PeopleMaker, lease: int, dwelling: DemoDwelling
) -> DemoHousehold:
    age = _draw(rng, AGES)
    first = people.make(age)
    holders = (first, *_make_second_holder(rng, people, first, age))
    members, children = _make_family(rng, people, first, age)
    typology = _find_typology(len(holders) + len(members) + len(children))
    born = max(person.birth_year for person in holders)
    started = date(rng.randint(max(born + 20, 1985), 2025), rng.randint(1, 12), 1)
    return DemoHousehold(
        id=f"h{lease}",
        lease=str(lease),
        holders=holders,
        members=members,
        children_ages=children,
        dwelling=dwelling,
        typology=typology,
        lease_started=started,
        vulnerable=_find_vulnerable(rng, holders, children),
        **_make_money(rng, typology),
    )


def _make_second_holder(
    rng: Random, people: _PeopleMaker, first: DemoPerson, age: str
) -> tuple[DemoPerson, ...]:
    if not _happens(rng, "second_holder"):
        return ()
    same = replace(people.make(age, first.last_name, first.title), language=first.language)
    return (same,)


def _make_family(
    rng: Random, people: _PeopleMaker, first: DemoPerson, age: str
) -> tuple[tuple[DemoPerson, ...], tuple[int, ...]]:
    if age == "older":
        return (), ()
    oldest = min(NOW_YEAR - first.birth_year - 19, 17)
    count = int(_draw(rng, CHILDREN))
    children = tuple(sorted(rng.randint(0, max(oldest, 0)) for _ in range(count)))
    if NOW_YEAR - first.birth_year < GROWN_FROM or not _happens(rng, "grown_child"):
        return (), children
    grown = people.make("young", first.last_name)
    return (replace(grown, birth_year=rng.randint(2001, 2009)),), children


def _find_typology(occupants: int) -> str:
    return f"T{min(max(occupants, 1) // 2 + 2, 5)}"


def _find_vulnerable(
    rng: Random, holders: Sequence[DemoPerson], children: Sequence[int]
) -> tuple[str, ...]:
    signs = {
        "age_declared": any(NOW_YEAR - one.birth_year >= AGE_OF_CARE for one in holders),
        "child_under_3": any(age < TODDLER for age in children),
        "mobility_declared": _happens(rng, "mobility_declared"),
        "equipment_declared": _happens(rng, "equipment_declared"),
    }
    return tuple(code for code, holds in signs.items() if holds)


def _make_money(rng: Random, typology: str) -> dict[str, Any]:
    low, high = RENTS[typology]
    rent = rng.randint(low * 100, high * 100)
    charges = rng.randint(CHARGES[0] * 100, CHARGES[1] * 100)
    wanted = rng.randint(2_000, 35_000) if _happens(rng, "benefit") else 0
    gross = rent + charges
    rls = rng.randint(2_500, 6_000) if wanted else 0
    benefit = min(max(wanted, gross - rls - NET_DUE[1]), gross - rls - NET_DUE[0], 35_000)
    fits = gross - rls <= NET_DUE[1]
    return {
        "rent_cents": rent,
        "charges_cents": charges,
        "benefit_cents": benefit,
        "rls_cents": rls,
        "benefit_paid_to_landlord": benefit > 0
        and not (fits and _happens(rng, "benefit_to_tenant")),
        "benefit_stopped_terms": 0,
        "debt_cents": 0,
        "unpaid_terms": 0,
    }


def _put_in_arrears(
    rng: Random, made: Sequence[DemoHousehold], wanted: int, fixed: Sequence[DemoHousehold]
) -> list[DemoHousehold]:
    missing = min(max(wanted - sum(one.debt_cents > 0 for one in fixed), 0), len(made))
    late = set(rng.sample(range(len(made)), missing))
    return [_add_debt(rng, one) if rank in late else one for rank, one in enumerate(made)]


def _add_debt(rng: Random, household: DemoHousehold) -> DemoHousehold:
    terms = int(_draw(rng, {str(count): weight for count, weight in UNPAID_TERMS.items()}))
    without = replace(household, benefit_stopped_terms=terms)
    stopped = household.benefit_cents > 0 and without.net_due_cents <= NET_DUE[1]
    late = without if stopped and _happens(rng, "benefit_stopped") else household
    paid = rng.randint(20, 60) if _happens(rng, "part_paid") else 0  # per cent of a term
    debt = late.net_due_cents * terms - late.net_due_cents * paid // 100
    return replace(late, unpaid_terms=terms, debt_cents=debt)


def _draw(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def _happens(rng: Random, what: str) -> bool:
    return rng.random() < ODDS[what]
