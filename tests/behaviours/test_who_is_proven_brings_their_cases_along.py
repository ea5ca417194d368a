"""What somebody told before they were known is their household's once they are."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.play import Player

KARIM = ("204612", "Raskavier")


def case_of(palier, player):
    def read(kept):
        address = kept.conversations.find_address(player.channel, "", player.user)
        cases = kept.cases.of(address.household_id, address.id)
        return next(case for case in cases if case.address_id == address.id)

    return palier.database.read_now(read)


@pytest.mark.parametrize("answer", ["oui", "non"])
def test_a_danger_learns_who_and_where(palier, answer):
    player = Player(palier)
    for line in ("mon mari me frappe j'ai peur", answer, *KARIM):
        player.say(line)

    case = case_of(palier, player)
    assert case.household_id is not None
    assert case.place["residence"] == "le-carillon"
    assert case.unit == "AG-TOU"


def test_a_report_sent_before_is_still_theirs_and_is_found(palier):
    player = Player(palier)
    leak = ("j'ai une fuite sous l'évier", "lundi", "les tilleuls denain", "non", "matin", "oui")
    for line in (*leak, *KARIM):
        player.say(line)

    case = case_of(palier, player)
    assert case.household_id is not None
    assert case.place["residence"] == "les-tilleuls", "where they said that it is"
    assert case.reference in "\n".join(player.say("ou en est mon dossier"))
    assert state_of(palier, player)["topics"] == []
