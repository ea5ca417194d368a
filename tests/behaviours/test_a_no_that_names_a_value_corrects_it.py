"""A "non" before a value puts right what was said, and answers no question asked since."""

import pytest

from tests.play import Player

DEBT = ("jai 2 mois de retard",)
LEAK = ("plus de chauffage a tourcoing", "depuis lundi")


def _last(palier, *said: str) -> str:
    person = Player(palier)
    return "\n".join([person.say(text) for text in said][-1])


@pytest.mark.parametrize(
    ("before", "no", "put_right", "still_asked"),
    [
        (DEBT, "non attendez 4 avec novembre", "4 mois de retard", "Où habitez"),
        (DEBT, "non 3", "3 mois de retard", "Où habitez"),
        ((*DEBT, "lille"), "non desolé cest tourcoing", "Tourcoing", "payer une partie"),
        ((*DEBT, "lille", "50"), "non 30 plutot", "payer 30 €", "qui s'est passé"),
        ((*DEBT, "50"), "non 3", "3 mois de retard", "lieu"),
        (LEAK, "non c'est pas tourcoing c'est roubaix", "Roubaix", "bébé"),
        (LEAK, "ah non samedi", "21 novembre", "bébé"),
        (("plus de chauffage", "depuis lundi"), "non samedi", "21 novembre", "lieu"),
        (
            ("je cherche du travail", "peinture", "roubaix"),
            "non pas peinture gardien",
            "gardien",
            "permis",
        ),
    ],
)
def test_the_value_changes_and_the_question_stands(palier, before, no, put_right, still_asked):
    answered = _last(palier, *before, no)

    assert "C'est corrigé" in answered
    assert put_right in answered
    assert still_asked in answered


def test_the_question_that_was_not_answered_is_asked_again(palier):
    assert "payer une partie" in _last(palier, *DEBT, "non 3", "roubaix")


@pytest.mark.parametrize("no", ["non", "non rien", "non je peux pas"])
def test_a_no_that_names_nothing_told_answers(palier, no):
    assert "Où habitez-vous" in _last(palier, *DEBT, no)


@pytest.mark.parametrize(
    ("said", "home"),
    [
        ("c'est pas roubaix c'est tourcoing", "Tourcoing"),
        ("pas roubaix tourcoing", "Tourcoing"),
        ("jhabite pas roubaix mais tourcoing", "Tourcoing"),
        ("tourcoing pas roubaix", "Tourcoing"),
        ("roubaix non tourcoing", "Tourcoing"),
        ("j'habite pas roubaix mais hem", "Hem"),
        ("c'est pas roubaix c'est les tilleuls denain", "Les Tilleuls"),
    ],
)
def test_a_place_put_right_is_the_place(palier, said, home):
    answered = _last(palier, *DEBT, "rien", "roubaix", "maladie", "le soir", said)

    assert f"C'est corrigé : {home}" in answered
    assert f"où : {home}" in answered
    assert "changer de logement" not in answered


@pytest.mark.parametrize("said", ["ca va pas les tilleuls denain", "je sais pas trop, denain"])
def test_a_place_behind_another_no_is_the_place(palier, said):
    assert "Où habitez-vous" not in _last(palier, *DEBT, "rien", said)


def test_the_door_of_another_house_is_not_kept(palier):
    told = (*DEBT, "rien", "les tilleuls denain batiment A", "maladie", "le soir")

    assert "bâtiment A" in _last(palier, *told)
    assert "bâtiment A" not in _last(palier, *told, "c'est pas les tilleuls denain c'est roubaix")


def test_the_part_of_a_day_after_the_one_taken_back_holds(palier):
    told = (*DEBT, "rien", "roubaix", "maladie", "le soir")

    assert "C'est corrigé : le matin" in _last(palier, *told, "non pas le soir le matin")


def test_only_what_was_added_is_said_to_be(palier):
    told = (*DEBT, "rien", "roubaix", "maladie", "le soir")

    assert "C'est ajouté" not in _last(palier, *told, "le proprio d'avant était gentil")
    assert "C'est noté pour la personne" in _last(palier, *told, "c'est la galère partout")


def test_a_sum_that_answers_a_reason_is_no_debt(palier):
    told = (*DEBT, "rien", "roubaix", "100e")

    assert "Choisissez une réponse" in _last(palier, *told)
    assert "100" not in _last(palier, *told, "maladie", "le soir")


@pytest.mark.parametrize("day", ["le 14 decembre", "14 décembre", "14/12", "14/12/2026"])
def test_a_day_to_come_asked_for_a_paper_is_the_hearing(palier, day):
    person = Player(palier)
    person.say("jai recu un papier de luissier")

    answered = "\n".join(person.say(day))

    assert "tribunal le 14 décembre 2026" in answered
    assert "2025" not in answered


@pytest.mark.parametrize("day", ["le 20 octobre", "20/10/2026"])
def test_a_day_that_is_over_is_the_day_of_the_paper(palier, day):
    person = Player(palier)
    person.say("jai recu un papier de luissier")
    person.say(day)

    assert "date de tribunal" in "\n".join(person.say("wattrelos"))


@pytest.mark.parametrize(
    ("no", "frail"),
    [
        ("non mais ma mère a 80 ans", True),
        ("non juste moi et j'ai 78 ans", True),
        ("non pas de bébé ni personne agée", False),
        ("non on a 40 ans", False),
    ],
)
def test_who_says_no_and_names_somebody_old_has_somebody_frail_at_home(palier, no, frail):
    player = Player(palier)
    for line in ("plus de chauffage depuis hier", no, "les tilleuls denain", "le matin", "oui"):
        player.say(line)

    ((_, need),) = player.facts().needs
    assert need.facts["vulnerable"] is frail
