"""The words of a button, typed, are the button; and "corriger" is understood anywhere."""

import pytest

from dialogs.conversation import Conversation, Topic
from dialogs.forms import read_forms
from dialogs.telling.offered import offered, pressed, wants_to_correct

LIFT = Topic(form="common_area", answers={"problem_type": "lift_down"})


@pytest.mark.parametrize("said", ["corriger", "Corriger", " CORRIGER ! "])
def test_a_label_is_known_whatever_its_case(said):
    assert pressed(said, {"report.confirm=no": "Corriger"}) == "report.confirm=no"


@pytest.mark.parametrize("said", ["", "…", "corriger la porte"])
def test_other_words_press_nothing(said):
    assert pressed(said, {"report.confirm=no": "Corriger"}) is None


@pytest.mark.parametrize(
    "said", ["je veux corriger", "corriger ma demande svp", "düzeltmek", "تصحيح"]
)
def test_who_asks_to_correct_is_understood(said):
    assert wants_to_correct(said)


@pytest.mark.parametrize("said", ["non, c'est au 3e", "corriger une fuite", "il faut réparer"])
def test_what_is_put_right_already_asks_for_no_menu(said):
    assert not wants_to_correct(said)


def test_the_buttons_of_the_summary_are_on_offer_at_the_summary_only():
    forms = read_forms()
    summed_up = Conversation(topics=(LIFT,), asked="report.confirm")
    asked_where = Conversation(topics=(LIFT,), asked="place.place")

    at_the_end = [choice.payload for choice in offered(forms, summed_up)]
    before = [choice.payload for choice in offered(forms, asked_where)]

    assert at_the_end == ["report.confirm=yes", "report.confirm=no", "report.confirm=cancel"]
    assert before == ["place.place=unknown"]
