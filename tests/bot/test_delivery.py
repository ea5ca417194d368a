"""Sending: in order, at a pace, by any number of processes; what became of each is known."""

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot import pacing
from bot.channels.contract import Caps, Gone, Malformed, RetryLater, Unsure
from bot.delivery import Delivery
from bot.pacing import PACES, Pace, Paces
from bot.workplace import me
from storage.kept import Kept
from storage.tables.messages import Outbox
from storage.tables.work import DutyRow, WorkerRow

LATER = timedelta(minutes=10)


class Line:
    """A channel that keeps what it sent, and fails as it is told."""

    name, pull, caps = "line", False, Caps()

    def __init__(self):
        self.sent = []
        self.failures = []
        self.at_once = 0
        self.most_at_once = 0

    async def send(self, message):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.005)
        self.at_once -= 1
        if self.failures and (wrong := self.failures.pop(0)) is not None:
            raise wrong
        self.sent.append(message.text)
        return f"m{len(self.sent)}"


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def post(on_both, line, now):
    """Put words in the outbox of somebody on the line; return how to send and to look."""
    return Post(on_both.database, line, now)


class Post:
    def __init__(self, database, line, now):
        self.database, self.line, self.now = database, line, now

    def put(self, *texts, user="u1", kind="reply", urgent=False):
        def write(kept: Kept):
            conversation = kept.conversations.id_of("line", "", user)
            for text in texts:
                kept.mail.send(
                    conversation,
                    key=f"{user}:{text}",
                    message="hello",
                    text=text,
                    language="fr",
                    now=self.now.at,
                    kind=kind,
                    urgent=urgent,
                )
            return conversation

        return self.database.write_now(write)

    def process(self, name="p1"):
        return Delivery(self.database, {"line": self.line}, random.Random(1), name)

    def take_over(self, process, alive):
        return self.database.write_now(lambda kept: process.take_over(kept, alive))

    def rows(self):
        return self.database.read_now(
            lambda kept: [kept.session.get(Outbox, i) for i in self._ids(kept)]
        )

    def _ids(self, kept):
        from sqlmodel import select

        return list(kept.session.exec(select(Outbox.id).order_by(Outbox.id)))

    async def until_quiet(self, process, conversation):
        """Send, then let the tries that were planned come due, ten minutes at a time."""
        await process.send_to(conversation)
        for _ in range(6):
            self.now.at += LATER
            await process.send_to(conversation)
        await process.close()


async def test_what_was_put_out_leaves_in_order(post, line):
    conversation = post.put("un", "deux", "trois")

    await post.process().send_to(conversation)

    assert line.sent == ["un", "deux", "trois"]
    assert [row.ext_id for row in post.rows()] == ["m1", "m2", "m3"]


async def rounds(number=20):
    """Let every task that can go on do so, round after round."""
    for _ in range(number):
        await asyncio.sleep(0)


async def test_a_conversation_is_sent_to_by_one_at_a_time_whenever_they_come(post):
    process, conversation = post.process(), post.put("un")
    inside, met, gates = [], [], [asyncio.Event() for _ in range(3)]
    came, third = iter(gates), []

    async def in_hand(_):
        inside.append(next(came))
        met.append(len(inside))
        await inside[-1].wait()
        inside.pop()

    async def at_the_bell(_):
        if not third:  # the first has just left, and the second is not yet in
            third.append(asyncio.create_task(process.send_to(conversation)))

    process._in_hand = in_hand
    process.bells.append(at_the_bell)
    two = [asyncio.create_task(process.send_to(conversation)) for _ in range(2)]
    await rounds()
    for gate in gates:
        gate.set()
        await rounds()
    await asyncio.gather(*two, *third)

    assert met == [1, 1, 1]


