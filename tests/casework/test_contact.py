"""Whether a message leaves now, later, or never; and why."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.situations import french_calendar
from casework.contact import Because, Letter, Reachable, leave_to_send, useful_until

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # a Tuesday
DAY = timedelta(days=1)


def leave(letter, person=None, now=NOON):
    return leave_to_send(letter, person or Reachable(), french_calendar(now.date()), now=now)


@pytest.mark.parametrize("kind", ["reply", "agent", "alert", "service", "reminder", "notice"])
def test_what_comes_too_late_to_be_of_use_is_not_sent(kind):
    letter = Letter(kind=kind, useful_until=useful_until(kind, leaves=NOON))

    assert leave(letter, now=NOON + timedelta(hours=1)).now
    assert leave(letter, now=NOON + timedelta(days=8)).because == Because.TOO_LATE


@pytest.mark.parametrize("kind", ["reply", "agent", "alert"])
def test_an_answer_asks_no_leave_of_hour_or_stop(kind):
    at_night = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

    assert leave(Letter(kind=kind), Reachable(stopped=True), now=at_night).now


def test_a_reminder_of_what_was_answered_is_never_sent():
    assert leave(Letter(kind="reminder", answered=True)).because == Because.ANSWERED
    assert leave(Letter(kind="service", answered=True)).now


def test_a_second_notice_of_the_day_waits_for_the_next():
    got = Letter(kind="notice", notices=(NOON - timedelta(hours=3),))

    waits = leave(got)

    assert waits.because == Because.ENOUGH_NOTICES
    assert waits.until == NOON - timedelta(hours=3) + DAY


def test_a_third_notice_of_the_week_waits_until_the_first_is_a_week_old():
    first, second = NOON - 5 * DAY, NOON - 2 * DAY

    assert leave(Letter(kind="notice", notices=(first, second))).until == first + 7 * DAY
    assert leave(Letter(kind="notice", notices=(first,))).now


def test_notices_count_for_notices_only():
    assert leave(Letter(kind="service", notices=(NOON, NOON))).now
