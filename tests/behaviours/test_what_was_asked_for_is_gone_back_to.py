"""Who they are is asked for something: once that is known, that something is answered."""

import pytest

from tests.behaviours.test_what_is_said_beside_the_forms_is_answered import after, needs_of
from tests.play import Player

WHO = ("204518", "brumelle")
MENU = "Dites-moi ce qui se passe"


def said(palier, *lines: str) -> str:
    """Return what is answered to the last of these lines."""
    *before, last = lines
    return "\n".join(after(palier, *before).say(last))


@pytest.mark.parametrize(
    "asked",
    [
        ("ou en est ma demande", *WHO),
        ("ou en est ma demande", "204518 brumelle"),
        ("ou en est ma demande", "P-26-EWZ7-8", "204518 brumelle"),
        ("P-26-EWZ7-8 c'est quoi ?", *WHO),
        ("where is my request", *WHO),
        ("je veux savoir où en est ma demande, numero 204518", "brumelle"),
    ],
)
def test_where_a_request_stands_is_said_once_it_is_known_who_asks(palier, asked):
    report = ("chaudiere en panne", *WHO, "depuis hier", "non", "le matin", "oui")
    reference = next(iter(needs_case(after(palier, *report))))

    assert reference in said(palier, *asked)


def needs_case(player: Player) -> dict:
    return {case.reference: case for case in player.facts().cases}


def test_a_number_alone_is_never_answered_by_silence(palier):
    assert MENU in said(palier, *WHO)


@pytest.mark.parametrize(
    ("wish", "then"),
    [
        ("je veux rendre mon logement", "oui"),
        ("je pose mon préavis", "fin janvier si possible"),
        ("j'aimerais faire l'état des lieux", "oui svp"),
        ("j'ai reçu une enquête OCAL", "je veux bien oui"),
        ("j'ai reçu l'enquête SLS je comprends rien", "204518 brumelle"),
        ("je veux acheter mon logement", "204518 brumelle"),
        ("how do I give notice", "yes"),
    ],
)
def test_a_person_who_was_offered_gets_the_words_of_the_wish(palier, wish, then):
    player = after(palier, wish, then, "0612345678", "saules loos", "le matin", "oui", "oui")

    assert needs_of(player)["ADMIN"].facts["about"].startswith(wish)


def test_the_button_of_a_person_brings_the_wish_along(palier):
    player = after(palier, "je veux rendre mon logement", "[Parler à une personne]")

    *_, summed = [player.say(line) for line in ("0612345678", "saules loos", "le matin")]

    assert "je veux rendre mon logement" in "\n".join(summed)


def test_who_wants_nobody_is_left_in_peace(palier):
    player = after(palier, "je veux acheter mon logement")

    assert "changez d'avis" in "\n".join(player.say("non merci"))
    assert not player.facts().needs


@pytest.mark.parametrize(
    "forgotten",
    [
        ("j'ai oublié mon numéro de locataire",),
        ("je connais pas mon numéro de locataire",),
        ("P-26-EWZ7-8 c'est quoi ?", "jai oublier mon numero"),
        ("P-26-EWZ7-8 c'est quoi ?", "je l'ai perdu mon num"),
        ("i forgot my tenant number",),
    ],
)
def test_who_forgot_their_number_hears_the_other_ways_at_once(palier, forgotten):
    player = after(palier, *forgotten[:-1])

    answer = "\n".join(player.say(forgotten[-1]))
    assert any(words in answer for words in ("votre nom et votre résidence", "your name and your"))

    for line in ("Thérèse Mestrelou Les Saules Loos", "0612345678", "le matin", "oui", "oui"):
        player.say(line)
    assert "Mestrelou" in needs_of(player)["ADMIN"].facts["about"]


def test_in_a_report_no_number_is_needed(palier):
    player = after(palier, "ma chaudière est en panne")

    answer = "\n".join(player.say("j'ai oublié mon numéro de locataire"))

    assert "sans numéro" in answer
    assert "Où habitez-vous" in answer


DENAIN = "03 53 01 15 16"


@pytest.mark.parametrize(
    "asked",
    [
        ("l'adresse de l'agence de denain ?",),
        ("c'est quoi le numero de telephone de l'agence de denain",),
        ("vous etes ouvert quand ?", "denain"),
        ("quels sont vos horaires", "les tilleuls"),
        ("le numéro ?", "denain"),
        ("comment on peut vous joindre", "denain"),
        ("what are your opening hours", "denain"),
        ("204518 brumelle", "c'est où votre agence"),
        ("204518 brumelle", "l'agence ferme a quelle heure"),
    ],
)
def test_the_agency_says_where_it_is_when_it_is_open_and_its_number(palier, asked):
    answer = said(palier, *asked)

    assert DENAIN in answer
    assert "15 place du Carreau Neuf" in answer
    assert "8" in answer
    assert "30" in answer


@pytest.mark.parametrize(
    "other",
    [
        "la porte du hall est ouverte toute la nuit",
        "la fenêtre ferme plus",
        "le numero du gaz svp",
        "mon voisin ouvre à quelle heure sa musique",
    ],
)
def test_what_is_open_or_shut_elsewhere_is_no_question_about_the_agency(palier, other):
    assert "Téléphone" not in said(palier, other)
    assert "votre agence" not in said(palier, other)


def test_a_balance_is_not_invented_and_who_says_it_by_when_is_told(palier):
    player = after(palier, "204518 brumelle")

    assert "vous donne le montant exact" in "\n".join(player.say("je dois combien exactement"))
    assert "vous répond avant" in "\n".join(player.say("oui"))
    assert needs_of(player)["RENT_ACCOUNT"].facts["item"] == "balance"


@pytest.mark.parametrize("asked", ["OUI 12", "c'est quoi le 12", "oui pour l'offre 12"])
def test_an_answer_to_a_notice_that_never_came_says_so(palier, asked):
    player = Player(palier)

    assert "numéro 12" in "\n".join(player.say(asked))
    assert not player.facts().needs


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("c'est quoi le délai ?", "qui vous répond, et avant quelle date"),
        ("ça prend combien de temps", "qui vous répond, et avant quelle date"),
        ("il faut quoi comme papier", "Aucun papier"),
        ("quels documents je dois fournir", "Aucun papier"),
        ("c'est quoi le 3114", "3114"),
    ],
)
def test_a_question_in_the_middle_is_answered_and_the_report_goes_on(palier, asked, answer):
    player = after(palier, "ma chaudière est en panne")

    said_back = "\n".join(player.say(asked))

    assert answer in said_back
    assert "Depuis quand" in said_back or "Où habitez-vous" in said_back
