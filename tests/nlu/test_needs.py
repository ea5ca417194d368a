"""Clauses: where a message may pass from one thing to another."""

import pytest

from nlu.clauses import cut_clauses, cut_runs
from nlu.courtesy import without_courtesy
from nlu.needs import ONLY_OF
from nlu.normalise import sound_out, write_out
from storage.demo.files import read_reference

CUTS = {
    "une fuite et plus de chauffage": ["une fuite", "et plus de chauffage"],
    "j'ai perdu mon travail. je peux pas payer": ["j'ai perdu mon travail", "je peux pas payer"],
    "ma voisine, oui, elle crie": ["ma voisine", "oui, elle crie"],
    "chauffage": ["chauffage"],
}


@pytest.mark.parametrize(("text", "pieces"), CUTS.items(), ids=list(CUTS))
def test_a_message_is_cut_where_something_else_may_begin(text, pieces):
    assert [text[start:end] for start, end in cut_clauses(text)] == pieces


STORY = (
    "mon fils est rentre de l'hopital hier et le radiateur de sa chambre ne chauffe pas du tout "
    "en plus la caf a coupe notre allocation"
)


def test_a_story_is_read_in_runs_of_words_too_wherever_it_is_cut():
    runs = [STORY[start:end] for start, end in cut_runs(STORY)]

    assert runs == [
        "mon fils est rentre de l'hopital hier et le radiateur de",
        "le radiateur de sa chambre ne chauffe pas du tout en plus",
        "chauffe pas du tout en plus la caf a coupe notre allocation",
    ]


def test_a_short_message_and_one_without_words_have_no_runs():
    assert cut_runs("j'ai perdu mon travail et il y a une fuite") == ()
    assert cut_runs("… !! ??") == ()


def test_the_longest_message_is_read_in_a_dozen_runs_at_most():
    assert len(cut_runs("le mur est mouille " * 600)) == 12


def test_what_is_only_of_a_home_or_only_of_the_building_agrees_with_the_reference():
    zones = {row["code"]: row["zones"] for row in read_reference("problems.json")}

    assert all(zones[code] == ["D"] for code in ONLY_OF["home_repair"])
    assert all(zones[code] == ["B"] for code in ONLY_OF["common_area_fault"])


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
