"""Twenty people get a notice before all others: errors, a stop or a complaint of theirs pause it."""

import asyncio
from datetime import timedelta

import pytest
from rich.console import Console
from sqlmodel import Session, select

from bot import clock
from bot.channels.contract import Gone, Malformed, RetryLater, Unsure
from bot.notices.sending import put_out_next
from bot.secrets_kept import INVITATION
from bot.work import Work
from bot.work_shown import print_work
from bot.workplace import me
from casework.first_readers import FIRST
from casework.notices import Kind
from storage.tables.messages import Outbox
from tests.audience import Notice
from tests.play import Player

FIRST_ONES = [f"u{n}" for n in range(FIRST)]
ALL = [f"u{n}" for n in range(30)]


@pytest.fixture
def notice(on_both, now):
    """Return a notice to thirty people that leaves now."""
    sent = Notice(on_both, now, 30)
    sent.send()
    return sent


@pytest.fixture
async def listening(start, store, now):
    """Return a notice that its first twenty readers have, and ten more wait for."""
    sent = Notice(start(store, notice_listen_seconds=120), now, 30)
    link_author(sent)
    sent.send()
    await sent.work(sent.process("p1"))
    assert sent.progress() == {"sent": FIRST, "queued": 10}
    return sent


def link_author(notice):
    def invite(kept):
        author = notice.author(kept).id
        secrets = notice.palier.secrets
        return secrets.give(kept, "invitation", author, now=clock.now(), lasts=INVITATION)

    Player(notice.palier, "author").say(f"/agent {notice.palier.database.write_now(invite)}")


def told(notice):
    """Return what was written to the author's chat."""
    with Session(notice.palier.database.engine) as session:
        query = select(Outbox.text).where(Outbox.message == "desk.notice_paused")
        return list(session.exec(query))


def row(notice):
    return notice.palier.database.read_now(lambda kept: kept.notices.get(notice.id))


def let_pass(notice, seconds):
    def earlier(kept):
        found = kept.notices.get(notice.id)
        found.leaves_at -= timedelta(seconds=seconds)
        kept.session.add(found)

    notice.palier.database.write_now(earlier)


async def test_nobody_else_is_written_to_before_them(notice):
    seen = []
    notice.line.after = lambda message: seen.append((message.user, notice.progress()))

    await notice.work(notice.process("p1"))

    assert sorted(user for user, _ in seen[:FIRST]) == sorted(FIRST_ONES)
    user, progress = seen[FIRST]
    assert user not in FIRST_ONES
    assert progress["sent"] == FIRST
    assert notice.progress() == {"sent": 30}


async def test_two_that_cannot_be_delivered_pause_it_and_a_person_resumes_it(notice, capsys):
    link_author(notice)
    notice.line.failures = {"u3": Malformed("no"), "u4": Malformed("no")}

    await notice.work(notice.process("p1"))

    assert notice.status() == "paused"
    assert set(notice.line.sent) <= set(FIRST_ONES)
    assert notice.progress()["failed"] == 2
    (words,) = told(notice)
    assert "L'annonce 1 s'est mise en pause" in words
    assert "remis" in words
    print_work(notice.palier.database, Console(width=200))
    assert "not_delivered" in capsys.readouterr().out

    notice.act(notice.second, lambda office: office.resume(notice.id))
    await notice.work(notice.process("p2"))
    assert notice.progress() == {"sent": 28, "failed": 2}
    assert notice.status() == "sent"
    assert row(notice).paused_because is None
    assert len(told(notice)) == 1


@pytest.mark.parametrize(
    "failures",
    [
        pytest.param({"u3": Malformed("no")}, id="one-of-twenty"),
        pytest.param({f"u{n}": Gone("left") for n in range(5)}, id="five-who-blocked-the-bot"),
        pytest.param({"u3": RetryLater(after=600)}, id="one-whose-chat-must-rest"),
    ],
)
async def test_what_is_no_fault_of_the_notice_holds_nobody_up(notice, failures):
    notice.line.failures = dict(failures)

    await notice.work(notice.process("p1"))

    assert notice.progress()["sent"] == 30 - len(failures)
    assert set(ALL) - set(notice.line.sent) == set(failures)


