"""Phrases compared by their sound."""

import pytest

from nlu.folding import fold_text
from nlu.phrases import Phrasebook, read_words, sound_of

ALIKE = [
    ("chauffage", "chofage"),
    ("ascenseur", "assenseur"),
    ("moisissure", "moisisure"),
    ("serrure", "serure"),
    ("fuite", "fuit"),
    ("bouché", "boucher"),
    ("quittance", "kitance"),
    ("cafards", "cafar"),
    ("vantilation", "ventilation"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_spellings_of_one_sound_are_alike(one, other):
    one, other = fold_text(one).text, fold_text(other).text

    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    "text", ["ya plu deau chaude", "Plus d'eau chaude !", "plus de l'eau chaude"]
)
def test_small_words_and_stuck_articles_do_not_hide_a_phrase(text):
    book = Phrasebook([("plus d'eau chaude", "thing", "found")])

    assert [hit.value for hit in book.find(read_words(fold_text(text)))] == ["found"]


def test_one_wrong_letter_in_a_long_word_is_forgiven():
    book = Phrasebook([("interphone", "thing", "found")])

    assert book.find(read_words(fold_text("linterphpne est mort")))


def test_a_phrase_does_not_cross_the_end_of_a_sentence():
    book = Phrasebook([("eau chaude", "thing", "found")])

    assert book.find(read_words(fold_text("plus d'eau. chaude journée"))) == ()


def test_an_exact_word_is_not_found_by_its_sound():
    book = Phrasebook([("=suie", "thing", "found")])

    assert book.find(read_words(fold_text("je suis là"))) == ()
    assert book.find(read_words(fold_text("de la suie")))


def test_a_phrase_of_small_words_only_is_refused():
    with pytest.raises(ValueError, match="only small words"):
        Phrasebook([("de la", "thing", "found")])
