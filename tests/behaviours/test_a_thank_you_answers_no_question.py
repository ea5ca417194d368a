"""A thank you, after a danger that is over or in a report, is no answer and no appointment."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.play import Player


@pytest.mark.parametrize("thanks", ["merci", "merci beaucoup", "thank you", "شكرا"])
@pytest.mark.parametrize("before", [("ya plu de chauffage",), ()])
def test_thanks_after_a_danger_are_only_thanks(palier, before, thanks):
    player = Player(palier)
    for line in (*before, "ça sent le gaz", "oui"):
        player.say(line)
    topics = state_of(palier, player)["topics"]

    player.say(thanks)
    answer = player.say("merci")

    assert answer[0].startswith(("Avec plaisir", "You are welcome", "بكل سرور"))
    assert state_of(palier, player)["topics"] == topics
    assert [need.code for _, need in player.facts().needs] == ["GAS"]
