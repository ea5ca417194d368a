"""A sentence that frightens is no answer of a form: a few people read it, and the report goes on."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of

EX = "mon ex est en bas il sonne sans arret il a dit qu'il m'aurait"
FOLLOWED = "i am scared my neighbour he follow me in stairs every night"
CHILD = "j'entends un enfant qui crie chez le voisin je sais pas si elle le tape"


def kept(player):
    """Return the restricted needs, and all that stands in the others."""
    needs = player.facts().needs
    restricted = [need for case, need in needs if case.restricted]
    open_to_all = [f"{need.facts} {need.words}" for case, need in needs if not case.restricted]
    return restricted, " ".join(open_to_all)


def test_a_danger_told_where_a_document_was_asked_is_not_the_document(palier, told):
    player, asked = told("bonjour je voudrais une attestation", EX, "non c'est bon il est parti")
    assert "Quel document voulez-vous ?" in asked
    for line in ("attestation de logement", "saules loos", "oui"):
        player.say(line)

    restricted, open_to_all = kept(player)

    assert [need.code for need in restricted] == ["VIOLENCE"]
    assert EX in restricted[0].words
    assert "il est parti" in restricted[0].words
    assert "attestation" in open_to_all
    assert "mon ex" not in open_to_all


def test_who_denies_a_plain_danger_wakes_nobody_on_call(palier, told):
    player, _ = told("bonjour je voudrais une attestation", EX, "non")

    (case,) = player.facts().cases
    told = palier.database.read_now(lambda kept: list(kept.cases.timeline(case.id)))
    roles = {role for event in told for role in event.details.get("roles", ())}

    assert case.severity == 3
    assert roles == {"agency_manager", "cell_manager"}


def test_a_fear_told_beside_noise_is_read_by_a_few_and_the_wish_for_secrecy_is_no_nuisance(told):
    player, said = told(
        "hello there is noise from neighbour", FOLLOWED, "no", "please dont tell him my name"
    )
    assert "this stays between you and us" in said
    for line in ("saules loos", "no", "yes"):
        player.say(line)

    restricted, open_to_all = kept(player)

    assert FOLLOWED in restricted[0].words
    assert "'nuisance': 'noise'" in open_to_all
    assert "scared" not in open_to_all
    assert "my name" not in open_to_all


def test_who_fears_to_be_read_is_asked_and_what_was_said_stands_with_the_alarm(palier, told):
    player, _ = told(
        "je veux changer de logement",
        "parce que mon copain lit mes messages faut pas qu'il voie",
        "il m'a cassé le téléphone",
        "n'appelez pas",
        "saules loos",
    )

    restricted, _ = kept(player)
    (case,) = player.facts().cases
    topics = state_of(palier, player)["topics"]

    assert "lit mes messages" in restricted[0].words
    assert "cassé le téléphone" in restricted[0].words
    assert restricted[0].facts["safety"] == "vital_now"
    assert restricted[0].facts["no_call"] is True
    assert case.place["residence"] == "les-saules"
    assert [(topic["form"], topic["answers"]) for topic in topics] == [("rehousing", {})]


def test_who_does_not_answer_about_a_child_is_read_all_the_same(told):
    player, said = told(CHILD, "je veux pas qu'on sache que c'est moi", "le chauffage marche plus")

    restricted, _ = kept(player)

    assert [need.code for need in restricted] == ["CHILD"]
    assert CHILD in restricted[0].words
    assert "Depuis quand" in said or "Où habitez-vous" in said


@pytest.mark.parametrize("none", ["ce n'est pas ça", "non rien à voir je parle du bruit"])
def test_who_says_that_it_is_not_that_is_read_by_nobody(told, none):
    player, _ = told(CHILD, none)

    assert player.facts().cases == []


def test_a_danger_told_where_the_place_was_asked_is_no_place(palier, told):
    player, asked = told("jai 2 mois de retard de loyer", "rien", EX, "non")

    assert "Où habitez-vous" in asked
    assert "words" not in (state_of(palier, player)["shared"].get("place") or {})


def test_no_request_is_spoken_of_where_only_a_danger_was_told(told):
    _, said = told(EX, "non", "saules loos")

    assert "votre demande" not in said


BLOW = "mon fils de 16 ans me fait peur quand il crie"


def test_what_they_came_for_is_asked_after_the_no_and_the_blow_is_read_by_a_few(palier, told):
    player, said = told(f"{BLOW}, mais c'est surtout que je viens pour le trou dans le mur", "non")

    (topic,) = state_of(palier, player)["topics"]
    restricted, _ = kept(player)

    assert (topic["form"], topic["words"]) == ("home_repair", "")
    assert "Qu'est-ce qui ne va pas dans le logement" in said
    assert not {*topic["answers"]} - {"since"}  # "hier" may be the day of the hole
    assert BLOW in restricted[0].words


def test_the_place_told_later_reaches_who_reads_of_the_doubt(told):
    player, _ = told(f"{BLOW} mais je viens pour le trou dans le mur", "non", "saules loos")

    assert [case.place["residence"] for case in player.facts().cases] == ["les-saules"]


def test_after_a_no_somebody_who_told_nothing_else_is_asked_what_happens(told):
    _, said = told("j'en peux plus de cette vie", "non")

    assert "Dites-moi ce qui se passe" in said
