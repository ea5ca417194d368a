"""The clocks of the promises: working hours, working days, quiet hours, in Paris."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.situations import french_calendar
from casework.working_time import OPENING

PARIS = ZoneInfo("Europe/Paris")
CALENDAR = french_calendar(date(2026, 11, 23))
HOLIDAYS = [
    "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
    "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
    "2027-01-01", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-08", "2027-05-17",
    "2027-07-14", "2027-08-15", "2027-11-01", "2027-11-11", "2027-12-25",
]  # fmt: skip

MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    max_value=datetime(2027, 12, 20),  # noqa: DTZ001
    timezones=st.just(UTC),
)
QUARTERS = st.integers(min_value=0, max_value=120).map(lambda quarters: quarters / 4)


def paris(text):
    """Read "2026-11-27 16:00" as it is said in Paris."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=PARIS).astimezone(UTC)


def said(moment):
    return moment.astimezone(PARIS).strftime("%Y-%m-%d %H:%M")


# Open or not


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        pytest.param("2026-11-23 08:29", False, id="a_minute_before"),
        pytest.param("2026-11-23 08:30", True, id="at_the_opening"),
        pytest.param("2026-11-23 12:29", True, id="before_lunch"),
        pytest.param("2026-11-23 12:30", False, id="at_lunch"),
        pytest.param("2026-11-23 13:30", True, id="after_lunch"),
        pytest.param("2026-11-23 16:59", True, id="the_last_minute"),
        pytest.param("2026-11-23 17:00", False, id="at_the_close"),
        pytest.param("2026-11-28 10:00", False, id="a_saturday"),
        pytest.param("2026-11-29 10:00", False, id="a_sunday"),
        pytest.param("2026-11-11 10:00", False, id="the_armistice"),
        pytest.param("2026-12-25 10:00", False, id="christmas"),
        pytest.param("2026-12-24 10:00", True, id="the_day_before_christmas"),
    ],
)
def test_the_agencies_are_open_in_office_hours_only(at, is_open):
    assert CALENDAR.is_open(paris(at)) is is_open


@pytest.mark.parametrize("day", HOLIDAYS)
def test_nobody_works_on_a_french_public_holiday(day):
    assert not CALENDAR.is_working_day(date.fromisoformat(day))
    assert not CALENDAR.is_open(paris(f"{day} 10:00"))
    assert not CALENDAR.may_start_talking(paris(f"{day} 12:00"))


def test_a_year_has_no_other_public_holidays_than_the_eleven():
    for year in (2026, 2027):
        known = {day.isoformat() for day in CALENDAR.holidays if day.year == year}

        assert known == {day for day in HOLIDAYS if day.startswith(str(year))}


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 12, 31), date(2027, 1, 1)])
def test_the_calendar_knows_the_holidays_of_the_year_before_and_of_two_years_on(today):
    years = {day.year for day in french_calendar(today).holidays}

    assert years == {today.year - 1, today.year, today.year + 1, today.year + 2}


# Working hours


@pytest.mark.parametrize(
    ("at", "hours", "until"),
    [
        pytest.param("2026-11-23 09:00", 2, "2026-11-23 11:00", id="the_same_morning"),
        pytest.param("2026-11-23 11:30", 2, "2026-11-23 14:30", id="lunch_does_not_count"),
        pytest.param("2026-11-23 08:30", 4, "2026-11-23 12:30", id="a_whole_morning"),
        pytest.param("2026-11-23 08:30", 7.5, "2026-11-23 17:00", id="a_whole_day"),
        pytest.param("2026-11-23 06:00", 1, "2026-11-23 09:30", id="told_before_the_opening"),
        pytest.param("2026-11-23 12:45", 1, "2026-11-23 14:30", id="told_at_lunch"),
        pytest.param("2026-11-23 22:00", 2, "2026-11-24 10:30", id="told_at_night"),
        pytest.param("2026-11-27 16:00", 2, "2026-11-30 09:30", id="over_a_week_end"),
        pytest.param("2026-11-28 10:00", 2, "2026-11-30 10:30", id="told_on_a_saturday"),
        pytest.param("2026-12-24 16:00", 2, "2026-12-28 09:30", id="over_christmas"),
        pytest.param("2026-12-25 10:00", 2, "2026-12-28 10:30", id="told_at_christmas"),
        pytest.param("2027-10-29 16:00", 2, "2027-11-02 09:30", id="over_all_saints_a_monday"),
        pytest.param("2026-10-30 16:00", 2, "2026-11-02 09:30", id="over_all_saints_a_sunday"),
        pytest.param("2027-03-26 16:00", 2, "2027-03-30 09:30", id="over_easter"),
        pytest.param("2026-05-13 16:00", 2, "2026-05-15 09:30", id="over_ascension_day"),
        pytest.param("2026-10-23 16:00", 2, "2026-10-26 09:30", id="over_the_end_of_summer_time"),
        pytest.param(
            "2026-03-27 16:00", 2, "2026-03-30 09:30", id="over_the_start_of_summer_time"
        ),
        pytest.param("2026-11-23 09:00", 0, "2026-11-23 09:00", id="no_time_at_all"),
        pytest.param("2026-11-23 20:00", 0, "2026-11-24 08:30", id="no_time_from_a_closed_hour"),
    ],
)
def test_working_hours_pass_only_while_somebody_works(at, hours, until):
    assert said(CALENDAR.add_working_hours(paris(at), hours)) == until


