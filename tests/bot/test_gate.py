"""Who takes a turn next when many wait."""

import asyncio

import pytest

from bot.gate import Gate


class Queue:
    """People who come to a gate of one place, and the order in which they were let in."""

    def __init__(self):
        self.gate = Gate(1, dangerous=lambda words: "danger" in words)
        self.order = []
        self.open = asyncio.Event()

    async def pass_through(self, conversation, words=""):
        async with self.gate.turn(conversation, words):
            self.order.append(conversation)
            await self.open.wait()

    async def come(self, *people):
        tasks = []
        for conversation, words in people:
            tasks.append(asyncio.create_task(self.pass_through(conversation, words)))
            await asyncio.sleep(0)
        return tasks


@pytest.fixture
async def queue():
    return Queue()


async def test_the_order_is_that_of_arrival(queue):
    tasks = await queue.come((1, ""), (2, ""), (3, ""))
    queue.open.set()
    await asyncio.gather(*tasks)

    assert queue.order == [1, 2, 3]


async def test_danger_goes_before_all_who_wait(queue):
    tasks = await queue.come((1, ""), (2, ""), (3, "danger"), (4, ""), (5, "danger"))
    queue.open.set()
    await asyncio.gather(*tasks)

    assert queue.order == [1, 3, 5, 2, 4]


async def test_who_waits_and_writes_of_danger_is_moved_forward(queue):
    tasks = await queue.come((1, ""), (2, ""), (3, ""))
    queue.gate.hurry(3, "danger")
    queue.gate.hurry(2, "rien")
    queue.open.set()
    await asyncio.gather(*tasks)

    assert queue.order == [1, 3, 2]


async def test_danger_written_during_a_turn_hurries_the_next_one(queue):
    tasks = await queue.come((1, ""), (2, ""))
    queue.gate.hurry(1, "danger")
    tasks += await queue.come((1, ""), (3, ""))
    queue.open.set()
    await asyncio.gather(*tasks)

    assert queue.order == [1, 1, 2, 3]
    queue.gate.calm(1)


async def test_a_place_is_given_on_when_who_waited_has_gone(queue):
    tasks = await queue.come((1, ""), (2, ""), (3, ""))
    tasks[1].cancel()
    queue.open.set()
    await asyncio.gather(tasks[0], tasks[2])

    assert queue.order == [1, 3]
    async with asyncio.timeout(5), queue.gate.turn(4, ""):
        queue.order.append(4)
    assert queue.order == [1, 3, 4]


async def test_a_turn_that_fails_frees_its_place(queue):
    with pytest.raises(RuntimeError):
        async with queue.gate.turn(1, ""):
            raise RuntimeError("the turn failed")

    async with asyncio.timeout(5), queue.gate.turn(2, ""):
        pass
