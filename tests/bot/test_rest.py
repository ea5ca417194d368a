"""Rasa's two calls, and the doors for other software."""

import asyncio

import pytest

WEBHOOK = "/webhooks/rest/webhook"


async def say(web, text: str, sender: str = "u1", **more):
    answer = await web.post(WEBHOOK, json={"sender": sender, "message": text, **more})
    assert answer.status == 200, await answer.text()
    return await answer.json()


async def test_a_message_is_answered_in_rasas_shape(web):
    replies = await say(web, "bonjour")

    assert {reply["recipient_id"] for reply in replies} == {"u1"}
    assert replies[0]["text"].startswith("Bonjour. Je suis Palier")
    assert {"title": "Panne", "payload": "choose.form=home_repair"} in replies[-1]["buttons"]


async def test_a_payload_is_sent_back_as_a_message(web):
    await say(web, "bonjour")

    replies = await say(web, "choose.form=home_repair")

    assert "logement" in replies[0]["text"]


ANSWERED = {
    "a question with buttons": "bonjour",
    "a report": "je suis en retard de loyer",
    "a danger": "il va me tuer",
    "a command": "/aide",
    "another language": "Merhaba, kaloriferimiz çalışmıyor",
    "a code that is none": "/agent AAAA-BBBB",
}


@pytest.mark.parametrize("text", ANSWERED.values(), ids=list(ANSWERED))
async def test_a_repeated_message_id_gets_the_same_answer_and_is_done_once(web, text):
    first = await say(web, text, message_id="m1")
    again = await say(web, text, message_id="m1")

    assert again == first
    assert first


BAD = {
    "no JSON": b"{",
    "a list": b"[]",
    "no number": b'{"sender": "u1", "message": "x", "at": NaN}',
    "a key twice": b'{"sender": "u1", "sender": "u2", "message": "x"}',
    "33 levels": b"[" * 33 + b"]" * 33,
    "no sender": b'{"message": "x"}',
    "an empty sender": b'{"sender": " ", "message": "x"}',
    "a number for a message": b'{"sender": "u", "message": 12}',
    "deep JSON": b"[" * 100_000,
    "not UTF-8": b"\xff\xfe\xfd",
}


@pytest.mark.parametrize("body", BAD.values(), ids=list(BAD))
async def test_bad_input_gets_a_sentence_and_the_next_message_works(web, body):
    answer = await web.post(WEBHOOK, data=body, headers={"Content-Type": "application/json"})

    assert answer.status == 400
    assert len((await answer.json())["error"]) > 10
    assert await say(web, "bonjour")


STRANGE = {
    "empty": "",
    "one megabyte": "loyer " * 170_000,
    "null bytes": "j'ai une\x00 fuite",
    "bidi": "\u202ej'ai une fuite\u202c",
    "zero width": "j'ai\u200b une\u200b fuite",
    "emoji only": "🏠🔥😭",
    "lone surrogate": "\ud800 fuite",
    "zalgo": "f̷̢̛u̸͎͝i̵̼͊t̶̳͠e̷̫͐",
    "only marks": "?!?!...",
    "another case's number": "P-26-ZZZZ-Z",
    "unknown tenant number": "999999",
    "unknown button": "nothing.there=1",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=list(STRANGE))
async def test_a_strange_message_gets_a_sentence_and_the_next_one_works(web, text):
    assert (await say(web, text))[0]["text"]
    assert await say(web, "bonjour")


async def test_two_messages_at_once_are_taken_one_after_the_other(web):
    answers = await asyncio.gather(
        *(say(web, f"message {n}", message_id=str(n)) for n in range(12))
    )

    assert all(answers)


async def test_each_of_several_messages_at_once_gets_its_own_answer(web):
    texts = ["bonjour", "/aide", "ma voisine du dessus crie toute la nuit", "/langue"] * 2
    ids = [f"m{number}" for number in range(len(texts))]

    at_once = await asyncio.gather(
        *(say(web, text, message_id=name) for text, name in zip(texts, ids, strict=True))
    )
    again = [await say(web, text, message_id=name) for text, name in zip(texts, ids, strict=True)]

    assert at_once == again


async def test_parse_has_rasas_keys_and_ours(web):
    answer = await web.post("/model/parse", json={"text": "g 2 moi de retar sur le loyer"})
    found = await answer.json()

    assert found["intent"]["name"] == "declare_arrears"
    assert found["intent_ranking"][0] == found["intent"]
    assert {"entity": "months_count", "value": 2}.items() <= found["entities"][0].items()
    assert found["language"] == "fr"
    assert found["needs"][0]["intent"] == "declare_arrears"
    assert found["safety"]["level"] == "none"


async def test_outside_the_demo_a_token_is_asked_for(start, tmp_path):
    from aiohttp.test_utils import TestClient, TestServer

    from bot.web.app import make_app

    palier = start(f"sqlite:///{tmp_path / 'empty.db'}", demo=False, rest_token="t" * 40)
    async with TestClient(TestServer(make_app(palier))) as web:
        refused = await web.post(WEBHOOK, json={"sender": "u", "message": "x"})
        odd = {"Authorization": "Bearer é"}
        strange = await web.post(WEBHOOK, json={"sender": "u", "message": "x"}, headers=odd)
        let_in = await web.post(
            WEBHOOK,
            json={"sender": "u", "message": "il va me tuer"},
            headers={"Authorization": f"Bearer {'t' * 40}"},
        )
        said = await let_in.json()

    assert (refused.status, strange.status) == (401, 401)
    assert let_in.status == 200
    assert "17" in said[0]["text"]


async def test_health_says_what_it_can(web):
    alive, ready = await web.get("/healthz"), await web.get("/readyz")

    assert (await alive.json())["alive"]
    assert (await ready.json())["migrations"]
    assert "palier_inbox_waiting 0" in await (await web.get("/metrics")).text()
