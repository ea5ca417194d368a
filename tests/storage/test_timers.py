"""Timers are rows: set once, moved while they have not fired, stopped when nobody needs them."""

from datetime import timedelta

import pytest

from tests.conftest import MONDAY_9AM

LATER = MONDAY_9AM + timedelta(hours=1)


@pytest.fixture
def timers(on_both):
    """The timers of a database of this test's own: a function that runs work in a transaction."""
    return lambda work: on_both.database.write_now(lambda kept: work(kept.timers))


def due(timers, at=LATER) -> int:
    return timers(lambda t: len(t.due(now=at)))


def test_a_timer_set_twice_is_one_timer_at_the_later_moment(timers):
    timers(lambda t: t.set("a", "reminder", MONDAY_9AM))
    timers(lambda t: t.set("a", "reminder", LATER))

    assert due(timers, MONDAY_9AM) == 0
    assert due(timers) == 1


def test_a_timer_that_fired_does_not_come_back(timers):
    timers(lambda t: t.set("a", "reminder", MONDAY_9AM))
    (timer,) = timers(lambda t: t.due(now=MONDAY_9AM))
    assert timers(lambda t: t.claim(timer, now=MONDAY_9AM)) is not None
    timers(lambda t: t.set("a", "reminder", LATER))

    assert due(timers) == 0
    assert timers(lambda t: t.claim(timer, now=LATER)) is None


def test_timers_that_nobody_needs_are_stopped_and_the_others_stay(timers):
    wanted = dict.fromkeys(("a", "b", "c"), ("reminder", MONDAY_9AM))
    timers(lambda t: t.set_all(wanted))
    timers(lambda t: t.clear("a", "b", now=MONDAY_9AM, result="told"))

    assert due(timers) == 1
