"""A neighbour's insults are heard as such, whatever they are made of: "because I am an Arab"."""

import pytest

from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player


@pytest.mark.parametrize(
    "words",
    [
        "جاري يسبني لأنني عربي",
        "لأنني عربي يشتمني جاري",
        "le voisin me traite de sale noir",
        "mon voisin m'insulte parce que je suis arabe",
    ],
)
def test_an_insult_opens_the_report_of_a_neighbour_and_is_not_asked_about(palier, words):
    player = Player(palier)

    player.say(words)

    assert topics_of(palier, player)["neighbour"]["nuisance"] == "insults"


def test_who_asks_for_arabic_is_still_answered_in_arabic(palier):
    answer = "\n".join(Player(palier).say("بالعربية من فضلك"))

    assert "العربية" in answer