async def test_several_processes_send_each_message_once_and_in_order(post, line):
    conversations = [post.put(*"abcdef", user=f"u{n}") for n in range(5)]
    processes = [post.process(f"p{n}") for n in range(4)]

    while any(row.status != "sent" for row in post.rows()):
        await asyncio.gather(*(process.send_to(c) for process in processes for c in conversations))

    assert sorted(line.sent) == sorted("abcdef" * 5)
    by_person = {}
    for row in sorted(post.rows(), key=lambda row: int(row.ext_id[1:])):
        by_person.setdefault(row.conversation_id, []).append(row.text)
    assert all(texts == list("abcdef") for texts in by_person.values())


async def test_a_refused_message_holds_those_behind_it_and_none_is_lost(post, line):
    conversation = post.put("un", "deux")
    line.failures = [RetryLater(), RetryLater(), None]

    await post.until_quiet(post.process(), conversation)

    assert line.sent == ["un", "deux"]
    assert [row.maybe_twice for row in post.rows()] == [False, False]


async def test_what_saves_a_life_waits_behind_nothing(post, line):
    conversation = post.put("un", "deux")
    line.failures = [RetryLater(60.0)]
    process = post.process()
    await process.send_to(conversation)
    post.put("appelez le 112", urgent=True)

    await process.send_to(conversation)

    assert line.sent == ["appelez le 112"]
    await post.until_quiet(process, conversation)
    assert line.sent == ["appelez le 112", "un", "deux"]


async def test_an_hour_of_refusals_loses_no_reply(post, line):
    conversation = post.put("un")
    line.failures = [RetryLater()] * 4

    await post.until_quiet(post.process(), conversation)

    assert line.sent == ["un"]


async def test_a_reply_whose_line_broke_goes_once_more_and_is_marked(post, line):
    conversation = post.put("un")
    line.failures = [Unsure()]

    await post.until_quiet(post.process(), conversation)

    assert line.sent == ["un"]
    assert [(row.status, row.maybe_twice) for row in post.rows()] == [("sent", True)]


async def test_a_line_that_breaks_each_time_leaves_a_visible_doubt(post, line):
    conversation = post.put("un", "deux")
    line.failures = [Unsure(), Unsure()]

    await post.until_quiet(post.process(), conversation)

    assert line.sent == ["deux"]
    undelivered = post.database.read_now(lambda kept: kept.sending.undelivered())
    assert [(row.text, row.status, row.error) for row in undelivered] == [
        ("un", "unsure", "Unsure")
    ]


@pytest.mark.parametrize("wrong", [Malformed("too long"), KeyError("a mistake of ours")])
async def test_a_message_that_cannot_be_sent_does_not_stop_the_next(post, line, wrong):
    conversation = post.put("un", "deux")
    line.failures = [wrong]

    await post.until_quiet(post.process(), conversation)

    assert line.sent == ["deux"]
    assert [row.status for row in post.rows()] == ["failed", "sent"]


async def test_nothing_more_is_sent_to_somebody_who_left(post, line):
    conversation = post.put("un", "deux")
    line.failures = [Gone("blocked")]

    await post.until_quiet(post.process(), conversation)

    assert line.sent == []
    assert [row.status for row in post.rows()] == ["failed", "failed"]
    address = post.database.read_now(
        lambda kept: kept.conversations.find_address("line", "", "u1")
    )
    assert address.gone_at is not None


async def test_what_waited_too_long_is_failed_and_not_sent(post, line):
    conversation = post.put("un")
    post.now.at += timedelta(hours=25)

    await post.process().send_to(conversation)

    assert line.sent == []
    assert [(row.status, row.error) for row in post.rows()] == [("failed", "too_late")]


# What a dead process had in hand


def die_with_the_first_in_hand(post, conversation, name="dead"):
    process = post.process(name)
    return post.database.write_now(lambda kept: process._next(kept, conversation))


