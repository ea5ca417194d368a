"""Read a CSV of the landlord's: every wrong line is named, and nothing is half imported."""

import csv
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from casework.roles import Role
from nlu.folding import fold_text
from nlu.phones import find_phones
from storage.kept import Kept
from storage.tables.people import Household, Lease, Person, StaffUser
from storage.tables.places import Agency, Commune, Dwelling, Partner, Residence, Service

LARGEST = 20 * 1024 * 1024
FORMULA = tuple("=+-@\t\r＝＋－＠")  # what a spreadsheet would run
LONGEST_CELL = 500
HOURS = re.compile(r"\d\d:\d\d-\d\d:\d\d")
MOST_NAMED = 12
TENANT_NUMBER = re.compile(r"\d{6}")


class ImportRefused(Exception):
    """The file cannot be imported: the message names the file, the line and the field."""


Row = Mapping[str, str]


def import_file(kept: Kept, kind: str, path: Path, *, dry_run: bool) -> int:
    """Import a CSV of one kind and return how many lines it held; raises ImportRefused."""
    if kind not in KINDS:
        raise ImportRefused(f"{kind!r} cannot be imported; use one of: {', '.join(KINDS)}")
    header, write = KINDS[kind]
    rows = _read(path, header)
    for number, row in enumerate(rows, start=2):
        try:
            write(kept, row)
        except (ValueError, KeyError) as wrong:
            raise ImportRefused(f"{path.name}, line {number}: {wrong}") from wrong
    kept.session.flush()
    if dry_run:
        kept.session.rollback()
    return len(rows)


def _read(path: Path, header: tuple[str, ...]) -> list[Row]:
    if not path.is_file():
        raise ImportRefused(f"{path}: there is no such file")
    if path.stat().st_size > LARGEST:
        raise ImportRefused(f"{path.name}: larger than 20 MB; split it")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_header(path, reader.fieldnames, header)
            rows: list[Row] = [*reader]
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise ImportRefused(f"{path.name}: not a CSV in UTF-8: {wrong}") from wrong
    for number, row in enumerate(rows, start=2):
        _check_cells(path, number, row)
    return rows


def _check_header(path: Path, found: object, wanted: tuple[str, ...]) -> None:
    names = list(found) if isinstance(found, list) else []
    if names != list(wanted):
        raise ImportRefused(
            f"{path.name}, line 1: the header is {','.join(map(str, names)) or 'empty'}, "
            f"it must be {','.join(wanted)}"
        )


def _check_cells(path: Path, number: int, row: Mapping[Any, Any]) -> None:
    for name, cell in row.items():
        where = f"{path.name}, line {number}, {name}"
        if name is None or cell is None:  # csv says so of too many cells, and of too few
            raise ImportRefused(f"{path.name}, line {number}: more or fewer cells than the header")
        if cell.startswith(FORMULA) and not cell.lstrip("+").replace(" ", "").isdigit():
            raise ImportRefused(f"{where}: starts with {cell[0]!r}, a formula; write it as text")
        if "\x00" in cell or len(cell) > LONGEST_CELL:
            raise ImportRefused(f"{where}: longer than {LONGEST_CELL} characters, or not text")


def _known(what: str, value: str, known: Collection[str]) -> str:
    """Return a value that is known, or say which ones are."""
    if value not in known:
        some = ", ".join(sorted(known)[:MOST_NAMED]) or "none yet: import them first"
        raise ValueError(f"{what} {value!r} is not known; known: {some}")
    return value


def _new(what: str, value: str, row: object) -> str:
    if not value or row is not None:
        raise ValueError(f"{what} {value!r} is empty or taken")
    return value


def _number(what: str, value: str) -> int:
    """Return a whole number; an empty cell is 0."""
    if value and not value.isdigit():
        raise ValueError(f"{what} {value!r} is not a whole number")
    return int(value or 0)


def _agent(kept: Kept, row: Row) -> None:
    units = {agency.code for agency in kept.directory.agencies()} | {"cell"}
    _known("role", row["role"], set(Role))
    _known("unit", row["unit"], units)
    _new("id", row["id"], kept.staff.get(row["id"]))
    kept.staff.add(StaffUser.model_validate(dict(row)))


def _agency(kept: Kept, row: Row) -> None:
    _new("code", row["code"], kept.directory.agency(row["code"]))
    told = {name: cell for name, cell in row.items() if name != "hours"}
    kept.session.add(Agency(**told, opening=_hours(row["hours"])))


def _hours(cell: str) -> list[list[str]]:
    """Return the hours of a working day: "08:30-12:30 13:30-17:00"; an empty cell has none."""
    if any(not HOURS.fullmatch(part) for part in cell.split()):
        raise ValueError(f"hours {cell!r} are not like 08:30-12:30 13:30-17:00")
    return [part.split("-") for part in cell.split()]