@pytest.mark.parametrize(
    ("friday", "monday"),
    [
        pytest.param("2026-10-23 16:30", datetime(2026, 10, 26, 8, 0, tzinfo=UTC), id="to_winter"),
        pytest.param("2026-03-27 16:30", datetime(2026, 3, 30, 7, 0, tzinfo=UTC), id="to_summer"),
    ],
)
def test_nine_in_the_morning_is_nine_on_both_sides_of_a_change_of_clocks(friday, monday):
    until = CALENDAR.add_working_hours(paris(friday), 1)

    assert until == monday
    assert said(until).endswith("09:00")


@settings(deadline=None)
@given(at=MOMENTS, first=QUARTERS, then=QUARTERS)
def test_hours_in_two_goes_end_when_they_end_in_one(at, first, then):
    in_two = CALENDAR.add_working_hours(CALENDAR.add_working_hours(at, first), then)

    assert CALENDAR.next_opening(in_two) == CALENDAR.next_opening(
        CALENDAR.add_working_hours(at, first + then)
    )


@settings(deadline=None)
@given(at=MOMENTS, hours=QUARTERS)
def test_between_the_telling_and_the_target_exactly_so_many_hours_were_worked(at, hours):
    until = CALENDAR.add_working_hours(at, hours)

    worked = sum((open_time(day, at, until) for day in days_between(at, until)), timedelta())
    assert worked == timedelta(hours=hours)


def days_between(at, until):
    day, last = at.astimezone(PARIS).date(), until.astimezone(PARIS).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def open_time(day, at, until):
    """Return how long somebody worked that day between two moments."""
    if day.weekday() >= 5 or day.isoformat() in HOLIDAYS:
        return timedelta()
    spans = [tuple(datetime.combine(day, end, PARIS) for end in span) for span in OPENING]
    worked = [min(end, until) - max(start, at) for start, end in spans]
    return sum((max(span, timedelta()) for span in worked), timedelta())


@settings(deadline=None)
@given(at=MOMENTS, later=st.timedeltas(timedelta(), timedelta(days=9)), hours=QUARTERS)
def test_who_tells_later_is_never_promised_an_earlier_answer(at, later, hours):
    assert CALENDAR.add_working_hours(at + later, hours) >= CALENDAR.add_working_hours(at, hours)


# The next opening


@pytest.mark.parametrize(
    ("at", "opening"),
    [
        pytest.param("2026-11-23 10:15", "2026-11-23 10:15", id="open_now"),
        pytest.param("2026-11-23 12:30", "2026-11-23 13:30", id="at_lunch"),
        pytest.param("2026-11-27 17:00", "2026-11-30 08:30", id="friday_evening"),
        pytest.param("2026-12-31 18:00", "2027-01-04 08:30", id="new_years_eve"),
        pytest.param("2026-10-25 02:30", "2026-10-26 08:30", id="in_the_hour_that_comes_twice"),
        pytest.param("2026-03-29 01:59", "2026-03-30 08:30", id="before_the_hour_that_is_skipped"),
    ],
)
def test_the_next_opening_is_told_truthfully(at, opening):
    assert said(CALENDAR.next_opening(paris(at))) == opening


@settings(deadline=None)
@given(at=MOMENTS)
def test_the_next_opening_is_open_and_nothing_opens_before_it(at):
    opening = CALENDAR.next_opening(at)

    assert opening >= at
    assert CALENDAR.is_open(opening)
    assert CALENDAR.next_opening(opening) == opening
    assert opening == at or not CALENDAR.is_open(opening - timedelta(microseconds=1))


# Working days


