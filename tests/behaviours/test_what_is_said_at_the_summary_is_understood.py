"""At the summary people say yes in many ways, and nobody is unsubscribed for saying "envoyez"."""

import pytest

from tests.behaviours.test_words_that_answer_nothing_are_no_answer import topic_of
from tests.play import Player

REPORT = ("ya plus de chauffage depuis lundi", "les tilleuls denain", "non", "le matin")
SENT = "Votre demande a le numéro"


@pytest.mark.parametrize("said", ["merci", "teşekkürler", "obrigada", "envoyez", "envoie", "send"])
def test_a_report_is_sent_on_a_thank_you_or_a_word_that_sends(palier, said):
    player = Player(palier)
    for line in REPORT:
        player.say(line)

    player.say(said)

    ((_, need),) = player.facts().needs
    assert need.code == "REPAIR"
    assert said not in need.words


def test_who_has_nothing_to_put_right_after_all_sees_the_summary_again(palier):
    player = Player(palier)
    for line in (*REPORT, "non"):
        player.say(line)

    answer = "\n".join(player.say("oui"))

    assert "Voici ce que j'ai compris" in answer
    assert "C'est ajouté" not in answer
    assert SENT in "\n".join(player.say("oui"))


@pytest.mark.parametrize("said", ["SMS", "envoyez"])
def test_a_word_that_sends_unsubscribes_nobody(palier, said):
    player = Player(palier)
    for line in REPORT:
        player.say(line)

    assert "annonces" not in "\n".join(player.say(said))
    assert "annonces" not in "\n".join(Player(palier).say(said))


@pytest.mark.parametrize(
    ("but", "shown"),
    [
        ("oui mais l'après-midi", "l'après-midi"),
        ("ok mais c'est au 2e étage", "étage 2"),
        ("oui sauf que c'est depuis mardi", "C'est corrigé"),
    ],
)
def test_a_yes_with_a_but_sends_nothing_before_it_is_seen(palier, but, shown):
    player = Player(palier)
    for line in REPORT:
        player.say(line)

    answer = "\n".join(player.say(but))

    assert (SENT in answer, shown in answer) == (False, True)
    assert SENT in "\n".join(player.say("oui"))


def test_a_day_in_court_put_right_is_the_papers_own(told):
    player, _ = told(
        "on a recu un commandement de payer de 1840 euros",
        "tribunal le 2 décembre",
        "c'est pas le tribunal c'est la date sur le papier",
    )

    answers = topic_of(player, "legal_paper")["answers"]
    assert ("hearing" in answers, answers["date_on_paper"]) == (False, "2026-12-02")
