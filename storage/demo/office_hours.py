"""Give moments at which things plausibly happened, in UTC.

Only the made-up past year uses this: the clocks of real cases are those of the landlord's rules.
"""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
OFFICE_MINUTES = (*range(8 * 60 + 30, 12 * 60 + 30), *range(13 * 60 + 30, 17 * 60))
SATURDAY = 5
# Hour of the day → how often tenants write, from what other messaging services see.
TENANT_HOURS = {7: 2, 8: 6, 9: 9, 10: 9, 11: 7, 12: 6, 13: 6, 14: 7, 15: 6, 16: 6, 17: 7, 18: 9}
TENANT_HOURS |= {19: 9, 20: 8, 21: 6, 22: 3, 23: 1}
FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
AFTER_EASTER = {1, 39, 50}


def is_working_day(day: date) -> bool:
    """Tell whether the agencies are open that day (French public holidays off)."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED_HOLIDAYS:
        return False
    return (day - _find_easter(day.year)).days not in AFTER_EASTER


def is_office_moment(moment: datetime) -> bool:
    """Tell whether somebody is at the agency at that moment."""
    local = moment.astimezone(PARIS)
    return is_working_day(local.date()) and local.hour * 60 + local.minute in OFFICE_MINUTES


def pick_tenant_moment(rng: Random, day: date) -> datetime:
    """Pick when a tenant wrote that day."""
    hour = rng.choices(list(TENANT_HOURS), weights=list(TENANT_HOURS.values()))[0]
    local = datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), tzinfo=PARIS)
    return local.astimezone(UTC)


def pick_office_moment(rng: Random, *, after: datetime, days: int) -> datetime:
    """Pick a moment in office hours, that many working days after another (0: as soon as open)."""
    local = after.astimezone(PARIS)
    day = _add_working_days(local.date(), days)
    minutes = [*OFFICE_MINUTES]
    if days == 0 and day == local.date():
        soonest = local.hour * 60 + local.minute + 3
        minutes = [minute for minute in OFFICE_MINUTES if minute >= soonest]
        minutes = minutes[:90]
    if not minutes:
        return pick_office_moment(rng, after=_midnight(day + timedelta(days=1)), days=0)
    return _midnight(day, rng.choice(minutes)).astimezone(UTC)


def find_start_of_day(day: date) -> datetime:
    """Find the first instant of a day in Paris, in UTC."""
    return _midnight(day).astimezone(UTC)


def _midnight(day: date, minutes: int = 0) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=PARIS)


def _add_working_days(day: date, days: int) -> date:
    while days or not is_working_day(day):
        day += timedelta(days=1)
        days -= is_working_day(day) and days > 0
    return day


def _find_easter(year: int) -> date:
    """Compute Easter Sunday (anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, extra = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    weekday = (32 + 2 * extra + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
