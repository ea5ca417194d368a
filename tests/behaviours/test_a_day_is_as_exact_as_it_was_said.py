"""A day is kept as exactly as it was said, on the side of today on which it lies."""

import pytest

from dialogs.answers.reading import read_answer, read_unasked
from dialogs.forms import read_forms
from tests.behaviours.test_words_that_answer_nothing_are_no_answer import topic_of
from tests.dialogs.hearing import hear

SINCE = read_forms()["home_repair"].slot("since")


@pytest.mark.parametrize(
    "text", ["la semaine dernière", "depuis la semaine derniere", "le week end dernier"]
)
def test_a_week_is_no_day(text):
    assert "/P" in str(read_answer("home_repair", SINCE, hear(text)))


def test_a_week_is_said_back_as_one(told):
    _, answer = told(
        "mon mari est décédé la semaine dernière, le bail était à son nom", "les tilleuls denain"
    )

    assert "le 16 novembre 2026 environ" in answer


def test_a_week_that_is_to_come_is_no_answer_to_since_when():
    assert read_answer("home_repair", SINCE, hear("la semaine prochaine")) is None


@pytest.mark.parametrize(
    "text",
    [
        "il rentre de l'hopital vendredi",
        "mon mari a eu un AVC il rentre de l'hopital vendredi",
        "j'ai le cancer je commence la chimio vendredi",
        "elle sort de clinique vendredi",
        "je vais me faire opérer vendredi",
    ],
)
def test_a_day_to_come_is_not_made_past(text):
    assert read_unasked(SINCE, hear(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "je suis rentré de l'hopital vendredi",
        "j'ai commencé la chimio vendredi",
        "la chaudière est tombée en panne vendredi",
        "ça va pas depuis vendredi",
        "la chaudiere marche pas depuis vendredi",
        "chauffage fonctionne pas depuis vendredi",
        "the heating is not working since friday",
    ],
)
def test_a_day_that_is_over_stays_so(text):
    language = "en" if "since" in text else "fr"

    assert read_unasked(SINCE, hear(text, language)) == "2026-11-20"


@pytest.mark.parametrize(
    "text",
    [
        "depuis lundi non mardi",
        "euh depuis lundi virgule non mardi",
        "lundi, pardon mardi",
        "lundi euh non plutot mardi",
        "lundi enfin mardi",
        "c'est pas lundi c'est mardi",
        "monday no tuesday",
    ],
)
def test_of_two_days_the_one_put_in_place_of_the_other_holds(text):
    language = "en" if "monday" in text else "fr"

    assert read_answer("home_repair", SINCE, hear(text, language)) == "2026-11-24"


def test_the_day_for_an_appointment_is_said_once_and_an_interview_is_no_search(told):
    player, _ = told(
        "j'ai rdv mardi avec mme lambert mais je peux pas jai un entretien d'embauche"
    )

    answer = "\n".join(player.say("jeudi plutot"))

    assert answer.count("3 décembre") <= 1
    assert topic_of(player, "appointment")["answers"]["wanted_on"] == "2026-11-26"


def test_the_day_of_an_appointment_and_its_part_are_each_kept_once(told):
    player, _ = told("je veux un rdv", "mardi après midi")

    answers = topic_of(player, "appointment")["answers"]
    assert (answers["wanted_on"], answers["moment"]) == ("2026-11-24", "afternoon")
