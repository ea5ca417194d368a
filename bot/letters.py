"""Letters with a link for each household: pages to print, or a table for one's own letters."""

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bot.channels.webchat import direction
from bot.clock import PARIS
from bot.importing import FORMULA
from bot.links import LinkRefused, addresses_of, drawn_qr, make_link
from bot.secrets_kept import Secrets
from dialogs.wording import Wording
from storage.kept import Kept
from storage.people import is_unsafe
from storage.tables.people import Lease

MOST_NAMED: Final = 12
OURS_ALONE: Final = 0o600  # a sheet opens as many doors as it has lines
TABLE: Final = ("tenant_number", "names", "residence", "dwelling", "address", "code", "until")
WORDS: Final = ("title", "what", "scan", "or_open", "once", "free", "machine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The link of one household, and where its letter goes."""

    tenant_number: str
    names: str
    residence: str
    dwelling: str
    language: str
    code: str
    addresses: tuple[str, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """Letters, and how many households are not to be written to."""

    letters: tuple[Letter, ...]
    left_out: int


def read_numbers(file: Path) -> list[str]:
    """Return the tenant numbers of a file, one a line, each once; raises LinkRefused."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as wrong:
        raise LinkRefused(f"{file}: no text file in UTF-8 that can be read") from wrong
    numbers = [line.strip().strip('"') for line in lines]
    if numbers[:1] == [TABLE[0]]:
        numbers = numbers[1:]
    found = list(dict.fromkeys(number for number in numbers if number))
    if not found:
        raise LinkRefused(f"{file}: write one tenant number a line")
    return found


def leases_of(kept: Kept, numbers: Iterable[str]) -> list[Lease]:
    """Return the active leases of these numbers; raises LinkRefused that names those of none."""
    found = {number: kept.people.lease(number) for number in numbers}
    wrong = [number for number, lease in found.items() if lease is None]
    if wrong:
        more = f" and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
        named = ", ".join(repr(number) for number in wrong[:MOST_NAMED])
        raise LinkRefused(f"no link was made: there is no active lease {named}{more}")
    return [lease for lease in found.values() if lease is not None]


def leases_in(kept: Kept, residence: str) -> list[Lease]:
    """Return the active leases of a residence, stairs by stairs; raises LinkRefused."""
    found = kept.people.leases_of_residence(residence)
    if not found:
        raise LinkRefused(f"there is no lease in a residence {residence!r}; give its code")
    return found


def write_letters(
    kept: Kept,
    secrets: Secrets,
    leases: Iterable[Lease],
    where: Callable[[str], list[str]],
    *,
    now: datetime,
    lasts: timedelta,
) -> Sheet:
    """Make a link for each lease; households that it is not safe to write to are left out.

    `where`: the addresses that open a code.
    """
    letters, left_out = list[Letter](), 0
    for lease in leases:
        household = kept.people.household(lease.household_id)
        if household is None or is_unsafe(household):
            left_out += 1
            continue
        code = make_link(kept, secrets, lease.number, now=now, lasts=lasts) or ""
        letters.append(_letter(kept, lease, code, tuple(where(code)), now + lasts))
    return Sheet(tuple(letters), left_out)


def _letter(
    kept: Kept, lease: Lease, code: str, addresses: tuple[str, ...], until: datetime
) -> Letter:
    holders = [person for person in kept.people.persons(lease.household_id) if person.holder]
    home = kept.people.home_of(lease.household_id)
    return Letter(
        tenant_number=lease.number,
        names=", ".join(person.full_name for person in holders),
        residence=home[1].name if home else "",
        dwelling=home[0].label if home else "",
        language=holders[0].language if holders else "fr",
        code=code,
        addresses=addresses,
        until=until,
    )


def places_of(bot_name: str | None, url: str) -> Callable[[str], list[str]]:
    """Return what tells the addresses that open a code."""
    return lambda code: addresses_of(code, bot_name, url)


def as_table(letters: Iterable[Letter]) -> str:
    """Return the letters as a CSV in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(TABLE)
    for one in letters:
        cells = (one.tenant_number, one.names, one.residence, one.dwelling, one.addresses[0])
        until = one.until.astimezone(PARIS).date().isoformat()
        writer.writerow([_plain(cell) for cell in (*cells, one.code, until)])
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_pages(letters: Iterable[Letter], wording: Wording, landlord: str) -> str:
    """Return the letters as pages to print, or to save as PDF: one sheet a household."""
    folder = FileSystemLoader(Path(__file__).parent / "webchat")
    template = Environment(loader=folder, autoescape=True).get_template("letter.html")
    return template.render(
        pages=[_page(letter, wording, landlord) for letter in letters], landlord=landlord
    )


def _page(letter: Letter, wording: Wording, landlord: str) -> dict[str, Any]:
    spoken = wording.spoken(letter.language)
    return {
        "letter": letter,
        "qr": Markup(drawn_qr(letter.addresses[0])),  # noqa: S704 (drawn here, of an address of ours)
        "said": [_said(wording, one, letter, landlord) for one in dict.fromkeys((spoken, "fr"))],
    }


def _said(wording: Wording, language: str, letter: Letter, landlord: str) -> dict[str, Any]:
    day = format_date(letter.until.astimezone(PARIS), "d MMMM y", locale=language)
    words = {key: wording.text(f"letter.{key}", language) for key in WORDS}
    filled = {key: text.format(landlord=landlord, day=day) for key, text in words.items()}
    return {"language": language, "direction": direction(language), **filled}


@contextmanager
def new_file(file: Path) -> Iterator[io.TextIOWrapper]:
    """Yield a new file that only its owner reads; one that is there is never overwritten."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE)
    except FileExistsError as there:
        raise LinkRefused(f"{file} is there already: give another name") from there
    except OSError as wrong:
        raise LinkRefused(f"{file} cannot be written: {wrong.strerror}") from wrong
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as opened:
        yield opened
