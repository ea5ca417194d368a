"""When more people begin to write on Telegram than may, danger is answered in full, and nobody is lost."""

from datetime import timedelta

import pytest
from sqlmodel import col, select, text

from bot.settings import WrongSettings, read_settings
from storage.tables.messages import Inbox
from tests.behaviours.test_a_link_ties_a_chat_to_a_lease_once import Guest, link
from tests.fake_telegram import TOKEN
from tests.play import Player

LATE = "je suis en retard de 2 mois de loyer"
COME_BACK = "Revenez dans quelques minutes, ou téléphonez à votre agence."


@pytest.fixture
def crowd(start, store):
    """Start a Palier on which so many chats of Telegram may begin in a minute."""

    def start_with(most: int):
        return start(store, telegram_token=TOKEN, telegram_new_chats=most)

    return start_with


@pytest.fixture
def full(crowd):
    """A Palier on which one chat may begin in a minute, and has."""
    palier = crowd(1)
    Player(palier, channel="telegram").say("bonjour")
    move(palier, "tat + 3600")  # however slow the test is, this minute does not end
    return palier


def move(palier, tat):
    """Move what is counted by the clock of the database."""
    with palier.database.engine.begin() as connection:
        connection.execute(text(f"UPDATE rate SET tat = {tat}"))


def some_minutes_later(palier):
    move(palier, "0")


def test_one_too_many_is_asked_once_and_kindly_to_come_back(full, now):
    person = Player(full, channel="telegram")

    (said,) = person.say(LATE)
    again = person.say("allo ?")

    assert COME_BACK in said
    assert "112" in said
    assert again == []


def test_what_was_written_meanwhile_is_kept_and_has_had_its_turn(full, now):
    person = Player(full, channel="telegram")
    for words in (LATE, "allo ?"):
        person.say(words)

    def written(kept):
        address = kept.conversations.find_address("telegram", "", person.user)
        talk = kept.conversations.of_case_address(address.id)
        query = select(Inbox).where(Inbox.conversation_id == talk.id).order_by(col(Inbox.id))
        return [
            (row.body["text"], row.done_at is None, row.error) for row in kept.session.exec(query)
        ]

    assert full.database.read_now(written) == [
        (LATE, False, None),
        ("allo ?", False, None),
    ]


def test_some_minutes_later_the_conversation_begins_as_any_other(full, now):
    person = Player(full, channel="telegram")
    person.say(LATE)
    some_minutes_later(full)
    now.at += timedelta(minutes=5)

    said = person.say(LATE)

    assert any("Je suis Palier" in one or "programme" in one for one in said)
    assert not any(COME_BACK in one for one in said)
    assert any("?" in one for one in person.say("rien"))


@pytest.mark.parametrize("first", [(), (LATE,)], ids=["at once", "after the sentence"])
def test_danger_of_one_too_many_is_answered_in_full_and_to_its_end(full, now, first):
    person = Player(full, channel="telegram")
    for words in first:
        person.say(words)

    numbers = person.say("au feu ya le feu dans la cuisine")
    where = person.say("12 rue des lilas denain")

    assert "18" in numbers[0]
    assert where
    assert not any(COME_BACK in one for one in (*numbers, *where))
    assert [case.restricted for case in person.facts().cases] == [True]


def test_who_is_in_the_middle_of_a_conversation_notices_nothing(full, now):
    first = Player(full, channel="telegram")
    some_minutes_later(full)
    first.say(LATE)
    Player(full, channel="telegram").say("bonjour")

    assert not any(COME_BACK in one for one in first.say("rien"))


def test_the_link_of_a_letter_opens_a_chat_whatever_the_crowd(full, now):
    assert Guest(full, channel="telegram").open(link(full))[-1] == "link.done"


def test_another_channel_is_not_counted(full, now):
    assert not any(COME_BACK in one for one in Player(full).say(LATE))


def test_all_processes_count_together(full, start, store, now):
    second = start(store, telegram_token=TOKEN, telegram_new_chats=1)

    assert COME_BACK in Player(second, channel="telegram").say(LATE)[0]


def test_none_is_counted_where_there_is_no_end(crowd, now):
    palier = crowd(0)

    said = [Player(palier, channel="telegram").say("bonjour") for _ in range(5)]

    assert not any(COME_BACK in one for answers in said for one in answers)


def test_less_than_none_is_refused_with_the_name_of_the_setting(tmp_path):
    with pytest.raises(WrongSettings, match="PALIER_TELEGRAM_NEW_CHATS"):
        read_settings(home=tmp_path, telegram_new_chats=-1)
