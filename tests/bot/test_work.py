"""Durable work: what was left is taken up, by the engine, once; an operator sees and decides."""

import asyncio
import contextlib
import subprocess
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from rich.console import Console
from sqlmodel import Session, col, select, update

from bot import clock
from bot.channels.contract import Incoming
from bot.intake import store
from bot.work import Work
from bot.work_shown import WorkRefused, cancel, print_work, requeue, retry
from bot.workplace import me
from dialogs.conversation import Conversation, to_json
from storage.database import DatabaseAway
from storage.engine import Engine
from storage.tables.messages import Inbox, Outbox, TimerRow
from storage.tables.work import WorkerRow
from tests.play import Player

PATIENCE = 200  # looks, a tenth of a second apart


@pytest.fixture(autouse=True)
def eager(eager, monkeypatch):
    """Have this process know at once what became of the others, too."""
    monkeypatch.setattr("bot.work.PATIENT", 0.0)


@pytest.fixture
async def at_work(on_both):
    """A Palier whose durable work runs in this process."""
    on_both.ringing.on(asyncio.get_running_loop())
    work = Work(on_both, me("serve"))
    await work.start()
    yield on_both, work
    await work.close()


async def until(holds):
    for _ in range(PATIENCE):
        if await asyncio.to_thread(holds):
            return
        await asyncio.sleep(0.1)
    pytest.fail("it did not come to pass")


def rows(palier, table):
    with Session(palier.database.engine) as session:
        return list(session.exec(select(table).order_by(table.id)))


def silent_for(palier, worker, **how_long):
    """Have a process be silent for so long, by the clock of the database."""
    with palier.database.engine.begin() as connection:
        silent = update(WorkerRow).where(col(WorkerRow.id) == worker)
        connection.execute(silent.values(seen_at=datetime.now(UTC) - timedelta(**how_long)))


def leave_a_message(palier):
    """Store a message as a process does that dies before its turn."""
    message = Incoming(channel="rest", user="left", id="1", at=clock.now(), text="bonjour")
    palier.database.write_now(partial(store, message))


async def test_a_message_that_was_left_without_a_turn_gets_one(at_work, now):
    palier, work = at_work
    leave_a_message(palier)
    now.at += timedelta(seconds=10)

    await asyncio.to_thread(work.sweep)

    await until(lambda: all(row.done_at for row in rows(palier, Inbox)))
    assert all(row.inbox_id == rows(palier, Inbox)[0].id for row in rows(palier, Outbox))
    assert rows(palier, Outbox)


async def test_a_sweep_that_comes_twice_asks_once(at_work, now):
    palier, work = at_work
    leave_a_message(palier)
    now.at += timedelta(seconds=10)

    for _ in range(5):
        await asyncio.to_thread(work.sweep)
    await until(lambda: all(row.done_at for row in rows(palier, Inbox)))

    keys = [row.key for row in rows(palier, Outbox)]
    assert len(keys) == len(set(keys))


async def test_a_timer_that_is_due_fires_once(at_work, now):
    palier, work = at_work
    person = Player(palier)
    await asyncio.to_thread(person.say, "je suis en retard de loyer")
    now.at += timedelta(hours=25)

    for _ in range(3):
        await asyncio.to_thread(work.sweep)

    def fired():
        return [row for row in rows(palier, TimerRow) if row.kind == "resume" and row.done_at]

    await until(fired)
    assert [row.message for row in rows(palier, Outbox)].count("report.resume") == 1


