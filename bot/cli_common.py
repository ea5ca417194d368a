"""What every command of the command line needs: settings, where to print, how to refuse."""

import os
import sys
from typing import Any, NoReturn

import typer
from rich.console import Console

from bot.logs import log_plainly
from bot.settings import Settings, WrongSettings, read_settings, unknown_variables
from bot.wiring import quiet_libraries

out = Console()


def settings_given(**given: Any) -> Settings:  # noqa: ANN401 (any setting)
    """Read the settings of this installation; a variable that is none is refused."""
    strangers = unknown_variables(list(os.environ))  # noqa: TID251 (only their names)
    if strangers:
        raise WrongSettings(f"{strangers[0]} is no setting of Palier; see docs/settings.md")
    log_plainly()
    quiet_libraries()
    return read_settings(**given)


def fail(why: object) -> NoReturn:
    """Say on the standard error what is wrong and what to do, and end with 1."""
    sys.stderr.write(f"palier: {why}\n")
    raise typer.Exit(1)
