"""Clauses: where a message may pass from one thing to another."""

import pytest

from nlu.clauses import cut_clauses
from nlu.courtesy import without_courtesy
from nlu.normalise import sound_out, write_out

CUTS = {
    "une fuite et plus de chauffage": ["une fuite", "et plus de chauffage"],
    "j'ai perdu mon travail. je peux pas payer": ["j'ai perdu mon travail", "je peux pas payer"],
    "ma voisine, oui, elle crie": ["ma voisine", "oui, elle crie"],
    "chauffage": ["chauffage"],
}


@pytest.mark.parametrize(("text", "pieces"), CUTS.items(), ids=list(CUTS))
def test_a_message_is_cut_where_something_else_may_begin(text, pieces):
    assert [text[start:end] for start, end in cut_clauses(text)] == pieces


COURTESY = {
    "bjr j'ai une fuite svp merci": "j'ai une fuite",
    "Bonjour madame, plus d'eau chaude depuis hier. Cordialement": "plus d'eau chaude depuis hier",
    "merci": "merci",
    "bonjour": "bonjour",
    "bonjour merci beaucoup": "bonjour merci beaucoup",
}


@pytest.mark.parametrize(("text", "left"), COURTESY.items(), ids=list(COURTESY))
def test_hello_and_thanks_are_left_out_around_what_is_said(text, left):
    assert without_courtesy(text) == left


SOUNDS = [
    ("chofage", "chauffage"),
    ("plu do chaude", "plus d'eau chaude"),
    ("kelkun", "quelqu'un"),
    ("jé payé", "j'ai payé"),
]


@pytest.mark.parametrize(("heard", "written"), SOUNDS)
def test_two_spellings_sound_alike(heard, written):
    assert sound_out(write_out(heard)) == sound_out(write_out(written))
