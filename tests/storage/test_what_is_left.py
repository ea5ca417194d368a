"""After a turn it is known what is left to do: messages without a turn, words that wait to leave."""

from datetime import timedelta
from functools import partial

import pytest

from bot.channels.contract import Incoming
from bot.intake import store
from tests.conftest import MONDAY_9AM

TOMORROW = MONDAY_9AM + timedelta(days=1)
NOTHING = (False, False)


@pytest.fixture
def taken_in(on_both):
    message = Incoming(channel="line", user="u1", id="1", at=MONDAY_9AM, text="bonjour")
    return on_both.database.write_now(partial(store, message))


@pytest.fixture
def left(on_both, taken_in):
    """Look at what is left for the conversation."""

    def look(now=MONDAY_9AM):
        return on_both.database.read_now(lambda k: k.left(taken_in.conversation_id, now=now))

    return look


def test_a_message_is_left_until_its_turn(on_both, taken_in, left):
    assert left() == (True, False)

    on_both.database.write_now(lambda k: k.mail.done(taken_in.inbox_id, now=MONDAY_9AM))

    assert left() == NOTHING


@pytest.mark.parametrize(
    ("until", "delivered", "now", "later"),
    [
        pytest.param(None, False, True, True, id="words-that-may-leave"),
        pytest.param(None, True, False, False, id="words-that-the-page-fetches"),
        pytest.param(TOMORROW, False, False, True, id="words-that-wait-for-the-morning"),
    ],
)
def test_words_are_left_from_the_moment_when_they_may_leave(
    on_both, taken_in, left, until, delivered, now, later
):
    def put(kept):
        kept.mail.done(taken_in.inbox_id, now=MONDAY_9AM)
        words = {"message": "said", "text": "…", "language": "fr", "kind": "notice"}
        kept.mail.send(
            taken_in.conversation_id,
            key="k1",
            now=MONDAY_9AM,
            not_before=until,
            delivered=delivered,
            **words,
        )

    on_both.database.write_now(put)

    assert left().due is now
    assert left(TOMORROW).due is later


def test_what_is_left_for_somebody_else_is_not_counted(on_both, taken_in, left):
    other = Incoming(channel="line", user="u2", id="2", at=MONDAY_9AM, text="bonjour")
    on_both.database.write_now(lambda k: k.mail.done(taken_in.inbox_id, now=MONDAY_9AM))

    on_both.database.write_now(partial(store, other))

    assert left() == NOTHING
