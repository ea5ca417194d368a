"""Whoever tells a danger in a language that is only read gets in it what saves, beside French."""

import pytest

from dialogs.asides.their_language import LANGUAGES
from tests.play import Player


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("mąż mnie bije", ("17 lub 112", "SMS na 114", "bezpiecznie odpisać")),
        ("в мене вдома пожежа на кухні", ("18 або 112", "Не користуйтеся ліфтом", "у безпеці?")),
        ("муж меня бьёт помогите", ("17 или 112", "SMS на 114", "отвечать вам здесь")),
        ("miroase a gaz in bucatarie", ("18 sau la 112", "Nu aprindeți nimic", "afară?")),
        ("mi marido me pega", ("17 o al 112", "SMS al 114", "sin riesgo?")),
        ("voglio morire", ("3114 o il 112", "senza aiuto", "Adesso è al sicuro?")),
        ("o meu vizinho ameaça-me com uma faca", ("17 ou o 112", "SMS para o 114", "segurança")),
    ],
)
def test_numbers_what_to_do_and_the_question(palier, told, said):
    answered = Player(palier).say(told)

    words = "\n".join(answered)
    for piece in said:
        assert piece in words, words
    assert "appelez" in answered[0].casefold() or "gaz" in answered[0].casefold()


def test_a_doubt_is_asked_about_in_their_language_and_a_no_ends_it(palier):
    person = Player(palier)

    asked = "\n".join(person.say("boję się że on mi coś zrobi"))
    ended = "\n".join(person.say("nie"))

    assert "Czy ktoś jest teraz w niebezpieczeństwie? Odpowiedz: tak lub nie." in asked
    assert "17 lub 112" in asked
    assert "Czy ktoś jest" not in ended


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_such_language_has_every_word(palier, language):
    kinds = ("fire", "gas", "medical", "people", "suicide")
    questions = ("danger", "dying", "may_we_write", "where", "safe_now", "outside")
    ids = [f"alarm.do_in.{language}.{kind}" for kind in kinds]
    ids += [f"alarm.ask_in.{language}.{question}" for question in questions]
    ids += [f"alarm.call_in.{language}", f"language.read.{language}"]

    assert [one for one in ids if not palier.wording.has(one)] == []


@pytest.mark.parametrize(
    ("words", "call"),
    [
        (("mój mąż mnie bije", "on jest tutaj", "boję się, co mam robić"), "zadzwoń: 17"),
        (("mio marito mi picchia", "è qui adesso", "ho paura"), "chiami il 17"),
    ],
)
def test_whom_to_call_is_told_in_their_language_each_time_it_is_told(palier, words, call):
    player = Player(palier)

    for said in words:
        assert any(call in line for line in player.say(said))


def test_ukrainian_without_its_letters_is_answered_with_them(palier):
    said = Player(palier).say("dopomozhit cholovik mene bye")

    assert any("телефонуйте: 17" in line for line in said)
