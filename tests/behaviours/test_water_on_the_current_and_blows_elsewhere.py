"""Water on a lamp is met with what to do, whatever follows; blows elsewhere are asked about there."""

import pytest

from tests.play import Player


@pytest.mark.parametrize("words", ["l'eau goutte du lustre", "de l'eau coule dans la prise"])
@pytest.mark.parametrize("said", ["j'arrive pas à couper le compteur", "où est le tableau"])
def test_who_cannot_cut_the_current_leaves_the_room_and_is_asked_of_no_bill(palier, words, said):
    player = Player(palier)
    player.say(words)

    answer = "\n".join(player.say(said))

    assert "Sortez de la pièce" in answer
    assert "le 18" in answer
    assert "factures" not in answer


def test_where_it_sparks_the_question_about_a_fire_comes_first_and_the_advice_too(palier):
    player = Player(palier)

    answers = player.say("l'eau goutte du lustre et ça fait des étincelles")

    fire = next(n for n, text in enumerate(answers) if "du feu, de la fumée" in text)
    advice = next(n for n, text in enumerate(answers) if "coupez le courant" in text)
    assert fire < advice


@pytest.mark.parametrize(
    "words",
    [
        "ma voisine du 3e se fait frapper par son mari",
        "le voisin bat sa femme toutes les nuits",
        "j'entends ma voisine crier son mari la tape",
    ],
)
def test_who_tells_of_blows_elsewhere_is_asked_where(palier, words):
    player = Player(palier)

    answer = "\n".join(player.say(words))

    assert "Savez-vous où c'est" in answer
    assert "sans risque" not in answer


@pytest.mark.parametrize(
    "words", ["mon mari me frappe", "mon père frappe ma mère", "mon mari frappe mon fils"]
)
def test_who_may_live_with_the_one_who_hits_is_never_asked_where_first(palier, words):
    player = Player(palier)

    answer = "\n".join(player.say(words))

    assert "Savez-vous où c'est" not in answer


def test_no_word_about_others_is_a_wish_for_silence(palier):
    player = Player(palier)
    player.say("ma voisine se fait frapper par son mari")

    answer = "\n".join(player.say("non je sais pas"))

    assert "Je n'écris plus ici" not in answer
    assert "personne prévenue" in answer
