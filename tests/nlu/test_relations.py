"""Whom a message is about."""

import pytest

from nlu.folding import fold_text
from nlu.relations import find_relations

MESSAGES = {
    "c pour ma mere elle a pas de telephone": ["parent"],
    "mon mari est au chomage": ["spouse"],
    "mon fils et ma fille": ["child"],
    "le voisin du dessu fait la fete": ["neighbour"],
    "mettez mon frere sur loffre": ["other"],
    "c'est pour moi": ["self"],
    "kocam beni dövüyor": ["spouse"],
    "أمي سقطت": ["parent"],
    "jai peur de rentrer": [],
    "je vais ecrire au maire": [],
    "aidez moi": [],
    "femme de menage": [],
}


@pytest.mark.parametrize(("text", "expected"), MESSAGES.items(), ids=MESSAGES)
def test_the_person_a_message_is_about_is_named(text, expected):
    assert [item.value for item in find_relations(fold_text(text))] == expected