async def test_the_others_wait_for_two_minutes_in_which_somebody_may_complain(listening):
    await listening.work(listening.process("p2"))
    assert len(listening.line.sent) == FIRST

    let_pass(listening, 120)
    await listening.work(listening.process("p2"))
    assert listening.progress() == {"sent": 30}


@pytest.mark.parametrize(
    ("words", "because"),
    [
        ("stop", "stop"),
        ("C'est une honte, il n'y a pas de travaux chez nous", "complaint"),
        ("yanlış", "complaint"),
        ("هذا خطأ", "complaint"),
    ],
)
async def test_a_stop_or_a_complaint_of_one_of_them_pauses_it(listening, words, because):
    Player(listening.palier, "u7", channel="line").say(words)
    let_pass(listening, 120)

    await listening.work(listening.process("p2"))

    assert listening.status() == "paused"
    assert row(listening).paused_because == because
    assert listening.progress() == {"sent": FIRST, "queued": 10}
    (line,) = told(listening)
    assert "honte" not in line  # it may show on a locked screen


async def test_a_person_who_looked_decides_and_no_second_word_pauses_it(listening):
    Player(listening.palier, "u7", channel="line").say("stop")
    listening.act(listening.author, lambda office: office.resume(listening.id))
    Player(listening.palier, "u8", channel="line").say("stop")

    await listening.work(listening.process("p2"))
    let_pass(listening, 120)
    await listening.work(listening.process("p2"))

    assert listening.progress() == {"sent": 30}


async def test_other_words_and_other_people_pause_nothing(listening):
    Player(listening.palier, "u7", channel="line").say("merci pour l'information")
    Player(listening.palier, "u25", channel="line").say("c'est une honte")  # has not got it yet

    assert listening.status() == "sending"
    assert told(listening) == []


async def test_an_outage_goes_on_as_soon_as_it_went_well_with_them(start, store, now):
    outage = Notice(start(store, notice_listen_seconds=120), now, 30, kind=Kind.INCIDENT)
    outage.send()

    await outage.work(outage.process("p1"))

    assert outage.progress() == {"sent": 30}


async def test_whom_it_is_put_off_for_does_not_hold_a_second_notice_up(notice):
    """One a day: the readers of the first notice get the second tomorrow, and nobody skips them."""
    await notice.work(notice.process("p1"))
    second = notice.another()
    second.send()
    await second.work(second.process("p1"))
    assert second.status() == "sending"
    assert second.progress() == {"out": FIRST, "queued": 10}

    notice.now.at += timedelta(days=1, minutes=1)
    await second.work(second.process("p1"))
    assert second.progress() == {"sent": 30}


async def test_the_sweep_of_another_process_lets_the_others_follow(notice):
    """The process that wrote to the twenty died before it looked at what became of it."""
    palier, process = notice.palier, notice.process("p1")
    (chunk,) = palier.database.read_now(lambda kept: kept.notices.open_chunks(limit=9))
    for _ in range(2):
        for talk, _at in palier.database.write_now(lambda k: put_out_next(palier, k, chunk)):
            await process.delivery.send_to(talk)
    assert palier.database.read_now(lambda kept: kept.notices.open_chunks(limit=9)) == []

    work = Work(palier, me("another"))
    await work.start()
    try:
        await asyncio.to_thread(work.sweep)
    finally:
        await work.close()

    assert row(notice).first_settled_at is not None
    assert notice.progress()["sent"] >= FIRST


async def test_sending_again_to_the_unsure_is_a_person_s_decision_too(notice):
    notice.line.failures = {"u3": Unsure("broke"), "u4": Unsure("broke")}
    await notice.work(notice.process("p1"))
    assert notice.status() == "paused"

    assert notice.act(notice.second, lambda office: office.resend(notice.id)) == 2
    await notice.work(notice.process("p1"))

    assert notice.progress() == {"sent": 30}
    assert sorted(notice.line.sent) == sorted(ALL)
