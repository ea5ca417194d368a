"""Who hit is back, who is hit fears to be read, and a danger that is over can be said in plain words."""

from datetime import timedelta

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import CALL_NOW, GLAD, state_of
from tests.play import Player

HIT = "mon mari me frappe"
ATTACKED = "un homme avec un couteau me menace"
RENT = "je dois 2 mois de loyer"
NUMBERS = ("17", "114")


@pytest.mark.parametrize("before", [(), (RENT,)], ids=["at-once", "in-a-form"])
@pytest.mark.parametrize(
    "back", ["il est revenu", "il est là", "il arrive", "mon ex est devant la porte", "he is back"]
)
@pytest.mark.parametrize("danger", [HIT, ATTACKED])
def test_somebody_violent_who_is_back_is_a_danger_again(palier, danger, before, back):
    player = Player(palier)
    for line in (danger, "oui", *before):
        player.say(line)

    answer = "\n".join(player.say(back))

    assert all(number in answer for number in NUMBERS)
    assert state_of(palier, player)["alarm_stage"] == "numbers"


def test_days_later_too_and_people_are_told(palier, now):
    player = Player(palier)
    for line in (HIT, "non"):
        player.say(line)
    now.at += timedelta(days=9)
    before = len(list(_events(palier, player)))

    answer = "\n".join(player.say("il est revenu"))

    assert "appelez le 17" in answer
    assert len(list(_events(palier, player))) > before


def _events(palier, player):
    return palier.database.read_now(
        lambda kept: [
            event for case in player.facts().cases for event in kept.cases.timeline(case.id)
        ]
    )


def test_a_cry_for_help_after_blows_brings_the_numbers(palier):
    player = Player(palier)
    for line in (HIT, "non"):
        player.say(line)

    assert "appelez le 17" in "\n".join(player.say("aidez moi"))


@pytest.mark.parametrize("words", ["le chauffage est revenu", "l'eau chaude est revenue"])
def test_heating_that_is_back_is_no_man_who_is_back(palier, words):
    player = Player(palier)
    for line in (HIT, "non"):
        player.say(line)

    assert "17" not in "\n".join(player.say(words))


@pytest.mark.parametrize(
    "words",
    [
        "mon ex revient taper à ma porte la nuit, il dit qu'il va me tuer",
        "mon ex me suit et il a dit qu'il va me tuer",
        "qu'il va me tuer",
    ],
)
def test_who_is_threatened_with_death_is_told_of_violence_and_not_of_suicide(palier, words):
    answer = "\n".join(Player(palier).say(words))

    assert "appelez le 17" in answer
    assert "3114" not in answer


def test_who_says_that_it_is_no_suicide_but_a_threat_is_believed(palier):
    player = Player(palier)
    player.say("je veux mourir")

    answer = "\n".join(player.say("c'est pas du suicide, c'est lui qui me menace"))

    assert "appelez le 17" in answer
    assert "3114" not in answer


@pytest.mark.parametrize(
    "words",
    [
        "vous êtes qui vous d'abord ? un robot ?", "merci", "c'est quoi cette question",
        "j'ai pas envie de répondre",
    ],
)  # fmt: skip
def test_what_is_no_answer_to_a_grave_question_has_it_put_once_more_and_alarms_nobody(
    palier, words
):
    player = Player(palier)
    player.say("j'en peux plus de cette vie")

    again = "\n".join(player.say(words))

    assert "pensez-vous à mourir" in again
    assert "3114" in again
    assert player.facts().cases == []


def test_who_asks_whether_a_machine_writes_is_answered_below_the_question(palier):
    player = Player(palier)
    player.say("j'en peux plus de cette vie")

    said = player.say("vous êtes qui vous d'abord ? un robot ?")

    assert "3114" in said[0]
    assert "Je suis un programme" in "\n".join(said[1:])


