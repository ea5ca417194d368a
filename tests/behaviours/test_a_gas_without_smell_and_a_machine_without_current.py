"""Carbon monoxide and a machine that keeps somebody alive: the right numbers, and what to do after."""

import pytest

from tests.play import Player

HEATED_INSIDE = "on chauffe avec le barbecue dedans on a tous mal a la tete"


def test_carbon_monoxide_is_no_smell_of_gas(palier):
    said = "\n".join(Player(palier).say(HEATED_INSIDE))

    assert said.index("Ouvrez les fenêtres") < said.index("le 18 ou le 112")
    assert "odeur de GAZ" not in said
    assert "0 800 47 33 33" not in said


@pytest.mark.parametrize("over", ["non c'est bon on a éteint", "oui on est dehors"])
def test_who_got_over_carbon_monoxide_is_told_to_see_a_doctor(palier, over):
    player = Player(palier)
    player.say(HEATED_INSIDE)

    said = "\n".join(player.say(over))

    assert "Voyez un médecin aujourd'hui" in said
    assert "N'utilisez plus cet appareil" in said


def test_carbon_monoxide_is_kept_in_a_case_with_its_words(palier):
    player = Player(palier)
    player.say(HEATED_INSIDE)

    _, need = player.facts().needs[0]
    assert (need.code, need.facts["problem_type"]) == ("GAS", "heating_dangerous")


def test_who_breathes_by_a_machine_without_current_is_sent_to_the_15_first(palier):
    player = Player(palier)

    said = "\n".join(player.say("edf a coupé le courant ce matin et mon mari est sous oxygène"))

    assert "Appelez le 15" in said
    assert "la réserve" in said
    assert [need.code for _, need in player.facts().needs] == ["MEDICAL"]
