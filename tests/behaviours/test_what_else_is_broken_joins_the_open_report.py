"""What else is broken, told once a report is sent, joins it; a visit that nobody made is regretted."""

import pytest

from tests.play import Player

COLD = ("j'ai plus de chauffage depuis hier", "les tilleuls denain", "non", "le matin", "oui")
RENT = ("j'ai 2 mois de retard", "rien", "les tilleuls denain", "maladie", "matin", "oui")


def test_one_more_defect_is_added_and_nothing_is_asked_again(palier):
    player = Player(palier)
    for line in COLD:
        player.say(line)

    answer = "\n".join(player.say("ah et il y a aussi une fuite sous l'évier"))

    ((_, need),) = player.facts().needs
    assert "petite fuite" in answer
    assert "?" not in answer
    assert need.facts["problem_type"] == "no_heating"
    assert need.facts["more_problems"] == ["water_leak_minor"]


def test_a_graver_defect_told_later_makes_the_case_graver(palier):
    player = Player(palier)
    for line in COLD:
        player.say(line)
    ((before, _),) = player.facts().needs

    player.say("et ça fait des étincelles dans la prise de la cuisine")

    assert max(case.severity for case in player.facts().cases) > before.severity


def test_only_what_changes_how_soon_somebody_comes_is_asked(palier):
    player = Player(palier)
    for line in COLD:
        player.say(line)

    (answer,) = player.say("mes toilettes sont bouchées aussi")[-1:]

    assert answer == "Est-ce le seul WC du logement ?"


@pytest.mark.parametrize(
    "words",
    ["le plombier n'est pas venu", "j'ai attendu toute la journée personne", "il est pas venu"],
)
def test_a_visit_that_nobody_made_is_a_complaint_of_the_open_repair(palier, words):
    player = Player(palier)
    for line in COLD:
        player.say(line)

    answer = "\n".join(player.say(words))

    assert "regrettons" in answer
    assert "signalée au responsable" in answer


@pytest.mark.parametrize("told", [(), RENT])
def test_with_no_repair_open_somebody_calls(palier, told):
    player = Player(palier)
    for line in told:
        player.say(line)

    answer = "\n".join(player.say("le plombier n'est pas venu"))

    assert "regrettons" in answer
    assert "À quel numéro" in answer