def test_who_asks_for_a_person_gets_one(palier):
    player = Player(palier)
    player.say("j'en peux plus de cette vie")

    assert "Une personne est prévenue" in "\n".join(player.say("je veux parler à un humain"))


@pytest.mark.parametrize(
    "words", ["mon père vient de mourir", "mon frère est mort la semaine dernière", "babam öldü"]
)
def test_who_tells_a_death_is_not_asked_whether_they_think_of_dying(palier, words):
    assert "mourir ou à vous faire du mal" not in "\n".join(Player(palier).say(words))


@pytest.mark.parametrize(
    "words", ["mon mari est mort je veux plus vivre", "mon mari est mort je veux le rejoindre"]
)
def test_who_wants_to_follow_somebody_who_died_is_heard(palier, words):
    assert "3114" in "\n".join(Player(palier).say(words))


@pytest.mark.parametrize(
    ("danger", "over"),
    [
        ("ca sent le gaz", "non c'est bon c'etait la casserole"),
        ("ca sent le gaz", "non c'est bon c'était le brûleur mal fermé"),
        ("ca sent le gaz", "non il n'y a plus d'odeur, tout va bien"),
        (ATTACKED, "non il est rentré chez lui là"),
        (ATTACKED, "non c'est bon je suis pas en danger maintenant"),
        ("je suis bloqué dans l'ascenseur", "le technicien est arrivé je suis sorti"),
    ],
)
def test_who_says_in_plain_words_that_it_is_over_is_believed(palier, danger, over):
    player = Player(palier)
    player.say(danger)

    answer = "\n".join(player.say(over))

    assert CALL_NOW not in answer
    assert GLAD in answer or "On peut continuer" in answer
    assert state_of(palier, player)["alarm"] is None


@pytest.mark.parametrize(
    ("danger", "words"),
    [
        ("ca sent le gaz", "c'est bon j'appelle"),
        ("ya le feu", "c'est bon mais ma fille est dedans"),
        ("je veux mourir", "non c'est bon"),
        (ATTACKED, "il est pas parti"),
    ],
)
def test_words_that_only_sound_like_an_all_clear_leave_the_alarm_on(palier, danger, words):
    player = Player(palier)
    player.say(danger)
    player.say(words)

    assert state_of(palier, player)["alarm"] is not None


def test_the_report_told_before_goes_on_after_the_all_clear(palier):
    player = Player(palier)
    for line in ("ya une fuite sous levier", ATTACKED):
        asked = player.say(line)

    answer = player.say("non c'est bon je suis pas en danger maintenant")

    assert "Depuis quand" in "\n".join(answer)
    assert "Depuis quand" not in "\n".join(asked)


def test_who_fears_to_be_read_is_told_once_how_to_clear_the_chat_then_left_in_peace(palier):
    player = Player(palier)
    player.say(HIT)

    cleared, quiet, secret, again, stop = (
        "\n".join(player.say(words))
        for words in (
            "il lit mon telephone",
            "ne m'écrivez pas svp",
            "est ce que c'est secret ?",
            "effacez la conversation",
            "ne répondez plus",
        )
    )

    assert "Supprimer" in cleared
    assert "Je n'écris plus ici" in quiet
    assert "confidentiel" in secret
    assert (again, stop) == ("C'est noté.", "C'est noté.")
    assert player.facts().address.safe_to_contact is False


def test_a_lift_that_is_blocked_is_asked_whether_somebody_is_inside(palier):
    words = "l'ascenseur est bloqué depuis ce matin, ma voisine de 85 ans ne peut plus descendre"
    empty, full = Player(palier), Player(palier)

    assert "dans la cabine" in "\n".join(empty.say(words))
    empty.say("non")
    told = {topic["form"]: topic["answers"] for topic in state_of(palier, empty)["topics"]}
    full.say(words)

    assert told["common_area"]["problem_type"] == "lift_down"
    assert empty.facts().cases == []
    assert "bouton d'alarme" in "\n".join(full.say("oui"))
