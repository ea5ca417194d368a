"""A death is heard however it is told; a separation or a lost key is none."""

import pytest

from nlu.folding import fold_text
from nlu.losses import find_losses


@pytest.mark.parametrize(
    "text",
    [
        "mon père vient de mourir",
        "ma mere viens de mourrir",
        "j'ai perdu ma grand-mère cet été",
        "mon mari nous a quittés le 3",
        "Mon épouse s'est éteinte lundi",
        "mn pere é DCD ya 2 moi",
        "I lost my husband in March",
        "my mother has just died",
        "babamı kaybettik",
        "فقدت والدي قبل شهر",
        "yemma matet had simana",
    ],
)
def test_a_death_is_heard(text):
    assert [(found.name, found.value) for found in find_losses(fold_text(text))] == [
        ("change", "death")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "mon mari m'a quittée",
        "j'ai perdu ma clé",
        "j'ai perdu mon fils au marché",
        "ma mère vient de partir en vacances",
        "je suis mort de fatigue",
        "I lost my job",
    ],
)
def test_who_left_and_what_was_lost_is_no_death(text):
    assert not find_losses(fold_text(text))
