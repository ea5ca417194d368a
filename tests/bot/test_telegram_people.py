"""On Telegram: one's own card, corrected messages, old buttons, a bot that was blocked."""

import json
import re

import pytest

from bot import telegram_door
from tests.fake_telegram import CHAT, KARIM, pressed, said

LEAK = "ya une fuite sous levier"
REPORTED = (LEAK, "les tilleuls denain", "la cuisine", "depuis hier", "matin", "oui", "oui")
LEASE = "204518"


def card(update_id: int, phone: str, owner: int | None = 555, **more) -> dict:
    contact = {"phone_number": phone, "first_name": "Karim"}
    return said(update_id, "", contact=contact | ({"user_id": owner} if owner else {}), **more)


def edited(update_id: int, message_id: int, text: str, **more) -> dict:
    message = said(message_id, text, edit_date=1795341700, **more)["message"]
    return {"update_id": update_id, "edited_message": message}


def press(update_id: int, data: str, label: str, message_id: int = 8) -> dict:
    """Press a button that stands under a message, with its label."""
    update = pressed(update_id, data)
    keys = [
        [{"text": "Autre", "callback_data": "x.y=z"}],
        [{"text": label, "callback_data": data}],
    ]
    update["callback_query"]["message"] |= {
        "message_id": message_id,
        "reply_markup": {"inline_keyboard": keys},
    }
    return update


WHO_AM_I = press(1001, "choose.form=identify", "Vérifier que c'est vous")


def state(palier) -> dict:
    """Return where the conversation is."""
    return palier.database.read_now(lambda k: k.conversations.of("telegram", "", "555").state)


@pytest.fixture
def address(on_telegram):
    """Return what is kept of the person's address."""
    return lambda: on_telegram.database.read_now(
        lambda kept: kept.conversations.find_address("telegram", "", "555")
    )


@pytest.fixture
def cases(on_telegram):
    """Return the open cases of the person."""

    def read(kept):
        found = kept.conversations.find_address("telegram", "", "555")
        return kept.cases.open_of(found.household_id, found.id) if found else []

    return lambda: on_telegram.database.read_now(read)


@pytest.fixture
def needs(on_telegram, cases):
    return lambda: [
        need.code
        for case in cases()
        for need in on_telegram.database.read_now(lambda k, c=case: k.cases.needs(c.id))
    ]


@pytest.fixture
def holder(on_telegram):
    """Return the telephone of the holder of the lease."""

    def read(kept):
        return next(p.phone for p in kept.people.persons(kept.people.lease(LEASE).household_id))

    return on_telegram.database.read_now(read)


# ── One's own card ───────────────────────────────────────────────────────────────────────────────


async def test_where_a_tenant_number_is_asked_one_may_share_ones_own_telephone(tell, api):
    await tell(said(1, "/start"), WHO_AM_I)

    (markup,) = [
        json.loads(form["reply_markup"])
        for form in api.of("sendMessage")
        if "request_contact" in form.get("reply_markup", "")
    ]
    assert markup["keyboard"] == [[{"text": "Partager mon numéro", "request_contact": True}]]


async def test_a_channel_without_that_button_does_not_show_it(palier):
    from tests.play import Player

    person = Player(palier, channel="webchat")
    (asked,) = person.turn("", "choose.form=identify")[-1:]

    assert (asked.message, asked.choices) == ("identify.ask.tenant_number", [])


async def test_the_number_and_ones_own_telephone_are_two_facts(tell, address, holder):
    await tell(WHO_AM_I, said(2, LEASE), card(3, holder))

    assert (address().lease_number, address().proof) == (LEASE, "number_and_phone")


async def test_so_they_are_in_the_other_order(tell, api, address, holder):
    await tell(card(1, holder))
    assert "Merci, j'ai bien votre numéro" in api.sent()[-2]
    assert address().lease_number is None, "one fact is not two"

    await tell(said(2, LEASE))

    assert address().lease_number == LEASE


async def test_the_telephone_of_somebody_else_proves_nothing(tell, api, address):
    await tell(WHO_AM_I, said(2, LEASE), card(3, "+33639980000"))

    assert address().lease_number is None
    assert "À quel nom est le bail" in api.sent()[-1]


FORWARDED = {
    "of another account": {"owner": 777},
    "of nobody Telegram knows": {"owner": None},
    "of one's own account, but passed on": {
        "owner": 555,
        "forward_origin": {"type": "user", "date": 1},
    },
}


@pytest.mark.parametrize("how", FORWARDED.values(), ids=list(FORWARDED))
async def test_a_card_links_nobody_and_is_answered_kindly(tell, api, address, holder, how):
    await tell(WHO_AM_I, said(2, LEASE), card(3, holder, **how))

    assert address().lease_number is None
    assert any("n'est pas la vôtre" in text for text in api.sent())


