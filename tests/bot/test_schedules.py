"""What is done again and again: each at its moment, once, late rather than never."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlmodel import Session, col, select, update

from bot.background import again_and_again
from bot.clock import PARIS
from bot.tasks import schedules
from bot.tasks.schedules import get_schedules, next_after
from bot.work import SCHEDULED, Work
from bot.work_shown import retry
from bot.workplace import me
from storage.tables.work import ScheduleRow

YEARS = timedelta(days=700)


@pytest.fixture
def planned(on_both):
    """A Palier whose schedules stand in the rows."""
    on_both.database.write_now(lambda kept: kept.schedules.keep_only(get_schedules(), next_after))
    return on_both.database


def row(database, name="night"):
    with Session(database.engine) as session:
        return session.exec(select(ScheduleRow).where(ScheduleRow.name == name)).one()


def put(database, **values):
    with database.engine.begin() as connection:
        here = update(ScheduleRow).where(col(ScheduleRow.name) == "night")
        connection.execute(here.values(**values))


def due(database):
    return [found.name for found in schedules.find_due(database)]


def in_paris(*moment):
    return datetime(*moment, tzinfo=PARIS)


def test_every_schedule_has_its_work_and_every_work_its_schedule():
    assert set(SCHEDULED) == set(get_schedules())


def test_the_night_comes_at_half_past_three_in_winter_and_in_summer():
    assert next_after("night", in_paris(2026, 11, 26, 12)) == in_paris(2026, 11, 27, 3, 30)
    assert next_after("night", in_paris(2027, 3, 27, 12)) == in_paris(2027, 3, 28, 3, 30)
    assert next_after("night", in_paris(2027, 7, 1, 3, 30)) == in_paris(2027, 7, 2, 3, 30)


def test_a_cron_expression_that_is_none_is_refused_with_its_name(tmp_path, monkeypatch):
    file = tmp_path / "schedules.yaml"
    file.write_text('night: "30 3 * *"\n')
    monkeypatch.setattr(schedules, "_FILE", file)
    get_schedules.cache_clear()

    with pytest.raises(ValueError, match=r"schedules\.yaml: night: '30 3 \* \*'"):
        get_schedules()
    get_schedules.cache_clear()


def test_what_is_not_due_is_let_rest_and_what_is_late_is_done_once(planned):
    done = []
    works = {"night": lambda: done.append(1)}
    assert due(planned) == []

    put(planned, due_at=datetime.now(UTC) - timedelta(days=3))  # nobody was there
    assert due(planned) == ["night"]
    for _ in range(2):  # two jobs for one moment
        schedules.run(planned, row(planned).id, works)

    assert done == [1]
    assert due(planned) == []
    assert row(planned).due_at > datetime.now(UTC)


def test_what_fails_says_why_and_is_done_again(planned):
    put(planned, due_at=datetime.now(UTC) - timedelta(minutes=1))  # a clock may step back a little

    def fail():
        raise KeyError("gone")

    schedules.run(planned, row(planned).id, {"night": fail})
    assert row(planned).error == "KeyError"
    assert due(planned) == ["night"]

    schedules.run(planned, row(planned).id, {"night": lambda: None})
    assert row(planned).error is None
    assert due(planned) == []


def test_a_clock_that_was_years_ahead_puts_nothing_off(planned):
    put(planned, due_at=datetime.now(UTC) + YEARS)

    assert due(planned) == []

    assert row(planned).due_at < datetime.now(UTC) + timedelta(days=1, hours=1)


def test_a_start_keeps_the_moment_of_what_is_there_and_drops_what_is_no_more(planned):
    late = datetime.now(UTC) - timedelta(days=1)
    put(planned, due_at=late)

    def again(kept):
        kept.session.add(ScheduleRow(name="gone", due_at=late))
        kept.session.flush()
        kept.schedules.keep_only(get_schedules(), next_after)
        return [found.name for found in kept.schedules.all()]

    assert set(planned.write_now(again)) == set(get_schedules())
    assert row(planned).due_at == late


def test_an_operator_has_one_done_now(planned):
    retry(planned, "night")

    assert due(planned) == ["night"]


async def test_a_process_asks_for_what_is_due_and_does_it(on_both, eager):
    on_both.ringing.on(asyncio.get_running_loop())
    work = Work(on_both, me("serve"))
    await work.start()
    put(on_both.database, due_at=datetime.now(UTC))

    await asyncio.to_thread(work.keep)
    for _ in range(100):
        if row(on_both.database).done_at:
            break
        await asyncio.sleep(0.1)

    assert row(on_both.database).done_at
    await work.close()


async def test_what_fails_once_is_done_at_the_next_time():
    times, loop, thrice = [], asyncio.get_running_loop(), asyncio.Event()

    def look():
        times.append(1)
        if len(times) == 3:
            loop.call_soon_threadsafe(thrice.set)
        if len(times) == 1:
            raise KeyError("the database is away")

    task = asyncio.create_task(again_and_again(partial(asyncio.to_thread, look), 0.01, "put off"))
    await asyncio.wait_for(thrice.wait(), 30)
    task.cancel()