def _commune(kept: Kept, row: Row) -> None:
    agencies = {agency.code for agency in kept.directory.agencies()}
    kept.session.add(
        Commune(
            insee=_new("insee", row["insee"], kept.directory.town(row["insee"])),
            name=row["name"],
            postcodes=row["postcodes"].split(),
            epci_code=row["epci_code"],
            epci=row["epci"],
            agency_code=_known("agency", row["agency"], agencies),
        )
    )


def _residence(kept: Kept, row: Row) -> None:
    towns = {town.insee for town in kept.directory.communes()}
    agencies = {agency.code for agency in kept.directory.agencies()}
    taken = next((r for r in kept.directory.residences() if r.code == row["code"]), None)
    kept.session.add(
        Residence(
            code=_new("code", row["code"], taken),
            name=row["name"],
            commune_insee=_known("insee", row["insee"], towns),
            agency_code=_known("agency", row["agency"], agencies),
            buildings=row["buildings"].split(),
            lift=row["lift"] == "yes",
        )
    )


def _household(kept: Kept, row: Row) -> None:
    """Add the holder of a lease; a second line with the same number is a second holder."""
    lease = kept.people.lease(row["number"])
    household_id = lease.household_id if lease else _lease(kept, row)
    kept.session.add(
        Person(
            household_id=household_id,
            first_name=row["first_name"],
            last_name=_new("last_name", row["last_name"], None),
            phone=_phone(row["phone"]),
            language=row["language"] or "fr",
        )
    )


def _lease(kept: Kept, row: Row) -> int:
    if not TENANT_NUMBER.fullmatch(row["number"]):
        raise ValueError(f"number {row['number']!r} is not six digits")
    residences = {residence.code for residence in kept.directory.residences()}
    people, children = _number("people", row["people"]), _number("children", row["children"])
    household = Household(people=people or 1, children=children)
    dwelling = Dwelling(
        residence_code=_known("residence", row["residence"], residences),
        building=row["building"],
        entrance=row["entrance"],
        floor=_number("floor", row["floor"]),
        label=row["label"],
    )
    kept.session.add_all((household, dwelling))
    kept.session.flush()
    kept.session.add(
        Lease(
            number=row["number"],
            household_id=household.id or 0,
            dwelling_id=dwelling.id or 0,
            rent=_number("rent_cents", row["rent_cents"]),
            charges=_number("charges_cents", row["charges_cents"]),
            benefit=_number("benefit_cents", row["benefit_cents"]),
            solidarity_reduction=0,
        )
    )
    return household.id or 0


def _phone(said: str) -> str | None:
    found = find_phones(fold_text(said)) if said else ()
    if said and not found:
        raise ValueError(f"phone {said!r} cannot be read; write it like 06 39 98 12 34")
    return str(found[0].value) if found else None


def _service(kept: Kept, row: Row) -> None:
    """Add one service; the first line of a partner adds the partner."""
    towns = {town.insee for town in kept.directory.communes()}
    partner = kept.directory.partner(row["partner"])
    if partner is None:
        partner = Partner(
            id=_new("partner", row["partner"], None),
            name=row["name"],
            type=row["type"],
            phone=row["phone"],
            address=row["address"],
            agencies=row["agencies"].split(),
        )
        kept.session.add(partner)
        kept.session.flush()
    kept.session.add(
        Service(
            id=_new("service", row["service"], kept.directory.service(row["service"])),
            partner_id=partner.id,
            name=row["service_name"],
            thematics=row["thematics"].split(),
            publics=["tous-publics"],
            coverage={
                "communes": [_known("commune", code, towns) for code in row["communes"].split()],
                "epcis": row["epcis"].split(),
                "department": row["department"] or None,
            },
            languages=row["languages"].split() or ["fr"],
            capacity_month=_number("capacity_month", row["capacity_month"]),
            capacity_active=_number("capacity_active", row["capacity_active"]),
            accept_rate=0.5,
            hours=row["hours"],
        )
    )


KINDS: dict[str, tuple[tuple[str, ...], Callable[[Kept, Row], None]]] = {
    "agencies": (("code", "name", "town", "address", "phone", "email", "hours"), _agency),
    "communes": (("insee", "name", "postcodes", "epci_code", "epci", "agency"), _commune),
    "residences": (("code", "name", "insee", "agency", "buildings", "lift"), _residence),
    "households": (
        tuple(
            """number first_name last_name phone language people children residence building
            entrance floor label rent_cents charges_cents benefit_cents""".split()
        ),
        _household,
    ),
    "directory": (
        tuple(
            """partner name type phone address agencies service service_name thematics communes
            epcis department languages capacity_month capacity_active hours""".split()
        ),
        _service,
    ),
    "agents": (("id", "first_name", "last_name", "role", "unit", "email"), _agent),
}
