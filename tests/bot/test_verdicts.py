"""What becomes of a message that could not be sent."""

import random

import pytest

from bot.channels.contract import Gone, Malformed, RetryLater, Unsure
from bot.verdicts import LONGEST_WAIT, Tried, backoff, verdict

CHANCE = random.Random(1)


def after(wrong, **tried):
    return verdict(wrong, Tried(**{"kind": "reply", **tried}), CHANCE)


def test_what_the_channel_refused_for_now_is_never_given_up_by_count():
    assert after(RetryLater(), attempts=1_000).again


def test_a_wait_that_the_channel_asks_for_is_kept_and_a_little_more():
    assert 4.0 <= after(RetryLater(4.0)).again_in <= 4.4


def test_a_reply_whose_line_broke_goes_once_more_and_is_marked():
    once = after(Unsure())
    twice = after(Unsure(), attempts=1, maybe_twice=True)

    assert (once.status, once.maybe_twice) == ("queued", True)
    assert (twice.status, twice.maybe_twice) == ("unsure", True)


def test_a_notice_whose_line_broke_is_held_for_a_person_to_decide():
    assert after(Unsure(), kind="notice").status == "unsure"


def test_what_saves_a_life_goes_again_when_nobody_knows_whether_it_left():
    assert after(Unsure(), urgent=True, attempts=3, maybe_twice=True).again
    assert after(Unsure(), urgent=True, attempts=1_000, maybe_twice=True).again


@pytest.mark.parametrize("wrong", [Gone("blocked"), Malformed("a button too long"), KeyError("x")])
def test_what_no_other_try_would_mend_is_failed_at_once(wrong):
    assert after(wrong).status == "failed"
    assert not after(wrong).again


def test_each_wait_is_longer_up_to_a_bound():
    waits = [backoff(attempts, CHANCE) for attempts in range(60)]

    assert waits[0] < 2
    assert all(wait <= LONGEST_WAIT * 1.25 for wait in waits)
    assert min(waits[10:]) >= LONGEST_WAIT * 0.75