async def test_a_card_answers_the_question_for_a_number_to_call(tell, api, on_telegram):
    await tell(press(1, "choose.form=callback", "Être rappelé"))
    assert state(on_telegram)["asked"] == "callback.phone"

    await tell(card(500, "+33639981234"))

    after = state(on_telegram)
    assert after["shared"]["phone"] == "+33639981234"
    assert [topic["form"] for topic in after["topics"]] == ["callback"]


# ── Corrected messages ───────────────────────────────────────────────────────────────────────────


async def test_danger_in_a_corrected_message_is_answered_at_once(tell, api, cases):
    await tell(said(1, "bonjour"))

    await tell(edited(2, 1, "au feu ya le feu dans la cuisine"))

    assert any("18" in text for text in api.sent()[1:])
    assert [case.severity for case in cases()] == [4]


async def test_a_correction_that_changes_no_word_is_silent(tell, api):
    await tell(said(1, "bonjour"))
    before = len(api.sent())

    await tell(
        edited(2, 1, "bonjour", link_preview_options={"is_disabled": True}),
        edited(3, 1, "bonjour"),
    )

    assert len(api.sent()) == before


async def test_a_place_that_moves_is_silent(tell, api):
    where = {"latitude": 50.3, "longitude": 3.4, "live_period": 900}
    await tell(said(1, "", location=where))
    before = len(api.sent())

    await tell(*(edited(2 + n, 1, "", location=where | {"latitude": 50.4}) for n in range(3)))

    assert len(api.sent()) == before


async def test_a_correction_after_the_case_is_open_goes_to_that_case(
    tell, api, needs, on_telegram
):
    for number, line in enumerate(REPORTED, start=1):
        await tell(said(number, line))
    told = needs()

    await tell(edited(20, 1, "ya une fuite sous levier et ça coule chez le voisin"))

    assert needs() == told
    assert api.sent()[-1] == "Merci, votre correction est ajoutée à votre demande."


async def test_a_correction_in_the_middle_of_a_report_starts_no_second_one(tell, on_telegram):
    await tell(said(1, LEAK), edited(2, 1, "ya une fuite sous levier de la cuisine"))

    assert [topic["form"] for topic in state(on_telegram)["topics"]] == ["home_repair"]


async def test_a_correction_does_not_answer_the_question_asked_since(tell, on_telegram):
    await tell(said(1, "je suis en retard de loyer"), said(2, "2"), edited(3, 2, "3"))

    (topic,) = state(on_telegram)["topics"]
    assert topic["answers"].get("can_pay") is None


async def test_a_need_added_by_correction_is_heard(tell, on_telegram):
    await tell(said(1, LEAK), edited(2, 1, f"{LEAK} et j'ai perdu mon travail hier"))

    assert {topic["form"] for topic in state(on_telegram)["topics"]} == {"home_repair", "job_loss"}


async def test_a_correction_twice_is_one(tell, api):
    await tell(said(1, "bonjour"), edited(2, 1, "ya une fuite"))
    before = len(api.sent())

    await tell(edited(2, 1, "ya une fuite"))

    assert len(api.sent()) == before


# ── Buttons ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_button_is_acknowledged_before_anything_else(tell, api):
    await tell(said(1, "bonjour"))
    api.calls.clear()

    await tell(press(2, "choose.form=home_repair", "Panne"))

    assert api.calls[0] == ("answerCallbackQuery", {"callback_query_id": "77"})


async def test_what_was_answered_stays_marked_under_its_question(tell, api):
    await tell(said(1, "je suis en retard de 2 mois de loyer"), said(2, "rien"))
    await tell(press(3, "arrears.reason=illness", "maladie", message_id=21))

    (edit,) = api.of("editMessageReplyMarkup")
    assert (edit["chat_id"], edit["message_id"]) == ("555", "21")
    assert json.loads(edit["reply_markup"])["inline_keyboard"] == [
        [{"text": "✓ maladie", "callback_data": "arrears.reason=illness"}]
    ]


async def test_a_marked_answer_pressed_again_is_the_same_answer(tell, api, on_telegram):
    await tell(said(1, "je suis en retard de 2 mois de loyer"), said(2, "rien"))

    await tell(
        press(3, "arrears.reason=illness", "maladie"),
        press(4, "arrears.reason=illness", "✓ maladie"),
    )

    last = api.of("editMessageReplyMarkup")[-1]["reply_markup"]
    assert json.loads(last)["inline_keyboard"][0][0]["text"] == "✓ maladie"
    assert state(on_telegram)["topics"][0]["answers"]["reason"] == "illness"


