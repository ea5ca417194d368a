"""Steps in the calendar: months have no fixed length."""

import calendar
from datetime import date, datetime, timedelta


def make_day(year: int, month: int, day: int) -> date | None:
    """Make a day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def edge_of(edge: str, first: date) -> date:
    """Give the end, the middle or the first day of a month."""
    if edge in {"fin", "end of"}:
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first.replace(day=15) if edge in {"mi", "milieu", "courant", "mid"} else first


def shift_months(day: date, months: int) -> date:
    """Move by calendar months, the day clipped to the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def move_by(moment: datetime, count: int, unit: str) -> datetime:
    """Move by so many minutes, hours, days, weeks, months or years."""
    if unit in {"month", "year"}:
        day = shift_months(moment.date(), count * (12 if unit == "year" else 1))
        return moment.replace(year=day.year, month=day.month, day=day.day)
    if unit.endswith(" days"):  # "une quinzaine"
        return moment + count * days_in(unit)
    length = {"day": timedelta(1), "week": timedelta(7), "hour": timedelta(hours=1)}
    return moment + count * length.get(unit, timedelta(minutes=1))


def days_in(unit: str) -> timedelta:
    """Return how long "15 days" is, as the lexicon writes a fortnight."""
    return timedelta(days=int(unit.split(maxsplit=1)[0]))


def last_named(today: date, day: int, weekday: int) -> date | None:
    """Return "lundi 23" where the 23rd just gone was a Monday and the next one is none."""
    last, ahead = (near_day(today, day, step) for step in (-1, 1))
    agrees = last is not None and last.weekday() == weekday
    return last if agrees and (ahead is None or ahead.weekday() != weekday) else None


def near_day(today: date, day: int, step: int) -> date | None:
    """Return the next time that a day of the month comes, or the last one where `step` is -1."""
    months = (shift_months(today.replace(day=1), step * offset) for offset in range(3))
    days = (make_day(month.year, month.month, day) for month in months)
    return next((d for d in days if d and (d <= today if step < 0 else d >= today)), None)


def month_offset(words: str) -> int:
    """Return by how many months "mois prochain" lies ahead."""
    if words.endswith(("prochain", "pro", "vient")):
        return 1
    return -1 if words.endswith(("dernier", "passe")) else 0


def later_weeks(after: str) -> int:
    """Return by how many days "en huit" puts a weekday off."""
    return {"en 8": 7, "en huit": 7, "en 15": 14}.get(after, 0)
