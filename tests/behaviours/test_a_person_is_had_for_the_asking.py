"""The words that Palier itself teaches work everywhere, inside a question too."""

import pytest

from tests.play import Player

RENT = "jai 2 mois de retard"
LEAK = "ya une fuite sous levier"


@pytest.mark.parametrize(
    ("begun", "asked"),
    [
        (RENT, "personne"),
        (LEAK, "personne"),
        (RENT, "jveux parler a un humain"),
        (RENT, "bghit nhder m3a chi wahed"),
        ("2 aydır kira ödeyemiyorum", "kişi"),
        ("I am two months late with my rent", "person"),
    ],
)
def test_what_was_told_is_sent_to_a_person_at_once(palier, begun, asked):
    player = Player(palier)
    player.say(begun)

    player.say(asked)
    player.say("0611223344")

    needs = {need.code: need.facts for _, need in player.facts().needs}
    assert needs["ADMIN"]["phone"] == "+33611223344"
    assert needs["ADMIN"]["subject"] == "callback"
    assert "amount" not in str(needs)
    assert len(needs) == len({"ADMIN", "what was begun"})


HOW = "À quel numéro ou à quelle adresse"


def test_who_asks_for_a_person_is_asked_once_how_to_be_reached(palier):
    player = Player(palier)
    player.say(LEAK)

    (asked,) = player.say("personne svp")
    sent = "\n".join(player.say("saules loos"))

    assert asked.startswith(HOW)
    assert "Votre demande a le numéro" in sent
    assert {route.unit for route in player.facts().routes.values()} == {"AG-LIL"}


@pytest.mark.parametrize("refusal", ["non", "personne", "[Répondez-moi ici]", "jsp"])
def test_a_refusal_to_say_where_sends_it_all_the_same(palier, refusal):
    player = Player(palier)
    player.say(RENT)
    player.say("je veux parler à quelqu'un")

    sent = "\n".join(player.say(refusal))

    assert HOW not in sent
    assert {need.code for _, need in player.facts().needs} == {"ARREARS", "ADMIN"}


def test_another_need_told_where_one_can_be_reached_is_sent_too(palier):
    player = Player(palier)
    player.say(LEAK)
    player.say("je veux parler à quelqu'un")

    player.say("12 rue des lilas à Lille, et j'ai aussi perdu mon travail")

    assert {need.code for _, need in player.facts().needs} > {"REPAIR", "EMPLOYMENT_LOSS"}


@pytest.mark.parametrize("told", ["saules loos", "0611223344"])
def test_who_said_where_they_can_be_reached_is_not_asked_again(palier, told):
    player = Player(palier)
    player.say(LEAK)
    player.say(told)

    assert "Votre demande a le numéro" in "\n".join(player.say("personne svp"))


@pytest.mark.parametrize("words", ["personne me répond au téléphone", "personne ne vient"])
def test_nobody_answers_is_not_a_wish_for_a_person(palier, words):
    player = Player(palier)
    player.say(LEAK)

    player.say(words)

    assert not player.facts().needs


def test_another_need_told_with_the_wish_is_not_lost(palier):
    player = Player(palier)
    player.say(RENT)

    player.say("jveux parler a un humain, ya aussi une fuite sous levier")
    player.say("personne")
    player.say("[Répondez-moi ici]")

    assert {need.code for _, need in player.facts().needs} >= {"ARREARS", "REPAIR", "ADMIN"}


def test_a_single_oui_does_not_change_the_language_of_a_conversation(palier):
    player = Player(palier)
    player.say("There is a leak in my kitchen")

    (answer,) = player.say("oui")

    assert answer.startswith("Give me a date")


def test_a_code_is_no_language(palier):
    said = " ".join(Player(palier).say("K7Q2-M9XT"))

    assert "العربية" not in said
    assert "Je n'ai pas bien compris" in said
