"""What says a thing and not what is wished is said back, and what is wished is asked."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.play import Player


@pytest.mark.parametrize(
    ("words", "understood", "choice", "form"),
    [
        (
            "jai arreté en 1ere pro jai 17 ans",
            "vous avez arrêté l'école",
            "[Chantier-école]",
            "worksite_school",
        ),
        (
            "jai arreté en 1ere pro",
            "vous avez arrêté l'école",
            "[Recherche de travail]",
            "job_search",
        ),
        (
            "j'ai quitté le lycée",
            "vous avez arrêté l'école",
            "[Recherche de travail]",
            "job_search",
        ),
        ("I left school", "you left school", "[Looking for work]", "job_search"),
        ("vous avez un t4 ?", "vous cherchez un logement", "[Changer de logement]", "rehousing"),
        (
            "bonjour il y a des logements libres à Douai",
            "vous cherchez un logement",
            "[Changer de logement]",
            "rehousing",
        ),
        (
            "do you have a flat available",
            "you are looking for a flat",
            "[Moving to another home]",
            "rehousing",
        ),
    ],
)
def test_what_is_understood_is_said_and_what_is_wished_is_asked(
    palier, words, understood, choice, form
):
    player = Player(palier)

    said = "\n".join(player.say(words))

    assert understood in said
    assert state_of(palier, player)["topics"] == []
    player.say(choice)
    assert [t["form"] for t in state_of(palier, player)["topics"]] == [form]


@pytest.mark.parametrize("words", ["j'aurais besoin d'un t4", "il me faut un logement plus grand"])
def test_who_needs_another_dwelling_is_told_what_was_understood(palier, words):
    player = Player(palier)

    said = "\n".join(player.say(words))

    assert "vous voulez changer de logement" in said
    assert [t["form"] for t in state_of(palier, player)["topics"]] == ["rehousing"]


@pytest.mark.parametrize(
    "words", ["il y a une maison qui fuit chez moi", "ya plus de chauffage dans le logement"]
)
def test_a_defect_of_a_dwelling_is_no_wish_for_another(palier, words):
    player = Player(palier)

    assert "vous cherchez un logement" not in "\n".join(player.say(words))
