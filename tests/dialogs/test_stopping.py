"""Notices stop for who says so, and are asked about where it is only a guess."""

from dataclasses import replace

import pytest

from dialogs.asides.stopping import answer, stop_notices
from dialogs.conversation import Conversation
from dialogs.effects import OptOut, Say
from dialogs.forms import read_forms
from dialogs.scene import Gathered, Known, Scene
from tests.dialogs.hearing import hear

FORMS = read_forms()


def scene_of(text: str, conversation: Conversation, confidence: float = 0.58) -> Scene:
    heard = hear(text)
    return Scene(
        forms=FORMS,
        conversation=conversation,
        heard=replace(heard, understood=replace(heard.understood, confidence=confidence)),
        known=Known(),
        gathered=Gathered(),
    )


def said(turn) -> list[str]:
    return [e.message if isinstance(e, Say) else type(e).__name__ for e in turn.effects]


def test_a_guess_stops_nothing_and_is_asked_about():
    asked = stop_notices(scene_of("je sais plus le numéro", Conversation()))

    assert said(asked) == ["opt_out.sure"]
    assert said(answer(scene_of("non", asked.conversation))) == ["opt_out.kept"]
    assert said(answer(scene_of("oui", asked.conversation))) == ["OptOut", "opt_out.done"]


@pytest.mark.parametrize(
    "text", ["arrêtez vos annonces", "plus de messages svp", "don't send me this", "باراكا اوقف"]
)
def test_who_says_so_gets_no_more(text):
    assert OptOut("notices") in stop_notices(scene_of(text, Conversation())).effects


def test_who_is_surely_understood_in_other_words_gets_no_more():
    turn = stop_notices(scene_of("rayez-moi de là, 3yit", Conversation(), confidence=0.97))

    assert OptOut("notices") in turn.effects


def test_what_is_said_to_another_question_stops_nothing():
    assert answer(scene_of("oui", Conversation(asked="arrears.months_count"))) is None
