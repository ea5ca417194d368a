"""A wage is no offer, a day that is refused or asked about is no day that was told."""

import pytest

from dialogs.answers.availability import read_availability
from dialogs.answers.reading import read_answer, read_unasked
from dialogs.answers.said_sums import offered_sum, sums_said
from dialogs.forms import read_forms
from tests.dialogs.hearing import hear

FORMS = read_forms()
CAN_PAY = FORMS["arrears"].slot("can_pay")
AMOUNT = FORMS["arrears"].slot("amount")
SINCE = FORMS["home_repair"].slot("since")
DAY = FORMS["appointment"].slot("wanted_on")


@pytest.mark.parametrize(
    "said",
    [
        "je travaille à mi temps a carrefour 890 euros",
        "890 c'est mon salaire je peux pas donner 890",
        "je touche 600 euros de rsa",
        "j'ai 1100 euros de retraite",
        "ma pension c'est 700 euros",
    ],
)
def test_what_people_earn_is_neither_offered_nor_owed(said):
    heard = hear(said)

    assert read_answer("arrears", CAN_PAY, heard) is None
    assert read_unasked(AMOUNT, heard) is None


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("je peux payer 50 euros", 50.0),
        ("avec mon salaire je peux payer 50 euros", 50.0),
        ("je touche 600 euros de rsa je peux donner 30 euros", 30.0),
        ("pas 1 euro", 0.0),
        ("je peux pas payer 1 euro", 0.0),
        ("non pas 1 euro, je paie tout mais 8 jours en retard", None),
        ("je peux pas donner 890 euros", None),
    ],
)
def test_an_offer_is_the_sum_that_somebody_can_pay(said, offered):
    assert offered_sum(hear(said)) == offered


def test_a_sum_that_is_refused_is_not_owed():
    assert sums_said(hear("non pas 1 euro")) == []


@pytest.mark.parametrize(
    "said",
    ["quelqu'un vient aujourd'hui ??", "le mardi jamais", "jamais le mardi",
     "quand vous voulez sauf samedi", "mardi je peux pas", "est-ce que vous passez demain ?"],
)  # fmt: skip
def test_a_day_refused_or_asked_about_is_not_since_when(said):
    assert read_answer("home_repair", SINCE, hear(said)) is None
    assert read_unasked(SINCE, hear(said)) is None


@pytest.mark.parametrize(
    "said", ["lundi", "lundi ?", "c'est lundi ?", "depuis lundi, vous venez quand ?"]
)
def test_a_day_told_is_since_when_even_unsure(said):
    assert read_answer("home_repair", SINCE, hear(said)) == "2026-11-23"


@pytest.mark.parametrize(
    "said", ["quand vous voulez sauf samedi", "quelqu'un vient aujourd'hui ??"]
)
def test_no_day_is_booked_that_was_refused_or_asked_about(said):
    assert read_unasked(DAY, hear(said)) is None


def test_a_day_that_is_wished_for_is_booked():
    assert read_unasked(DAY, hear("je peux avoir un rdv vendredi ?")) == "2026-11-27"


@pytest.mark.parametrize(
    "said", ["le mardi jamais", "jamais le mardi", "quand vous voulez sauf samedi"]
)
def test_a_day_refused_is_kept_as_when_to_come(said):
    assert read_availability(hear(said), asked=True) == said
