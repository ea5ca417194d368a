"""A person wanted: few questions; who wants no call is answered here; who waits again is heard."""

import pytest

from tests.play import Player

PROVEN = "209360 lacandoulle"


def played(palier, *said):
    player = Player(palier)
    return player, [player.say(message) for message in said]


def facts(player):
    return {need.code: need.facts for _, need in player.facts().needs}


def test_two_questions_and_never_at_what_hour(palier):
    _, said = played(palier, "je veux parler à un humain", "0611223344", "les tilleuls denain")

    assert said[-1][-1].startswith("Voici ce que j'ai compris")
    assert "Quand peut-on vous appeler" not in str(said)


def test_here_is_an_answer_to_where_and_to_when(palier):
    player, said = played(
        palier, "je veux parler à un humain", "ici", "les tilleuls denain", "oui"
    )

    assert said[1][0] == "D'accord, on vous répond ici."
    assert facts(player)["ADMIN"]["in_writing"] is True


def test_here_answers_when_to_call_in_any_report(palier):
    player, _ = played(palier, "j'ai 2 mois de retard de loyer", "les tilleuls denain", "rien")
    player.say("maladie")

    said = player.say("ici")

    assert "D'accord, on vous répond ici." in said
    assert "répondre par écrit, ici" in said[-1]


@pytest.mark.parametrize(
    "wish",
    [
        "je veux pas qu'on m'appelle je veux que vous répondiez ici",
        "je veux parler à quelqu'un mais je préfère pas que vous m'appeliez",
        "je veux parler à une personne, répondez moi ici",
    ],
)
def test_who_wants_no_call_is_asked_for_no_number(palier, wish):
    _, said = played(palier, wish, "les tilleuls denain")

    assert "À quel numéro" not in str(said)
    assert "répondre par écrit, ici" in said[-1][-1]


@pytest.mark.parametrize("shout", ["REPONDEZ", "allo ??", "vous etes là ?"])
def test_a_shout_opens_no_call(palier, shout):
    player, said = played(palier, "c'est urgent !!!!!", shout)

    assert said[-1][0] == "Je suis là."
    assert not player.facts().needs


def test_who_waits_again_is_heard_and_their_chief_is_called(palier):
    player, said = played(
        palier,
        "le technicien est encore pas venu c'est la 3eme fois",
        "je veux que le chef me rappelle",
        PROVEN,
        "oui",
    )

    assert said[0][-2].startswith("Vous avez attendu et personne n'est venu")
    assert "vous demandez le chef" in said[2][-1]
    assert "À quel numéro" not in str(said[1:])
    assert facts(player)["ADMIN"]["whom"] == "le chef"


def test_who_is_known_is_told_of_the_request_that_waits(palier):
    first = Player(palier)
    for message in ("plus d'eau chaude depuis hier", PROVEN, "non", "le matin", "oui"):
        first.say(message)

    _, said = played(palier, "le technicien est encore pas venu", PROVEN)

    assert "Voici vos demandes" in str(said[-1])


def test_the_person_for_what_is_new_stands_first(palier):
    player, _ = played(palier, "plus d'eau chaude depuis hier", PROVEN, "non", "le matin", "oui")
    for message in ("je veux parler à une personne pour un papier d'huissier", "je sais pas"):
        player.say(message)
    said = [player.say(message) for message in ("non", "0611223344", "oui")]

    joined = next(s for turn in said for s in turn if "C'est ajouté à votre demande" in s)
    assert "technicien" not in joined.split("\n")[1]


def test_no_word_of_ours_stands_in_what_is_summed_up(palier):
    _, said = played(palier, "plus de chauffage depuis lundi", "204518", "je sais pas")

    assert "Vérifier que c'est vous" not in str(said)
