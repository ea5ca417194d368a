"""Whoever puts two things right in one message has both put right: at a question, at the end, after."""

from datetime import UTC, datetime

import pytest

from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player

RENT = ("j'ai 2 mois de retard de loyer 1000 euros", "rien", "les tilleuls denain", "maladie")
LEAK = ("j'ai une fuite au 3e", "depuis mardi", "les tilleuls denain")
PAPER = ("j'ai reçu un commandement de payer", "c'est du 3 novembre, 1350 euros", "les tilleuls")
NOISE = ("mon voisin du 2e fait du bruit le soir", "les tilleuls denain")
CALL = ("je voudrais qu'on me rappelle", "06 11 22 33 44", "les tilleuls denain", "le matin")


@pytest.fixture(autouse=True)
def _thursday(now):
    now.at = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


AT_A_QUESTION = [
    (RENT, "c'est 3 mois et 1200 euros", "arrears", {"months_count": 3, "amount": 1200}),
    (RENT[:1], "c'est 3 mois et 1200 euros", "arrears", {"months_count": 3, "amount": 1200}),
    (LEAK, "non c'est au 2e et depuis lundi", "home_repair", {"floor": 2, "since": "2026-11-23"}),
    (LEAK, "c'est au 2e depuis dimanche", "home_repair", {"floor": 2, "since": "2026-11-22"}),
    (
        PAPER,
        "c'est 1420 euros et la lettre est du 14",
        "legal_paper",
        {"amount": 1420, "date_on_paper": "2026-11-14"},
    ),
    (
        NOISE,
        "c'est mon voisin du 4e et c'est la nuit",
        "neighbour",
        {"who_floor": 4, "moment": "night"},
    ),
]


@pytest.mark.parametrize(("told", "words", "form", "holds"), AT_A_QUESTION)
def test_two_things_said_over_at_a_question_take_the_place_of_the_old_ones(
    palier, told, words, form, holds
):
    player = Player(palier)
    for line in told:
        player.say(line)

    answer = "\n".join(player.say(words))

    kept = topics_of(palier, player)
    assert "corrigé" in answer
    assert {name: kept[form].get(name) for name in holds} == holds
    assert kept[form].get("can_pay") in {None, 0}, "what is owed is no offer"
    assert set(kept) == {form}


@pytest.mark.parametrize(
    ("told", "words", "holds"),
    [
        (
            (*RENT, "le matin", "oui"),
            "en fait c'est 5 mois et 2000 euros",
            {"months_count": 5, "amount": 2000},
        ),
        (
            (*LEAK, "non", "le matin", "oui"),
            "non pardon c'est au 4e et depuis dimanche",
            {"floor": 4, "since": "2026-11-22"},
        ),
        (
            (*PAPER, "non", "06 12 34 56 78", "oui"),
            "en fait la lettre est du 14 et c'est 1420 euros",
            {"date_on_paper": "2026-11-14", "amount": 1420},
        ),
        (
            (*NOISE, "non", "oui"),
            "c'est mon voisin du 4e et c'est la nuit",
            {"who_floor": 4, "moment": "night"},
        ),
        (
            (*CALL, "oui"),
            "pardon je m'appelle Karim Benali et mon numéro c'est 06 99 88 77 66",
            {"name": "Karim Benali", "phone": "+33699887766"},
        ),
    ],
)
def test_two_things_put_right_after_sending_change_the_case(palier, told, words, holds):
    player = Player(palier)
    for line in told:
        player.say(line)

    answer = "\n".join(player.say(words))

    ((_, need),) = player.facts().needs
    assert "corrigé dans votre demande" in answer
    assert {name: need.facts.get(name) for name in holds} == holds


def test_a_name_and_a_number_put_right_at_the_end_are_both_sent(palier):
    player = Player(palier)
    for line in CALL:
        player.say(line)

    answer = "\n".join(player.say("non je m'appelle Farid Benali et mon numéro c'est 0611223355"))
    player.say("oui")

    ((_, need),) = player.facts().needs
    assert "Farid Benali" in answer
    assert (need.facts["name"], need.facts["phone"]) == ("Farid Benali", "+33611223355")


@pytest.mark.parametrize(
    "words",
    [
        "c'est possible lundi ?",
        "c'est aussi au 4e",
        "en fait j'ai aussi le chauffage depuis lundi",
    ],
)
def test_a_question_or_one_more_thing_puts_nothing_right(palier, words):
    player = Player(palier)
    for line in (*LEAK, "non", "le matin", "oui"):
        player.say(line)

    player.say(words)

    ((_, need),) = player.facts().needs
    assert (need.facts["floor"], need.facts["since"]) == (3, "2026-11-24")


def test_a_no_that_puts_a_day_right_answers_no_other_question(palier):
    player = Player(palier)
    for line in LEAK:
        player.say(line)

    answer = "\n".join(player.say("non c'est depuis lundi"))

    assert "vulnerable" not in topics_of(palier, player)["home_repair"]
    assert "un bébé" in answer


@pytest.mark.parametrize(
    ("told", "words", "form", "holds"),
    [
        (
            ("edf va me couper je dois 300", "le 12 décembre", "les tilleuls"),
            "non c'est 350 et le 15",
            "debt",
            {"amount": 350, "cut_on": "2026-12-15"},
        ),
        (
            (*LEAK, "non", "le matin"),
            "attendez c'est pas le matin c'est l'après midi et au 2e",
            "home_repair",
            {"visit_when": "afternoon", "floor": 2},
        ),
        (
            ("quittance de septembre",),
            "non octobre et novembre",
            "document",
            {"month": ["2026-10", "2026-11"]},
        ),
    ],
)
def test_what_is_put_right_in_the_fewest_words_is_put_right(palier, told, words, form, holds):
    player = Player(palier)
    for line in told:
        player.say(line)

    player.say(words)

    kept = topics_of(palier, player)[form]
    assert {name: kept.get(name) for name in holds} == holds
