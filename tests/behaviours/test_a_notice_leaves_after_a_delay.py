"""Ten minutes between "Envoyer" and the first message: whoever sees a mistake stops all of it."""

from datetime import timedelta

import pytest
from rich.console import Console

from bot.open_work import open_work
from bot.settings import read_settings
from bot.work_shown import print_work
from casework.notices import Kind
from tests.audience import Notice

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def waiting(start, store, now):
    """Return a notice to thirty people that was sent just now, with the delay as it is shipped."""
    shipped = read_settings().notice_delay_seconds
    notice = Notice(start(store, notice_delay_seconds=shipped), now, 30)
    notice.send()
    return notice


def row(notice):
    return notice.palier.database.read_now(lambda kept: kept.notices.get(notice.id))


def let_pass(notice, time):
    """Have time pass for the database, which alone says when a notice leaves."""

    def earlier(kept):
        found = kept.notices.get(notice.id)
        found.leaves_at -= time
        kept.session.add(found)

    notice.palier.database.write_now(earlier)


async def test_nothing_leaves_for_ten_minutes_and_everything_then(waiting):
    before = waiting.palier.database.read_now(lambda kept: kept.notices.there())
    assert TEN_MINUTES - timedelta(minutes=1) < row(waiting).leaves_at - before <= TEN_MINUTES

    await waiting.work(waiting.process("p1"))
    let_pass(waiting, TEN_MINUTES - timedelta(minutes=2))
    await waiting.work(waiting.process("p2"))
    assert waiting.line.sent == []
    assert waiting.progress() == {"queued": 30}
    assert waiting.status() == "sending"

    let_pass(waiting, timedelta(minutes=2))
    await waiting.work(waiting.process("p2"))
    assert waiting.progress() == {"sent": 30}


async def test_a_machine_whose_clock_is_wrong_sends_nothing_early(waiting):
    waiting.now.at += timedelta(hours=2)

    await waiting.work(waiting.process("p1"))

    assert waiting.line.sent == []


async def test_it_waits_on_after_a_restart(waiting, start, store):
    again = start(store)  # with no delay: what was sent before keeps its own
    again.channels["line"] = waiting.line
    waiting.palier = again

    await waiting.work(waiting.process("p9"))
    assert waiting.line.sent == []

    let_pass(waiting, TEN_MINUTES)
    await waiting.work(waiting.process("p9"))
    assert len(waiting.line.sent) == 30


async def test_a_cancel_in_that_time_stops_all_of_it(waiting):
    waiting.act(waiting.second, lambda office: office.cancel(waiting.id))
    let_pass(waiting, TEN_MINUTES)

    await waiting.work(waiting.process("p1"))

    assert waiting.line.sent == []
    assert waiting.progress() == {"cancelled": 30}


async def test_a_pause_in_that_time_holds_all_of_it_back_and_resuming_does_not_shorten_it(waiting):
    waiting.act(waiting.second, lambda office: office.pause(waiting.id))
    waiting.act(waiting.second, lambda office: office.resume(waiting.id))
    await waiting.work(waiting.process("p1"))
    assert waiting.line.sent == []

    waiting.act(waiting.second, lambda office: office.pause(waiting.id))
    let_pass(waiting, TEN_MINUTES)
    await waiting.work(waiting.process("p1"))
    assert waiting.line.sent == []

    waiting.act(waiting.second, lambda office: office.resume(waiting.id))
    await waiting.work(waiting.process("p1"))
    assert waiting.progress() == {"sent": 30}


async def test_an_outage_leaves_at_once(start, store, now):
    outage = Notice(start(store, notice_delay_seconds=600), now, 3, kind=Kind.INCIDENT)
    outage.send()

    await outage.work(outage.process("p1"))

    assert outage.progress() == {"sent": 3}


async def test_without_a_delay_it_leaves_at_once(start, store, now):
    notice = Notice(start(store, notice_delay_seconds=0), now, 3)
    notice.send()

    await notice.work(notice.process("p1"))

    assert notice.progress() == {"sent": 3}


def test_no_work_is_asked_for_meanwhile_and_an_operator_sees_when_it_leaves(waiting, capsys):
    palier = waiting.palier
    asked = palier.database.read_now(lambda k: open_work(k, now=waiting.now.at, timers=0))
    assert asked == []

    print_work(palier.database, Console(width=200))

    line = next(one for one in capsys.readouterr().out.splitlines() if "sending" in one)
    assert f"{row(waiting).leaves_at:%M:%S}" in line
