"""Working hours, working days, quiet hours: the clocks of the promises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
OPENING = ((time(8, 30), time(12, 30)), (time(13, 30), time(17, 0)))
QUIET_FROM, QUIET_UNTIL = time(20, 0), time(8, 0)
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When the agencies work: Monday to Friday, without public holidays, in Paris time."""

    holidays: frozenset[date]
    opening: tuple[tuple[time, time], ...] = OPENING
    zone: ZoneInfo = PARIS

    def is_working_day(self, day: date) -> bool:
        """Tell whether somebody works that day."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def is_open(self, at: datetime) -> bool:
        """Tell whether somebody works at that moment."""
        return any(
            start <= at < end for start, end in self._spans(at.astimezone(self.zone).date())
        )

    def next_opening(self, at: datetime) -> datetime:
        """Return that moment when it is open, else the next opening."""
        return next(max(start, at) for start, end in self._from(at) if end > at).astimezone(UTC)

    def add_working_hours(self, at: datetime, hours: float) -> datetime:
        """Return the moment when so many working hours have passed."""
        left = timedelta(hours=hours)
        for start, end in self._from(at):
            begin = max(start, at)
            if end <= begin:
                continue
            if end - begin >= left:
                return (begin + left).astimezone(UTC)
            left -= end - begin
        raise AssertionError("a calendar never ends")

    def add_working_days(self, at: datetime, days: int) -> datetime:
        """Return the close of business of the so-many-th working day after that day."""
        day = at.astimezone(self.zone).date()
        left = days
        while left > 0:
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        return datetime.combine(day, self.opening[-1][1], self.zone).astimezone(UTC)

    def may_start_talking(self, at: datetime) -> bool:
        """Tell whether Palier may write first: never at night, on Sundays, on public holidays."""
        local = at.astimezone(self.zone)
        if local.weekday() == SUNDAY or local.date() in self.holidays:
            return False
        return QUIET_UNTIL <= local.time() < QUIET_FROM

    def next_allowed(self, at: datetime) -> datetime:
        """Return that moment when Palier may write first, else the next one."""
        if self.may_start_talking(at):
            return at
        local = at.astimezone(self.zone)
        day = local.date() + timedelta(days=local.time() >= QUIET_UNTIL)
        while day.weekday() == SUNDAY or day in self.holidays:
            day += timedelta(days=1)
        return datetime.combine(day, QUIET_UNTIL, self.zone).astimezone(UTC)

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.is_working_day(day):
            return []
        return [
            (
                datetime.combine(day, start, self.zone).astimezone(UTC),
                datetime.combine(day, end, self.zone).astimezone(UTC),
            )
            for start, end in self.opening
        ]

    def _from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = at.astimezone(self.zone).date()
        while True:
            yield from self._spans(day)
            day += timedelta(days=1)
