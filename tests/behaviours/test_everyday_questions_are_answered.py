"""What people ask or answer on an ordinary day is taken for what it is, however it is written."""

import pytest

from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player

MOVES_IN = "Qu'est-ce qui change"


def said_to(palier, *lines: str) -> str:
    player = Player(palier)
    said = [player.say(line) for line in lines]
    return "\n".join(said[-1])


def told(palier, *lines: str):
    player = Player(palier)
    for line in lines:
        player.say(line)
    return topics_of(palier, player)


@pytest.mark.parametrize("said", ["je sé pas", "je c pas", "jse pas", "i dont know"])
def test_who_does_not_know_is_comforted_and_asked_something_else(palier, said):
    answered = said_to(palier, "on a plus rien a manger", "3 personnes", said)

    assert "Ce n'est pas grave" in answered or "not a problem" in answered
    assert "résidence" not in answered


@pytest.mark.parametrize("said", ["nimporte", "nimporte kan", "kan vous voulez", "peu importe"])
def test_any_time_is_any_time(palier, said):
    lines = ("jai des punaises de lit", "hier", "tourcoing", "non", said)

    assert told(palier, *lines)["home_repair"]["visit_when"] == "any"


def test_nothing_is_said_to_be_added_where_the_question_is_asked_again(palier):
    lines = ("jai des punaises de lit", "hier", "tourcoing", "non", "bof")

    assert "C'est ajouté" not in said_to(palier, *lines)


@pytest.mark.parametrize(
    "said",
    [
        "comment jajoute mon copin sur le bail",
        "mon copain vient habiter chez moi",
        "ma belle mère veut vivre avec nous",
        "mon fils emménage chez moi",
    ],
)
def test_who_moves_in_is_heard(palier, said):
    assert told(palier, said)["household_change"]["change"] == "arrival"


def test_who_no_longer_lives_there_moves_in_nowhere(palier):
    said = "mon fils veut plus habiter avec moi"

    assert "change" not in told(palier, said)["household_change"]


@pytest.mark.parametrize(
    ("said", "paper"),
    [
        ("je veu faire un virement cest koi le rib", "RIB"),
        ("il me faut votre iban pour faire un virement", "RIB"),
        ("attestation de loyer pour la caf", "caf_form"),
    ],
)
def test_a_paper_that_is_named_is_not_asked_for_again(palier, said, paper):
    topics = told(palier, said)

    assert set(topics) == {"document"}
    assert topics["document"]["document"] == paper


@pytest.mark.parametrize(
    "lines",
    [
        ("vous etes ouvert a quelle heure a roubaix", "et celle de lille c ou"),
        ("cest quoi ladresse de lagence", "lille"),
        ("adresse de lagence a lille",),
        ("elle est ou lagence", "lille", "et le samedi ?"),
    ],
)
def test_the_agency_is_told_however_it_is_asked_for(palier, lines):
    assert "Agence Lille-Deûle" in said_to(palier, *lines)


def test_a_yes_takes_the_one_button_that_stands(palier):
    player = Player(palier)
    for line in ("jai besoin dun avis", "lille"):
        player.say(line)
    assert [choice["label"] for choice in player.choices] == ["Parler à une personne"]

    player.say("oui")

    assert set(topics_of(palier, player)) == {"callback"}


def test_somebody_real_is_a_person(palier):
    assert set(told(palier, "ya qqun de reel ici ?")) == {"callback"}


@pytest.mark.parametrize("said", ["juste ce moi ci", "que ce mois", "c'est ce mois-ci"])
def test_this_month_alone_is_one_month(palier, said):
    assert told(palier, "j'ai du retard de loyer", said)["arrears"]["months_count"] == 1


def test_half_of_the_rent_is_an_answer(palier):
    answered = said_to(palier, "je suis en retard de 1 mois", "la moitié je vous dis")

    assert "Dites combien" not in answered


