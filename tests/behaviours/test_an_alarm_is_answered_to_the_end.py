"""What is said after the numbers is understood: not safe, safe, and where it is."""

import pytest

from tests.play import Player

CALL_NOW = "Appelez maintenant le 112"
GLAD = "Merci de me l'avoir dit"


def state_of(palier, player):
    return palier.database.read_now(
        lambda kept: kept.conversations.of(player.channel, "", player.user).state
    )


@pytest.mark.parametrize(
    ("danger", "no"),
    [
        ("ca sent le gaz", "non"),
        ("ca sent le gaz", "non je suis dedans"),
        ("ca sent le gaz", "non mais je veux pas sortir"),
        ("ya le feu", "non on peu pas sortir"),
        ("je veux mourir", "non"),
        ("je veux mourir", "nn pas vraiment"),
        ("ma mere elle respire plus", "non viens vite"),
        ("ça sent le gaz dans l'appart", "[Non, pas encore]"),
    ],
)
def test_who_is_not_safe_is_told_what_to_do(palier, danger, no):
    player = Player(palier)
    player.say(danger)

    assert CALL_NOW in "\n".join(player.say(no))
    assert state_of(palier, player)["alarm"] is not None


@pytest.mark.parametrize(
    ("danger", "safe"),
    [
        ("ca sent le gaz", "oui on est dehors"),
        ("ya le feu", "c bon les pompier sont la"),
        ("ya le feu", "les pompiers sont arrivés"),
        ("ya le feu", "non c bon on est sortis"),
        ("ma mere elle respire plus", "le samu est là"),
        ("je veux mourir", "oui je suis en sécurité"),
    ],
)
def test_who_says_in_words_to_be_safe_gets_the_answer_to_that(palier, danger, safe):
    player = Player(palier)
    player.say(danger)

    assert GLAD in "\n".join(player.say(safe))


@pytest.mark.parametrize(
    ("danger", "words"),
    [
        ("je veux mourir", "oui je suis seule"),
        ("je veux mourir", "oui je suis dehors sur le pont"),
        ("ya le feu", "oui mais mon fils est dedans"),
        ("ya le feu", "les pompiers sont pas encore la"),
        ("mon mari me frappe", "non je saigne beaucoup"),
    ],
)
def test_words_that_are_no_all_clear_leave_the_alarm_on(palier, danger, words):
    player = Player(palier)
    player.say(danger)

    answer = "\n".join(player.say(words))

    assert "112" in answer or "17" in answer
    assert state_of(palier, player)["alarm"] is not None
