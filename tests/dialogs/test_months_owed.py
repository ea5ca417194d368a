"""How long nothing is paid is a number of months of rent."""

import pytest

from dialogs.answers.reading import read_unasked
from dialogs.forms import read_forms
from tests.dialogs.hearing import hear
from tests.play import Player

SLOT = read_forms()["arrears"].slot("months_count")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("loyer depuis 2 mois", 2),
        ("2 mois de loyer de retard", 2),
        ("ça fait deux mois que je paye pas", 2),
        ("sa fait 3 mois que jai pas payé le loyer", 3),
        ("je paye pas le loyer depuis 2 mois", 2),
        ("depuis 4 mois je paie plus rien", 4),
        ("I haven't paid the rent for 2 months", 2),
        ("je suis en retard depuis deux mois", 2),
    ],
)
def test_months_without_paying_are_months_owed(text, months):
    assert read_unasked(SLOT, hear(text)) == months


@pytest.mark.parametrize(
    "text",
    [
        "j'ai perdu mon travail depuis 2 mois, je suis en retard",
        "je paye mon loyer depuis 2 ans",
        "ça fait deux mois que je vous écris",
        "plus de chauffage depuis 2 mois",
    ],
)
def test_how_long_something_else_lasts_counts_no_rent(text):
    assert read_unasked(SLOT, hear(text)) is None


@pytest.mark.parametrize(
    "text",
    ["loyer depuis 2 mois", "2 mois de loyer de retard", "ça fait deux mois que je paye pas"],
)
def test_the_number_of_months_is_not_asked_again(palier, text):
    assert "Pouvez-vous payer une partie" in "\n".join(Player(palier).say(text))
