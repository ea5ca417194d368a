"""Telegram against a Bot API of our own on loopback: in by polling and webhook, out, and refusals."""

import asyncio
import contextlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image
from sqlmodel import select

from bot.channels import telegram, telegram_out, telegram_wire
from bot.channels.contract import Malformed, Outgoing
from bot.web.app import make_app
from storage.tables.messages import Outbox
from tests.fake_telegram import SECRET, pressed, said, settled

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def palier(on_telegram):
    return on_telegram


async def test_a_tenant_writes_and_is_answered_with_buttons(tell, api):
    await tell(said(1, "bonjour"))

    assert api.sent()[0].startswith("Bonjour. Je suis Palier")
    keyboard = json.loads(
        [form for m, form in api.calls if m == "sendMessage"][-1]["reply_markup"]
    )
    assert [row[0]["text"] for row in keyboard["inline_keyboard"]] == [
        "Loyer",
        "Panne",
        "Papiers",
        "Travail",
    ]


async def test_a_button_is_acknowledged_and_does_what_it_says(tell, api):
    await tell(said(1, "bonjour"), pressed(2, "choose.form=home_repair"))

    assert ("answerCallbackQuery", {"callback_query_id": "77"}) in api.calls
    assert "logement" in api.sent()[-1]


async def test_the_same_update_twice_is_answered_once(tell, api):
    await tell(said(1, "bonjour"))
    before = len(api.sent())

    await tell(said(1, "bonjour"))

    assert len(api.sent()) == before


async def test_an_update_that_cannot_be_read_is_set_aside_and_the_next_is_answered(
    tell, api, palier
):
    await tell({"update_id": 1, "message": {"chat": "nonsense"}}, said(2, "bonjour"))

    assert api.sent()
    assert len(palier.database.read_now(lambda kept: kept.mail.set_aside())) == 1


async def test_danger_in_an_edited_message_is_answered(tell, api):
    edited = {
        "update_id": 3,
        "edited_message": said(3, "au feu ya le feu dans la cuisine")["message"],
    }

    await tell(edited)

    assert "18" in api.sent()[0]


async def test_a_photo_is_kept_without_what_it_tells(tell, palier):
    photo = said(4, "")["message"] | {
        "photo": [{"file_id": "a", "file_size": 1}, {"file_id": "b", "file_size": 9}]
    }

    await tell(said(1, "ya une fuite sous levier"), {"update_id": 4, "message": photo})

    (kept,) = list(palier.files.iterdir())
    with Image.open(kept) as picture:
        assert picture.getexif() == {}


async def test_somebody_elses_contact_card_is_nothing(tell, palier):
    card = {"contact": {"phone_number": "+33639981234", "first_name": "X", "user_id": 999}}

    heard = telegram.read(
        {"update_id": 1, "message": said(1, "")["message"] | card}, account="", now=NOW
    )

    assert heard.message.text == ""


async def test_a_blocked_bot_writes_no_more(tell, api, palier):
    api.refusals.append((403, {"description": "Forbidden: bot was blocked by the user"}))

    await tell(said(1, "bonjour"))

    address = palier.database.read_now(
        lambda k: k.conversations.find_address("telegram", "", "555")
    )
    assert address.gone_at is not None


REFUSALS = {
    "too many requests": (
        429,
        {"description": "Too Many Requests", "parameters": {"retry_after": 1}},
    ),
    "their fault": (500, {"description": "Internal Server Error"}),
    "a page instead of JSON": (502, {}),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=list(REFUSALS))
async def test_a_reply_that_could_not_be_sent_is_sent_later_and_in_order(
    tell, api, palier, now, refusal
):
    api.refusals.append(refusal)
    await tell(said(1, "bonjour"))
    sent_at_first = api.sent()

    now.at += timedelta(minutes=10)
    await palier.intake.sweep()

    assert len(api.sent()) > len(sent_at_first)
    assert any(
        text.startswith("Bonjour. Je suis Palier") for text in api.sent()[len(sent_at_first) :]
    )
    assert palier.database.read_now(lambda kept: kept.sending.conversations_due(now=now.at)) == []