def test_who_warns_before_being_late_is_late_by_no_month(palier):
    topics = told(palier, "je suis pas en retard mais je vais pas pouvoir payer decembre")

    assert topics["arrears"]["months_count"] == 0


@pytest.mark.parametrize("said", ["le patron ma pas payé", "mon salaire est pas tombé"])
def test_a_wage_that_did_not_come_is_why_and_no_lost_work(palier, said):
    topics = told(palier, "j'ai du retard de loyer", said)

    assert set(topics) == {"arrears"}
    assert topics["arrears"]["reason"]


def test_who_is_told_not_to_have_paid_has_paid(palier):
    said = "jai payé hier par carte et vous dites que jai pas payé"

    assert set(told(palier, said)) == {"account_check"}


def test_the_number_of_a_request_is_kept_for_who_reads(palier):
    lines = ("jai deja ecrit la semaine derniere personne repond", "P-26-PB2G-K")

    assert "C'est noté" in said_to(palier, *lines)


def test_who_asks_what_becomes_of_their_data_is_told(palier):
    assert "sert à vous aider" in said_to(palier, "vous faites quoi de mes donné ?")


def test_two_trades_are_both_looked_for(palier):
    topics = told(palier, "je cherche du boulot", "menage ou peinture")

    assert topics["job_search"]["sector"] == ["cleaning", "painting"]


def test_a_trade_that_is_refused_is_not_looked_for(palier):
    topics = told(palier, "je cherche du boulot", "menage mais pas peinture")

    assert topics["job_search"]["sector"] == "cleaning"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("matin ou soir", "matin ou soir"),
        ("pas le matin l'apres midi", "afternoon"),
        ("le matin pas l'apres midi", "morning"),
    ],
)
def test_the_parts_of_the_day_that_suit_are_kept(palier, said, kept):
    lines = ("jai des punaises de lit", "hier", "tourcoing", "non", said)

    assert told(palier, *lines)["home_repair"]["visit_when"] == kept


@pytest.mark.parametrize(
    ("said", "form", "answers"),
    [
        ("الماء يسقط من السقف", "home_repair", {"problem_type": "water_leak_major"}),
        ("مشكل في الشوفاج", "home_repair", {"problem_type": "no_heating"}),
        ("su ısınmıyor", "home_repair", {"problem_type": "no_hot_water"}),
        ("جاري يصرخ", "neighbour", {"nuisance": "noise"}),
        ("انقطعت المساعدة", "benefits", {"issue": "stopped"}),
        ("ya de la merde dans lescalier", "common_area", {"problem_type": "cleaning"}),
        ("la lumiere du couloir du 2eme marche pas", "common_area", {"where": "couloir du 2eme"}),
        ("je me marie et on attend un bébé", "household_change", {"pregnant": True}),
    ],
)
def test_what_was_told_first_is_not_asked_for(palier, said, form, answers):
    known = told(palier, said)[form]

    assert {name: known.get(name) for name in answers} == answers


def test_yesterday_and_yes_are_read_in_the_arabic_of_the_maghreb(palier):
    known = told(palier, "عندي تسرب ماء", "من البارح", "ليل", "واه")["home_repair"]

    assert known["since"]
    assert known["vulnerable"] is True


def test_tomorrow_is_read_in_darija(palier):
    lines = ("je cherche du travail nettoyage", "lille", "non", "ghedda")

    assert told(palier, *lines)["job_search"]["available"] == "2026-11-24"


def test_a_label_is_read_without_its_article(palier):
    assert told(palier, "أبحث عن عمل", "تنظيف")["job_search"]["sector"] == "cleaning"


def test_since_when_is_asked_of_one_need_by_its_name(palier):
    said = said_to(palier, "jai la caf qui a coupé et la douche fuit")

    assert "panne dans le logement" in said.splitlines()[-1]


def test_who_cannot_call_is_told_of_the_sms_alone(palier):
    player = Player(palier)
    player.say("mon mari me frappe")

    said = "\n".join(player.say("je ne peux pas appeler"))

    assert "114" in said
    assert "3919" not in said
