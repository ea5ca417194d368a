"""Folding, and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.folding import _fold_each, fold_text, fold_word

WORDS = {
    "Éléphant": "elephant",
    "cœur": "coeur",
    "l’évier": "l'evier",
    "ışık": "isik",
    "URGENTTTTT": "urgentt",
    "1000": "1000",
    "rez-de-chaussée": "rez de chaussee",
    "  deux   mots ": "deux mots",
    "٣ أيام": "3 ايام",
    "👍🏽": "👍",
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items(), ids=WORDS)
def test_case_accents_and_flourishes_go(text, expected):
    assert fold_word(text) == expected


@pytest.mark.parametrize(
    "text", ["Le cœur   du Haut-Beffroi !!", "Œuvre", "éé", "ﷺ oui", "a\n\nb"]
)
def test_each_place_leads_back_to_the_original(text):
    message = fold_text(text)

    spans = [message.original_span(place, place + 1) for place in range(len(message.text))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_what_is_hidden_keeps_everything_else_in_place():
    message = fold_text("le 06 demain").blanked([(3, 5)])

    assert message.text == "le || demain"
    assert message.original_span(6, 12) == (6, 12)


@given(st.text() | st.text(alphabet="aAéœ ı\t\n-’ß\u200b\u0301ŀﬃ3٣İ", max_size=12))
def test_a_text_is_folded_at_once_as_it_is_character_by_character(text):
    assert fold_text(text) == _fold_each(text)
