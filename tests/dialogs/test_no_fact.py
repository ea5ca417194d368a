"""Words that give nothing to a question are never filed as its answer."""

import pytest

from dialogs.answers.no_fact import is_beside, says_enrolled, says_something, since_no_day
from dialogs.telling.no_answer import says_only_courtesy
from tests.dialogs.hearing import hear


@pytest.mark.parametrize(
    "said",
    [
        "merci", "merci madame", "ok merci bonne journée", "cordialement", "Bonne soirée à vous",
        "merci ça me rassure", "c'est gentil merci", "teşekkürler", "شكرا جزيلا", "best regards",
    ],
)  # fmt: skip
def test_thanks_and_a_closing_answer_nothing(said):
    assert says_only_courtesy(said)


@pytest.mark.parametrize(
    "said", ["merci c'est la chaudière", "ok", "madame", "bien", "le matin merci"]
)
def test_thanks_beside_an_answer_leave_the_answer(said):
    assert not says_only_courtesy(said)


@pytest.mark.parametrize(
    "said",
    ["3", "2.", "depuis la tempête", "depuis le mois de septembre", "le soir après 18h",
     "vous allez encore rien faire", "inscrit oui"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["problem", "choice"])
def test_a_number_a_time_a_reproach_are_no_defect_and_no_reason(said, kind):
    assert is_beside(hear(said), kind)
    assert not says_something(hear(said), kind)


@pytest.mark.parametrize(
    "said", ["cariste 4 ans", "il fait la java", "la porte du placard", "divorce"]
)
def test_what_people_tell_in_their_own_words_is_kept(said):
    assert says_something(hear(said), "choice")


def test_a_day_that_no_calendar_knows_is_how_long_it_has_been():
    assert since_no_day(hear("depuis la tempête"))
    assert not since_no_day(hear("vous allez encore rien faire"))


@pytest.mark.parametrize(
    ("said", "enrolled"),
    [("inscrit oui", True), ("je suis inscrite à pole emploi", True), ("pas inscrit", False),
     ("pas encore inscrit", False), ("non", None)],
)  # fmt: skip
def test_who_is_registered_as_looking_for_work_says_so_unasked(said, enrolled):
    assert says_enrolled(hear(said)) is enrolled
