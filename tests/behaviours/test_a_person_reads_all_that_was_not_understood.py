"""Not understood twice: a person reads the whole talk; a laugh or an insult opens no case."""

import pytest

from tests.play import Player

ODD = ("le truc de la cour c'est plus possible", "ils ont rien mis pour le bidule")


def words(player):
    return [need.words for _, need in player.facts().needs]


def test_a_person_reads_both_messages_and_not_the_last_alone(palier):
    player = Player(palier)

    for said in ODD:
        player.say(said)

    assert words(player) == ["\n".join(ODD)]


@pytest.mark.parametrize("between", ["lol", "bonjour", "merci", "oui", "👍"])
def test_what_tells_nothing_is_not_among_them(palier, between):
    player = Player(palier)
    player.say(ODD[0])
    player.say(between)
    player.say(ODD[1])
    player.say(ODD[1])

    (read,) = words(player)
    assert read.startswith(ODD[0])
    assert between not in read.split("\n")


@pytest.mark.parametrize(
    "talk",
    [
        ("va te faire foutre", "lol"),
        ("et le resultat du losc", "lol", "mdr"),
        ("t'es con comme robot", "va te faire foutre", "connard"),
        ("raconte moi une blague", "qui a gagné le match hier soir", "ptdr"),
        ("fuck you", "stupid bot"),
    ],
)
def test_an_insult_or_a_football_result_opens_no_case(palier, talk):
    player = Player(palier)

    said = [player.say(message) for message in talk]

    assert words(player) == []
    assert all(said)


def test_who_insults_is_told_calmly_how_to_have_a_person(palier):
    player = Player(palier)
    player.say("bonjour")

    (said,) = player.say("t'es con comme robot")

    assert "écrivez « personne »" in said


@pytest.mark.parametrize("told", ["le gardien est un connard", "mon voisin me traite de salope"])
def test_what_others_are_called_is_no_insult_to_the_program(palier, told):
    assert "Je suis un programme" not in "\n".join(Player(palier).say(told))


def test_an_insult_beside_a_defect_is_a_repair(palier):
    said = "\n".join(Player(palier).say("plus de chauffage bande de connards"))

    assert "Depuis quand" in said


def test_what_was_told_of_a_danger_never_stands_in_them(palier):
    player = Player(palier)
    player.say("mon mari me frappe")
    player.say("[Non]")
    for said in ODD:
        player.say(said)

    shown = [need.words for case, need in player.facts().needs if not case.restricted]
    assert not any("frappe" in read for read in shown)


def test_what_was_said_before_a_button_goes_with_the_need_that_it_begins(palier):
    player = Player(palier)
    player.say(ODD[0])
    player.say("[Panne dans l'immeuble]")
    for answer in ("les tilleuls denain", "la cour", "hier", "le soir", "oui", "oui"):
        player.say(answer)

    assert any(read.startswith(ODD[0]) for read in words(player))
