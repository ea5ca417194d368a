"""`palier link`: the link of a letter, for one lease or for many at once."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot import clock, letters
from bot.cli_common import fail, out, settings_given
from bot.letters import Letter, Sheet
from bot.links import LinkRefused, addresses_of, make_link, qr_drawer
from bot.secrets_kept import Secrets
from bot.settings import Settings, secret_key
from bot.wiring import bot_of, landlord_of, open_database
from dialogs.wording import Wording, read_catalogues
from storage.kept import Kept

SHEETS = (".html", ".csv")


def link(
    tenant_number: Annotated[str | None, typer.Argument(help="Of one lease.")] = None,
    qr: Annotated[Path | None, typer.Option(help="Write the QR of the link here, SVG.")] = None,
    days: Annotated[int, typer.Option(min=1, max=60, help="How long a link lasts.")] = 14,
    leases: Annotated[
        Path | None, typer.Option(help="A file with one tenant number a line.")
    ] = None,
    residence: Annotated[
        str | None, typer.Option(help="All the leases of a residence, by its code.")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option(help="Letters to print (.html) or a table (.csv).")
    ] = None,
) -> None:
    """Print a link that ties a chat to a lease, once; or letters with one for many leases."""
    if sum(one is not None for one in (tenant_number, leases, residence)) != 1:
        fail("give a tenant number, or --leases FILE, or --residence CODE")
    settings, lasts = settings_given(), timedelta(days=days)
    try:
        if tenant_number is not None:
            _one(settings, tenant_number, qr, lasts)
        else:
            _many(settings, leases, residence, sheet, lasts)
    except LinkRefused as refused:
        fail(refused)


def _one(settings: Settings, number: str, qr: Path | None, lasts: timedelta) -> None:
    draw = qr_drawer() if qr is not None else None
    database, secrets = open_database(settings), Secrets(secret_key(settings))
    bot_name = asyncio.run(bot_of(settings))
    now = clock.now()
    code = database.write_now(lambda kept: make_link(kept, secrets, number, now=now, lasts=lasts))
    if code is None:
        raise LinkRefused(f"there is no active lease {number!r}")
    addresses = addresses_of(code, bot_name, settings.url)
    for address in addresses:
        out.print(address, soft_wrap=True)
    if qr is not None and draw is not None:
        draw(addresses[0], qr)
        out.print(f"{qr}: the QR of {addresses[0]}", soft_wrap=True)


def _many(
    settings: Settings,
    leases: Path | None,
    residence: str | None,
    sheet: Path | None,
    lasts: timedelta,
) -> None:
    """Make the links and write their letters; no code is printed, for screens are seen."""
    if sheet is None or sheet.suffix not in SHEETS:
        raise LinkRefused("say where the letters go: --sheet FILE.html to print, or FILE.csv")
    numbers = letters.read_numbers(leases) if leases is not None else []
    where = letters.places_of(asyncio.run(bot_of(settings)), settings.url)

    def make(kept: Kept) -> Sheet:
        secrets, now = Secrets(secret_key(settings)), clock.now()
        rows = (
            letters.leases_in(kept, residence) if residence else letters.leases_of(kept, numbers)
        )
        return letters.write_letters(kept, secrets, rows, where, now=now, lasts=lasts)

    with letters.new_file(sheet) as file:
        try:
            with out.status("making links"):
                made = open_database(settings).write_now(make)
                file.write(_shown(settings, sheet)(made.letters))
        except LinkRefused:
            sheet.unlink()
            raise
    out.print(f"{sheet}: {len(made.letters)} links, each serves once", soft_wrap=True)
    if made.left_out:
        out.print(f"{made.left_out} left out: it is not safe to write to them", soft_wrap=True)


def _shown(settings: Settings, sheet: Path) -> Callable[[tuple[Letter, ...]], str]:
    if sheet.suffix == ".csv":
        return letters.as_table
    wording = Wording(read_catalogues())
    return partial(letters.as_pages, wording=wording, landlord=landlord_of(settings))
