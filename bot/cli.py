"""The command line: palier serve | say | understand | agents | cases | notices | check | demo."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot import cli_link, cli_notices, cli_work, clock, serving, talking
from bot.checking import find_troubles
from bot.cli_common import fail, out, settings_given
from bot.importing import ImportRefused, import_file
from bot.palier import Palier
from bot.scoring import ScoreRefused, print_score, print_understanding, score_file
from bot.secrets_kept import INVITATION
from bot.web.rest import shown
from bot.wiring import build, ensure_demo, open_database
from bot.work_shown import requeue as ask_for_all
from casework.roles import Role
from dialogs.wording import missing_words
from nlu.model import ship
from storage.copying import CopyRefused, copy_database, restore_database
from storage.kept import Kept
from storage.migrating import write_migration
from storage.tables.people import StaffUser

app = typer.Typer(
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="The messaging assistant of a social landlord.",
)
agents = typer.Typer(no_args_is_help=True, help="Agents of the landlord.")
cases = typer.Typer(no_args_is_help=True, help="Cases, to read.")
app.add_typer(agents, name="agents")
app.add_typer(cli_work.app, name="work")
app.add_typer(cli_notices.app, name="notices")
app.add_typer(cases, name="cases")
app.command("link", epilog="Example: palier link --residence les-tilleuls --sheet lettres.html")(
    cli_link.link
)
LANGUAGE = typer.Option("fr", "--lang", help="Language of the conversation.")


@app.command(epilog="Example: palier serve")
def serve() -> None:
    """Serve everything in one process: web, channels, timers."""
    settings = settings_given()
    asyncio.run(serving.serve(settings, out))


@app.command(epilog="Example: palier worker")
def worker() -> None:
    """Do the durable work of an installation, without a web; as many as needed on PostgreSQL."""
    asyncio.run(serving.work_only(settings_given(), out))


@app.command(epilog="Example: palier requeue")
def requeue() -> None:
    """Make all jobs again from what is kept: after a restore, or a move to PostgreSQL."""
    out.print(f"{ask_for_all(open_database(settings_given()))} pieces of work asked for")


@app.command(epilog="Example: palier say --lang fr")
def say(
    file: Annotated[
        Path | None, typer.Argument(help="A .chat file whose > lines are said.")
    ] = None,
    lang: str = LANGUAGE,
) -> None:
    """Talk to Palier in the terminal."""
    settings = settings_given()
    asyncio.run(talking.talk(settings, lang, file, out))


@app.command(epilog='Example: palier understand "g 2 moi de retar" --json')
def understand(
    text: Annotated[str | None, typer.Argument(help="What somebody wrote.")] = None,
    *,
    file: Annotated[Path | None, typer.Option(help="Score a TSV: intent, tab, text.")] = None,
    as_json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """Print language, intents, entities and danger of a text, and the words that decided."""
    palier = _palier()
    if file is not None:
        _score(palier, file)
        return
    if text is None:
        fail("give a text, or --file; see palier understand --help")
    found = shown(palier.reading.understand(str(text), now=clock.now()))
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return
    print_understanding(found, palier.reading.reasons(str(text)), out)


def _palier() -> Palier:
    settings = settings_given()
    database = open_database(settings)
    if settings.demo:
        ensure_demo(database)
    return build(settings, database)


def _score(palier: Palier, file: Path) -> None:
    try:
        score = score_file(palier.reading, file, now=clock.now())
    except ScoreRefused as refused:
        fail(str(refused))
    print_score(score, out)


@app.command("import", epilog="Example: palier import agents agents.csv --dry-run")
def import_(
    kind: str,
    file: Path,
    *,
    dry_run: bool = typer.Option(default=False, help="Read and check, write nothing."),
) -> None:
    """Import a CSV; a wrong line is named, and nothing is half imported. See docs/howto."""
    database = open_database(settings_given())
    try:
        count = database.write_now(lambda kept: import_file(kept, kind, file, dry_run=dry_run))
    except ImportRefused as refused:
        fail(str(refused))
    out.print(f"{count} {kind} {'checked' if dry_run else 'imported'}")


@app.command(epilog="Example: PALIER_DEMO=1 palier demo")
def demo() -> None:
    """Load the demonstration landlord into an empty database."""
    settings = settings_given(demo=True)
    database = open_database(settings)
    if not ensure_demo(database, lambda part: out.print(f"  {part}")):
        fail("the database is not empty; give PALIER_HOME a new folder")


@app.command(epilog="Example: palier backup palier-2026-11-25.db")
def backup(file: Path) -> None:
    """Copy the whole SQLite database into a file, while Palier runs."""
    try:
        copy_database(open_database(settings_given()), file)
    except CopyRefused as refused:
        fail(str(refused))
    out.print(f"{file}, {file.stat().st_size / 1e6:.1f} MB")


@app.command(epilog="Example: palier restore palier-2026-11-25.db")
def restore(file: Path) -> None:
    """Put a backup in place of an absent database; one that is there is never overwritten."""
    settings = settings_given()
    try:
        restore_database(settings.url_of_database, file)
    except CopyRefused as refused:
        fail(str(refused))
    open_database(settings)
    out.print(f"restored from {file}")


@app.command(epilog="Example: palier check")
def check() -> None:
    """Print what is stuck, missing or contradictory; exit 1 if anything is."""
    settings = settings_given()
    database = open_database(settings)
    troubles = database.read_now(lambda kept: find_troubles(kept, now=clock.now()))
    for trouble in troubles:
        sys.stderr.write(f"{trouble}\n")
    if troubles:
        raise typer.Exit(1)
    out.print("nothing is stuck")


@app.command(epilog="Example: palier model")
def model() -> None:
    """Train understanding from nlu/intents and put the model where it is shipped from."""
    with out.status("learning from the examples, a minute or two"):
        made = ship()
    out.print(f"{made.name}, {made.stat().st_size / 1e6:.1f} MB")


@app.command(epilog="Example: palier words")
def words() -> None:
    """Say which message ids have no words, in which language."""
    lacking = missing_words()
    for language, ids in lacking.items():
        out.print(f"{language}: {', '.join(ids) or 'complete'}", soft_wrap=True)
    if any(lacking.values()):
        raise typer.Exit(1)


@app.command(hidden=True)
def migration(name: str) -> None:
    """Write a migration from the tables of the code."""
    write_migration(open_database(settings_given()), name)


@agents.command(
    "invite",
    epilog='Example: palier agents invite --name "Léa Martin" --role social_adviser --unit AG-VAL',
)
def invite(
    name: Annotated[str, typer.Option(help="First name and last name.")],
    role: Annotated[Role, typer.Option(help="Role.")],
    unit: Annotated[str, typer.Option(help="Agency code, cell or siege.")],
) -> None:
    """Print a one-time code, valid 72 hours, that links a chat to an agent."""
    settings = settings_given()
    database = open_database(settings)
    palier = build(settings, database)
    first, _, last = name.partition(" ")

    def make(kept: Kept) -> str | None:
        units = {row.code for row in kept.directory.agencies()} | {"cell"}
        if unit not in units:
            return None
        staff_id = palier.secrets.token()[:12]
        user = StaffUser(id=staff_id, first_name=first, last_name=last, role=role, unit=unit)
        kept.staff.add(user)
        kept.session.flush()
        return palier.secrets.give(kept, "invitation", staff_id, now=clock.now(), lasts=INVITATION)

    code = database.write_now(make)
    if code is None:
        fail(f"unit {unit!r} is not known; see the agencies, or use cell or siege")
    out.print(f"/agent {code}", soft_wrap=True)


@agents.command("room", epilog="Example: palier agents room --unit AG-VAL")
def room(unit: Annotated[str, typer.Option(help="Agency code, or cell.")]) -> None:
    """Print a one-time code, valid 72 hours, that makes a group the team room of a unit."""
    settings = settings_given()
    database = open_database(settings)
    palier = build(settings, database)

    def make(kept: Kept) -> str | None:
        there = [user for user in kept.staff.all() if user.unit == unit]
        managers = [user for user in there if user.role.endswith("_manager")]
        someone = next(iter((*managers, *there)), None)
        if someone is None:
            return None
        return palier.secrets.give(kept, "room", someone.id, now=clock.now(), lasts=INVITATION)

    code = database.write_now(make)
    if code is None:
        fail(f"no agent works in unit {unit!r}: invite one first")
    out.print(f"/salle {code}", soft_wrap=True)


@agents.command("token", epilog="Example: palier agents token fatima-fraquebois")
def token(staff_id: str) -> None:
    """Print a bearer token of the JSON API for an agent or a service; shown once."""
    settings = settings_given()
    database = open_database(settings)
    palier = build(settings, database)

    def make(kept: Kept) -> str | None:
        if kept.staff.get(staff_id) is None:
            return None
        return palier.secrets.give(kept, "token", staff_id, now=clock.now(), lasts=None)

    made = database.write_now(make)
    if made is None:
        fail(f"there is no agent {staff_id!r}")
    out.print(made, soft_wrap=True)


@cases.command("list", epilog="Example: palier cases list --json")
def list_cases(*, as_json: bool = typer.Option(False, "--json", help="Print JSON.")) -> None:
    """List the open cases, the gravest first."""
    database = open_database(settings_given())
    rows = database.read_now(lambda kept: kept.cases.listed(open_only=True))
    if as_json:
        lines = [
            {"reference": r.reference, "status": r.status, "severity": r.severity} for r in rows
        ]
        sys.stdout.write(json.dumps(lines) + "\n")
        return
    table = Table("reference", "severity", "status", "unit", "due")
    for row in rows:
        table.add_row(
            row.reference, str(row.severity), row.status, row.unit, f"{row.due_at:%Y-%m-%d %H:%M}"
        )
    out.print(table)


@cases.command("show", epilog="Example: palier cases show P-26-4F7K-3")
def show_case(reference: str) -> None:
    """Show one case with its needs and routes."""
    database = open_database(settings_given())

    def read(kept: Kept) -> dict[str, Any] | None:
        case = kept.cases.by_reference(reference)
        if case is None:
            return None
        needs = [
            {
                "code": need.code,
                "severity": need.severity,
                "facts": need.facts,
                "routes": [
                    {"role": r.role, "unit": r.unit, "because": r.because}
                    for r in kept.cases.routes(need.id or 0)
                ],
            }
            for need in kept.cases.needs(case.id or 0)
        ]
        return {
            "reference": case.reference,
            "status": case.status,
            "severity": case.severity,
            "needs": needs,
        }

    found = database.read_now(read)
    if found is None:
        fail(f"there is no case {reference!r}")
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
