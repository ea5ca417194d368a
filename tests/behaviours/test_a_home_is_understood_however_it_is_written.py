"""Town, residence, building, door and name of who lives there, in any order."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player

A_DEFECT = "j'ai plus de chauffage depuis hier"


def shared_of(palier, player):
    return state_of(palier, player)["shared"]


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("tourcoing le carillon A", {"residence": "le-carillon", "building": "A"}, None),
        (
            "tourcoing le carillon B23, raskavier",
            {"residence": "le-carillon", "dwelling": "B23"},
            "raskavier",
        ),
        (
            "raskavier, B23 le carillon tourcoing",
            {"residence": "le-carillon", "dwelling": "B23"},
            "raskavier",
        ),
        ("carillon B tourcoing", {"residence": "le-carillon", "building": "B"}, None),
        ("les saules loos C", {"residence": "les-saules", "building": "C"}, None),
        ("peupliers wattrelos B", {"residence": "les-peupliers", "building": "B"}, None),
        ("Les peupliers wattrelos B 2eme", {"building": "B", "floor": 2}, None),
        (
            "coeur de roubaisis roubaix D",
            {"residence": "residence-coeur-de-roubaisis", "building": "D"},
            None,
        ),
        ("Dupont les saules loos batiment C", {"building": "C"}, "Dupont"),
        ("les saules, c", {"residence": "les-saules", "building": "C"}, None),
    ],
)
def test_each_part_of_it_is_kept(palier, text, place, name):
    player = Player(palier)
    player.say(A_DEFECT)

    player.say(text)

    shared = shared_of(palier, player)
    assert place.items() <= shared["place"].items()
    assert shared.get("name") == name


@pytest.mark.parametrize(
    "text",
    [
        "les tilleuls a denain",
        "LES TILLEULS A DENAIN",
        "les saules c'est urgent",
        "les saules à coté du parc",
        "les saules loos urgent",
        "les saules loos, fuite",
    ],
)
def test_other_words_are_neither_a_building_nor_a_name(palier, text):
    player = Player(palier)
    player.say(A_DEFECT)

    player.say(text)

    shared = shared_of(palier, player)
    assert "building" not in shared["place"]
    assert "name" not in shared


def test_a_home_in_the_first_message_keeps_its_door(palier):
    player = Player(palier)

    player.say("j'habite tourcoing le carillon b23, plus de chauffage depuis hier")

    assert shared_of(palier, player)["place"]["dwelling"] == "B23"
    assert set(topics_of(palier, player)) == {"home_repair"}
