"""Words that fill a slot by themselves."""

import pytest

from nlu.vocabulary import find_phrases, find_vocabulary, get_vocabulary

PHRASES = [
    (name, value, phrase)
    for name, values in get_vocabulary().items()
    for value, phrases in values.items()
    for phrase in phrases
]
MESSAGES = {
    "moisissure dans la chambre du petit": [("room", "bedroom")],
    "fuite sous levier": [("room", "kitchen")],
    "la caf ma coupé lapl": [
        ("benefit", "APL"),
        ("organisation", "CAF"),
        ("reason", "benefit_stopped"),
    ],
    "le RSA est pas tombé": [("benefit", "RSA")],
    "g perdu mon taf": [("reason", "job_loss")],
    "on sest separé": [("reason", "separation")],
    "quitance svp": [("document_type", "rent_receipt")],
    "un justif de domicile": [("document_type", "residence_certificate")],
    "lhuissier est venu": [("organisation", "bailiff")],
    "je veux bien le poste de peintre": [("rome", "F1606"), ("sector", "painting")],
    "femme de menage": [("rome", "K2204"), ("sector", "cleaning")],
    "jai pas le permis": [("barrier_type", "licence"), ("licence", "none")],
    "ki garde le petit si je travaille": [("barrier_type", "childcare")],
    "ya pas de bus": [("barrier_type", "transport")],
    "en arabe svp": [("language", "ar")],
    "Türkçe konuşabilir miyiz": [("language", "tr")],
    "il a un couteau": [("risk_marker", "weapon")],
    "plus de lait pour le bb": [("risk_marker", "baby")],
    "ma mere est sous oxygene": [("risk_marker", "oxygen_equipment")],
}


def read(text):
    """Read the vocabulary of a message, sorted."""
    found = find_vocabulary(*find_phrases(text))
    return sorted((item.name, item.value) for item in found)


@pytest.mark.parametrize(("name", "value", "phrase"), PHRASES)
def test_every_phrase_of_the_vocabulary_is_read_as_its_value(name, value, phrase):
    assert (name, str(value)) in read(str(phrase).replace("=", ""))


@pytest.mark.parametrize(("text", "expected"), MESSAGES.items(), ids=MESSAGES)
def test_a_tenant_s_words_fill_the_slots(text, expected):
    assert set(expected) <= set(read(text))
