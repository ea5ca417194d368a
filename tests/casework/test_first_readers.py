"""The first twenty readers: when the others may have it, and when it pauses."""

import pytest

from casework.contact import Because
from casework.first_readers import FIRST, Finding, FirstReaders, count_first, look_at_first

SENT = ("sent", None)
BROKEN = ("failed", "Malformed")
UNSURE = ("unsure", "Unsure")
WAITS = ("queued", "RetryLater")
IN_HAND = ("sending", None)
BLOCKED = ("failed", "Gone")
PUT_OFF = ("queued", Because.ENOUGH_NOTICES)
STOPPED = ("withheld", Because.STOP_SAID)
OLD = ("failed", Because.TOO_LATE)


def found(*others, queued=0):
    rest = [SENT] * (FIRST - len(others) - queued)
    return look_at_first(count_first([*others, *rest], queued=queued))


@pytest.mark.parametrize(
    ("others", "finding"),
    [
        pytest.param([], Finding.GO_ON, id="all-got-it"),
        pytest.param([BROKEN], Finding.GO_ON, id="one-in-twenty-is-five-percent"),
        pytest.param([BROKEN, BROKEN], Finding.PAUSE, id="two-in-twenty-are-more"),
        pytest.param([BROKEN, UNSURE], Finding.PAUSE, id="unsure-is-not-delivered"),
        pytest.param([BLOCKED] * 5, Finding.GO_ON, id="who-blocked-us-is-no-fault-of-the-notice"),
        pytest.param([STOPPED] * 5, Finding.GO_ON, id="who-said-stop-before-neither"),
        pytest.param([OLD] * 5, Finding.GO_ON, id="what-was-of-no-use-any-more-neither"),
        pytest.param([WAITS], Finding.GO_ON, id="one-phone-that-is-off-holds-nobody-up"),
        pytest.param([WAITS, IN_HAND], Finding.WAIT, id="two-that-are-open-may-both-fail"),
        pytest.param([BROKEN, WAITS], Finding.WAIT, id="one-failed-and-one-open"),
        pytest.param([BROKEN, BROKEN, WAITS], Finding.PAUSE, id="enough-failed-whatever-is-open"),
        pytest.param([PUT_OFF] * 10, Finding.GO_ON, id="half-have-room-tomorrow-only"),
        pytest.param([PUT_OFF] * 11, Finding.WAIT, id="too-few-got-it-to-know-anything"),
        pytest.param([("queued", Because.QUIET_HOURS)] * 2, Finding.WAIT, id="the-night-came"),
    ],
)
def test_what_the_first_readers_tell(others, finding):
    assert found(*others) is finding


def test_the_others_wait_until_each_of_the_first_was_written_to():
    assert found(queued=1) is Finding.WAIT
    assert found(BROKEN, BROKEN, queued=10) is Finding.PAUSE  # no need to write to the other ten


def test_they_are_counted_once_each():
    messages = [SENT, BROKEN, UNSURE, WAITS, IN_HAND, BLOCKED, PUT_OFF, STOPPED]

    first = count_first(messages, queued=3)

    assert first == FirstReaders(readers=11, queued=3, waiting=2, put_off=1, failed=2)
