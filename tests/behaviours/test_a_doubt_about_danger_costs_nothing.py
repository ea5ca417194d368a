"""A gentle question about danger never loses what was told, and a no ends it for good."""

import pytest

from tests.play import Player

DOUBT = "pas deau chaude depuis dimanche et mon bebe est tout mou, 2e etage les tilleuls denain"


@pytest.fixture
def doubted(palier):
    """Somebody whose message told a need and raised a doubt."""
    player = Player(palier)
    assert "danger" in "\n".join(player.say(DOUBT))
    return player


def state_of(palier, player):
    return palier.database.read_now(
        lambda kept: kept.conversations.of(player.channel, "", player.user).state
    )


def alarms_of(palier, player):
    """Return the severities of the cases that an alarm opened."""
    return [
        case.severity for case in player.facts().cases if case.restricted or case.severity == 4
    ]


@pytest.mark.parametrize(
    "no", ["non", "non tout va bien", "mais non rien à voir, je parlais de l'eau", "No"]
)
def test_after_a_no_the_report_goes_on_where_it_was(palier, doubted, no):
    answer = "\n".join(doubted.say(no))

    assert "passer" in answer  # when somebody may come: the next question of the repair
    (topic,) = state_of(palier, doubted)["topics"]
    assert topic["answers"]["problem_type"] == "no_hot_water"
    assert alarms_of(palier, doubted) == []


def test_a_yes_to_another_question_is_no_yes_to_the_danger(palier, doubted):
    doubted.say("le matin")  # answers the repair's own question: the report is summed up
    assert state_of(palier, doubted)["alarm_stage"] is None

    doubted.say("oui")

    assert alarms_of(palier, doubted) == []
    assert [need.code for _, need in doubted.facts().needs] == ["REPAIR"]


def test_a_yes_with_more_words_is_a_yes(palier, doubted):
    answer = "\n".join(doubted.say("oui j'ai tres mal au ventre"))

    assert "15" in answer
    assert alarms_of(palier, doubted) == [4]


@pytest.mark.parametrize(
    "typed", ["Ce n'est pas ça", "ce n'est pas ça", "non c'est une expression", "fausse alerte"]
)
def test_after_the_numbers_a_button_may_be_typed(palier, typed):
    player = Player(palier)
    player.say("ça sent le gaz dans l'appart")

    player.say(typed)

    assert state_of(palier, player)["alarm"] is None


@pytest.mark.parametrize(
    ("asked_by", "answer"),
    [
        (("les voisins font du bruit",), "la nuit surtout le week end"),
        (
            ("les voisins font du bruit", "la nuit", "les tilleuls denain"),
            "j'ai pas envie de dire",
        ),
        (("ya plu de chofage", "hier"), "les tilleuls denain je l'ai dit"),
    ],
)
def test_an_ordinary_answer_raises_no_doubt(palier, asked_by, answer):
    player = Player(palier)
    for line in asked_by:
        player.say(line)

    player.say(answer)

    assert state_of(palier, player)["alarm"] is None


def test_danger_in_the_place_of_an_answer_is_heard(palier):
    player = Player(palier)
    for line in ("les voisins font du bruit", "la nuit"):
        player.say(line)

    assert "17" in "\n".join(player.say("il va me tuer"))


def test_who_is_blocked_in_a_lift_is_helped_at_once_and_their_place_is_sent_on(palier):
    player = Player(palier)
    answer = "\n".join(player.say("mon fils de 3 ans est enfermé dans l'ascenseur"))
    player.say("les tilleuls denain entrée B")

    (case,) = player.facts().cases
    assert "bouton d'alarme" in answer
    assert (case.severity, case.unit) == (4, "AG-VAL")


def test_who_took_pills_is_sent_to_the_emergency_doctor_first(palier):
    assert Player(palier).say("j'ai pris tous mes cachets")[0].startswith("Appelez le 15")


GRAVE = "j'en peux plus de cette vie"
MONEY = "slt g pa pu payé mon loyer ce moi ci ni le moi dernier chui dans la merde"


@pytest.mark.parametrize(
    "told",
    [
        "les tilleuls denain", "saules loos", "bat C 3e etage", "0612345678", "g que 50 euro",
        "depuis 3 mois", "depuis le 3 novembre", "204518",
    ],
)  # fmt: skip
def test_a_place_or_a_number_is_no_yes_and_the_question_is_put_once_more(palier, told):
    player = Player(palier)
    player.say(GRAVE)

    again = "\n".join(player.say(told))
    last = "\n".join(player.say("les tilleuls denain"))

    assert "pensez-vous à mourir" in again
    assert "3114" in again
    assert "pensez-vous" not in last
    assert "3114" in last
    assert alarms_of(palier, player) == []


def test_what_was_told_to_a_grave_question_goes_into_the_report(palier):
    player = Player(palier)
    for line in (MONEY, "2 mois"):
        player.say(line)

    player.say("nn c pas ca du tout je parle du loyer")

    state = state_of(palier, player)
    (topic,) = state["topics"]
    assert (topic["form"], topic["answers"]["months_count"]) == ("arrears", 2)
    assert state["alarm"] is None


def test_a_place_told_to_a_grave_question_is_not_asked_again(palier):
    player = Player(palier)
    for line in (GRAVE, "les tilleuls denain", "non"):
        player.say(line)

    assert state_of(palier, player)["shared"]["place"]["residence"] == "les-tilleuls"


@pytest.mark.parametrize("before", [(), ("les tilleuls denain",), ("depuis 3 mois",)])
@pytest.mark.parametrize(
    "words",
    [
        "oui", "ce soir", "demain", "je sais pas", "j'en sais rien", "tout le temps", "la nuit",
        "50 comprimés", "non mais j'y pense parfois", "oui depuis 3 mois", "dans 2 jours",
    ],
)  # fmt: skip
def test_words_that_may_mean_yes_are_never_taken_for_an_answer_to_a_form(palier, before, words):
    player = Player(palier)
    for line in (GRAVE, *before):
        player.say(line)

    assert "3114" in "\n".join(player.say(words))
    assert alarms_of(palier, player) == [4]


def test_after_the_numbers_who_spoke_of_the_rent_is_let_go_on(palier):
    player = Player(palier)
    for line in (GRAVE, "je sais pas", "mais non je parle du loyer"):
        player.say(line)

    assert state_of(palier, player)["alarm"] is None
