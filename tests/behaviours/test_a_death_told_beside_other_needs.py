"""A death told beside other needs is met with sympathy first, and is kept with them."""

import pytest

from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player

SYMPATHY = "Toutes nos condoléances"


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (
            "mon père est mort, j'ai 2 mois de retard de loyer et ya une fuite",
            "arrears home_repair",
        ),
        (
            "ma femme est décédée, j'arrive plus à payer le loyer et j'ai perdu mon travail",
            "arrears job_loss",
        ),
    ],
)
def test_sympathy_comes_first_and_the_change_is_kept(palier, text, others):
    player = Player(palier)

    said = player.say(text)

    assert said[1].startswith(SYMPATHY)
    assert "\n".join(said).count(SYMPATHY) == 1
    topics = topics_of(palier, player)
    assert set(topics) == {*others.split(), "household_change"}
    assert topics["household_change"]["change"] == "death"