async def test_what_a_dead_process_had_in_hand_is_put_back(at_work, now):
    palier, work = at_work
    dead = me("serve").model_copy(update={"id": "dead", "host": "elsewhere"})

    def put(kept):
        kept.workers.beat(dead)
        kept.workers.on_duty("telegram", "dead", lasts=timedelta(days=1))
        row = kept.conversations.of("rest", "", "u1")
        kept.mail.send(row.id, key="k", message="m", text="un", language="fr", now=now.at)

    palier.database.write_now(put)
    palier.database.write_now(lambda kept: kept.sending.take(kept.sending.waiting()[0], "dead"))
    await asyncio.to_thread(work.reap)
    assert [row.status for row in rows(palier, Outbox)] == ["sending"]  # seen just now

    silent_for(palier, "dead", seconds=61)
    await asyncio.to_thread(work.reap)
    now.at += timedelta(seconds=10)
    await asyncio.to_thread(work.sweep)

    await until(lambda: rows(palier, Outbox)[0].status == "sent")
    assert rows(palier, Outbox)[0].maybe_twice
    assert palier.database.write_now(
        lambda kept: kept.workers.on_duty("telegram", "another", lasts=timedelta(seconds=9))
    )


@pytest.mark.parametrize("wrong", [timedelta(hours=2), timedelta(hours=-2)])
async def test_a_process_whose_clock_is_wrong_is_not_buried_and_buries_nobody(at_work, now, wrong):
    palier, work = at_work
    other = me("worker").model_copy(update={"id": "other", "host": "elsewhere"})

    def take(name):
        return palier.database.write_now(
            lambda kept: kept.workers.on_duty("poll", name, lasts=timedelta(seconds=45))
        )

    now.at += wrong  # the other's clock
    palier.database.write_now(lambda kept: kept.workers.beat(other))
    assert take("other")

    now.at -= wrong  # this one's
    await asyncio.to_thread(work.reap)
    names = palier.database.read_now(lambda kept: [row.id for row in kept.workers.all()])
    assert "other" in names
    assert len(names) == 2
    assert not take("this")

    now.at += wrong
    seen = palier.database.read_now(lambda kept: kept.workers.seen_lately())
    assert {row.id for row in seen} == set(names)
    assert take("other")


async def test_after_a_time_when_nobody_could_beat_nobody_is_buried_for_it(at_work, monkeypatch):
    palier, work = at_work
    other = me("worker").model_copy(update={"id": "other", "host": "elsewhere"})
    palier.database.write_now(lambda kept: kept.workers.beat(other))
    silent_for(palier, "other", minutes=10)

    monkeypatch.setattr("bot.work.PATIENT", 60.0)  # this process has just begun to beat
    await asyncio.to_thread(work.reap)
    assert len(palier.database.read_now(lambda kept: kept.workers.all())) == 2

    monkeypatch.setattr("bot.work.PATIENT", 0.0)
    await asyncio.to_thread(work.reap)
    assert len(palier.database.read_now(lambda kept: kept.workers.all())) == 1


async def test_a_process_of_this_machine_that_ended_is_dead_at_once(at_work):
    palier, work = at_work
    child = await asyncio.to_thread(ended_process)
    ended = me("worker").model_copy(update={"id": "ended", "pid": child})
    palier.database.write_now(lambda kept: kept.workers.beat(ended))

    await asyncio.to_thread(work.reap)

    left = palier.database.read_now(lambda kept: [row.id for row in kept.workers.all()])
    assert "ended" not in left
    assert len(left) == 1


def ended_process():
    with subprocess.Popen(["/bin/true"]) as process:
        return process.pid


async def test_a_timer_that_fails_is_tried_again_and_the_others_fire(at_work, now):
    palier, work = at_work

    def put(kept):
        row = kept.conversations.of("rest", "", "u1")
        kept.timers.set("broken", "no_such_kind", now.at, conversation_id=row.id)
        kept.timers.set("whole", "abandon", now.at, conversation_id=row.id)

    palier.database.write_now(put)
    palier.database.write_now(
        lambda kept: setattr(
            kept.conversations.of("rest", "", "u1"), "state", to_json(Conversation())
        )
    )

    await asyncio.to_thread(work.sweep)

    await until(
        lambda: (
            any(r.key == "broken" and r.result for r in rows(palier, TimerRow))
            and any(r.key == "whole" and r.done_at for r in rows(palier, TimerRow))
        )
    )
    broken = next(row for row in rows(palier, TimerRow) if row.key == "broken")
    assert broken.result == "failed: KeyError"
    assert broken.done_at is None
    assert broken.due_at > now.at


