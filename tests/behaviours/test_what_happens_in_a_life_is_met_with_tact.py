"""A death, a birth, a pregnancy, an illness are not asked since when; who retires has lost no work."""

import pytest

from tests.play import Player


@pytest.mark.parametrize(
    "words",
    [
        "je suis enceinte",
        "ma mère est morte",
        "mon fils est né",
        "j'accouche en mars",
        "j'ai un cancer",
    ],
)
def test_it_is_not_asked_since_when(palier, words):
    player = Player(palier)

    first, second = ("\n".join(player.say(line)) for line in (words, "les tilleuls denain"))

    assert "Depuis quand" not in first + second


def test_a_pregnancy_is_a_fact_of_the_case_and_makes_a_cold_home_graver(palier):
    player = Player(palier)
    for line in ("je suis enceinte et j'ai plus de chauffage", "hier", "les tilleuls", "matin"):
        answer = "\n".join(player.say(line))
    player.say("oui")

    needs = [need for _, need in player.facts().needs if need.code == "REPAIR"]
    assert "grossesse" in answer
    assert needs[0].facts["pregnant"] is True
    assert needs[0].severity > 1


@pytest.mark.parametrize("words", ["je pars à la retraite en janvier", "je suis retraitée"])
def test_who_retires_is_not_told_that_losing_work_is_hard(palier, words):
    answer = "\n".join(Player(palier).say(words))

    assert "Perdre son travail" not in answer
    assert "retraite" in answer.casefold()


def test_who_lost_their_work_is_told_of_no_search_for_a_job(palier):
    player = Player(palier)
    for line in ("g perdu mon boulot", "octobre", "denain", "le loyer est payé", "non", "oui"):
        answer = "\n".join(player.say(line))

    assert "recherche d'emploi" not in answer
    assert "côté travail" in answer
