"""A trial: the notice in the agent's own chat, as a tenant reads it, and counted for nobody."""

import pytest
from sqlmodel import Session, col, func, select

from bot import clock
from bot.notices.trying import try_out
from bot.notices.words import text_of
from bot.secrets_kept import INVITATION
from casework.notices import Kind, NoChatOfYours, NoSuchNotice, NoSuchNoticeStep
from storage.tables.messages import Outbox
from storage.tables.notices import NoticeDelivery
from storage.tables.people import AccessLog
from tests.audience import Notice, agent
from tests.play import Player


@pytest.fixture
def offer(on_both, now):
    return Notice(on_both, now, 3, kind=Kind.JOB, agreed=True)


def link(notice, who):
    """Link a chat to an agent; return it."""

    def invite(kept):
        lasts, secrets = INVITATION, notice.palier.secrets
        return secrets.give(kept, "invitation", who(kept).id, now=clock.now(), lasts=lasts)

    player = Player(notice.palier, "own-chat")
    player.say(f"/agent {notice.palier.database.write_now(invite)}")
    return player


def attempt(notice, who, language=""):
    palier = notice.palier

    def run(kept, office):
        return try_out(palier, kept, office, notice.id, language, now=clock.now())

    return notice.act_kept(who, run)


def trials(notice):
    with Session(notice.palier.database.engine) as session:
        query = select(Outbox).where(Outbox.message == "desk.trial").order_by(col(Outbox.id))
        return list(session.exec(query))


def test_it_is_what_a_tenant_reads_in_each_language_and_says_that_it_is_a_trial(offer):
    link(offer, offer.author)

    attempt(offer, offer.author)

    sent = trials(offer)
    row = offer.palier.database.read_now(lambda kept: kept.notices.get(offer.id))
    languages = offer.palier.wording.languages
    assert set(languages) >= {"fr", "ar", "tr", "en"}
    for message, language in zip(sent, languages, strict=True):
        mark, _, rest = message.text.partition("\n\n")
        assert "ESSAI" in mark
        assert rest == text_of(offer.palier.wording, row, language, phone="")
        assert message.choices[0]["label"]


async def test_it_leaves_at_any_hour_to_that_chat_only_and_is_counted_nowhere(offer):
    link(offer, offer.author)
    offer.now.at = offer.now.at.replace(hour=21)  # quiet hours

    talk = attempt(offer, offer.author, "tr")
    await offer.process("p1").delivery.send_to(talk)

    (message,) = trials(offer)
    assert message.status == "sent"
    assert message.kind != "notice"
    assert offer.line.sent == []
    assert offer.status() == "validated"
    with Session(offer.palier.database.engine) as session:
        assert session.exec(select(func.count()).select_from(NoticeDelivery)).one() == 0
        logged = session.exec(select(AccessLog).where(AccessLog.action == "notice.trial")).one()
    assert logged.details["notice"] == offer.id


def test_it_may_be_tried_again_after_each_change(offer):
    link(offer, offer.author)

    for _ in range(2):
        attempt(offer, offer.author, "en")
    offer.act(offer.author, lambda office: office.edit(offer.id, offer.written(title="Peintre")))
    attempt(offer, offer.author, "en")

    assert len(trials(offer)) == 3
    assert "Peintre" in trials(offer)[-1].text


def test_its_button_begins_no_request_of_the_agent(offer):
    chat = link(offer, offer.author)
    attempt(offer, offer.author, "fr")
    (choice,) = trials(offer)[0].choices

    (answer,) = chat.say(choice["label"], choice["payload"])

    assert "essai" in answer
    assert chat.facts().cases == []


def test_without_a_chat_it_says_so_and_nothing_is_put_out(offer):
    with pytest.raises(NoChatOfYours):
        attempt(offer, offer.author)

    assert trials(offer) == []


def test_what_is_sent_is_tried_no_more_and_what_one_may_not_see_neither(offer):
    link(offer, offer.author)
    with pytest.raises(NoSuchNotice):
        attempt(offer, lambda kept: agent(kept, "technician"))

    offer.send()
    with pytest.raises(NoSuchNoticeStep):
        attempt(offer, offer.author)

    assert trials(offer) == []
