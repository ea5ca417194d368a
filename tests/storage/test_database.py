"""Readers and writers side by side, on both databases: nobody fails because another is there."""

import threading
from functools import partial

import pytest

from bot.channels.contract import Incoming
from bot.intake import store
from storage.database import Database
from tests.conftest import MONDAY_9AM


@pytest.fixture
def database(on_both):
    return on_both.database


@pytest.fixture
def another(database):
    """The same database, as another process opens it."""
    other = Database(database.url)
    yield other
    other.close()


class Broken(Exception):
    """Work that fails in the middle."""


def message(number: int) -> Incoming:
    return Incoming(channel="line", user="u1", id=str(number), at=MONDAY_9AM, text="bonjour")


def test_who_reads_waits_for_no_writer_and_sees_only_what_is_committed(database, another):
    def write(kept):
        store(message(1), kept)
        return another.read_now(lambda k: k.mail.count_open())

    assert database.write_now(write) == 0
    assert another.read_now(lambda k: k.mail.count_open()) == 1


def test_who_reads_twice_in_one_reading_sees_the_same_on_sqlite(palier):
    database = palier.database

    def read(kept):
        before = kept.mail.count_open()
        database.write_now(partial(store, message(1)))
        return before, kept.mail.count_open()

    assert database.read_now(read) == (0, 0)


def test_who_reads_and_then_writes_does_not_fail_because_another_wrote_meanwhile(
    database, another
):
    begun, writers = threading.Event(), []

    def read_then_write(kept):
        kept.mail.count_open()
        writers.append(
            threading.Thread(target=another.write_now, args=(partial(store, message(2)),))
        )
        writers[0].start()
        begun.wait(0.2)
        store(message(1), kept)

    database.write_now(partial(store, message(0)))  # the conversation is there
    database.write_now(read_then_write)
    writers[0].join(20)

    assert database.read_now(lambda k: k.mail.count_open()) == 3


def test_what_failed_half_way_left_nothing(database):
    def half(kept):
        store(message(1), kept)
        raise Broken

    with pytest.raises(Broken):
        database.write_now(half)

    assert database.read_now(lambda k: k.mail.count_open()) == 0
