"""After a case is opened, a number or a floor said alone is added to it; before, it is told unsent."""

import pytest

from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import ARREARS, Player


@pytest.mark.parametrize("said", ["0611223344", "le matin", "non au 4e", "saules loos"])
def test_a_detail_said_alone_is_added_to_the_case(palier, said):
    player = Player(palier)
    for line in (*ARREARS, "non"):
        player.say(line)

    assert "ajouté à votre demande" in "\n".join(player.say(said))


def test_where_is_my_case_is_told_that_it_is_not_sent_yet(palier):
    player = Player(palier)
    player.say("ya plus de chauffage depuis lundi")

    answer = "\n".join(player.say("ou en est mon dossier"))

    assert "pas encore envoyée" in answer
    assert "bébé" in answer


def test_a_question_that_is_spoken_beside_of_twice_is_left(palier):
    player = Player(palier)
    for line in ("je suis en retard de loyer", "les tilleuls denain"):
        player.say(line)
    assert "Combien de mois" in "\n".join(player.say("0611223344"))

    answer = "\n".join(player.say("le matin"))

    assert "Combien de mois" not in answer
    assert "months_count" not in topics_of(palier, player)["arrears"]
