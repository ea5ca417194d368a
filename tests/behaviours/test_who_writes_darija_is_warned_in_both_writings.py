"""Darija in Latin letters: what is said of a danger stands in French and in Arabic at once."""

import re

import pytest

from tests.play import Player

ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("7alet lgaz kayn rih dyal lgaz", "0 800 47 33 33"),
        ("rajli kaydrebni", "3919"),
        ("bghit nmout", "3114"),
        ("fiha dokhan bzaf f drouj", "18"),
    ],
)
def test_the_numbers_are_said_in_both_and_first(palier, told, number):
    first, *rest = Player(palier).say(told)

    french, arabic = first.split(number, 1)[0], first.rsplit(number, 1)[1]
    assert not ARABIC.search(french)
    assert ARABIC.search(arabic)
    assert first.count(number) >= len((french, arabic))
    assert any("l3arbiya" in said for said in rest)
    assert "l3arbiya" not in rest[-1]  # what is asked stands last


def test_a_number_typed_under_the_alarm_answers_the_alarm(palier):
    player = Player(palier)
    turn = player.turn("7alet lgaz kayn rih dyal lgaz")

    assert not [c for reply in turn for c in reply.choices if "language" in c["payload"]]


def test_what_is_no_danger_stays_in_french_with_the_offer_of_arabic(palier):
    said = Player(palier).turn("salam 3andi mochkil f chauffage")

    assert [c["payload"] for reply in said for c in reply.choices] == ["language.set=ar"]
    assert not ARABIC.search(said[-1].text)


def test_who_wants_no_words_here_may_still_ask_for_an_sms(palier):
    player = Player(palier)
    player.say("rajli kaydrebni")
    player.say("la")

    (said,) = player.say("sms")

    assert "114" in said
    assert "Je n'ai pas bien compris" not in said
