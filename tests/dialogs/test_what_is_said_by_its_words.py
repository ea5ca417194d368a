"""Dates, sums, hours, rights and wishes that the words around them tell apart."""

import pytest

from dialogs.answers.availability import read_availability
from dialogs.answers.reading import read_answer, read_unasked
from dialogs.answers.said_dates import dates_said
from dialogs.answers.said_sums import offered_sum, owed_sum
from dialogs.answers.several import BY_ENTITY, WORDS
from dialogs.forms import read_forms
from dialogs.needs.wishes import leaves_out_the_agency
from tests.dialogs.hearing import hear

FORMS = read_forms()

DATES = {
    "lettre d'huissier datée du 12 novembre, expulsion le 15 janvier": [
        ("2026-11-12", "paper"),
        ("2027-01-15", "eviction"),
    ],
    "commandement de quitter les lieux du 12 novembre": [("2026-11-12", "paper")],
    "convocation du 8 janvier au tribunal": [("2027-01-08", "hearing")],
    "le 12 novembre et l'audience est le 8 janvier": [
        ("2026-11-12", None),
        ("2027-01-08", "hearing"),
    ],
    "edf va couper le 15 décembre": [("2026-12-15", "cut")],
    "un huissier est venu hier": [("2026-11-24", None)],
}


@pytest.mark.parametrize(("text", "expected"), DATES.items(), ids=str)
def test_each_date_is_told_apart_by_its_words(text, expected):
    assert list(dates_said(hear(text))) == expected


SUMS = {
    "je dois 900 euros je peux payer 100 euros": (900.0, 100.0),
    "je peux payer 100 euros par mois": (None, 100.0),
    "je peux pas payer 450 euros": (450.0, None),
    "il manque 200 euros": (200.0, None),
}


@pytest.mark.parametrize(("text", "sums"), SUMS.items(), ids=str)
def test_an_offer_is_no_debt(text, sums):
    assert (owed_sum(hear(text)), offered_sum(hear(text))) == sums


FREE = [
    ("après 14 h", "fr", True, "après 14 h"),
    ("le matin sauf mardi", "fr", True, "le matin sauf mardi"),
    ("le soir après 18h", "fr", True, "le soir après 18h"),
    ("sabah, salı hariç", "tr", True, "sabah, salı hariç"),
    ("بعد الساعة 14", "ar", True, "بعد الساعة 14"),
    ("after 2pm", "en", True, "after 2pm"),
    ("plus d'eau chaude depuis 3 jours, passez après 17h svp", "fr", False, "après 17h"),
    ("le matin", "fr", True, None),
    ("l'après-midi", "fr", True, None),
    ("l'eau est coupée tous les jours après 22h sans prévenir", "fr", False, None),
]


@pytest.mark.parametrize(("text", "language", "asked", "words"), FREE)
def test_an_hour_or_an_exception_is_kept_in_their_words(text, language, asked, words):
    assert read_availability(hear(text, language), asked=asked) == words


def test_a_part_of_the_day_that_is_no_button_is_kept_as_said():
    slot = FORMS["home_repair"].slot("visit_when")

    assert read_answer("home_repair", slot, hear("le soir")) == "le soir"
    assert read_answer("home_repair", slot, hear("le matin")) == "morning"


LACKING = {
    "moins d'un mois": 0,
    "même pas un mois": 0,
    "less than a month": 0,
    "2 mois": 2,
    "200 euros": None,
}


@pytest.mark.parametrize(("text", "months"), LACKING.items(), ids=str)
def test_less_than_a_month_is_an_answer_and_a_sum_is_none(text, months):
    slot = FORMS["arrears"].slot("months_count")

    assert read_answer("arrears", slot, hear(text)) == months


RIGHTS = {
    "je veux voir et effacer mes données": ["access", "erase"],
    "effacer": "erase",
    "verilerimi görmek ve silmek istiyorum": ["access", "erase"],
    "see and delete my data": ["access", "erase"],
}


@pytest.mark.parametrize(("text", "rights"), RIGHTS.items(), ids=str)
def test_several_rights_are_taken_at_once(text, rights):
    assert read_unasked(FORMS["privacy"].slot("right"), hear(text)) == rights


def test_each_answer_of_a_question_with_several_has_its_words():
    slots = (slot for form in FORMS.values() for slot in form.slots)
    several = {slot.name: slot for slot in slots if slot.several and slot.kind == "choice"}

    told = {name: slot for name, slot in several.items() if name not in BY_ENTITY}
    assert {name: set(slot.choices) for name, slot in told.items()} == {
        name: set(words) for name, words in WORDS.items()
    }


DURATIONS = {"2 mois": "2026-09-25", "3 jours": "2026-11-22", "2 ans": "2024-11-25"}


@pytest.mark.parametrize(("text", "day"), DURATIONS.items(), ids=str)
def test_how_long_ago_counts_in_calendar_months(text, day):
    assert read_answer("home_repair", FORMS["home_repair"].slot("since"), hear(text)) == day


@pytest.mark.parametrize(
    "text",
    ["pas à l'agence", "surtout pas l'agence", "je veux pas que vous envoyez ça à l'agence",
     "ne dites rien à l'agence", "not to the agency", "ajans değil"],
)  # fmt: skip
def test_who_wants_no_agency_is_heard(text):
    assert leaves_out_the_agency(text)


@pytest.mark.parametrize(
    "text",
    ["j'ai pas réussi à joindre l'agence", "l'agence répond pas", "je veux pas aller à l'agence",
     "je peux pas venir à l'agence le matin", "pas de réponse de l'agence depuis lundi"],
)  # fmt: skip
def test_who_only_speaks_of_the_agency_is_not_taken_for_it(text):
    assert not leaves_out_the_agency(text)


@pytest.mark.parametrize(
    ("text", "town"), [("vous avez un t4 ?", None), ("vers la mer", "vers la mer")]
)
def test_a_question_is_no_town(text, town):
    slot = FORMS["rehousing"].slot("wanted_town")

    assert read_answer("rehousing", slot, hear(text)) == town
