"""What is said beside all needs of a message, where one of them alone asks for it."""

from dialogs.answers.in_no_need import said_in_no_need
from dialogs.forms import read_forms
from tests.dialogs.hearing import hear

FORMS = read_forms()
TEXT = "on est 4 à la maison. plus rien à manger, edf veut couper"
SPANS = [(22, 40), (42, 57)]


def test_a_fact_outside_the_words_of_two_needs_is_of_the_one_that_asks_for_it():
    heard = hear(TEXT)

    assert said_in_no_need(FORMS["food"], [FORMS["debt"]], SPANS, heard) == {"people_count": 4}
    assert said_in_no_need(FORMS["debt"], [FORMS["food"]], SPANS, heard) == {}


def test_a_fact_that_both_ask_for_is_of_neither():
    assert said_in_no_need(FORMS["food"], [FORMS["rehousing"]], SPANS, hear(TEXT)) == {}


def test_a_defect_beside_all_needs_is_a_need_of_its_own():
    heard = hear("le volet est bloqué. plus rien à manger")

    assert said_in_no_need(FORMS["home_repair"], [FORMS["food"]], [(21, 39)], heard) == {}