@pytest.mark.parametrize(
    ("kind", "urgent", "left"),
    [
        ("reply", False, [("sent", True)]),
        ("reply", True, [("sent", True)]),
        ("notice", False, [("unsure", True)]),
    ],
)
async def test_what_a_dead_process_had_in_hand_is_taken_over(post, line, kind, urgent, left):
    conversation = post.put("un", kind=kind, urgent=urgent)
    assert die_with_the_first_in_hand(post, conversation) is not None
    process = post.process("p1")
    await process.send_to(conversation)
    assert line.sent == []  # it is in another hand

    assert post.take_over(process, ["p1"]) == [conversation]
    await post.until_quiet(process, conversation)

    assert [(row.status, row.maybe_twice) for row in post.rows()] == left


async def test_nothing_is_taken_from_a_process_that_lives(post):
    conversation = post.put("un")
    die_with_the_first_in_hand(post, conversation, "p2")

    assert post.take_over(post.process("p1"), ["p1", "p2"]) == []


async def test_a_process_that_slept_does_not_settle_what_another_took_over(post, line):
    conversation = post.put("un")
    asleep = post.process("asleep")
    mail = post.database.write_now(lambda kept: asleep._next(kept, conversation))
    awake = post.process("awake")
    post.take_over(awake, ["awake"])
    await post.until_quiet(awake, conversation)

    late = post.database.write_now(lambda kept: asleep._sent(kept, conversation, mail, "late"))

    assert late is None
    assert [row.ext_id for row in post.rows()] == ["m1"]


async def test_what_stands_in_ones_own_name_and_is_in_no_hand_is_sent_again(post, line):
    conversation = post.put("un", "deux")
    die_with_the_first_in_hand(post, conversation, "p1")
    process = post.process("p1")  # its database was away when it should have settled

    assert post.take_over(process, ["p1"]) == [conversation]
    await post.until_quiet(process, conversation)

    assert line.sent == ["un", "deux"]
    assert [row.maybe_twice for row in post.rows()] == [True, False]


async def test_what_is_in_ones_hand_is_not_taken_over(post):
    conversation = post.put("un")
    process = post.process("p1")
    post.database.write_now(lambda kept: process._next(kept, conversation))

    assert post.take_over(process, ["p1"]) == []


async def test_what_was_sent_and_could_not_be_written_down_is_not_sent_again(post, line):
    conversation = post.put("un", "deux")
    process = post.process("p1")
    writing, calls = process._database.write, iter([True, False, False])

    async def once(work):
        if next(calls):
            return await writing(work)
        raise OSError("the database is away")

    process._database.write = once
    await process.send_to(conversation)
    process._database.write = writing
    await post.until_quiet(process, conversation)

    assert line.sent == ["un", "deux"]
    assert [(row.status, row.maybe_twice) for row in post.rows()] == [("sent", False)] * 2


async def test_a_look_around_while_a_message_is_written_down_takes_nothing_over(post, line):
    conversation = post.put(*"abcdefgh")
    process = post.process("p1")
    looking = asyncio.create_task(look_around(post, process))

    await process.send_to(conversation)
    looking.cancel()

    assert line.sent == list("abcdefgh")
    assert [row.maybe_twice for row in post.rows()] == [False] * 8


async def look_around(post, process):
    while True:
        await post.database.write(lambda kept: process.take_over(kept, ["p1"]))
        await asyncio.sleep(0)


async def test_what_saves_a_life_does_not_wait_for_a_dead_process(post, line):
    conversation = post.put("un")
    die_with_the_first_in_hand(post, conversation)
    post.put("appelez le 112", urgent=True)

    await post.process("p1").send_to(conversation)

    assert line.sent == ["appelez le 112"]


async def test_a_process_without_the_channel_leaves_the_message_to_another(post, line):
    conversation = post.put("un")
    without = Delivery(post.database, {}, random.Random(1), "worker")

    await without.send_to(conversation)
    await post.process().send_to(conversation)

    assert line.sent == ["un"]


async def test_a_database_that_is_away_puts_sending_off_and_loses_nothing(post, line):
    conversation = post.put("un")
    process = post.process("p1")
    writing, process._database.write = process._database.write, away

    await process.send_to(conversation)
    process._database.write = writing
    await post.until_quiet(process, conversation)

    assert line.sent == ["un"]


