"""A name said alone is known for one; what may be an answer is not."""

import pytest

from dialogs.answers.names import bare_name
from dialogs.conversation import Conversation, Topic
from dialogs.forms import read_forms
from dialogs.scene import Gathered, Known, Scene
from tests.dialogs.hearing import hear

FORMS = read_forms()
REPAIR = Topic(form="home_repair", answers={"problem_type": "no_heating"})


def scene(said: str, asked: str) -> Scene:
    conversation = Conversation(topics=(REPAIR,), asked=asked)
    return Scene(
        forms=FORMS,
        conversation=conversation,
        heard=hear(said),
        known=Known(),
        gathered=Gathered(),
    )


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mme Wattel", "Mme Wattel"),
        ("mme wattel", "mme wattel"),
        ("c'est Monsieur Le Goff", "Monsieur Le Goff"),
        ("Marc Vasseur", "Marc Vasseur"),
        ("Fatima El Amrani", "Fatima El Amrani"),
        ("Jordan", "Jordan"),
        ("je m'appelle Céline Carlier", "Céline Carlier"),
    ],
)
def test_a_name_is_read(said, name):
    assert bare_name(scene(said, "home_repair.vulnerable")) == name


@pytest.mark.parametrize(
    "said",
    ["Oui", "Toujours", "Le matin", "merci", "ma porte", "madame ma porte", "Chaudière", "marc",
     "Depuis lundi", "Je sais pas", "Bof", "URGENT"],
)  # fmt: skip
def test_what_may_be_an_answer_is_no_name(said):
    assert bare_name(scene(said, "home_repair.vulnerable")) is None


@pytest.mark.parametrize("said", ["Wasquehem", "Les Mimosas", "Saint Aubert"])
def test_what_may_be_a_place_is_no_name_where_the_place_is_asked(said):
    assert bare_name(scene(said, "place.place")) is None
