"""Who asks whether we speak a language is asked in both; who chose one is answered in it from then on."""

import pytest

from tests.play import Player

ARABIC = "منذ متى؟"


def test_who_asks_whether_we_speak_arabic_is_asked_in_both_and_loses_nothing(palier):
    player = Player(palier)
    player.say("My heating is broken")

    (asked,) = player.turn("can you speak arabic?")
    (answer,) = player.say("since yesterday")

    assert "Shall we go on in Arabic?" in asked.text
    assert "هل نكمل بالعربية؟" in asked.text
    assert [choice["label"] for choice in asked.choices] == ["العربية", "English"]
    assert answer.startswith("Where do you live?")


@pytest.mark.parametrize("yes", ["[العربية]", "yes"])
def test_a_language_agreed_to_stays_whatever_is_written_in(palier, yes):
    player = Player(palier)
    player.say("My heating is broken")
    player.say("can you speak arabic?")

    assert ARABIC in "\n".join(player.say(yes))
    assert "أين تسكن؟" in "\n".join(player.say("since yesterday, it is very cold in here"))


def test_a_later_yes_changes_no_language(palier):
    player = Player(palier)
    for line in (
        "My heating is broken",
        "can you speak arabic?",
        "since yesterday",
        "saules loos",
    ):
        player.say(line)

    answers = player.say("yes")

    assert answers[-1].startswith("When can we come?")


def test_who_asks_in_the_language_itself_is_answered_in_it(palier):
    player = Player(palier)
    player.say("عندي مشكلة")

    assert "We will continue in English" in "\n".join(player.say("can you speak english?"))


@pytest.mark.parametrize("code", ["fr", "ar", "tr", "en"])
@pytest.mark.parametrize("spoken", ["fr", "ar", "tr", "en"])
def test_each_language_is_offered_in_each(palier, code, spoken):
    assert palier.wording.has(f"language.offer.{code}", spoken)
