"""Kill a sender anywhere: every answer arrives, in order; what may have come twice is marked."""

import asyncio
import os
import random
import signal
from datetime import timedelta

import pytest

from bot import clock
from bot.channels.contract import Caps, RetryLater, Unsure
from bot.delivery import Delivery
from storage.tables.messages import Outbox
from tests import killing

TEXTS = [f"t{number}" for number in range(12)]
PEOPLE = ("u1", "u2", "u3")


class Wire:
    """A channel whose far end is the other end of a pipe: what was written has arrived."""

    name, pull, caps = "wire", False, Caps()

    def __init__(self, pipe, die_at=None, fails=lambda message: None):
        self.pipe, self.die_at, self.fails = pipe, die_at, fails
        self.sent = 0

    async def send(self, message):
        wrong = self.fails(message)
        if isinstance(wrong, RetryLater):
            raise wrong
        os.write(self.pipe, f"{message.user} {message.text}\n".encode())
        self.sent += 1
        if self.sent == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if wrong is not None:
            raise wrong
        await asyncio.sleep(0)
        return str(self.sent)


def put_out(palier):
    def write(kept):
        numbers = []
        for user in PEOPLE:
            row = kept.conversations.of("wire", "", user)
            for text in TEXTS:
                kept.mail.send(
                    row.id,
                    key=f"{user}:{text}",
                    message="m",
                    text=text,
                    language="fr",
                    now=clock.now(),
                )
            numbers.append(row.id)
        return numbers

    return palier.database.write_now(write)


def send_all(palier, conversations, wire, name):
    """Send in a child that may die; return once it has ended."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    palier.database.engine.dispose(close=False)
    fresh = type(palier.database)(palier.database.url)
    if isinstance(wire, tuple):
        wire, die_at = wire
        killing.die_at(fresh, die_at, *killing.ANYWHERE)
    delivery = Delivery(fresh, {"wire": wire}, random.Random(1), name)

    async def steps():
        await asyncio.gather(*(delivery.send_to(number) for number in conversations))
        await delivery.close()

    asyncio.run(steps())
    os._exit(0)


def take_over(palier):
    delivery = Delivery(palier.database, {}, random.Random(1), "next")
    palier.database.write_now(lambda kept: delivery.take_over(kept, []))


def arrived(reader):
    os.set_blocking(reader, False)
    got = b""
    try:
        while chunk := os.read(reader, 65_536):
            got += chunk
    except BlockingIOError:
        pass
    return [tuple(line.split()) for line in got.decode().splitlines()]


def outbox(palier):
    return palier.database.read_now(
        lambda kept: [
            (row.text, row.status, row.maybe_twice, row.key)
            for row in (kept.session.get(Outbox, i) for i in range(1, 37))
        ]
    )


def finish(palier, conversations, writer, now):
    """Let other processes take up what is left, until nothing is."""
    for number in range(12):
        take_over(palier)
        now.at += timedelta(minutes=10)
        send_all(palier, conversations, Wire(writer), f"after{number}")
        if all(status == "sent" for _, status, _, _ in outbox(palier)):
            return


def check(palier, came):
    """Every message arrived; one that came twice is marked, and each person's are in order."""
    marked = {key for _, _, twice, key in outbox(palier) if twice}
    for user in PEOPLE:
        texts = [text for who, text in came if who == user]
        assert list(dict.fromkeys(texts)) == TEXTS
        again = {f"{user}:{text}" for text in TEXTS if texts.count(text) > 1}
        assert again <= marked
        assert all(texts.count(text) <= 2 for text in TEXTS)


@pytest.mark.parametrize("die_at", [1, 4, 9, 15, 22, 30, 47, 66, 90, 121, 160, 205, 260, 330])
def test_a_sender_that_dies_at_a_statement_loses_nothing(on_both, now, die_at):
    reader, writer = os.pipe()
    conversations = put_out(on_both)

    send_all(on_both, conversations, (Wire(writer), die_at), "first")
    finish(on_both, conversations, writer, now)

    check(on_both, arrived(reader))


@pytest.mark.parametrize("die_at", [1, 2, 7, 20, 36])
def test_a_sender_that_dies_between_sending_and_writing_it_down_loses_nothing(
    on_both, now, die_at
):
    reader, writer = os.pipe()
    conversations = put_out(on_both)

    send_all(on_both, conversations, Wire(writer, die_at), "first")
    finish(on_both, conversations, writer, now)

    came = arrived(reader)
    check(on_both, came)
    again = len(came) - len(TEXTS) * len(PEOPLE)
    assert 1 <= again <= len(PEOPLE)  # what was in hand, one a person, and no other


class Broken:
    """A line that fails in every way, but breaks after writing once for a message at most.

    What breaks twice leaves a doubt that a person sees, which is another promise.
    """

    def __init__(self):
        self.chance = random.Random(3)
        self.broke = set()

    def __call__(self, message):
        wrong = self.chance.choice([None, None, None, RetryLater(), RetryLater(0.01), Unsure()])
        if isinstance(wrong, Unsure) and message.key in self.broke:
            return None
        if isinstance(wrong, Unsure):
            self.broke.add(message.key)
        return wrong


async def test_a_line_that_fails_in_every_way_loses_nothing(on_both, now):
    reader, writer = os.pipe()
    conversations = put_out(on_both)
    wire = Wire(writer, fails=Broken())
    delivery = Delivery(on_both.database, {"wire": wire}, random.Random(1), "only")

    while any(status != "sent" for _, status, _, _ in outbox(on_both)):
        now.at += timedelta(minutes=10)
        await asyncio.gather(*(delivery.send_to(number) for number in conversations))
    await delivery.close()

    check(on_both, arrived(reader))
