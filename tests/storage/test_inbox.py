"""What is found again in the inbox, on both databases: an edited message, a file left behind."""

from datetime import timedelta
from functools import partial

import pytest

from bot import clock
from bot.channels.contract import FileToFetch, Incoming
from bot.intake import store
from storage.kept import Kept
from tests.play import Player

PHOTO = FileToFetch("photo-1", "image", 9)


@pytest.fixture
def put(on_both):
    """Store a message of one person; returns its row."""
    count = iter(range(1, 100))

    def keep(user: str = "555", **said):
        message = Incoming(channel="rest", user=user, id=str(next(count)), at=clock.now(), **said)
        accepted = on_both.database.write_now(partial(store, message))
        return on_both.database.read_now(lambda kept: kept.mail.get(accepted.inbox_id))

    return keep


def ids(rows) -> list[int]:
    return [row.id for row in rows]


def test_an_edited_message_is_found_by_its_id_at_the_channel_and_the_latest_words_count(
    on_both, put
):
    first = put(text="bonjour", said_in="7")
    put(text="autre", said_in="8")
    edit = put(text="bonjour !", said_in="7", edits=True)
    put(text="bonjour", said_in="7", user="another")

    find = on_both.database.read_now
    assert find(lambda k: k.mail.said_in(first.conversation_id, "7")).id == edit.id
    assert find(lambda k: k.mail.said_in(first.conversation_id, "9")) is None


def test_a_file_waits_with_its_message_and_is_left_once_that_is_answered(on_both, put):
    plain, waiting, behind = put(text="bonjour"), put(file=PHOTO), put(text="allo")
    talk, since = plain.conversation_id, clock.now() - timedelta(hours=1)
    read, write = on_both.database.read_now, on_both.database.write_now
    assert read(lambda k: k.mail.file_to_fetch(talk)) is None
    assert [row for row, _ in read(lambda k: k.mail.open_behind(talk, waiting.id))] == [behind.id]

    write(lambda k: k.mail.done(plain.id, now=clock.now()))
    assert read(lambda k: k.mail.file_to_fetch(talk)).id == waiting.id
    assert read(lambda k: k.mail.files_left(since)) == []

    write(lambda k: k.mail.done(waiting.id, now=clock.now()))

    assert read(lambda k: k.mail.file_to_fetch(talk)) is None
    assert ids(read(lambda k: k.mail.files_left(since, talk))) == [waiting.id]
    assert ids(read(lambda k: k.mail.files_left(since))) == [waiting.id]
    assert read(lambda k: k.mail.files_left(clock.now() + timedelta(hours=1))) == []


def test_of_two_that_fetch_a_file_one_keeps_it(on_both, put):
    row = put(file=PHOTO)

    def fetched(media: str):
        return on_both.database.write_now(lambda kept: kept.mail.fetched(row.id, media))

    assert (fetched("m1"), fetched("m2")) == (True, False)
    body = on_both.database.read_now(lambda kept: kept.mail.get(row.id)).body
    assert body["media"] == ["m1"]


@pytest.mark.parametrize(
    ("media", "refused", "left"),
    [
        ("m1", None, {"media": ["m1"], "kind": "image"}),
        (None, "media.not_fetched", {"media": [], "refused": "media.not_fetched"}),
    ],
    ids=["kept", "refused"],
)
def test_a_file_that_came_or_cannot_come_waits_no_more(on_both, put, media, refused, left):
    row = put(file=PHOTO)

    def fetched(kept: Kept) -> None:
        kept.mail.fetched(row.id, media, refused)

    on_both.database.write_now(fetched)

    body = on_both.database.read_now(lambda kept: kept.mail.get(row.id)).body
    assert "file" not in body
    assert {name: body[name] for name in left} == left


def test_the_choices_on_offer_are_those_of_the_last_turn(on_both):
    person = Player(on_both)

    def offered(kept: Kept) -> list:
        return kept.mail.choices_offered(kept.conversations.of("rest", "", person.user).id)

    person.say("bonjour")
    first = on_both.database.read_now(offered)
    person.say("j'ai perdu mon travail")

    assert [choice["label"] for choice in first] == ["Loyer", "Panne", "Papiers", "Travail"]
    assert on_both.database.read_now(offered) != first
    assert on_both.database.read_now(lambda k: k.mail.choices_offered(10**6)) == []
