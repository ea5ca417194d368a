"""Every form is started by an intent that has examples, and every intent leads somewhere."""

import pytest
from rasa_sdk.forms import FormValidationAction

import dialogs.actions.arrears
import dialogs.actions.identify
import dialogs.actions.legal_paper
import dialogs.actions.place  # noqa: F401
from dialogs.asides.small_talk import ANSWERS
from dialogs.forms import read_forms
from dialogs.rasa import FormActions
from nlu.examples import read_examples

FORMS = read_forms()
INTENTS = {example.intent for example in read_examples() if example.language == "fr"}


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_form_is_started_by_intents_that_have_examples(form):
    assert set(form.started_by) <= INTENTS


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_an_intent_leads_to_a_form_an_answer_or_the_safety_lane(intent):
    started = {name for form in FORMS.values() for name in form.started_by}

    assert intent in started or intent in ANSWERS or intent.startswith("emergency_")


@pytest.mark.parametrize(
    "validator", FormValidationAction.__subclasses__(), ids=lambda c: c.__name__
)
def test_a_validator_names_slots_that_are_there(validator):
    name = validator.name(validator).removeprefix("validate_")
    checked = {n.removeprefix("validate_") for n in vars(validator) if n.startswith("validate_")}
    slots = {"place"} if name == "place" else {slot.name for slot in FORMS[name].slots}

    assert checked <= slots


def test_the_forms_have_actions_that_rasa_can_run():
    assert FormActions(()).names() == frozenset()
