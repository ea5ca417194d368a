"""Whatever comes through Telegram's door is answered, dropped or set aside: nothing stops the rest."""

import asyncio
import io
import json
import re
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select
from structlog.testing import capture_logs

from bot import clock, telegram_polling
from bot.channels import telegram, telegram_menu, telegram_wire
from bot.channels.contract import Malformed
from bot.web.app import make_app
from storage.tables.messages import Inbox
from tests.fake_telegram import CHAT, SECRET, TOKEN, pressed, said, settled

SAMPLES = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "payloads" / "telegram").glob("*.json"))
]
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=20),
    st.sampled_from(["", "\x00", "\ud800", "\u202e", "x" * 9_000, -1, 10**30, [], {}, [[]], [{}]]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


def places(value: object, path: tuple = ()):
    """Yield the way to each part of an update."""
    yield path
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        yield from places(part, (*path, key))


def with_part(value: object, path: tuple, part: object, *, gone: bool) -> object:
    """Return the update with one part put in place of another, or gone."""
    if not path:
        return part
    copy = dict(value) if isinstance(value, dict) else list(value)
    if gone and len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = with_part(copy[path[0]], path[1:], part, gone=gone)
    return copy


@st.composite
def damaged(draw):
    """An update of a sample, with one or two parts that are not what they should be."""
    update = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(places(update))))
        update = with_part(update, path, draw(ODD), gone=draw(st.booleans()) and bool(path))
    return update


