"""A report on Telegram is one message that goes on, as long as the person looks at it."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot import telegram_door
from bot.channels import telegram_wire
from tests.bot.test_telegram_files import photo
from tests.bot.test_telegram_people import edited, press
from tests.fake_telegram import said, settled

# Then the reason is asked, with buttons.
ASKED = ("je suis en retard de 2 mois de loyer", "rien", "les tilleuls denain")


@pytest.fixture
async def asked(tell):
    """A person who is asked for the reason, under the last message of the chat."""
    for number, line in enumerate(ASKED, start=1):
        await tell(said(number, line))


@pytest.fixture
def answer(tell, api):
    """Return a way to press a button of the last message."""
    numbers = iter(range(100, 200))

    async def press_last(data: str, label: str) -> None:
        await tell(press(next(numbers), data, label, message_id=api.last_id()))

    return press_last


@pytest.fixture
async def summed_up(asked, answer):
    """A report that is summed up."""
    await answer("arrears.reason=illness", "maladie")
    await answer("arrears.call_when=morning", "le matin")


def buttons(api) -> list[str]:
    """Return what the buttons under the last message send back."""
    markup = json.loads(api.standing[str(api.last_id())].get("reply_markup", "{}"))
    return [key["callback_data"] for row in markup.get("inline_keyboard", ()) for key in row]


def outbox(palier, message: str) -> list:
    def read(kept):
        talk = kept.conversations.of("telegram", "", "555")
        return [
            row for row in kept.mail.since(talk.id, 0) if getattr(row, "message", "") == message
        ]

    return palier.database.read_now(read)


async def test_the_next_question_takes_the_place_of_the_one_answered(asked, answer, api):
    before, marks = api.chat(), len(api.of("editMessageReplyMarkup"))

    await answer("arrears.reason=illness", "maladie")

    assert len(api.chat()) == len(before)
    assert api.chat()[:-1] == before[:-1]
    assert api.chat()[-1].startswith("Déjà noté :\n")
    assert "maladie" in api.chat()[-1]
    assert len(api.of("editMessageReplyMarkup")) == marks, "what took its place needs no mark"


async def test_a_typed_answer_is_answered_below_and_the_old_buttons_go(asked, tell, api):
    question = api.last_id()

    await tell(said(5, "maladie"))

    assert api.of("editMessageText") == []
    assert api.of("editMessageReplyMarkup")[-1]["message_id"] == str(question)
    assert json.loads(api.of("editMessageReplyMarkup")[-1]["reply_markup"]) == {
        "inline_keyboard": []
    }


async def test_under_a_message_of_yesterday_nothing_is_changed(asked, answer, tell, api):
    await tell(said(5, "attendez"))
    old = list(api.standing)[-2]
    before = len(api.chat())

    await tell(press(6, "arrears.reason=illness", "maladie", message_id=int(old)))

    assert api.of("editMessageText") == []
    assert len(api.chat()) > before


async def test_a_summary_put_right_by_buttons_stays_one_message(summed_up, answer, api):
    before = len(api.chat())
    assert "maladie" in api.chat()[-1]

    await answer("report.confirm=no", "Corriger")
    await answer("report.correct=arrears:reason", "raison")
    await answer("arrears.reason=job_loss", "perte de travail")

    assert len(api.chat()) == before
    assert "travail" in api.chat()[-1]
    assert "maladie" not in api.chat()[-1]
    assert "report.confirm=yes" in buttons(api)


async def test_a_summary_put_right_by_words_leaves_one_summary(summed_up, tell, api):
    before = sum("Voici ce que j'ai compris" in text for text in api.chat())

    await tell(said(20, "non, c'est 3 mois"))

    summaries = [text for text in api.chat() if "Voici ce que j'ai compris" in text]
    assert (before, len(summaries)) == (1, 1)
    assert "3" in summaries[0]
    assert summaries[0] == api.chat()[-1]
    assert "Ce résumé a changé. Le nouveau suit." in api.chat()


async def test_a_message_put_right_in_the_chat_changes_the_summary_where_it_stands(
    summed_up, tell, api
):
    before = len(api.chat())

    await tell(edited(20, 1, "je suis en retard de 3 mois de loyer"))

    assert len(api.chat()) == before
    assert api.chat()[-1].startswith(
        "C'est corrigé : 3 mois de retard.\n\nVoici ce que j'ai compris"
    )
    assert "3" in api.chat()[-1]


async def test_a_change_that_telegram_refuses_becomes_a_new_message(asked, answer, api):
    before = len(api.chat())
    api.lost.add(str(api.last_id()))

    await answer("arrears.reason=illness", "maladie")

    assert len(api.chat()) == before + 1
    assert "maladie" in api.chat()[-1]


async def test_a_change_whose_line_broke_is_made_once_and_is_no_second_message(
    asked, answer, api, on_telegram, now, monkeypatch
):
    monkeypatch.setattr(telegram_wire, "TIMEOUT", 0.3)
    before = len(api.chat())
    api.ways.append("reset after")

    await answer("arrears.reason=illness", "maladie")
    now.at += timedelta(minutes=1)
    await on_telegram.intake.sweep()

    assert len(api.chat()) == before
    assert "maladie" in api.chat()[-1]
    (row,) = outbox(on_telegram, "arrears.ask.call_when")
    assert (row.status, row.maybe_twice) == ("sent", False)
    assert len(api.of("editMessageText")) == 2, "the second says that it is so already"


async def test_what_was_written_while_a_change_waited_is_answered_below_it(
    asked, answer, tell, api, on_telegram, now
):
    api.refusals.append((500, {"description": "Internal Server Error"}))
    await answer("arrears.reason=illness", "maladie")
    await tell(said(50, "vous êtes là ?"))
    edits = len(api.of("editMessageText"))

    now.at += timedelta(minutes=5)
    await on_telegram.intake.sweep()

    assert len(api.of("editMessageText")) == edits
    assert any("maladie" in text for text in api.sent())


async def test_danger_is_never_written_over_a_question(asked, tell, api):
    standing = dict(api.standing)

    await tell(edited(30, 2, "au feu ya le feu dans la cuisine"))

    assert api.of("editMessageText") == []
    assert list(api.standing)[: len(standing)] == list(standing)
    assert any("18" in text for text in api.chat()[len(standing) :])


async def test_one_is_shown_to_be_typing_as_long_as_the_answer_takes(
    tell, api, on_telegram, monkeypatch
):
    monkeypatch.setattr(telegram_door, "SLOW", 0.0)
    monkeypatch.setattr(telegram_door, "SHOWN_FOR", 0.01)

    api.held["p"] = asyncio.Event()
    await on_telegram.telegram.accept(photo(1))
    while len(api.of("sendChatAction")) < 2:  # noqa: ASYNC110 (the fake tells nobody)
        await asyncio.sleep(0.01)
    api.held["p"].set()
    await settled(on_telegram)
    shown = len(api.of("sendChatAction"))
    await asyncio.sleep(0.05)

    assert len(api.of("sendChatAction")) == shown, "and no longer"
    assert api.sent()
