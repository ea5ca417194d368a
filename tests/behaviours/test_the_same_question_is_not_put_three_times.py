"""A fact told out of turn is kept and said so; a question is put otherwise, then left."""

import pytest

from tests.play import Player


def begun(palier, *said):
    player = Player(palier)
    for message in said:
        player.say(message)
    return player


@pytest.mark.parametrize(
    "fact",
    [
        "ja l ai deja signalé 3 fois !!!",
        "le ptit est dans le noir",
        "on peut pas fermer",
        "j'ai coupé le robinet",
        "jai 2 gosses et un chat",
        "3",
    ],
)
def test_a_fact_told_where_the_place_is_asked_is_kept_and_no_unknown_place(palier, fact):
    player = begun(palier, "fuite sous l evier", "depuis hier")

    kept, asked = player.say(fact)

    assert kept == "C'est noté pour la personne qui vous lira."
    assert asked.startswith("Il me manque le lieu")
    for answer in ("les saules loos", "non", "matin", "oui"):
        player.say(answer)
    assert any(fact in need.words for _, need in player.facts().needs)


def test_a_question_told_where_the_place_is_asked_is_kept_for_who_answers(palier):
    player = begun(palier, "mon mari est mort la semaine derniere")

    kept, _ = player.say("je peux rester ?")

    assert kept.startswith("Je garde votre question")


@pytest.mark.parametrize("place", ["12 rue des lilas", "cité du bois", "j'habite vers la gare"])
def test_a_place_that_is_not_found_is_still_said_to_be_none(palier, place):
    player = begun(palier, "fuite sous l evier", "depuis hier")

    said = "\n".join(player.say(place))

    assert "noté pour la personne" not in said


def test_nobody_decides_anything_by_a_no_to_since_when(palier):
    player = begun(palier, "plus de chauffage")

    said = player.say("non")

    assert said[0] == "D'accord."
    assert not any("décidez" in words for words in said)


def test_who_keeps_something_to_themselves_asked_for_no_person(palier):
    player = begun(palier, "plus de chauffage", "depuis lundi")

    assert player.say("c'est personnel")[0] == "D'accord, vous n'avez pas à le dire."


def test_a_cancel_after_a_no_cancels(palier):
    player = begun(palier, "plus de chauffage")

    (said,) = player.say("non annuler")

    assert said.startswith("C'est annulé")


def test_who_will_answer_is_answered(palier):
    player = begun(palier, "plus de chauffage")

    said = player.say("qui va me répondre ?")

    assert "je vous dis qui vous répond" in said[0]


def test_the_third_time_the_report_goes_on_without(palier):
    player = begun(palier, "plus de chauffage")
    asked = [player.say(word)[-1] for word in ("mdr", "lol", "ptdr")]

    assert "Depuis quand ? Par exemple « mardi »." in asked
    assert not asked[-1].startswith("Depuis quand")


def test_every_report_comes_to_its_end_whatever_is_answered(palier):
    player = begun(palier, "plus de chauffage")

    said = [player.say("le ptit est dans le noir")[-1] for _ in range(12)]

    assert any(words.startswith("Voici ce que j'ai compris") for words in said)
    asked = [words for words in said[:6] if not words.startswith("Voici ce que j'ai compris")]
    assert max(said.count(words) for words in asked) < 3


@pytest.mark.parametrize(
    "wish", ["non je veux pas porter plainte", "je veux pas quitter le quartier"]
)
def test_a_wish_told_at_the_summary_is_kept_and_corrects_nothing(palier, wish):
    player = begun(palier, "mon voisin m'insulte tous les jours", "les tilleuls denain")
    for answer in ("le soir", "non"):
        player.say(answer)

    said = player.say(wish)
    player.say("oui")

    assert said[0] == "C'est noté pour la personne qui vous lira."
    (need,) = [need for _, need in player.facts().needs]
    assert wish in need.words


def test_a_no_that_says_what_is_wrong_still_asks_what_to_correct(palier):
    player = begun(palier, "mon voisin m'insulte tous les jours", "les tilleuls denain")
    for answer in ("le soir", "non"):
        player.say(answer)

    assert "corriger" in player.say("non c'est pas ca")[0]
