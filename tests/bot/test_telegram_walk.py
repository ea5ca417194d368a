"""The list of bad input, walked from the webhook to what the person reads: one line a case.

Whatever comes, the person gets a clear sentence or nothing, no word of it is in the log, and the
next message is answered.
"""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from bot import clock, telegram_polling
from bot.channels import telegram
from bot.channels.telegram_wire import AiohttpRequest
from bot.links import LASTS, make_link
from bot.web.app import make_app
from tests.bot.test_telegram_bad_input import HEADER
from tests.bot.test_telegram_files import (
    HOSTILE,
    NO_PICTURE,
    bomb,
    document,
    photo,
    with_gps,
    zip_bomb,
)
from tests.bot.test_telegram_people import card, press
from tests.bot_api_rules import UPDATES
from tests.fake_telegram import CHAT, KARIM, SECRET, said, settled

CANARY = "Brumelle"
LEASE = "204518"
UNUSED = [kind for kind in UPDATES if kind not in telegram.WANTED]
SERVICE = {  # what Telegram itself says in a chat
    "pinned_message": said(1, "x")["message"],
    "new_chat_title": CANARY,
    "left_chat_member": KARIM,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 60},
    "successful_payment": {"currency": "EUR", "total_amount": 1},
    "write_access_allowed": {},
    "users_shared": {"request_id": 1, "users": []},
    "web_app_data": {"data": CANARY, "button_text": "x"},
}


@dataclass(frozen=True)
class Case:
    """What comes in, and what is read in the chat after it: a sentence, or nothing."""

    updates: tuple[dict, ...]
    sentence: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    kept: int = 0  # files


def bare(**content) -> dict:
    message = {"message_id": 1, "date": 1, "chat": CHAT, "from": KARIM, **content}
    return {"update_id": 1, "message": message}


def of_a_bot() -> dict:
    return bare(text=CANARY, **{"from": KARIM | {"is_bot": True}})


IMAGES = {**NO_PICTURE, "a zip bomb": zip_bomb()}
CASES = {
    **{
        f"an update of kind {kind}": Case(({"update_id": 1, kind: {"id": "1", "text": CANARY}},))
        for kind in UNUSED
    },
    **{f"a service message: {name}": Case((bare(**{name: v}),)) for name, v in SERVICE.items()},
    "a message of a bot": Case((of_a_bot(),)),
    "a message in a channel": Case((bare(text=CANARY, chat=CHAT | {"type": "channel"}),)),
    "a message in a group that is no room": Case(
        (bare(text=CANARY, chat={"id": -9, "type": "supergroup", "title": "x"}),)
    ),
    "a command for another bot in a group": Case(
        (bare(text="/start@OtherBot", chat={"id": -9, "type": "supergroup", "title": "x"}),)
    ),
    "a photo of 20 MB": Case((photo(1, size=20_000_000),), "Le maximum est de 10 Mo"),
    "a picture that says it is huge": Case(
        (photo(1),), "Cette photo est trop lourde", {"p": bomb()}
    ),
    "an archive as a document": Case((document(1, "application/zip"),), "les photos et les PDF"),
    "a page as a document": Case((document(1, "text/html"),), "les photos et les PDF"),
    **{
        f"no picture: {name}": Case((photo(1),), "Je ne peux garder que des photos", {"p": data})
        for name, data in IMAGES.items()
    },
    **{
        f"a hostile picture: {name}": Case((photo(1),), "C'est à propos de quoi", {"p": data}, 1)
        for name, data in HOSTILE.items()
    },
    "a picture with its place": Case((photo(1),), "propos de quoi", {"p": with_gps()}, 1),
    "the card of somebody else": Case((card(1, "+33639981234", owner=777),), "pas la vôtre"),
    "a card passed on": Case(
        (card(1, "+33639981234", forward_origin={"type": "user", "date": 1}),), "pas la vôtre"
    ),
    "a code that nobody made": Case((said(1, "/start " + "A" * 22),), "Ce lien ne marche plus"),
    "a button of yesterday": Case(
        (press(1, "arrears.reason=illness", "x"),), "n'est plus valable"
    ),
    "a button of the agents'": Case(
        (press(1, "desk.ecrire=P-26-4F7K-3", "x"),), "n'est plus valable"
    ),
    "a command of the agents'": Case((said(1, "/dossier P-26-4F7K-3"),), "commande"),
}


@pytest.fixture
async def webhook(on_telegram):
    """Return a way to hand an update to the webhook as Telegram does."""
    async with TestClient(TestServer(make_app(on_telegram))) as client:

        async def post(update: object, **headers: str):
            body = json.dumps(update)
            answer = await client.post("/webhooks/telegram", data=body, headers=HEADER | headers)
            await settled(on_telegram)
            return answer

        yield post


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
async def test_what_comes_is_answered_clearly_or_not_at_all(webhook, api, on_telegram, case):
    api.files |= case.files
    with capture_logs() as logs:
        statuses = [(await webhook(update)).status for update in case.updates]
    answered = api.sent()

    assert set(statuses) == {200}
    assert CANARY not in str(logs)
    if case.sentence is None:
        assert answered == []
    else:
        assert any(case.sentence in text for text in answered)
    files = list(on_telegram.files.iterdir()) if on_telegram.files.exists() else []
    assert len(files) == case.kept
    assert all(b"<script" not in file.read_bytes() for file in files)
    assert on_telegram.database.read_now(lambda kept: kept.mail.set_aside()) == []
    await webhook(said(900, "bonjour"))
    assert len(api.sent()) > len(answered), "the next message is answered"