async def test_the_night_forgets_the_jobs_that_ended(at_work, now):
    palier, work = at_work
    leave_a_message(palier)
    now.at += timedelta(seconds=10)
    await asyncio.to_thread(work.sweep)
    await until(lambda: all(row.done_at for row in rows(palier, Inbox)))
    engine = Engine(palier.database)
    await until(lambda: engine.jobs("SUCCESS"))
    ended = {job.id for job in engine.jobs("SUCCESS")}  # one that is at work still may end later
    now.at = datetime.now(UTC) + timedelta(days=3)  # the engine's clock is the machine's

    await asyncio.to_thread(work.night)

    assert not ended & {job.id for job in engine.jobs("SUCCESS")}
    engine.close()


# What one process alone does


async def test_a_duty_survives_a_database_that_is_away(at_work, monkeypatch):
    palier, work = at_work
    monkeypatch.setattr("bot.work.BEAT", 0.02)
    polls = []

    async def poll():
        while True:
            polls.append(1)
            await asyncio.sleep(0.01)

    async def away(ask):
        raise DatabaseAway("a blip")

    duty = asyncio.create_task(work.while_on_duty("poll", poll))
    await until(lambda: polls)
    writing = palier.database.write
    palier.database.write = away
    await asyncio.sleep(0.1)
    palier.database.write = writing
    polls.clear()

    await until(lambda: polls)
    duty.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await duty


async def test_a_duty_that_fails_begins_again_and_one_that_ends_is_over(at_work, monkeypatch):
    _, work = at_work
    monkeypatch.setattr("bot.work.BEAT", 0.02)
    begun = []

    async def poll():
        begun.append(1)
        if len(begun) < 3:
            raise RuntimeError("it broke")

    async with asyncio.timeout(20):
        await work.while_on_duty("poll", poll)
    assert len(begun) == 3


# What an operator sees and does


def put_failed(palier, now):
    def put(kept):
        row = kept.conversations.of("rest", "", "u1")
        kept.mail.send(
            row.id, key="k", message="m", text="secret words", language="fr", now=now.at
        )

    palier.database.write_now(put)
    palier.database.write_now(
        lambda kept: kept.sending.settle(kept.sending.waiting()[0], "failed", because="Malformed")
    )
    return rows(palier, Outbox)[0].id


def printed(palier):
    console = Console(record=True, width=160)
    print_work(palier.database, console)
    return console.export_text()


def test_an_operator_sees_what_was_not_delivered_and_why_but_no_word_of_it(on_both, now):
    number = put_failed(on_both, now)
    engine = Engine(on_both.database)
    engine.enqueue("chat", "turn", 3)
    engine.close()

    text = printed(on_both)

    assert f"m{number}" in text
    assert "Malformed" in text
    assert "turn 3" in text
    assert "secret words" not in text


def test_an_operator_has_a_message_tried_again_or_gives_it_up(on_both, now):
    number = put_failed(on_both, now)

    retry(on_both.database, f"m{number}")
    assert rows(on_both, Outbox)[0].status == "queued"
    cancel(on_both.database, f"m{number}")
    assert rows(on_both, Outbox)[0].status == "cancelled"


def test_an_operator_gives_a_job_up_or_has_it_tried_again(on_both):
    engine = Engine(on_both.database)
    engine.enqueue("chat", "turn", 3)
    job = engine.jobs()[0]

    cancel(on_both.database, job.id)
    assert [j.status for j in engine.jobs("CANCELLED")] == ["cancelled"]
    retry(on_both.database, job.id)
    assert [j.status for j in engine.jobs()] == ["enqueued"]
    engine.close()


@pytest.mark.parametrize("name", ["m999", "nothing", "m", "m12x"])
def test_a_name_that_is_nothing_is_refused_with_what_to_do(on_both, name):
    with pytest.raises(WorkRefused, match="see palier work"):
        retry(on_both.database, name)


def test_all_work_is_made_again_from_the_rows(on_both, now):
    leave_a_message(on_both)

    assert requeue(on_both.database) == 1
    assert requeue(on_both.database) == 0  # it is asked for already
