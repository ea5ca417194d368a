"""What every command of the command line needs: settings, where to print, how to refuse."""

import logging
import os
import sys
from typing import Any, NoReturn

import structlog
import typer
from rich.console import Console

from bot.settings import Settings, WrongSettings, read_settings, unknown_variables
from bot.wiring import quiet_libraries

out = Console()


def settings_given(**given: Any) -> Settings:  # noqa: ANN401 (any setting)
    """Read the settings of this installation; a variable that is none is refused."""
    strangers = unknown_variables(list(os.environ))  # noqa: TID251 (only their names)
    if strangers:
        raise WrongSettings(f"{strangers[0]} is no setting of Palier; see docs/settings.md")
    _log_plainly()
    return read_settings(**given)


def _log_plainly() -> None:
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    quiet_libraries()


def fail(why: object) -> NoReturn:
    """Say on the standard error what is wrong and what to do, and end with 1."""
    sys.stderr.write(f"palier: {why}\n")
    raise typer.Exit(1)
