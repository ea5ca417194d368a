"""What a defect is, by more than its words; how to come in is none."""

import pytest

from dialogs.answers.reading import read_unasked
from dialogs.conversation import Conversation, Topic
from dialogs.forms import read_forms
from dialogs.needs.defects import access_said, first_defect, says_what_leaks
from tests.dialogs.hearing import hear

FORMS = read_forms()


@pytest.mark.parametrize(
    ("said", "defect"),
    [
        ("ya plus de lumiere dans la salle de bain", "ya plus de lumiere dans la salle de bain"),
        ("la cave n'a pas de lumière", "la cave n'a pas de lumière"),
        ("plus d'électricité dans tout l'appartement", "no_power"),
        ("plus de lumière partout dans la cuisine", "no_power"),
        ("la chasse d'eau n'arrête pas de couler", "plumbing_fixture"),
        ("l'eau coule du plafond", "water_leak_major"),
        ("l'interphone ne marche plus", "intercom"),
        ("le digicode c'est 1234B", None),
    ],
)
def test_a_defect_is_no_graver_than_what_was_told(said, defect):
    assert first_defect(hear(said)) == defect


@pytest.mark.parametrize(
    "said",
    ["le digicode c'est 1234B", "code 4512A", "passez par le gardien", "les clés sont chez la voisine",
     "code du portail : 1234"],
)  # fmt: skip
def test_how_to_come_in_is_heard(said):
    assert access_said(said) == said


@pytest.mark.parametrize(
    "said", ["le digicode ne marche plus", "le digicode 1234B est en panne", "mon code postal", "j'ai 2 enfants"]
)  # fmt: skip
def test_a_door_that_is_out_of_order_is_no_way_in(said):
    assert access_said(said) == ""


def test_it_leaks_is_said_of_what_was_told():
    told = Conversation(
        topics=(Topic(form="home_repair", answers={"problem_type": "no_hot_water"}),)
    )

    assert says_what_leaks(told, hear("il fuit"))
    assert not says_what_leaks(told, hear("le lavabo fuit"))
    assert not says_what_leaks(Conversation(), hear("il fuit"))


@pytest.mark.parametrize(
    ("form", "slot", "said", "answer"),
    [
        ("job_loss", "since", "j'ai perdu mon travail en août", "2026-08"),
        ("job_loss", "since", "j'ai perdu mon travail, le loyer d'août n'est pas payé", None),
        ("home_repair", "vulnerable", "bonjour, 79 ans, seule, le chauffage est en panne", True),
        ("legal_paper", "hearing", "j'ai reçu un papier, audience le 14 décembre 9h", "2026-12-14"),
        ("document", "month", "une quittance pour les 3 derniers mois",
         ["2026-08", "2026-09", "2026-10"]),
        ("document", "month", "quittance de septembre et octobre", ["2026-09", "2026-10"]),
        ("document", "month", "quittance de septembre", "2026-09"),
        ("document", "wanted_by", "une attestation de loyer pour vendredi", "2026-11-27"),
        ("document", "wanted_by", "la quittance du 5 octobre", None),
    ],
)  # fmt: skip
def test_what_the_first_message_tells_is_kept(form, slot, said, answer):
    assert read_unasked(FORMS[form].slot(slot), hear(said)) == answer