@pytest.mark.parametrize("way", ["reset before", "reset after", "garbage", "silence"])
async def test_a_line_that_breaks_sends_once_more_and_the_message_is_marked(
    tell, api, palier, now, way, monkeypatch
):
    monkeypatch.setattr(telegram_wire, "TIMEOUT", 0.3)
    await tell(said(1, "bonjour"))
    api.calls.clear()
    api.ways.append(way)
    await tell(said(2, "ya une fuite"))

    now.at += timedelta(minutes=10)
    await palier.intake.sweep()

    rows = palier.database.read_now(
        lambda kept: list(kept.session.exec(select(Outbox).order_by(Outbox.id)))
    )
    assert {row.status for row in rows} == {"sent"}
    marked = [row.text for row in rows if row.maybe_twice]
    assert len(marked) == 1
    again = {text for text in api.sent() if api.sent().count(text) > 1}
    assert again <= set(marked)
    assert way == "reset before" or again == set(marked)


async def test_polling_stores_then_moves_on(api, palier):
    api.updates.extend([said(1, "bonjour"), said(2, "ya une fuite")])
    polling = asyncio.create_task(palier.telegram.poll())
    while max((int(f.get("offset", 0)) for m, f in api.calls if m == "getUpdates"), default=0) < 3:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    polling.cancel()
    await settled(palier)

    assert len(api.sent()) >= 2


async def test_the_webhook_asks_for_its_secret_before_reading(palier, api):
    header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with TestClient(TestServer(make_app(palier))) as client:
        refused = await client.post("/webhooks/telegram", json=said(1, "bonjour"))
        plain = header | {"Content-Type": "application/json"}
        wrong = await client.post("/webhooks/telegram", data=b"{", headers=plain)
        taken = await client.post("/webhooks/telegram", json=said(1, "bonjour"), headers=header)
        await settled(palier)

    assert (refused.status, wrong.status, taken.status) == (403, 200, 200)
    assert api.sent()


async def test_an_agent_answers_a_tenant_who_is_on_telegram(tell, api, palier):
    from tests.play import ARREARS, Player

    for number, line in enumerate(ARREARS):
        await tell(said(number + 1, line))

    def invite(kept):
        from bot import clock
        from bot.secrets_kept import INVITATION

        agent = next(
            a for a in kept.staff.all() if a.role == "social_adviser" and a.unit == "AG-VAL"
        )
        return palier.secrets.give(kept, "invitation", agent.id, now=clock.now(), lasts=INVITATION)

    agent = Player(palier)
    agent.say(f"/agent {palier.database.write_now(invite)}")
    reference = palier.database.read_now(
        lambda k: (
            k.cases.of(None, k.conversations.find_address("telegram", "", "555").id)[0].reference
        )
    )
    agent.say(f"/prendre {reference}")
    agent.say("Bonjour, je vous appelle demain.")
    await palier.intake.sweep()

    assert "Bonjour, je vous appelle demain." in api.sent()[-1]


def test_a_long_text_is_split_at_paragraphs_and_the_buttons_stand_last():
    text = "\n\n".join("phrase " * 90 for _ in range(10))

    calls = [
        call
        for _, call in telegram_out.render(
            Outgoing(key="k", user="1", text=text, language="fr", choices=(("a.b=c", "A"),))
        )
    ]

    assert all(len(call["text"]) <= telegram_out.CAPS.text for call in calls)
    assert ["reply_markup" in call for call in calls] == [False] * (len(calls) - 1) + [True]


def test_a_group_is_left_alone():
    group = said(1, "bonjour")
    group["message"]["chat"] = {"id": -5, "type": "group"}

    assert telegram.read(group, account="", now=NOW) == telegram.NOTHING


@pytest.mark.parametrize(
    "update",
    [{}, {"message": {}}, {"update_id": 1, "message": {"chat": {}}}, {"callback_query": {}}],
)
def test_a_malformed_update_is_named_or_is_nothing(update):
    with contextlib.suppress(Malformed):  # set aside by name: any other error would stop the line
        assert telegram.read(update, account="", now=NOW) == telegram.NOTHING
