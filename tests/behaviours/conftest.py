"""What the behaviours share."""

import pytest

from tests.play import Player


@pytest.fixture
def told(palier):
    """Play lines; return who wrote them and what was answered to the last."""

    def play(*lines):
        player = Player(palier)
        said = ["\n".join(player.say(line)) for line in lines]
        return player, said[-1]

    return play
