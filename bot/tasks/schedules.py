"""What is done again and again: schedules.yaml says when, rows say when next."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

import structlog
import yaml
from croniter import croniter

from bot.clock import PARIS
from storage.database import Database
from storage.tables.work import ScheduleRow

log = structlog.get_logger()
_FILE: Final = Path(__file__).with_name("schedules.yaml")
Works = Mapping[str, Callable[[], object]]


@cache
def get_schedules() -> Mapping[str, str]:
    """Return each name with its cron expression; raises ValueError for one that is none."""
    found: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    for name, cron in found.items():
        if not croniter.is_valid(cron):
            raise ValueError(f"{_FILE.name}: {name}: {cron!r} is no cron expression")
    return found


def next_after(name: str, moment: datetime) -> datetime:
    """Return the first moment of a schedule after another moment."""
    in_paris = moment.astimezone(PARIS)
    found: datetime = croniter(get_schedules()[name], in_paris).get_next(datetime)
    return found


def find_due(database: Database) -> list[ScheduleRow]:
    """Return the schedules that are due."""
    return database.write_now(lambda kept: kept.schedules.due(next_after))


def run(database: Database, schedule_id: int, works: Works) -> None:
    """Do what a schedule is for, unless it has been done; what fails stays due, and says why.

    A crash in the middle has it done again: each work does nothing twice.
    """
    name = database.read_now(lambda kept: kept.schedules.find_due(schedule_id))
    if name is None:
        return
    try:
        works[name]()
    except Exception as wrong:
        log.exception("a schedule failed", schedule=name)
        error = type(wrong).__name__
        database.write_now(lambda kept: kept.schedules.failed(schedule_id, error))
        return
    database.write_now(lambda kept: kept.schedules.done(schedule_id, next_after))
