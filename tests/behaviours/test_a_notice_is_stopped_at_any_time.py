"""Pause, cancel, STOP, the night, a full week: what holds a notice back, and that all is counted."""

import asyncio
from datetime import timedelta

import pytest
from rich.console import Console
from sqlmodel import Session, select

from bot.channels.contract import Gone, RetryLater, Unsure
from bot.notices.sending import put_out_next
from bot.work_shown import cancel, print_work
from casework.notice_fields import FieldWrong
from casework.notices import Kind, NobodyToTell, NoSuchNoticeStep
from storage.tables.messages import ConversationRow, Outbox
from storage.tables.people import ChannelAddress, Consent
from tests.audience import Notice


@pytest.fixture
def notice(on_both, now):
    """Return a notice to thirty people that is being sent."""
    sent = Notice(on_both, now, 30)
    sent.send()
    return sent


def after(notice, count, do):
    """Do something once so many messages have left."""

    def look(_):
        if len(notice.line.sent) == count:
            do()

    notice.line.after = look


def chunk_of(notice):
    return notice.palier.database.read_now(lambda kept: kept.notices.open_chunks(limit=9))[0]


def address_of(session, user):
    return session.exec(select(ChannelAddress).where(ChannelAddress.user == user)).one()


async def test_a_pause_lets_only_what_is_in_hand_leave_and_nobody_is_forgotten_after_it(notice):
    after(notice, 4, lambda: notice.act(notice.author, lambda office: office.pause(notice.id)))

    await notice.work(notice.process("p1"))
    assert len(notice.line.sent) == 4
    assert notice.progress()["sent"] == 4
    assert notice.status() == "paused"

    notice.act(notice.second, lambda office: office.resume(notice.id))
    await notice.work(notice.process("p1"))
    assert sorted(notice.line.sent) == sorted(f"u{n}" for n in range(30))
    assert notice.progress() == {"sent": 30}


async def test_a_cancelled_notice_stops_for_good_and_counts_who_did_not_get_it(notice):
    after(notice, 4, lambda: notice.act(notice.second, lambda office: office.cancel(notice.id)))

    await notice.work(notice.process("p1"))

    assert len(notice.line.sent) == 4
    assert notice.progress() == {"sent": 4, "cancelled": 26}
    with pytest.raises(NoSuchNoticeStep):
        notice.act(notice.second, lambda office: office.resume(notice.id))


async def test_ten_that_were_put_out_while_somebody_cancelled_do_not_leave(notice):
    """The claim and the cancelling cross: the last look, when a message leaves, decides."""
    notice.palier.database.write_now(lambda k: put_out_next(notice.palier, k, chunk_of(notice)))

    def cancel_behind_its_back(kept):
        row = kept.notices.get(notice.id)
        row.status = "cancelled"
        kept.session.add(row)

    notice.palier.database.write_now(cancel_behind_its_back)
    await notice.work(notice.process("p1"))

    assert notice.line.sent == []
    assert notice.progress() == {"queued": 20, "cancelled": 10}


async def test_who_says_stop_while_it_is_sent_gets_it_no_more(notice):
    def stop():
        with Session(notice.palier.database.engine) as session:
            for user in ("u7", "u29"):
                row = address_of(session, user)
                row.opted_out_at = notice.now.at
                session.add(row)
            session.commit()

    after(notice, 3, stop)

    await notice.work(notice.process("p1"))

    assert {"u7", "u29"} & set(notice.line.sent) == set()
    assert notice.progress() == {"sent": 28, "withheld": 2}
    assert notice.status() == "sent"


async def test_an_offer_is_withheld_from_whom_took_the_consent_back_meanwhile(on_both, now):
    offer = Notice(on_both, now, 3, kind=Kind.JOB, agreed=True)
    offer.send()
    with Session(on_both.database.engine) as session:
        row = address_of(session, "u1")
        given = session.exec(select(Consent).where(Consent.address_id == row.id)).one()
        session.add(Consent(**given.model_dump() | {"id": None, "given": False, "at": now.at}))
        session.commit()

    await offer.work(offer.process("p1"))

    assert sorted(offer.line.sent) == ["u0", "u2"]
    assert offer.progress() == {"sent": 2, "withheld": 1}
    assert "12,40" in offer.line.texts[0]
    assert "stop" in offer.line.texts[0]


async def test_nothing_leaves_in_the_night_and_everything_in_the_morning(on_both, now):
    notice = Notice(on_both, now, 5)
    now.at = now.at.replace(hour=20)  # nine in the evening in Paris
    notice.send()
    await notice.work(notice.process("p1"))
    assert notice.line.sent == []
    assert notice.progress() == {"queued": 5}

    now.at += timedelta(hours=11, minutes=1)
    await notice.work(notice.process("p1"))
    assert notice.progress() == {"sent": 5}


