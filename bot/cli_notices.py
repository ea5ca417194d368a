"""`palier notices`: notices to many people, looked at and moved from the command line."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer
from rich.table import Table

from bot import clock
from bot.cli_common import fail, out, settings_given
from bot.notices.office import NoticeOffice, log_refusal
from bot.notices.reading import NoticeRead, office_of, read_notice
from bot.notices.trying import try_out
from bot.palier import Palier
from bot.wiring import build, open_database
from casework.errors import Refused
from storage.kept import Kept
from storage.tables.notices import NoticeRow

app = typer.Typer(no_args_is_help=True, help="Notices to many people.")
Language = Annotated[str, typer.Option(help="fr, ar, tr or en; each of them without it.")]
Agent = Annotated[str, typer.Option("--as", help="The agent who does it, as in the agents' list.")]


@app.command("list", epilog="Example: palier notices list --as sabine-quarouble")
def list_all(agent: Agent) -> None:
    """List the notices that an agent may see, the latest first."""
    palier = _palier()
    table = Table("notice", "kind", "state", "unit", "people", "written by", title="notices")
    for row in _do(palier, agent, lambda office, _: office.listed()):
        line = (str(row.id), row.kind, row.status, row.unit, str(row.people), row.written_by)
        table.add_row(*line)
    out.print(table)


@app.command("show", epilog="Example: palier notices show 14 --as sabine-quarouble")
def show(number: int, agent: Agent) -> None:
    """Show a notice: where it is, whom it reaches, who is left out and why, and its words."""
    palier = _palier()
    _print(palier, agent, number)


@app.command("preview", epilog="Example: palier notices preview 14 --as sabine-quarouble")
def preview(number: int, agent: Agent) -> None:
    """Count whom a notice would reach, and why others not; show its words in each language."""
    palier = _palier()
    _do(palier, agent, lambda office, _: office.preview(number))
    _print(palier, agent, number)


@app.command("try", epilog="Example: palier notices try 14 --as sabine-quarouble --language tr")
def try_it(number: int, agent: Agent, language: Language = "") -> None:
    """Send a notice to the agent's own chat, marked as a trial, before anybody else gets it."""
    palier, now = _palier(), clock.now()
    if language not in {"", *palier.wording.languages}:
        fail(f"there is no language {language!r}: {', '.join(palier.wording.languages)}")
    _do(
        palier,
        agent,
        lambda office, kept: try_out(palier, kept, office, number, language, now=now),
    )
    out.print(f"notice {number}: a trial goes to your own chat")


@app.command("validate", epilog="Example: palier notices validate 14 --as mehdi-hornaing")
def validate(number: int, agent: Agent) -> None:
    """Have a second person stand for a notice: never the one who wrote it."""
    _move(number, agent, NoticeOffice.validate)


@app.command("send", epilog="Example: palier notices send 14 --as sabine-quarouble")
def send(number: int, agent: Agent) -> None:
    """Send a validated notice: written down now, sent by whatever Palier is at work."""
    _move(number, agent, NoticeOffice.send)


@app.command("pause", epilog="Example: palier notices pause 14 --as sabine-quarouble")
def pause(number: int, agent: Agent) -> None:
    """Let nothing more of a notice leave than what is in a hand."""
    _move(number, agent, NoticeOffice.pause)


@app.command("resume", epilog="Example: palier notices resume 14 --as sabine-quarouble")
def resume(number: int, agent: Agent) -> None:
    """Let the rest of a paused notice leave."""
    _move(number, agent, NoticeOffice.resume)


@app.command("cancel", epilog="Example: palier notices cancel 14 --as sabine-quarouble")
def cancel(number: int, agent: Agent) -> None:
    """Cancel a notice for good; what has not left is counted as cancelled."""
    _move(number, agent, NoticeOffice.cancel)


@app.command("resend", epilog="Example: palier notices resend 14 --as sabine-quarouble")
def resend(number: int, agent: Agent) -> None:
    """Send again to the people of whom it is unsure that the notice reached them."""
    count = _do(_palier(), agent, lambda office, _: office.resend(number))
    out.print(f"notice {number}: sent again to {count} people")


def _move(number: int, agent: str, act: Callable[[NoticeOffice, int], NoticeRow]) -> None:
    row = _do(_palier(), agent, lambda office, _: act(office, number))
    out.print(f"notice {number} is {row.status}")


def _palier() -> Palier:
    settings = settings_given()
    return build(settings, open_database(settings))


def _do(palier: Palier, agent_id: str, act: Callable[[NoticeOffice, Kept], Any]) -> Any:  # noqa: ANN401 (what the act returns)
    """Do something as an agent; a refusal of the rules is logged, and ends with its sentence."""
    now = clock.now()

    def run(kept: Kept) -> Any:  # noqa: ANN401 (as above)
        agent = kept.staff.get(agent_id)
        if agent is None or not agent.active:
            fail(f"there is no agent {agent_id!r}; see the agents that were imported or invited")
        return act(office_of(palier, kept, agent, now=now), kept)

    try:
        return palier.database.write_now(run)
    except Refused as refused:
        palier.database.write_now(partial(log_refusal, agent_id=agent_id, why=refused, now=now))
        words = palier.wording.text(f"desk.{refused.message}", "fr")
        fail(words.format(**refused.values) + _which(palier, refused))


def _which(palier: Palier, refused: Refused) -> str:
    if "field" not in refused.values:
        return ""
    because = palier.wording.text(f"desk.notice.because.{refused.values['because']}", "fr")
    return f" ({refused.values['field']}: {because})"


def _print(palier: Palier, agent: str, number: int) -> None:
    read: NoticeRead = _do(
        palier, agent, lambda office, kept: read_notice(palier, kept, office.look(number))
    )
    out.print(f"notice {number}: {read.kind}, {read.place}. {read.status}")
    for note in read.notes:
        out.print(note, markup=False)
    for title, counts in (("progress", read.progress), ("left out", read.left_out)):
        table = Table(title, "people")
        for name, count in counts:
            table.add_row(name, str(count))
        if counts:
            out.print(table)
    for language, _, text in read.texts:
        out.print(f"[{language}]", markup=False)
        out.print(text, markup=False)
