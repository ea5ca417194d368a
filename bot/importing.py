"""Read a CSV of the landlord's: every wrong line is named, and nothing is half imported."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from casework.roles import Role
from storage.kept import Kept
from storage.tables.people import StaffUser
from storage.tables.places import Residence

LARGEST = 20 * 1024 * 1024
FORMULA = tuple("=+-@\t\r＝＋－＠")  # what a spreadsheet would run
LONGEST_CELL = 500


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


def _agent(kept: Kept, row: Row) -> None:
    if row["role"] not in set(Role):
        raise ValueError(f"role {row['role']!r} is not one of {', '.join(Role)}")
    units = {agency.code for agency in kept.directory.agencies()} | {"cell"}
    if row["unit"] not in units:
        raise ValueError(f"unit {row['unit']!r} is not one of {', '.join(sorted(units))}")
    if not row["id"] or kept.staff.get(row["id"]) is not None:
        raise ValueError(f"id {row['id']!r} is empty or taken")
    kept.staff.add(StaffUser.model_validate(dict(row)))


def _residence(kept: Kept, row: Row) -> None:
    towns = {town.insee for town in kept.directory.communes()}
    if row["insee"] not in towns:
        raise ValueError(f"insee {row['insee']!r} is not a commune of the reference data")
    kept.session.add(
        Residence(
            code=row["code"],
            name=row["name"],
            commune_insee=row["insee"],
            agency_code=row["agency"],
            buildings=row["buildings"].split(),
            lift=row["lift"] == "yes",
        )
    )


KINDS: dict[str, tuple[tuple[str, ...], Callable[[Kept, Row], None]]] = {
    "agents": (("id", "first_name", "last_name", "role", "unit", "email"), _agent),
    "residences": (("code", "name", "insee", "agency", "buildings", "lift"), _residence),
}
