"""What a person told once is kept, whatever they say next: nobody tells their trouble twice."""

import pytest

from tests.play import Player


def topics_of(palier, player):
    state = palier.database.read_now(
        lambda kept: kept.conversations.of(player.channel, "", player.user).state
    )
    return {topic["form"]: topic["answers"] for topic in state["topics"]}


@pytest.mark.parametrize(
    "again",
    [
        "bjr jai perdu mon boulo et je doi 2 mois de loyer",
        "je dois 2 mois de loyer",
        "j'ai perdu mon travail",
    ],
)
def test_a_need_said_again_in_the_middle_keeps_its_answers(palier, again):
    player = Player(palier)
    for line in (
        "bjr jai perdu mon boulo et je doi 2 mois de loyer",
        "rien pour le moment",
        "les tilleuls denain",
        "le matin",
    ):
        player.say(line)

    player.say(again)

    arrears = topics_of(palier, player)["arrears"]
    assert {"months_count": 2, "can_pay": 0.0, "call_when": "morning"}.items() <= arrears.items()


def test_what_is_new_in_a_need_said_again_is_kept_too(palier):
    player = Player(palier)
    player.say("je suis en retard de loyer")

    player.say("je vous ai dit que je suis en retard de 3 mois de loyer")

    assert topics_of(palier, player)["arrears"]["months_count"] == 3


def test_a_place_said_when_something_else_is_asked_is_kept(palier):
    player = Player(palier)
    player.say("bjr ya plu de chofage chez moi")

    answers = player.say("Résidence les Tilleuls denain")

    assert "locataire" not in "\n".join(answers)
    assert set(topics_of(palier, player)) == {"home_repair"}


def test_a_place_told_for_one_need_is_not_asked_again_for_the_next(palier):
    player = Player(palier)
    for line in ("je suis en retard de 2 mois de loyer", "rien", "les tilleuls denain"):
        player.say(line)
    for line in ("maladie", "matin", "oui", "ya plus rien a manger a la maison"):
        answers = player.say(line)
    for line in ("4", "0639982211"):
        answers += player.say(line)

    assert not any("habitez" in answer for answer in answers)
    player.say("oui")
    assert {case.unit for case, _ in player.facts().needs} == {"AG-VAL"}
