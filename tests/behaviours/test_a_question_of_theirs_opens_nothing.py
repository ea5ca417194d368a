"""A hello, a fear or an address is answered for what it is, and starts no need nobody told."""

import pytest

from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import ARREARS, Player


@pytest.mark.parametrize("hello", ["salut", "slt", "Bonjour !", "bjr madame", "hello"])
def test_a_hello_in_an_unfinished_report_recalls_what_it_is_about(palier, hello):
    player = Player(palier)
    player.say("jai 2 mois de retard")

    answer = "\n".join(player.say(hello))

    assert "loyer" in answer
    assert "Donnez-moi une somme" not in answer
    assert "Pouvez-vous payer une partie" in answer


@pytest.mark.parametrize(("hello", "rent"), [("merhaba", "kira"), ("مرحبا", "الإيجار")])
def test_a_hello_in_another_language_recalls_it_too(palier, hello, rent):
    player = Player(palier)
    player.say("jai 2 mois de retard")

    answer = "\n".join(player.say(hello))

    assert rent in answer
    assert len(topics_of(palier, player)) == 1


def test_hellos_do_not_make_the_question_go_away(palier):
    player = Player(palier)
    for line in ("jai 2 mois de retard", "salut", "slt"):
        answer = "\n".join(player.say(line))

    assert "Pouvez-vous payer une partie" in answer


@pytest.mark.parametrize("fear", ["vous allez me mettre dehors ?", "vous allez me virer ?"])
def test_who_fears_to_be_put_out_is_told_of_the_judge_and_no_paper_is_made_up(palier, fear):
    player = Player(palier)

    answer = "\n".join(player.say(fear))

    assert "juge" in answer
    assert "0 805 16 00 75" in answer
    assert topics_of(palier, player) == {}


def test_the_buttons_of_that_fear_open_what_they_say(palier):
    player = Player(palier)
    player.say("vous allez me mettre dehors ?")

    player.say("[Papier d'un huissier ou du tribunal]")

    assert set(topics_of(palier, player)) == {"legal_paper"}


def test_a_floor_alone_opens_no_fault_of_the_building(palier):
    player = Player(palier)

    player.say("2e etage")

    assert topics_of(palier, player) == {}


def test_a_floor_said_beside_an_open_case_is_added_to_it(palier):
    player = Player(palier)
    for line in ARREARS:
        player.say(line)

    answer = "\n".join(player.say("2e etage"))

    assert "ajouté à votre demande" in answer
    assert topics_of(palier, player) == {}
