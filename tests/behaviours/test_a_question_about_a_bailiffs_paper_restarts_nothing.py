"""Who sent a bailiff's paper and asks about it is answered with the advice there is; nothing is asked again."""

import pytest

from dialogs.conversation import Conversation, Topic, from_json, to_json
from tests.play import Player

ADVICE = "Personne n'est mis dehors sans la décision d'un juge."
PAPER = ("jai recu un papier de l huissier", "le 12 novembre", "les saules loos", "non")


def sent(palier) -> Player:
    player = Player(palier)
    for line in (*PAPER, "0611223344", "oui"):
        player.say(line)
    assert [need.code for _, need in player.facts().needs] == ["ARREARS_LEGAL"]
    return player


@pytest.mark.parametrize(
    "question",
    [
        "combien de temps avant l'expulsion ?",
        "ils peuvent me mettre dehors ?",
        "c'est quoi un commandement de payer",
        "et maintenant je fais quoi ?",
        "can they evict me?",
    ],
)
def test_a_question_after_it_was_sent_is_answered_and_goes_to_the_case(palier, question):
    player = sent(palier)

    answer = "\n".join(player.say(question))

    assert ADVICE in answer or "Nobody is put out without a judge's decision." in answer
    assert "C'est ajouté à votre demande" in answer or "added to your request" in answer
    assert "Quelle date est écrite" not in answer


def test_a_question_in_the_middle_of_it_is_answered_and_the_pending_one_put_again(palier):
    player = Player(palier)
    for line in PAPER[:3]:
        player.say(line)

    answer = "\n".join(player.say("combien de temps avant l'expulsion ?"))

    assert ADVICE in answer
    assert "Y a-t-il une date de tribunal" in answer


def test_now_is_no_day_of_a_hearing(palier):
    player = Player(palier)
    for line in PAPER[:3]:
        player.say(line)

    assert "tribunal le 23 novembre" not in "\n".join(player.say("je paye maintenant"))


def test_another_trouble_told_afterwards_is_a_need_of_its_own(palier):
    player = sent(palier)

    assert "Depuis quand" in "\n".join(player.say("ya une fuite sous levier, on fait quoi ?"))


def test_who_sent_no_paper_and_asks_is_asked_what_happens(palier):
    assert "un loyer en retard, ou un papier reçu" in "\n".join(
        Player(palier).say("ils peuvent me mettre dehors ?")
    )


def test_what_was_sent_is_remembered_while_its_case_is_open():
    paper = Conversation(topics=(Topic(form="legal_paper"),)).as_sent(joined=False).at_rest()
    leak = Conversation(topics=(Topic(form="home_repair"),), sent=from_json(to_json(paper)).sent)

    assert leak.as_sent(joined=True).sent == ("legal_paper", "home_repair")
    assert leak.as_sent(joined=False).sent == ("home_repair",)