async def test_a_press_that_came_too_late_is_not_marked_as_an_answer(tell, api):
    await tell(said(1, "bonjour"), press(2, "arrears.reason=illness", "maladie"))

    (edit,) = api.of("editMessageReplyMarkup")
    assert json.loads(edit["reply_markup"]) == {"inline_keyboard": []}


async def test_a_menu_stays_open(tell, api):
    await tell(said(1, "bonjour"), press(2, "choose.form=home_repair", "Panne"))

    assert api.of("editMessageReplyMarkup") == []


async def test_a_mark_that_cannot_be_made_harms_nothing(tell, api, cases):
    api.broken = {"editMessageReplyMarkup", "answerCallbackQuery"}
    for number, line in enumerate(REPORTED[:-1], start=1):
        await tell(said(number, line))

    await tell(press(20, "report.confirm=yes", "Oui"))

    assert len(cases()) == 1


async def test_a_button_pressed_twice_does_it_once(tell, api, needs):
    for number, line in enumerate(REPORTED[:-1], start=1):
        await tell(said(number, line))
    send = press(20, "report.confirm=yes", "Envoyer")

    await tell(send, press(21, "report.confirm=yes", "Envoyer"))

    assert needs() == ["REPAIR"]
    assert api.sent()[-1].startswith("Ce bouton n'est plus valable")


async def test_the_button_of_a_question_of_yesterday_is_answered_politely(tell, api, cases):
    await tell(said(1, "bonjour"))

    await tell(press(2, "arrears.reason=illness", "maladie"))

    assert api.sent()[-1].startswith("Ce bouton n'est plus valable")
    assert cases() == []


async def test_agents_read_the_words_of_a_button(tell, on_telegram):
    await tell(said(1, "bonjour"), press(2, "choose.form=home_repair", "Panne"))

    rows = on_telegram.database.read_now(
        lambda k: k.mail.since(k.conversations.of("telegram", "", "555").id, 0)
    )
    assert "Panne" in [getattr(row, "body", {}).get("text") for row in rows]


# ── Away, and back ───────────────────────────────────────────────────────────────────────────────


def membership(update_id: int, status: str) -> dict:
    us = {"id": 1, "is_bot": True, "first_name": "Palier"}
    change = {"status": status, "user": us}
    chat = {"chat": CHAT, "from": KARIM, "date": 1, "new_chat_member": change}
    return {"update_id": update_id, "my_chat_member": chat}


async def test_who_blocks_us_is_gone_and_who_lets_us_in_again_is_back(tell, address):
    await tell(said(1, "bonjour"), membership(2, "kicked"))
    gone = address().gone_at
    await tell(membership(3, "member"))

    assert gone is not None
    assert address().gone_at is None


async def test_a_block_of_somebody_unknown_is_nothing(tell, address):
    await tell(membership(1, "kicked"))

    assert address() is None


async def test_a_chat_that_has_another_id_is_followed(tell, on_telegram):
    await tell(said(1, "bonjour"))
    grown = {"message_id": 2, "date": 1, "chat": {"id": 555, "type": "group"}}
    await tell({"update_id": 2, "message": grown | {"migrate_to_chat_id": -1001}})

    find = on_telegram.database.read_now
    assert find(lambda k: k.conversations.find_address("telegram", "", "-1001")) is not None
    assert find(lambda k: k.conversations.find_address("telegram", "", "555")) is None


async def test_what_is_refused_because_the_chat_moved_goes_to_its_new_id(tell, api):
    api.refusals.append(
        (
            400,
            {
                "description": "Bad Request: group chat was upgraded to a supergroup chat",
                "parameters": {"migrate_to_chat_id": -1001},
            },
        )
    )

    await tell(said(1, "bonjour"))

    assert [form["chat_id"] for form in api.of("sendMessage")][:2] == ["555", "-1001"]


# ── How it looks ─────────────────────────────────────────────────────────────────────────────────


async def test_a_quick_answer_shows_no_sign_of_typing(tell, api):
    await tell(said(1, "bonjour"))

    assert api.of("sendChatAction") == []


async def test_a_slow_answer_shows_that_one_is_typing(tell, api, on_telegram, monkeypatch):
    monkeypatch.setattr(telegram_door, "SLOW", 0.0)

    await tell(said(1, "bonjour"))

    assert api.of("sendChatAction") == [{"chat_id": "555", "action": "typing"}]


async def test_arabic_is_written_from_right_to_left_around_a_reference(tell, api):
    arab = {"from": KARIM | {"language_code": "ar"}}
    await tell(said(1, "مرحبا", **arab), said(2, "/aide", **arab))

    assert all(line.startswith("\u200f") for line in api.sent()[-1].splitlines() if line)
    assert re.search("\u2066[^\u2069]+\u2069", api.sent()[-1])