@settings(max_examples=1_500)
@given(damaged())
def test_a_damaged_update_is_read_or_named_and_never_anything_else(update):
    if not isinstance(update, dict):
        return
    try:
        heard = telegram.read(update, account="", now=clock.now())
    except Malformed:
        return
    kept = json.dumps(heard.message.body()) if heard.message is not None else ""
    assert not {"\\u0000", "\\ud800", "NaN", "Infinity"} & set(
        re.findall(r"\\u\w{4}|NaN|Inf\w+", kept)
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(updates=st.lists(damaged(), min_size=1, max_size=5))
def test_a_damaged_update_is_acknowledged_on_both_databases(on_both_telegram, updates):
    loop, client, _ = on_both_telegram

    async def send() -> list[int]:
        return [(await post(client, update)).status for update in updates]

    assert set(loop.run_until_complete(send())) == {200}


async def post(client: TestClient, update: object):
    """Hand an update to the webhook, written as Telegram may write it."""
    return await client.post(
        "/webhooks/telegram", data=json.dumps(update).encode("utf-8", "replace"), headers=HEADER
    )


@pytest.fixture
def on_both_telegram(start, store):
    """The webhook on SQLite and on PostgreSQL; nobody answers at the other end of the line."""
    loop = asyncio.new_event_loop()
    palier = start(
        store,
        telegram_token=TOKEN,
        telegram_api_url="http://127.0.0.1:9",
        telegram_webhook_secret=SECRET,
    )
    palier.telegram._go_on = nothing_more

    async def open_door() -> TestClient:
        client = TestClient(TestServer(make_app(palier)))
        await client.start_server()
        return client

    client = loop.run_until_complete(open_door())
    yield loop, client, palier
    loop.run_until_complete(client.close())
    loop.run_until_complete(palier.telegram.close())
    loop.close()


async def nothing_more(heard, conversation) -> None:
    """Take no turn: what is looked at here is the door."""


@pytest.fixture
async def door(on_telegram):
    """The webhook of a Palier on Telegram."""
    async with TestClient(TestServer(make_app(on_telegram))) as client:
        yield client


BODIES = {
    "no JSON": b"{",
    "nothing": b"",
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "bytes that are no text": b"\xff\xfe\x00",
    "nested a hundred thousand times": b"[" * 100_000,
    "a number with ten thousand digits": b'{"update_id": ' + b"9" * 10_000 + b"}",
    "not a number": b'{"update_id": NaN, "message": {}}',
    "half a letter": b'{"update_id": "\\ud800", "message": {"text": "\\ud800"}}',
    "twelve megabytes": b'{"update_id": 1, "x": "' + b"y" * 12_000_000 + b'"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
async def test_a_body_that_is_no_update_is_acknowledged_and_set_aside(
    door, on_telegram, api, body
):
    answer = await door.post("/webhooks/telegram", data=io.BytesIO(body), headers=HEADER)
    await post(door, said(900, "bonjour"))
    await settled(on_telegram)

    assert answer.status == 200
    assert len(on_telegram.database.read_now(lambda kept: kept.mail.set_aside())) == 1
    assert api.sent(), "the next one is answered"


WRONG_SECRETS = ["", "x", SECRET[:-1], SECRET + "s", SECRET.upper(), "é" * 32]


@pytest.mark.parametrize("given_secret", WRONG_SECRETS)
async def test_without_the_secret_nothing_is_read(door, on_telegram, given_secret):
    header = HEADER | {"X-Telegram-Bot-Api-Secret-Token": given_secret}

    answer = await door.post("/webhooks/telegram", data=b"{", headers=header)

    assert answer.status == 403
    assert on_telegram.database.read_now(lambda kept: kept.mail.set_aside()) == []


async def test_an_alarm_is_in_the_log_without_a_word_of_what_was_said(tell, on_telegram):
    update = said(1, "mon nom est Brumelle")
    update["message"]["chat"] = "Brumelle"

    with capture_logs() as logs:
        await tell(update)

    assert [entry["log_level"] for entry in logs if "set aside" in entry["event"]] == ["error"]
    assert "Brumelle" not in str(logs)


async def test_what_was_set_aside_is_on_the_list_of_what_is_stuck(tell, on_telegram):
    from bot.checking import find_troubles

    await tell({"update_id": 1, "message": "x"})

    assert on_telegram.database.read_now(lambda kept: find_troubles(kept, now=clock.now()))


async def test_the_same_poison_twice_is_set_aside_once(tell, on_telegram):
    await tell({"update_id": 1, "message": "x"}, {"update_id": 1, "message": "x"})

    assert len(on_telegram.database.read_now(lambda kept: kept.mail.set_aside())) == 1


async def test_an_update_that_cannot_be_stored_is_set_aside_and_the_next_goes_on(
    tell, api, on_telegram, monkeypatch
):
    store = on_telegram.intake.accept

    async def refuse(message):
        if message.text == "poison":
            raise RuntimeError("the database refuses this one")
        return await store(message)

    monkeypatch.setattr(on_telegram.intake, "accept", refuse)

    await tell(said(1, "poison"), said(2, "bonjour"))

    assert len(on_telegram.database.read_now(lambda kept: kept.mail.set_aside())) == 1
    assert api.sent()


async def test_a_webhook_played_again_makes_one_case_and_one_answer(door, on_telegram, api):
    for _ in range(3):
        await post(door, said(7, "au feu ya le feu dans la cuisine"))
    await settled(on_telegram)
    sent = len(api.sent())
    await post(door, said(7, "au feu ya le feu dans la cuisine"))
    await settled(on_telegram)

    cases = on_telegram.database.read_now(
        lambda k: k.cases.of_address(k.conversations.find_address("telegram", "", "555").id)
    )
    assert len(cases) == 1
    assert len(api.sent()) == sent


async def test_a_button_of_a_chat_that_is_not_private_is_acknowledged_and_no_more(tell, api):
    update = pressed(1, "choose.form=arrears")
    update["callback_query"]["message"]["chat"] = CHAT | {"type": "group"}

    await tell(update)

    assert [method for method, _ in api.calls] == ["answerCallbackQuery"]


# ── Polling ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def quick(monkeypatch):
    """No waiting between two tries."""
    monkeypatch.setattr(telegram_polling, "FIRST_WAIT", 0.01)


async def polled(palier, until) -> None:
    """Poll until something holds."""
    polling = asyncio.create_task(palier.telegram.poll())
    while not until():  # noqa: ASYNC110 (the door tells nobody)
        await asyncio.sleep(0.01)
    polling.cancel()
    await settled(palier)


async def test_a_poison_update_does_not_stop_the_polling(on_telegram, api, quick):
    api.updates.extend([{"update_id": 1, "message": []}, said(2, "bonjour")])

    await polled(on_telegram, lambda: any(text.startswith("Bonjour") for text in api.sent()))

    assert len(on_telegram.database.read_now(lambda kept: kept.mail.set_aside())) == 1


WRITTEN = {  # as an update may stand in an answer, in the middle of good ones
    "not a number": b'{"update_id": 2, "message": {"date": NaN}}',
    "a key twice": b'{"update_id": 2, "message": {"text": "a", "text": "b"}}',
    "a number beyond all": b'{"update_id": 2, "x": 1' + b"0" * 400 + b"}",
    "nested deeply": b'{"update_id": 2, "x": ' + b"[" * 60 + b"]" * 60 + b"}",
    "nested a hundred thousand times": b'{"update_id": 2, "x": '
    + b"[" * 100_000
    + b"]" * 100_000
    + b"}",
    "half a megabyte": b'{"update_id": 2, "message": {"text": "' + b"y" * 500_000 + b'"}}',
    "bytes that are no text": b'{"update_id": 2, "message": {"text": "\xff\xfe"}}',
    "brackets in the words": b'{"update_id": 2, "message": {"text": "]}, {\\"[", "date": NaN}}',
    "no object": b'"update_id"',
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=list(WRITTEN))
async def test_what_polling_brings_is_read_as_strictly_and_the_others_go_on(
    on_telegram, api, quick, written
):
    api.as_written[2] = written
    api.updates.extend([said(1, "bonjour"), said(2, ""), said(3, "je suis en retard de loyer")])

    with capture_logs() as logs:
        await polled(on_telegram, lambda: api.of("getUpdates")[-1:] and past(api, 3))

    aside = on_telegram.database.read_now(lambda kept: kept.mail.set_aside())
    assert len(aside) == 1
    assert [entry["log_level"] for entry in logs if "set aside" in entry["event"]] == ["error"]
    assert {row.ext_id for row in inbox(on_telegram)} >= {"1", "3"}


def past(api, number):
    """Tell whether updates after this number were asked for, or nothing more is there."""
    return any(int(form["offset"]) > number for form in api.of("getUpdates"))


def inbox(palier):
    return palier.database.read_now(lambda kept: list(kept.session.exec(select(Inbox))))


async def errors_with_a_cut(on_telegram, api, times):
    """Poll three updates, the second cut so many times; return the error of each."""
    api.cut[2] = times
    api.updates.extend([said(1, "bonjour"), said(2, "ma douche fuit"), said(3, "merci")])
    await polled(on_telegram, lambda: past(api, 3))
    return {row.ext_id: row.error for row in inbox(on_telegram)}


async def test_an_answer_that_was_cut_is_asked_for_again_and_nothing_of_it_is_lost(
    on_telegram, api, quick
):
    errors = await errors_with_a_cut(on_telegram, api, times=1)

    assert errors == {"1": None, "2": None, "3": None}


async def test_an_update_that_is_cut_each_time_is_set_aside_and_the_others_go_on(
    on_telegram, api, quick
):
    errors = await errors_with_a_cut(on_telegram, api, times=1_000)

    assert errors == {"1": None, "2": "unreadable", "3": None}


async def test_more_than_can_be_held_is_not_read_to_its_end(on_telegram, api, quick, monkeypatch):
    monkeypatch.setattr(telegram_wire, "LARGEST_ANSWER", 300_000)
    monkeypatch.setattr(telegram_wire, "CHUNK", 10_000)
    api.as_written[2] = b'{"update_id": 2, "x": "' + b"y" * 900_000 + b'"}'
    api.updates.extend([said(1, "bonjour"), said(2, ""), said(3, "merci")])

    await polled(on_telegram, lambda: past(api, 3))

    assert {row.ext_id: row.error for row in inbox(on_telegram)} == {
        "1": None,
        "2": "unreadable",
        "3": None,
    }


async def test_an_answer_that_is_no_json_is_not_written_into_a_log(on_telegram, api, caplog):
    api.ways.append("garbage")
    await on_telegram.telegram.accept(said(1, "bonjour"))
    await settled(on_telegram)

    assert "no JSON at all" not in caplog.text


async def test_a_second_process_on_one_token_stops_and_says_what_to_do(on_telegram, api, quick):
    api.conflicts = 100

    with capture_logs() as logs:
        await asyncio.wait_for(on_telegram.telegram.poll(), timeout=20)

    (line,) = [entry["event"] for entry in logs if entry["log_level"] == "error"]
    assert "PALIER_TELEGRAM_TOKEN" in line
    assert len(api.of("getUpdates")) == telegram_polling.TRIES
    assert TOKEN not in str(logs)


async def test_a_conflict_that_passes_stops_nothing(on_telegram, api, quick):
    api.conflicts = telegram_polling.TRIES - 1
    api.updates.append(said(1, "bonjour"))

    await polled(on_telegram, api.sent)

    assert api.sent()[0].startswith("Bonjour")


async def test_the_menu_of_commands_is_shown_in_each_language(on_telegram, api):
    await polled(on_telegram, lambda: api.of("getUpdates"))

    menus = {
        form.get("language_code"): json.loads(form["commands"]) for form in api.of("setMyCommands")
    }
    assert set(menus) == {None, "ar", "en", "tr"}
    assert menus[None][0] == {"command": "aide", "description": "Ce que je peux faire"}
    assert menus["tr"][1]["description"] == "Taleplerinizin durumu"


@pytest.mark.parametrize("command", telegram_menu.COMMANDS)
def test_a_command_of_the_menu_is_one_that_is_understood(command):
    from dialogs.asides.small_talk import COMMANDS

    assert f"/{command}" in COMMANDS
