"""`palier work`: what runs, waits and failed."""

from collections.abc import Callable

import typer

from bot.cli_common import fail, out, settings_given
from bot.wiring import open_database
from bot.work_shown import WorkRefused, cancel, print_work, retry
from storage.database import Database

app = typer.Typer(
    invoke_without_command=True,
    help="Show what runs, waits and failed; try it again, or give it up.",
    epilog="Example: palier work",
)


@app.callback()
def show(context: typer.Context) -> None:
    """Show what runs, waits and failed; try it again, or give it up."""
    if context.invoked_subcommand is None:
        print_work(open_database(settings_given()), out)


@app.command("retry", epilog="Example: palier work retry m12")
def retry_one(name: str) -> None:
    """Have a message (m12), a job or a schedule (audits) tried again, whatever became of it."""
    _do(retry, name)
    out.print(f"{name} is tried again")


@app.command("cancel", epilog="Example: palier work cancel m12")
def cancel_one(name: str) -> None:
    """Give a message (m12) or a job up."""
    _do(cancel, name)
    out.print(f"{name} is given up")


def _do(act: Callable[[Database, str], None], name: str) -> None:
    try:
        act(open_database(settings_given()), name)
    except WorkRefused as refused:
        fail(refused)