async def test_a_code_of_a_letter_used_twice_or_too_late_ties_nobody(
    webhook, api, on_telegram, now
):
    def make(kept) -> str:
        return make_link(kept, on_telegram.secrets, LEASE, now=clock.now())

    used, late = on_telegram.database.write_now(make), on_telegram.database.write_now(make)
    other = {"from": KARIM | {"id": 556}, "chat": CHAT | {"id": 556}}
    await webhook(said(1, f"/start {used}"))
    assert "reliée à votre logement" in api.sent()[-1]
    await webhook(said(2, f"/start {used}", **other))
    assert "Ce lien ne marche plus" in api.sent()[-1]
    now.at += LASTS + timedelta(seconds=1)
    await webhook(said(3, f"/start {late}", **other))
    assert "Ce lien ne marche plus" in api.sent()[-1]

    address = on_telegram.database.read_now(
        lambda k: k.conversations.find_address("telegram", "", "556")
    )
    assert address.lease_number is None


async def test_an_old_webhook_played_again_days_later_does_nothing(webhook, api, now):
    await webhook(said(7, "bonjour"))
    sent = len(api.sent())
    now.at += timedelta(days=3)

    assert (await webhook(said(7, "bonjour"))).status == 200
    assert len(api.sent()) == sent


STRANGE = {
    "another kind of content": ({"Content-Type": "text/plain"}, b"{}", 415),
    "a form": ({"Content-Type": "application/x-www-form-urlencoded"}, b"a=b", 415),
    "compressed": ({"Content-Encoding": "gzip"}, b"\x1f\x8b\x08", 415),
    "the secret of another bot": ({"X-Telegram-Bot-Api-Secret-Token": "t" * 32}, b"{}", 403),
}


@pytest.mark.parametrize(("headers", "body", "status"), STRANGE.values(), ids=list(STRANGE))
async def test_what_telegram_never_sends_is_refused_before_it_is_read(
    on_telegram, api, headers, body, status
):
    async with TestClient(TestServer(make_app(on_telegram)), auto_decompress=False) as client:
        answer = await client.post(
            "/webhooks/telegram", data=body, headers=HEADER | headers, skip_auto_headers=()
        )

    assert answer.status == status
    assert api.calls == []
    assert on_telegram.database.read_now(lambda kept: kept.mail.set_aside()) == []


async def test_the_secret_beside_another_is_nobody_s(on_telegram):
    name = "X-Telegram-Bot-Api-Secret-Token"
    headers = [("Content-Type", "application/json"), (name, "x"), (name, SECRET)]
    async with TestClient(TestServer(make_app(on_telegram))) as client:
        answer = await client.post("/webhooks/telegram", data=b"{}", headers=headers)

    assert answer.status == 403


NOT_STRICT = {
    "no number": b'{"update_id": 1, "message": {"date": NaN}}',
    "infinity": b'{"update_id": 1, "message": {"date": -Infinity}}',
    "a key twice": b'{"update_id": 1, "update_id": 2, "message": {}}',
    "a number beyond 64 bits": b'{"update_id": 9223372036854775808, "message": {}}',
    "33 levels": b'{"update_id": 1, "x": ' + b"[" * 33 + b"]" * 33 + b"}",
    "more than an update can be": b'{"update_id": 1, "x": "' + b"y" * 300_000 + b'"}',
}


@pytest.mark.parametrize("body", NOT_STRICT.values(), ids=list(NOT_STRICT))
async def test_what_is_no_strict_json_is_set_aside(on_telegram, api, body):
    async with TestClient(TestServer(make_app(on_telegram))) as client:
        answer = await client.post("/webhooks/telegram", data=body, headers=HEADER)

    assert answer.status == 200
    assert len(on_telegram.database.read_now(lambda kept: kept.mail.set_aside())) == 1
    assert api.calls == []


async def test_updates_that_are_numbered_anew_after_a_silence_are_answered(
    on_telegram, api, monkeypatch
):
    monkeypatch.setattr(telegram_polling, "FIRST_WAIT", 0.01)
    api.updates.append(said(1_000, "bonjour"))
    polling = asyncio.create_task(on_telegram.telegram.poll())
    while not api.sent() or api.of("getUpdates")[-1]["offset"] != "0":  # noqa: ASYNC110 (a fake)
        await asyncio.sleep(0.01)
    before = len(api.sent())

    api.updates.append(said(5, "je suis en retard de loyer"))
    while len(api.sent()) == before:  # noqa: ASYNC110 (the fake tells nobody)
        await asyncio.sleep(0.01)
    polling.cancel()
    await settled(on_telegram)


async def test_the_line_follows_no_redirect(on_telegram):
    seen = []

    async def elsewhere(request: web.Request) -> web.Response:
        seen.append(request.path)
        raise web.HTTPTemporaryRedirect("/stolen") if request.path == "/bot" else web.HTTPOk

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", elsewhere)
    async with TestServer(app) as server:
        line = AiohttpRequest()
        status, _ = await line.do_request(str(server.make_url("/bot")), "POST")
        await line.shutdown()

    assert (status, seen) == (307, ["/bot"])
