"""The day after a danger, and a week after: it is not asked again, and swallows nothing that is told."""

from datetime import timedelta

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.play import Player

DANGERS = {
    "emergency_violence_home": "mon mari me frappe",
    "emergency_suicide": "je veux mourir",
    "emergency_gas": "ça sent le gaz",
    "emergency_fire": "ya le feu",
    "emergency_medical": "ma mere elle respire plus",
    "emergency_child": "mon voisin frappe son enfant",
    "emergency_assault": "un homme avec un couteau me menace",
    "emergency_lift": "je suis bloqué dans lascenseur",
}
NEXT_DAY, A_WEEK_LATER = timedelta(days=1, hours=2), timedelta(days=7)
later = pytest.mark.parametrize("later", [NEXT_DAY, A_WEEK_LATER], ids=["next-day", "next-week"])
answered = pytest.mark.parametrize("answer", ["oui", None], ids=["answered", "unanswered"])
danger = pytest.mark.parametrize("danger", DANGERS.values(), ids=DANGERS)


@pytest.fixture
def after(palier, now):
    """Tell a danger, answer or not, wait, and write again; return what is said to that."""

    def play(danger, answer, wait, *lines):
        player = Player(palier)
        for line in filter(None, (danger, answer)):
            player.say(line)
        now.at += wait
        said = ["\n".join(player.say(line)) for line in lines]
        return player, said[-1]

    return play


@later
@answered
@danger
def test_a_hello_is_a_hello(palier, after, danger, answer, later):
    player, said = after(danger, answer, later, "salut")

    assert "Que se passe-t-il ?" in said
    assert state_of(palier, player)["alarm"] is None


@later
@answered
@danger
def test_a_new_leak_is_a_new_leak(palier, after, danger, answer, later):
    player, said = after(danger, answer, later, "ya une fuite sous levier", "hier")

    assert "Où habitez-vous" in said
    assert [t["form"] for t in state_of(palier, player)["topics"]] == ["home_repair"]


@later
@answered
@danger
def test_a_repair_that_is_done_opens_nothing(palier, after, danger, answer, later):
    player, said = after(danger, answer, later, "la fuite est réparée")

    assert "Tant mieux" in said
    assert state_of(palier, player)["topics"] == []


@later
@answered
@pytest.mark.parametrize("words", ["il est parti, je fais quoi", "il est parti. je fais koi"])
def test_who_says_that_he_is_gone_is_not_asked_again(palier, after, words, answer, later):
    _, said = after(DANGERS["emergency_violence_home"], answer, later, words)

    assert "Êtes-vous en danger" not in said
    assert "C'est gardé pour la personne prévenue" in said
    assert "112" in said


@answered
@danger
def test_who_says_the_next_day_that_it_is_over_is_asked_nothing(palier, after, danger, answer):
    player, said = after(danger, answer, NEXT_DAY, "c bon cest fini, je fais quoi")

    assert "pensez-vous à mourir" not in said
    assert state_of(palier, player)["alarm"] is None


@later
@danger
def test_the_same_danger_again_is_a_danger_again(palier, after, danger, later):
    player, _ = after(danger, "oui", later, danger)

    assert state_of(palier, player)["alarm_stage"] == "numbers"


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ("c'est réparé merci", True),
        ("le chauffage remarche", True),
        ("the leak is fixed", True),
        ("kombi tamir edildi", True),
        ("تم إصلاح التسرب", True),
        ("la fuite n'est pas réparée", False),
        ("c'est réparé mais ça coule encore", False),
        ("quand est-ce que ce sera réparé ?", False),
    ],
)
def test_good_news_is_told_from_bad(palier, words, mended):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "hier", "les tilleuls denain", "non", "matin", "oui"):
        player.say(line)

    player.say(words)

    topics = state_of(palier, player)["topics"]
    messages = palier.database.read_now(
        lambda kept: list(kept.cases.timeline(player.facts().cases[0].id))
    )
    assert not (mended and topics)
    assert any(event.kind == "message" for event in messages) or not mended


@pytest.mark.parametrize("answer", ["[Oui, laisser tomber]", "oui", "ça remarche"])
def test_a_repair_that_is_done_while_it_is_told_is_not_sent(palier, answer):
    player = Player(palier)
    for line in ("jai 2 mois de retard de loyer et plus de chauffage", "rien"):
        player.say(line)

    asked = "\n".join(player.say("ah le chauffage remarche"))
    said = "\n".join(player.say(answer))

    assert "Dois-je laisser tomber" in asked
    assert "Je n'envoie rien pour cette panne" in said
    assert [t["form"] for t in state_of(palier, player)["topics"]] == ["arrears"]


@pytest.mark.parametrize(
    "news", ["sa revient c bon", "c'est revenu", "ça remarche", "c bon sa marche"]
)
def test_good_news_in_a_report_is_asked_about_and_is_none_of_its_words(palier, news):
    player = Player(palier)
    for line in ("ya plu de chauffage", "hier", "les saules loos", "non", "matin"):
        player.say(line)

    asked = "\n".join(player.say(news))
    again = "\n".join(player.say("[Non, continuer]"))

    assert "Dois-je laisser tomber" in asked
    assert "Je l'envoie à l'agence" in again
    (topic,) = state_of(palier, player)["topics"]
    assert news not in topic["words"]
