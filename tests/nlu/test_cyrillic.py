"""Ukrainian and Russian in Latin letters are read in their own."""

import pytest

from benchmarks.examination import NOW
from nlu.cyrillic import in_its_letters, write_in_cyrillic
from nlu.entities import find_entities


@pytest.mark.parametrize(
    ("typed", "language", "written"),
    [
        ("mene bye cholovik", "uk", "мене б'є чоловік"),
        ("mene b'ye cholovik", "uk", "мене б'є чоловік"),
        ("shcho robyty", "uk", "що робити"),
        ("szczo robyty", "uk", "що робити"),
        ("ya khochu pomerty", "uk", "я хочу померти"),
        ("ja hochu pomerty", "uk", "я хочу померти"),
        ("dytyna ne dykhaye", "uk", "дитина не дихає"),
        ("pozhar v kvartire", "ru", "пожар в квартире"),
        ("muzh menya byet", "ru", "муж меня бьет"),
        ("rebenok ne dyshit", "ru", "ребенок не дышит"),
    ],
)
def test_however_it_is_typed_it_is_near_enough(typed, language, written):
    assert write_in_cyrillic(typed, language) == written


def test_french_words_and_other_languages_stay_as_they_are():
    assert write_in_cyrillic("lyst z mairie", "uk") == "листь з mairie"
    assert write_in_cyrillic("мене б'є cholovik", "uk") == "мене б'є cholovik"
    assert write_in_cyrillic("la mairie", "fr") == "la mairie"


def test_an_example_in_latin_letters_is_learnt_as_it_will_be_read():
    assert in_its_letters("ja ne rozumiju shcho take", "uk") == "я не розумію що таке"
    assert in_its_letters("pomogite menya muzh byet", "uk").startswith("помогите")
    assert in_its_letters("nie mam wody", "pl") == "nie mam wody"


def test_what_is_named_in_latin_letters_is_found_where_it_stands():
    found = find_entities("lift ne pratsyuye z ponedilka, 300 evro", now=NOW, language="uk")

    assert {(e.name, e.value, e.text) for e in found} == {
        ("problem_type", "lift_down", "lift ne pratsyuye"),
        ("since", "2026-11-23", "ponedilka"),
        ("amount", 300.0, "300 evro"),
    }
    assert not [e for e in find_entities("moy nomer 204518", now=NOW, language="ru") if e.end < 10]
