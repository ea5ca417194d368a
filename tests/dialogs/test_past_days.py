"""Sums and days that answer a question, and those that answer another."""

import pytest

from dialogs.answers.reading import read_answer, read_unasked
from dialogs.forms import read_forms
from tests.dialogs.hearing import hear

FORMS = read_forms()

SINCE = [
    ("tomorrow morning", "en", None),
    ("demain matin", "fr", None),
    ("l'après midi sauf mercredi", "fr", None),
    ("dans 3 jours", "fr", None),
    ("lundi 23", "fr", "2026-11-23"),
    ("le 28", "fr", "2026-10-28"),
    ("samedi", "fr", "2026-11-21"),
    ("le 3 janvier", "fr", "2026-01-03"),
    ("décembre", "fr", "2025-12"),
]


@pytest.mark.parametrize(("text", "language", "day"), SINCE)
def test_since_when_is_a_day_that_is_gone(text, language, day):
    slot = FORMS["home_repair"].slot("since")

    assert read_answer("home_repair", slot, hear(text, language)) == day
    assert read_unasked(slot, hear(text, language)) in {day, None}


CAN_PAY = [
    ("je dois 1 240 euros, je peux donner 50", 50.0),
    ("je dois 1 240 euros", None),
    ("reste 520", None),
    ("non je peux payer 50 par mois", 50.0),
    ("j'ai fait du menage pendant 5 ans", None),
    ("100", 100.0),
    ("100 euros", 100.0),
    ("rien", 0.0),
]


@pytest.mark.parametrize(("text", "value"), CAN_PAY)
def test_what_is_owed_is_not_what_can_be_paid(text, value):
    assert read_answer("arrears", FORMS["arrears"].slot("can_pay"), hear(text)) == value


@pytest.mark.parametrize(("text", "choice"), [("oui", "announced"), ("non", "none")])
def test_a_bare_yes_says_that_a_cut_is_announced(text, choice):
    assert read_answer("debt", FORMS["debt"].slot("cut_off"), hear(text)) == choice


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("jusqu'en mars", None),
        ("le mardi", None),
        ("mardi", "2026-12-01"),
        ("le 3 mars", "2027-03-03"),
    ],
)
def test_an_end_or_a_day_of_each_week_is_no_first_day(text, day):
    slot = FORMS["job_search"].slot("available")

    assert read_answer("job_search", slot, hear(text)) == day