async def test_a_second_notice_on_one_day_waits_and_fails_when_it_is_of_no_use(on_both, now):
    first = Notice(on_both, now, 2)
    first.send()
    await first.work(first.process("p1"))
    second = first.another()
    second.send()

    await second.work(second.process("p1"))
    assert second.progress() == {"out": 2}  # tomorrow
    assert second.status() == "sending"

    now.at += timedelta(days=3)
    await second.work(second.process("p1"))
    assert second.progress() == {"failed": 2}
    assert len(second.line.sent) == 2


async def test_one_person_who_cannot_be_reached_delays_nobody_and_is_counted(notice):
    late = RetryLater(after=60)
    notice.line.failures = {"u21": Gone("left"), "u22": Unsure("broke"), "u23": late}

    await notice.work(notice.process("p1"))
    assert notice.progress() == {"sent": 27, "failed": 1, "unsure": 1, "out": 1}

    notice.now.at += timedelta(minutes=5)
    await notice.work(notice.process("p1"))
    assert notice.progress() == {"sent": 28, "failed": 1, "unsure": 1}
    assert notice.status() == "sent"

    assert notice.act(notice.author, lambda office: office.resend(notice.id)) == 1
    assert notice.status() == "sending"
    await notice.work(notice.process("p1"))
    assert notice.progress() == {"sent": 29, "failed": 1}
    assert notice.line.sent.count("u22") == 1


async def test_an_answer_goes_before_a_notice_that_waits_for_the_same_person(notice):
    notice.palier.database.write_now(lambda k: put_out_next(notice.palier, k, chunk_of(notice)))

    def answer(kept):
        talk = kept.conversations.id_of("line", "", "u0")
        kept.mail.send(
            talk, key="k", message="m", text="la réponse", language="fr", now=notice.now.at
        )
        return talk

    talk = notice.palier.database.write_now(answer)
    await notice.process("p1").delivery.send_to(talk)

    assert notice.line.texts[0] == "la réponse"
    assert "coupure d'eau" in notice.line.texts[1]


async def test_each_person_reads_it_in_their_own_language(on_both, now):
    notice = Notice(on_both, now, 2)
    with Session(on_both.database.engine) as session:
        talk = on_both.database.read_now(lambda kept: kept.conversations.id_of("line", "", "u0"))
        row = session.get(ConversationRow, talk)
        row.state = {"language": "ar"}
        session.add(row)
        session.commit()
    notice.send()

    await notice.work(notice.process("p1"))

    words = dict(zip(notice.line.sent, notice.line.texts, strict=True))
    assert "انقطاع الماء" in words["u0"]
    assert "coupure d'eau" in words["u1"]


def test_an_offer_reaches_nobody_who_did_not_agree_and_so_is_not_validated(on_both, now):
    with pytest.raises(NobodyToTell):
        Notice(on_both, now, 3, kind=Kind.JOB)


def test_a_date_that_passed_between_validating_and_sending_is_seen(on_both, now):
    notice = Notice(on_both, now, 1)
    now.at += timedelta(days=2)

    with pytest.raises(FieldWrong):
        notice.send()

    assert notice.status() == "validated"


def test_a_household_with_two_chats_is_written_to_once(on_both, now):
    notice = Notice(on_both, now, 2)
    with Session(on_both.database.engine) as session:
        household = address_of(session, "u0").household_id
        session.add(ChannelAddress(channel="line", user="second", household_id=household))
        session.commit()
    on_both.database.write_now(lambda kept: kept.conversations.of("line", "", "second"))
    notice.send()

    asyncio.run(notice.work(notice.process("p1")))

    assert len(notice.line.sent) == 2
    assert len({"u0", "second"} & set(notice.line.sent)) == 1


def test_an_operator_sees_where_a_notice_is(palier, now, capsys):
    notice = Notice(palier, now, 30)
    notice.send()
    palier.database.write_now(lambda kept: put_out_next(palier, kept, chunk_of(notice)))

    print_work(palier.database, Console(width=200))

    line = next(row for row in capsys.readouterr().out.splitlines() if "sending" in row)
    assert line.replace("│", " ").split() == ["1", "sending", "20", "10", *"00000", "30"]


def test_a_message_of_the_outbox_that_an_operator_gives_up_is_counted(palier, now):
    notice = Notice(palier, now, 3)
    notice.send()
    palier.database.write_now(lambda kept: put_out_next(palier, kept, chunk_of(notice)))
    with Session(palier.database.engine) as session:
        number = session.exec(select(Outbox.id).where(Outbox.kind == "notice")).first()

    cancel(palier.database, f"m{number}")

    assert notice.progress() == {"out": 2, "cancelled": 1}