@pytest.mark.parametrize(
    ("at", "days", "until"),
    [
        pytest.param("2026-11-23 09:00", 1, "2026-11-24 17:00", id="tomorrow_evening"),
        pytest.param("2026-11-23 23:30", 1, "2026-11-24 17:00", id="told_at_night"),
        pytest.param("2026-11-27 09:00", 1, "2026-11-30 17:00", id="over_a_week_end"),
        pytest.param("2026-11-28 12:00", 1, "2026-11-30 17:00", id="told_on_a_saturday"),
        pytest.param("2026-12-24 09:00", 2, "2026-12-29 17:00", id="over_christmas"),
        pytest.param("2027-10-29 09:00", 1, "2027-11-02 17:00", id="over_all_saints_a_monday"),
        pytest.param("2026-11-10 09:00", 5, "2026-11-18 17:00", id="over_the_armistice"),
        pytest.param("2026-10-23 09:00", 1, "2026-10-26 17:00", id="over_the_change_of_clocks"),
        pytest.param("2026-11-23 09:00", 0, "2026-11-23 17:00", id="today"),
    ],
)
def test_working_days_end_at_the_close_of_business(at, days, until):
    assert said(CALENDAR.add_working_days(paris(at), days)) == until


@settings(deadline=None)
@given(at=MOMENTS, days=st.integers(min_value=1, max_value=30))
def test_so_many_working_days_later_is_a_working_day_and_so_many_lie_between(at, days):
    until = CALENDAR.add_working_days(at, days)

    after = [day for day in days_between(at, until) if day > at.astimezone(PARIS).date()]
    assert sum(CALENDAR.is_working_day(day) for day in after) == days
    assert CALENDAR.is_working_day(after[-1])
    assert until.astimezone(PARIS).time() == time(17, 0)


def test_a_promise_is_kept_in_universal_time():
    told = paris("2026-11-27 16:00")
    promises = (
        CALENDAR.add_working_hours(told, 2),
        CALENDAR.add_working_days(told, 2),
        CALENDAR.next_opening(told),
        CALENDAR.next_allowed(paris("2026-11-27 22:00")),
    )

    assert {promise.tzinfo for promise in promises} == {UTC}


# Quiet hours


@pytest.mark.parametrize(
    ("at", "may"),
    [
        pytest.param("2026-11-23 07:59", False, id="a_minute_before_eight"),
        pytest.param("2026-11-23 08:00", True, id="at_eight"),
        pytest.param("2026-11-23 12:45", True, id="at_lunch"),
        pytest.param("2026-11-23 19:59", True, id="a_minute_before_twenty"),
        pytest.param("2026-11-23 20:00", False, id="at_twenty"),
        pytest.param("2026-11-23 03:00", False, id="at_night"),
        pytest.param("2026-11-28 10:00", True, id="a_saturday"),
        pytest.param("2026-11-29 10:00", False, id="a_sunday"),
        pytest.param("2027-11-01 10:00", False, id="all_saints"),
        pytest.param("2026-12-25 10:00", False, id="christmas"),
        pytest.param("2026-10-26 08:00", True, id="at_eight_in_winter_time"),
        pytest.param("2026-10-23 08:00", True, id="at_eight_in_summer_time"),
    ],
)
def test_palier_writes_first_only_at_a_decent_hour(at, may):
    assert CALENDAR.may_start_talking(paris(at)) is may


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        pytest.param("2026-11-23 10:00", "2026-11-23 10:00", id="now"),
        pytest.param("2026-11-23 20:00", "2026-11-24 08:00", id="in_the_evening"),
        pytest.param("2026-11-24 03:00", "2026-11-24 08:00", id="at_night"),
        pytest.param("2026-11-28 20:30", "2026-11-30 08:00", id="on_saturday_evening"),
        pytest.param("2026-11-29 00:10", "2026-11-30 08:00", id="early_on_sunday"),
        pytest.param("2026-11-29 12:00", "2026-11-30 08:00", id="at_noon_on_sunday"),
        pytest.param("2026-12-24 21:00", "2026-12-26 08:00", id="on_christmas_eve"),
        pytest.param("2027-10-30 20:00", "2027-11-02 08:00", id="over_sunday_and_all_saints"),
        pytest.param("2026-10-24 22:00", "2026-10-26 08:00", id="the_night_with_an_hour_more"),
        pytest.param("2026-03-28 22:00", "2026-03-30 08:00", id="the_night_with_an_hour_less"),
    ],
)
def test_what_may_not_be_said_now_is_said_at_the_next_decent_hour(at, allowed):
    assert said(CALENDAR.next_allowed(paris(at))) == allowed
