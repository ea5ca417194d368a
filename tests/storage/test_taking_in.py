"""A message comes in once, however often and wherever at the same time it is brought."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bot.channels.contract import Incoming
from bot.intake import store
from tests.conftest import MONDAY_9AM

AT_ONCE = 6


def message(**given) -> Incoming:
    known = {"channel": "line", "user": "u1", "id": uuid.uuid4().hex, "at": MONDAY_9AM}
    return Incoming(**{**known, "text": "bonjour", **given})


def test_a_message_brought_by_several_at_the_same_time_is_stored_once(on_both):
    write = on_both.database.write_now
    write(partial(store, message()))  # the conversation is there
    brought = partial(store, message(id="42"))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        taken = list(pool.map(lambda _: write(brought), range(AT_ONCE)))

    assert sum(accepted.new for accepted in taken) == 1
    assert len({accepted.inbox_id for accepted in taken}) == 1


def test_messages_brought_at_the_same_time_have_places_of_their_own(on_both):
    write = on_both.database.write_now
    first = write(partial(store, message()))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: write(partial(store, message())), range(AT_ONCE)))

    said = on_both.database.read_now(lambda k: k.mail.since(first.conversation_id, 0))
    assert len({row.seq for row in said}) == len(said) == AT_ONCE + 1
