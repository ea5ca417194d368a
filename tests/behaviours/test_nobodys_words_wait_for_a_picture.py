"""While a photo is slow to come, danger is answered; the rest keeps its order, and the photo its place."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from bot import clock, overtaking, reading, telegram_files
from bot.channels import telegram
from bot.turns import Turns
from nlu.understanding import understand
from tests.bot.test_telegram_files import LEAK, photo
from tests.fake_telegram import TOKEN, said, settled

FIRE = "au feu ya le feu dans la cuisine"
ABOUT = "C'est à propos de quoi ?"
THANKS = (ABOUT, "Photo reçue", "ajouté à votre demande")
SAID = ("sendMessage", "editMessageText")
PATIENCE = 60  # seconds, when nothing else ends a wait


@pytest.fixture
async def on_telegram(start, store, api, at_any_pace):
    """A Palier on Telegram, on SQLite and on PostgreSQL, whose photos come when the test says so."""
    running = start(store, telegram_token=TOKEN, telegram_api_url=api.url)
    running.ringing.on(asyncio.get_running_loop())
    api.held["p"] = asyncio.Event()
    yield running
    api.held["p"].set()
    await running.telegram.close()


@asynccontextmanager
async def still_fetching(api):
    """Do what follows while the photo is on its way: nobody is thanked for it yet."""
    async with asyncio.timeout(PATIENCE):
        while not api.asked_for:  # noqa: ASYNC110 (the fake tells nobody)
            await asyncio.sleep(0.01)
        yield
    assert order(api, *THANKS) == []


async def heard(api, words):
    while not any(words in text for text in api.sent()):  # noqa: ASYNC110 (the fake's)
        await asyncio.sleep(0.01)


async def come(running, api):
    api.held["p"].set()
    await settled(running)


def case(running):
    def read(kept):
        address = kept.conversations.find_address("telegram", "", "555")
        (found,) = kept.cases.open_of(address.household_id, address.id)
        return found, kept.mail.media_of_case(found.id)

    return running.database.read_now(read)


def order(api, *words):
    """Return the words that were said, in the order in which they were."""
    texts = [form["text"] for method, form in api.calls if method in SAID]
    return [one for text in texts for one in words if one in text]


async def test_danger_behind_a_photo_is_answered_while_it_is_on_its_way(on_telegram, api):
    await on_telegram.telegram.accept(photo(1))
    async with still_fetching(api):
        await on_telegram.telegram.accept(said(2, FIRE))
        await heard(api, "18")

    await come(on_telegram, api)

    opened, files = case(on_telegram)
    assert (opened.restricted, [file.kind for file in files]) == (True, ["image"])
    assert api.asked_for == ["p"]
    await heard(api, "C'est gardé pour la personne prévenue")  # urgent: maybe before a question


async def test_danger_goes_before_ordinary_words_that_wait_for_the_photo_too(on_telegram, api):
    await on_telegram.telegram.accept(photo(1))
    async with still_fetching(api):
        await on_telegram.telegram.accept(said(2, LEAK))
        await on_telegram.telegram.accept(said(3, FIRE))
        await heard(api, "18")

    await come(on_telegram, api)

    left = on_telegram.database.read_now(lambda k: k.mail.conversations_with_open_messages())
    assert left == []
    assert order(api, "FEU, FUMÉE", "Depuis quand") == ["FEU, FUMÉE", "Depuis quand"]


async def test_what_is_said_about_a_danger_does_not_wait_for_the_photo_either(on_telegram, api):
    await on_telegram.telegram.accept(photo(1))
    async with still_fetching(api):
        await on_telegram.telegram.accept(said(2, FIRE))
        await heard(api, "18")
        before = len(api.sent())
        await on_telegram.telegram.accept(said(3, "12 rue des lilas denain"))
        while len(api.sent()) == before:  # noqa: ASYNC110 (the fake's)
            await asyncio.sleep(0.01)

    await come(on_telegram, api)


async def test_danger_in_the_words_of_a_second_photo_waits_for_neither(on_telegram, api):
    await on_telegram.telegram.accept(photo(1))
    async with still_fetching(api):
        await on_telegram.telegram.accept(photo(2, caption=FIRE))
        await heard(api, "18")

    await come(on_telegram, api)

    _, files = case(on_telegram)
    assert len(files) == 2


async def test_ordinary_words_behind_a_photo_keep_their_order(on_telegram, api):
    await on_telegram.telegram.accept(photo(1))
    async with still_fetching(api):
        await on_telegram.telegram.accept(said(2, LEAK))
        await asyncio.sleep(0.2)
    assert api.sent() == []

    await come(on_telegram, api)

    assert order(api, ABOUT, "Depuis quand") == [ABOUT, "Depuis quand"]


async def test_words_before_a_photo_are_answered_while_it_is_on_its_way(on_telegram, api):
    first = telegram.read(said(1, LEAK), account="", now=clock.now()).message
    await on_telegram.intake.accept(first)  # its turn has not come yet
    await on_telegram.telegram.accept(photo(2))
    async with still_fetching(api):
        await heard(api, "Depuis quand")

    await come(on_telegram, api)

    assert order(api, "Photo reçue", "Depuis quand")[:2] == ["Depuis quand", "Photo reçue"]


async def test_a_photo_that_never_comes_is_said_and_stops_nothing(on_telegram, api, monkeypatch):
    monkeypatch.setattr(telegram_files, "FETCHED_AGAIN_AFTER", (0.0, 0.0))
    api.broken.add("getFile")
    await on_telegram.telegram.accept(photo(1))
    await on_telegram.telegram.accept(said(2, LEAK))
    await settled(on_telegram)

    assert order(api, "encore une fois", "Depuis quand") == ["encore une fois", "Depuis quand"]


async def test_a_message_with_a_photo_is_understood_once(on_telegram, api, monkeypatch):
    understood = []

    def count(text, *given):
        understood.append(text)
        return understand(text, *given)

    monkeypatch.setattr(reading, "understand", count)
    await on_telegram.telegram.accept(photo(1, caption=LEAK))
    await come(on_telegram, api)

    assert understood == [LEAK]
    assert order(api, "Depuis quand") == ["Depuis quand"]


async def test_what_was_forgotten_while_its_photo_came_is_read_again(
    on_telegram, api, monkeypatch
):
    monkeypatch.setattr(overtaking, "MOST", 1)
    other = photo(2)
    other["message"] |= {"chat": {"id": 9, "type": "private"}, "from": {"id": 9, "is_bot": False}}
    await on_telegram.telegram.accept(photo(1, caption=LEAK))
    await on_telegram.telegram.accept(other)
    async with still_fetching(api):
        await on_telegram.telegram.accept(said(3, FIRE))
        await heard(api, "18")

    await come(on_telegram, api)

    row = on_telegram.database.read_now(lambda kept: kept.mail.get(1))
    assert (row.done_at is not None, row.error, len(row.body["media"])) == (True, None, 1)


async def test_a_danger_whose_turn_fails_takes_no_photo_with_it(on_telegram, api, monkeypatch):
    write, failed = Turns._write, []

    def fail_once(turns, kept, before, *more):
        if before.body.get("text") == FIRE and not failed:
            failed.append(before.waiting.id)
            raise ValueError("a mistake of ours")
        return write(turns, kept, before, *more)

    monkeypatch.setattr(Turns, "_write", fail_once)
    await on_telegram.telegram.accept(photo(1))
    async with still_fetching(api):
        await on_telegram.telegram.accept(said(2, FIRE))
        while not failed or len(api.sent()) == 0:  # noqa: ASYNC110 (the fake's)
            await asyncio.sleep(0.01)
    await come(on_telegram, api)

    aside = on_telegram.database.read_now(lambda kept: kept.mail.set_aside())
    assert [row.id for row in aside] == failed
    assert case(on_telegram)[1], "the photo is with the case that a person reads"


async def test_after_a_crash_danger_is_answered_before_any_photo_is_asked_for(on_telegram, api):
    for update in (photo(1), said(2, FIRE)):
        message = telegram.read(update, account="", now=clock.now()).message
        await on_telegram.intake.accept(message)
    sweeping = asyncio.create_task(on_telegram.intake.sweep())
    async with still_fetching(api):
        await heard(api, "18")

    api.held["p"].set()
    await sweeping

    assert len(case(on_telegram)[1]) == 1


async def test_two_processes_that_fetch_one_photo_keep_it_once(on_telegram, api, start, store):
    second = start(store, telegram_token=TOKEN, telegram_api_url=api.url)
    second.ringing.on(asyncio.get_running_loop())
    await on_telegram.telegram.accept(photo(1))
    async with still_fetching(api):
        await second.telegram.accept(said(2, FIRE))
        await heard(api, "18")
        await second.telegram.accept(said(3, "bonjour"))
    await come(on_telegram, api)
    await settled(second)
    await second.telegram.close()

    _, files = case(on_telegram)
    assert len(files) == 1
    assert [path.name for path in on_telegram.files.iterdir()] == [files[0].id]
