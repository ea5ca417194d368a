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


@pytest.mark.parametrize(
    "danger", ["mon mari me frappe", "ma mere elle respire plus", "ya le feu"]
)
def test_a_place_told_after_a_yes_reaches_who_was_told_of_the_danger(palier, danger):
    player = Player(palier)
    for line in (danger, "oui"):
        player.say(line)
    before = player.facts().cases[0].unit

    answers = [*player.say("les tilleuls denain"), *player.say("bat C 3e etage")]

    (case,) = player.facts().cases
    assert before != "AG-VAL"
    assert case.unit == "AG-VAL"
    assert (case.place["residence"], case.place["building"], case.place["floor"]) == (
        "les-tilleuls",
        "C",
        3,
    )
    assert all("C'est noté pour la personne prévenue" in answer for answer in answers)


def test_the_place_that_a_report_waits_for_goes_to_the_danger_too(palier):
    player = Player(palier)
    for line in ("ya plu de chofage", "ma mere elle respire plus", "oui", "les tilleuls denain"):
        player.say(line)

    assert [case.unit for case in player.facts().cases] == ["AG-VAL"]
    assert state_of(palier, player)["shared"]["place"]["residence"] == "les-tilleuls"


def test_once_another_need_is_told_its_place_is_not_the_place_of_the_danger(palier):
    player = Player(palier)
    for line in ("mon mari me frappe", "oui", "jai 2 mois de retard de loyer"):
        player.say(line)

    player.say("les tilleuls denain")

    (case,) = player.facts().cases
    assert case.unit != "AG-VAL"
    assert state_of(palier, player)["shared"]["place"]["residence"] == "les-tilleuls"


def test_after_a_danger_that_was_none_a_place_is_told_to_nobody(palier):
    player = Player(palier)
    for line in ("ça sent le gaz dans l'appart", "fausse alerte", "les tilleuls denain"):
        player.say(line)

    (case,) = player.facts().cases
    assert case.unit != "AG-VAL"


def test_who_writes_again_after_an_alarm_is_not_asked_whether_there_is_danger(palier):
    player = Player(palier)
    for line in ("mon mari me frappe", "oui"):
        player.say(line)

    answer = "\n".join(player.say("il est parti. je fais koi"))

    assert "C'est gardé pour la personne prévenue" in answer
    assert "112" in answer
    assert state_of(palier, player)["alarm_stage"] is None


@pytest.mark.parametrize(
    "words", ["je ne peux pas parler", "je peux pas parler la", "I can't talk"]
)
def test_who_cannot_speak_is_told_how_to_write_and_not_the_numbers_again(told, words):
    _, said = told("mon mari me frappe", words)

    assert "114" in said
    assert "3919" not in said


def test_who_cannot_speak_and_is_about_to_be_hit_gets_the_numbers(told):
    _, said = told("mon mari me frappe", "je peux pas parler il arrive il va me tuer")

    assert "17" in said
