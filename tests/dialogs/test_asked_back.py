"""A question about our question is answered in a sentence, and opens nothing."""

from dataclasses import replace

import pytest

from dialogs.asides.asked_back import asked_back
from dialogs.conversation import Conversation, Topic
from dialogs.effects import Say
from dialogs.forms import read_forms
from dialogs.scene import Gathered, Known, Scene
from tests.dialogs.hearing import hear

FORMS = read_forms()
AT_MONTHS = Conversation(topics=(Topic(form="arrears"),), asked="arrears.months_count")


def answered(text: str, conversation: Conversation = AT_MONTHS) -> list[str]:
    scene = Scene(
        forms=FORMS,
        conversation=conversation,
        heard=hear(text),
        known=Known(),
        gathered=Gathered(),
    )
    turn = asked_back(scene)
    return [e.message for e in turn.effects if isinstance(e, Say)] if turn else []


@pytest.mark.parametrize(
    "text",
    [
        "Pourquoi cette question ?",
        "pourquoi vous demandez ça",
        "pk",
        "ca sert a quoi ?",
        "why do you need that?",
        "neden soruyorsunuz?",
        "لماذا تسألون؟",
        "3lach",
    ],
)
def test_why_is_answered_with_the_reason_of_that_question_and_it_is_put_again(text):
    assert answered(text) == ["why.money", "arrears.ask.months_count"]


@pytest.mark.parametrize(
    "text",
    [
        "c secret ?",
        "c'est confidentiel ?",
        "is it confidential?",
        "est-ce qu'ils vont savoir que c'est moi ?",
        "qui va lire ça ?",
        "gizli mi?",
        "هل هذا سري؟",
    ],
)
def test_who_reads_is_answered_and_opens_no_request_about_data(text):
    assert answered(text) == ["why.who_reads", "arrears.ask.months_count"]


@pytest.mark.parametrize(
    "text",
    [
        "pourquoi mon loyer a augmenté",
        "pourquoi personne ne vient réparer",
        "effacez tout, c'est secret",
        "qui peut lire ce que j'écris ? supprimez mes données",
        "2 mois",
        "",
    ],
)
def test_what_tells_or_asks_for_something_goes_on_to_its_reader(text):
    assert answered(text) == []


def test_why_means_nothing_where_nothing_is_asked():
    assert answered("pourquoi ?", replace(AT_MONTHS, asked=None)) == []


def test_every_question_of_every_form_has_a_reason():
    for form in FORMS.values():
        for slot in form.slots:
            at = Conversation(topics=(Topic(form=form.name),), asked=f"{form.name}.{slot.name}")
            assert answered("pourquoi ?", at)[0].startswith("why.")