async def away(work):
    raise OSError("the database is away")


# One pace for all


@pytest.fixture
def slow(monkeypatch):
    """A channel that lets one message through every five seconds."""
    pace = Pace(5.0)
    monkeypatch.setitem(PACES, "line", Paces(overall=pace, chat=Pace(0.001), group=pace))


async def test_a_message_whose_place_is_far_keeps_it_and_books_no_other(post, line, slow):
    people = [post.put("un", user=f"u{n}") for n in range(3)]
    process = post.process()

    for _ in range(5):
        for conversation in people:
            await process.send_to(conversation)
    await process.close()

    assert line.sent == ["un"]
    places = sorted(row.not_before for row in post.rows() if row.not_before)
    assert [round((at - post.now.at).total_seconds()) for at in places] == [5, 10]


async def test_what_saves_a_life_does_not_wait_for_a_place(post, line, slow):
    people = [post.put("un", user=f"u{n}") for n in range(3)]
    process = post.process()
    for conversation in people:
        await process.send_to(conversation)
    danger = post.put("appelez le 112", user="u9", urgent=True)

    await process.send_to(danger)
    await process.close()

    assert line.sent == ["un", "appelez le 112"]


def test_places_are_booked_one_after_the_other_with_a_burst_at_first(on_both):
    def book(kept):
        return [kept.rates.book("k", every=10.0, burst=3) for _ in range(5)]

    waits = on_both.database.write_now(book)

    assert [round(wait) for wait in waits] == [0, 0, 0, 10, 20]


@pytest.mark.parametrize(
    ("chat", "expected"),
    [("555", [0, 0, 0, 1, 2]), ("-1001", [0, 0, 3, 7, 10])],
    ids=["a_person_one_a_second", "a_group_twenty_a_minute"],
)
def test_telegram_is_written_to_no_faster_than_it_allows(on_both, chat, expected):
    waits = on_both.database.write_now(
        lambda kept: [pacing.book(kept, "telegram", chat) for _ in expected]
    )

    assert [round(wait) for wait in waits] == expected


def test_a_refused_chat_rests_as_long_as_it_was_asked_to(on_both):
    def book(kept):
        kept.rates.hold("k", 30.0)
        return kept.rates.book("k", every=1.0), kept.rates.book("other", every=1.0)

    held, other = on_both.database.write_now(book)

    assert round(held) == 30
    assert other == 0


def test_a_clock_that_jumped_ahead_for_a_moment_stops_nobody_for_ever(on_both):
    def book(kept):
        kept.rates.hold("k", 10_000_000.0)
        kept.rates.hold("k", 0.0)
        return kept.rates.book("k", every=1.0)

    assert on_both.database.write_now(book) <= 3601


# Who is at work


def say_that(palier, table, **what):
    """Change rows by hand: what a process wrote a while ago."""
    with palier.database.engine.begin() as connection:
        connection.execute(update(table).values(**what))


def test_one_process_at_a_time_is_on_duty_and_another_follows(on_both):
    def ask(name):
        return on_both.database.write_now(
            lambda kept: kept.workers.on_duty("poll", name, lasts=timedelta(seconds=30))
        )

    assert [ask("a"), ask("b"), ask("a")] == [True, False, True]
    say_that(on_both, DutyRow, until=datetime.now(UTC) - timedelta(seconds=1))
    assert [ask("b"), ask("a")] == [True, False]


@pytest.mark.parametrize(("seconds", "lives"), [(55, True), (61, False)])
def test_a_silent_process_is_taken_for_dead_after_a_minute(on_both, seconds, lives):
    on_both.database.write_now(lambda kept: kept.workers.beat(me("serve")))
    say_that(on_both, WorkerRow, seen_at=datetime.now(UTC) - timedelta(seconds=seconds))

    seen = on_both.database.read_now(lambda kept: kept.workers.seen_lately())

    assert bool(seen) is lives
