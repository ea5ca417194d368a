"""A notice to thousands: nobody twice, nobody forgotten, whenever a process dies.

`PALIER_TEST_PEOPLE=5000` makes it as many as the issue of the delivery engine speaks of.
"""

import asyncio
import os
from functools import partial

from bot.notices.first_readers import settle_first
from bot.work import Work
from bot.workplace import me
from tests.audience import Notice
from tests.killing import die_at

PEOPLE = int(os.environ.get("PALIER_TEST_PEOPLE", "600"))


async def test_everybody_gets_it_once(on_both, now):
    notice = Notice(on_both, now, 30)
    notice.send()

    await notice.work(notice.process("p1"))

    assert sorted(notice.line.sent) == sorted(f"u{n}" for n in range(30))
    assert notice.progress() == {"sent": 30}
    assert notice.status() == "sent"


def send_in_a_child(notice, process, statements):
    """Send in another process until it dies at a statement; return whom it wrote to."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        notice.palier.database.engine.dispose(close=False)
        notice.line.after = lambda message: os.write(writer, f"{message.user}\n".encode())
        die_at(notice.palier.database, statements, "before_cursor_execute")
        asyncio.run(notice.work(notice.process(process)))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read().decode().split()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    return told


def resume_what_paused(notice):
    """Do as a person: two deaths among the first twenty readers pause a notice by itself."""
    notice.palier.database.write_now(partial(settle_first, notice.palier))
    if notice.status() == "paused":
        notice.act(notice.second, lambda office: office.resume(notice.id))


def kill_and_take_up(notice, people, deaths):
    told = []
    for number, statements in enumerate(deaths):
        told += send_in_a_child(notice, f"dead{number}", statements)
        process = notice.process("alive")
        notice.palier.database.write_now(
            lambda kept, process=process: process.delivery.take_over(kept, ["alive"])
        )
        notice.progress()
        resume_what_paused(notice)
    asyncio.run(notice.work(notice.process("alive")))
    told += notice.line.sent
    progress = notice.progress()
    assert len(told) == len(set(told))  # nobody twice
    assert progress["sent"] + progress.get("unsure", 0) == people  # nobody forgotten
    assert progress["sent"] <= len(told) <= people
    return progress


def test_processes_that_die_in_the_middle_of_thousands(palier, now):
    notice = Notice(palier, now, PEOPLE)
    notice.send()

    progress = kill_and_take_up(notice, PEOPLE, [503, 3 * PEOPLE])

    assert progress.get("unsure", 0) <= 2 * 8  # one in each hand
    assert notice.status() == "sent"


def test_a_death_at_many_statements_on_both_databases(on_both, now):
    notice = Notice(on_both, now, 60)
    notice.send()

    progress = kill_and_take_up(notice, 60, range(31, 31 + 7 * 9, 9))

    assert notice.status() == "sent"
    unsure = progress.get("unsure", 0)
    again = notice.act(notice.author, lambda office: office.resend(notice.id)) if unsure else 0
    asyncio.run(notice.work(notice.process("alive")))

    assert again == unsure
    assert notice.progress() == {"sent": 60}  # one click, and nobody is left in doubt


async def test_the_durable_work_sends_what_the_desk_only_writes_down(on_both, now, eager):
    notice = Notice(on_both, now, 24)
    work = Work(on_both, me("worker"))
    await work.start()
    try:
        notice.send()
        for look in range(600):
            if look % 20 == 0:
                await asyncio.to_thread(work.sweep)
            if notice.status() == "sent":
                break
            await asyncio.sleep(0.1)
    finally:
        await work.close()

    assert notice.progress() == {"sent": 24}
    assert sorted(notice.line.sent) == sorted(f"u{n}" for n in range(24))


async def test_two_processes_that_send_one_notice_write_to_nobody_twice(on_both, now):
    notice = Notice(on_both, now, 20)
    notice.send()

    await asyncio.gather(*(notice.work(notice.process(name)) for name in ("p1", "p2", "p3")))

    assert sorted(notice.line.sent) == sorted(f"u{n}" for n in range(20))
    assert notice.progress() == {"sent": 20}
