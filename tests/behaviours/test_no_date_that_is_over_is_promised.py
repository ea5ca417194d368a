"""A date that has passed is promised to nobody, and who asks when is answered."""

from datetime import datetime, timedelta

import pytest

from bot.clock import PARIS
from casework.cases import Status
from tests.play import ARREARS, Player

AFTER = timedelta(days=9)  # the reply was due the next day


@pytest.fixture
def waiting(palier, now):
    """Somebody whom nobody answered by the day that was promised."""
    player = Player(palier)
    for line in ARREARS:
        player.say(line)
    now.at += AFTER
    return player


def moment(said_at: datetime) -> str:
    months = {11: "novembre", 12: "décembre"}
    local = said_at.astimezone(PARIS)
    return f"{local.day} {months[local.month]}"


@pytest.mark.parametrize("again", [1, 3])
def test_who_complains_is_given_a_date_to_come(waiting, now, again):
    for _ in range(again):
        answer = "\n".join(waiting.say("toujours rien"))
        case = waiting.facts().cases[0]

        assert case.reply_due_at > now.at
        assert f"{moment(case.reply_due_at)} à" in answer
        now.at = case.reply_due_at + timedelta(hours=20)


def test_a_complaint_after_the_date_goes_to_the_manager(waiting):
    waiting.say("toujours rien")

    case = waiting.facts().cases[0]
    assert (case.status, case.role) == (Status.ESCALATED, "agency_manager")


def test_a_date_to_come_is_kept_by_a_complaint(palier):
    player = Player(palier)
    for line in ARREARS:
        player.say(line)
    before = player.facts().cases[0].reply_due_at

    player.say("toujours rien")

    assert player.facts().cases[0].reply_due_at == before


@pytest.mark.parametrize("question", ["/statut", "cest quand quil vien"])
def test_a_status_says_late_and_not_a_date_that_is_over(waiting, question):
    answer = "\n".join(waiting.say(question))

    assert "réponse en retard" in answer
    assert "avant" not in answer


def test_a_need_that_joins_a_late_case_is_promised_a_date_to_come(waiting, now):
    for line in ("mon robinet fuit", "hier", "non", "le matin", "oui"):
        waiting.say(line)

    assert all(case.reply_due_at > now.at for case in waiting.facts().cases)


WHEN = [
    "cest quand quil vien",
    "c bon vous allez mapeler quand ?",
    "combien de temps ca prend ??",
    "jai jusqua quand pour payer ?",
    "Quand vont ils venir ?",
    "when will they come?",
    "ne zaman gelecekler?",
    "متى سيأتي التقني؟",
]


@pytest.mark.parametrize("question", WHEN)
def test_who_asks_when_beside_an_open_case_is_told_where_it_stands(palier, question):
    player = Player(palier)
    for line in ARREARS:
        player.say(line)
    reference = player.facts().cases[0].reference

    answer = "\n".join(player.say(question))

    assert reference in answer
    assert len(player.facts().needs) == 1


@pytest.mark.parametrize("question", WHEN[:5])
def test_who_asks_when_in_a_report_is_told_and_asked_the_question_again(palier, question):
    player = Player(palier)
    player.say("jai 2 mois de retard")

    answer = "\n".join(player.say(question))

    assert "pas encore" in answer
    assert "Pouvez-vous payer une partie" in answer


@pytest.mark.parametrize("question", WHEN[:5])
def test_who_asks_when_out_of_the_blue_starts_no_report(palier, question):
    answer = "\n".join(Player(palier).say(question))

    assert "Je ne connais pas cette date" in answer


@pytest.mark.parametrize(
    "words",
    [
        "quand je prends ma douche ça fuit chez le voisin",
        "c'est quand la fin des travaux ?",
        "depuis quand ?",
        "quand vous voulez",
    ],
)
def test_the_word_when_alone_is_no_such_question(palier, words):
    answer = "\n".join(Player(palier).say(words))

    assert "Je ne connais pas cette date" not in answer
