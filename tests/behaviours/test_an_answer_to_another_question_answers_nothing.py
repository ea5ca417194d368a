"""What answers another question, or none, is never written as the answer to the one that was asked."""

import pytest

from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player

REPAIR = ("ya plus de chauffage depuis lundi", "les tilleuls denain", "non")


@pytest.mark.parametrize(
    "said", ["vous avez vu ma photo ?", "toujours rien", "chokran", "jai une petite de 3 mois"]
)
def test_no_question_and_no_thank_you_is_an_hour_to_call(palier, said):
    player = Player(palier)
    for line in REPAIR:
        player.say(line)

    player.say(said)

    assert "visit_when" not in topics_of(palier, player)["home_repair"]


def test_an_offer_beside_a_no_is_kept(palier):
    player = Player(palier)
    for line in ("je suis en retard de 2 mois de loyer", "rien"):
        player.say(line)

    answer = "\n".join(player.say("non je peux payer 50 par mois"))

    assert topics_of(palier, player)["arrears"]["can_pay"] == 50
    assert "50" in answer


def test_a_bare_yes_to_how_much_is_asked_how_much(palier):
    player = Player(palier)
    player.say("je suis en retard de 2 mois de loyer")

    assert "Combien ?" in "\n".join(player.say("oui"))


def test_who_says_that_nobody_is_in_danger_refuses_no_question(palier):
    player = Player(palier)
    player.say("je suis en retard de loyer")

    answer = "\n".join(player.say("non personne est en danger"))

    assert "C'est vous qui décidez" not in answer
    assert "Combien de mois" in answer


def test_what_is_told_for_two_needs_is_said_back_once(palier):
    player = Player(palier)
    player.say("la voisine du dessus fait la fete toutes les nuits")
    player.say("et j'ai 2 mois de retard de loyer")

    answer = "\n".join(player.say("le voisin de l'étage 3"))

    assert answer.count("étage 3") <= 1


def test_the_check_of_identity_is_no_need_that_is_noted(palier):
    said = "Je suis le fils de Mme Leroy, 88 ans, sa boîte aux lettres est cassée"

    answer = "\n".join(Player(palier).say(said))

    assert "C'est noté" in answer
    assert "Vérifier que c'est vous" not in answer
