"""What the model hardly guesses is asked of nobody whose subject is known; a guess wakes nobody."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import CALL_NOW, state_of
from tests.play import Player

LEAK = ("ca coule sous l'evier", "hier")
CHECKS = ("Êtes-vous en danger", "Êtes-vous menacé", "Un enfant est-il", "Quelqu'un est-il")


def is_asked(said):
    return any(check in said for check in CHECKS)


@pytest.mark.parametrize(
    "words",
    [
        "je suis chez ma soeur en attendant",
        "c'est pour mon mari il est handicapé",
        "elle entend mal faut sonner longtemps",
        "j'ai les deux petits le week end",
        "elle ferme plus et il fait froid",
        "est ce que j'ai le droit d'avoir un chien",
        "ca coule maintenant chez le voisin",
        "mon petit fils est tombé, la marche est cassée",
    ],
)
def test_in_the_middle_of_a_report_a_faint_guess_asks_nothing(palier, words):
    player = Player(palier)
    for line in LEAK:
        player.say(line)

    assert not is_asked("\n".join(player.say(words)))


@pytest.mark.parametrize(
    "words", ["il y a du bruit la nuit au dessus", "hello there is noise from neighbour"]
)
def test_a_first_message_with_a_plain_subject_is_not_asked_about_danger(palier, words):
    player = Player(palier)
    player.say(words)

    assert state_of(palier, player)["alarm"] is None
    assert [t["form"] for t in state_of(palier, player)["topics"]] == ["neighbour"]


@pytest.mark.parametrize(
    "words",
    [
        "il m'a cassé le téléphone",  # the model is sure
        "i am scared my neighbour he follow me",  # words of danger
        "mon copain lit mes messages faut pas qu'il voie",  # who fears to be read
    ],
)
def test_in_the_middle_of_a_report_a_plain_danger_is_asked_about(palier, words):
    player = Player(palier)
    for line in LEAK:
        player.say(line)

    player.say(words)

    assert state_of(palier, player)["alarm"] is not None


def test_a_guess_that_is_faint_twice_is_asked_twice_and_wakes_nobody(palier):
    player = Player(palier)
    iron = "tache de brûlure de fer à repasser sur le lino, ça va compter à l'état des lieux ?"
    for _ in range(2):
        assert "du feu" in "\n".join(player.say(iron))

    assert player.facts().cases == []


def test_a_likely_guess_heard_twice_is_read_by_a_few_and_rings_nobody_on_call(palier):
    player = Player(palier)
    for _ in range(2):
        player.say("ils sont 6 ou 7 avec des petits")

    (case,) = player.facts().cases
    told = palier.database.read_now(lambda kept: list(kept.cases.timeline(case.id)))

    assert case.restricted
    assert "on_call" not in {role for event in told for role in event.details.get("roles", ())}


@pytest.mark.parametrize(
    "no",
    [
        "non je parle de l'appartement, trop de bruit",
        "non c'est le bruit",
        "non je parle des voisins",
        "mais non je parlais du logement",
        "non je parle de l'immeuble",
        "no i'm talking about the flat",
    ],
)
def test_who_speaks_of_a_dwelling_is_not_told_to_call_for_help(palier, no):
    player = Player(palier)
    player.say("je veux mourir")

    assert CALL_NOW not in "\n".join(player.say(no))
    assert state_of(palier, player)["alarm"] is None


def test_what_follows_a_no_is_read_before_112_is_said(palier):
    player = Player(palier)
    player.say("je veux mourir")

    assert CALL_NOW not in "\n".join(player.say("non j'ai perdu mon travail"))
    assert state_of(palier, player)["alarm"] == "emergency_suicide"


@pytest.mark.parametrize(
    "words",
    [
        "non laissez ca va aller",
        "laissez tomber",
        "non merci ça va aller",
        "non pas la peine",
        "no leave it",
    ],
)
def test_who_wishes_to_be_left_in_peace_is_written_to_no_more(palier, words):
    player = Player(palier)
    player.say("mon mari me frappe")

    said = "\n".join(player.say(words))

    assert "sauf si vous écrivez" in said or "unless you write" in said
    assert player.facts().address.safe_to_contact is False


def test_who_refuses_the_telephone_is_still_answered_here(palier):
    player = Player(palier)
    player.say("mon mari me frappe")

    said = "\n".join(player.say("n'appelez pas"))

    ((_, need),) = player.facts().needs
    assert "nous ne vous appelons pas" in said
    assert player.facts().address.safe_to_contact is not False
    assert need.facts["no_call"] is True


@pytest.mark.parametrize("words", ["je vis seule", "je dors plus", "i live alone"])
def test_a_remark_beside_a_subject_is_no_hard_time(palier, words):
    player = Player(palier)
    for line in (*LEAK, words):
        player.say(line)

    assert "distress" not in [t["form"] for t in state_of(palier, player)["topics"]]


def test_who_sleeps_badly_and_got_a_paper_of_the_court_tells_of_the_paper(palier):
    player = Player(palier)
    player.say("j'ai recu un papier du tribunal, je dors plus")

    assert [t["form"] for t in state_of(palier, player)["topics"]] == ["legal_paper"]


def test_low_mood_told_as_the_subject_is_heard(palier):
    player = Player(palier)
    for line in (*LEAK, "je suis déprimé, je dors plus, je pleure tout le temps"):
        player.say(line)

    state = state_of(palier, player)
    assert "distress" in [t["form"] for t in state["topics"]] or state["alarm"]


def test_who_is_well_and_wants_work_is_asked_about_work_only(palier):
    player = Player(palier)
    player.say("je suis déprimé, j'en peux plus de cette vie, je cherche du travail")

    player.say("non je vais bien je veux juste du travail")

    assert "distress" not in [t["form"] for t in state_of(palier, player)["topics"]]
