"""Who wishes to move lives somewhere else than where they wish to live."""

import pytest

from tests.play import Player

TO_THE_WISH = ("je veux changer de logement", "trop petit", "roubaix", "5")


def _last(palier, *said: str) -> str:
    person = Player(palier)
    return "\n".join([person.say(text) for text in said][-1])


@pytest.mark.parametrize("wish", ["lille", "a lille", "je voudrais lille", "lille ou hem"])
def test_the_town_that_answers_the_wish_leaves_the_home_as_it_is(palier, wish):
    summary = _last(palier, *TO_THE_WISH, wish)

    assert "5 personnes, lille" in summary
    assert "où : Roubaix" in summary


@pytest.mark.parametrize(
    "said",
    [
        "jhabite a lille et je veux aller a roubaix trop petit on est 4",
        "je veux aller a roubaix jhabite lille trop petit on est 4",
        "je veux quitter lille pour roubaix, trop petit, on est 4",
    ],
)
def test_home_and_wish_said_at_once_are_told_apart(palier, said):
    summary = _last(palier, said, "non")

    assert "4 personnes, roubaix" in summary
    assert "où : Lille" in summary


def test_a_wish_told_before_the_home_answers_no_question_about_the_home(palier):
    person = Player(palier)
    asked = person.say("je cherche un logement plus grand a roubaix") + person.say("5")

    assert "Où habitez-vous" in asked[-1]


def test_each_of_the_two_is_put_right_by_itself(palier):
    said = (*TO_THE_WISH, "lille")

    home = _last(palier, *said, "c'est pas roubaix c'est tourcoing")
    wish = _last(palier, *said, "je veux pas lille mais denain")

    assert "lille" in home
    assert "où : Tourcoing" in home
    assert "denain" in wish
    assert "où : Roubaix" in wish
