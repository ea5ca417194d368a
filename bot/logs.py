"""The log: what happened and where, never what somebody wrote.

A traceback shows the variables of its frames, and an error often repeats what it choked on; so of
an error only its kind and the lines that led there are written.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

Event = MutableMapping[str, Any]


def log_plainly(out: TextIO | None = None) -> None:
    """Write one line an event, on the standard error where nothing else is given."""
    out = out or sys.stderr
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S"),
            without_words,
            structlog.dev.ConsoleRenderer(colors=out.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(out),
    )


def without_words(logger: object, method: str, event: Event) -> Event:
    """Put the kind of an error and its lines in place of the error itself."""
    del logger, method
    if given := event.pop("exc_info", None):
        wrong = given if isinstance(given, BaseException) else sys.exc_info()[1]
        if wrong is not None:
            event["error"] = type(wrong).__name__
            event["at"] = " > ".join(_lines(wrong))
    return event


def _lines(wrong: BaseException) -> list[str]:
    frames = traceback.extract_tb(wrong.__traceback__)
    return [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames]


def _short(path: str) -> str:
    return "/".join(path.split("/")[-2:])
