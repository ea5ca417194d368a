"""A question, a day that moved, a detail after sending: answered or kept, and no need is made up."""

import pytest

from dialogs.answers.said_dates import dates_said
from dialogs.conversation import Conversation
from dialogs.forms import read_forms
from dialogs.needs.not_told import as_told
from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.dialogs.hearing import hear
from tests.play import Player

LEAK = (
    "j'ai une fuite sous l'évier",
    "saules loos",
    "depuis hier",
    "06 12 34 56 78 plutot l'après midi",
    "non",
    "oui",
)
A_PERSON = ("je veux parler a quelqu'un", "0612345678", "saules loos", "le matin", "oui")
A_DEATH = ("mon mari est decede la semaine derniere", "saules loos", "oui")


def after(palier, *lines: str) -> Player:
    """Return somebody who has said this much."""
    player = Player(palier)
    for line in lines:
        player.say(line)
    return player


def needs_of(player: Player) -> dict:
    return {need.code: need for _, need in player.facts().needs}


def events_of(palier, player: Player) -> list:
    (case, *_) = player.facts().cases
    return palier.database.read_now(lambda kept: kept.cases.timeline(case.id))


def test_an_hour_said_beside_a_number_is_no_appointment(palier):
    player = after(palier, *LEAK)

    assert set(needs_of(player)) == {"REPAIR"}
    assert needs_of(player)["REPAIR"].facts["visit_when"] == "afternoon"


def test_an_hour_that_suits_better_changes_the_open_case(palier):
    player = after(palier, *LEAK)

    assert "changé dans votre demande" in "\n".join(player.say("en fait c'est mieux le matin"))
    assert needs_of(player)["REPAIR"].facts["visit_when"] == "morning"


def test_a_leak_that_grows_after_sending_makes_the_case_urgent(palier):
    player = after(palier, *LEAK)
    before = needs_of(player)["REPAIR"].severity

    assert "fermez l'arrivée d'eau" in "\n".join(player.say("ca fuit beaucoup plus maintenant"))
    need = needs_of(player)["REPAIR"]
    assert need.facts["problem_type"] == "water_leak_major"
    assert need.severity > before


def test_a_leak_that_grows_is_never_the_day_of_an_appointment(palier):
    player = after(palier, "j'ai un rdv jeudi mais je peux pas")

    player.say("ca fuit beaucoup plus maintenant")

    assert topics_of(palier, player) == {"home_repair": {"problem_type": "water_leak_major"}}


def test_what_gets_worse_is_told_to_who_has_the_case(palier):
    player = after(palier, *LEAK)

    player.say("c'est de pire en pire")

    assert "got_worse" in [event.reason for event in events_of(palier, player)]


def test_a_detail_after_sending_is_a_note_in_the_case(palier):
    player = after(palier, "le badge ne marche plus", "entrée B", "saules loos", "lundi", "oui")

    answer = "\n".join(player.say("ah au fait pour le badge c'est le portail du parking"))

    assert "ajouté à votre demande" in answer
    assert topics_of(palier, player) == {}
    assert "message" in [event.kind for event in events_of(palier, player)]


def test_another_defect_after_sending_is_a_need_of_its_own(palier):
    player = after(palier, "le badge ne marche plus", "entrée B", "saules loos", "lundi", "oui")

    player.say("au fait j'ai aussi une fuite sous l'évier")

    assert set(topics_of(palier, player)) == {"home_repair"}


def test_a_promise_that_was_not_kept_is_regretted_and_the_case_asks_for_the_call(palier):
    player = after(palier, *LEAK)

    answer = "\n".join(player.say("vous m'avez pas rappelé hier alors que c'était prévu"))

    assert "Nous regrettons" in answer
    assert "signalée au responsable" in answer
    assert "call_promised" in [event.reason for event in events_of(palier, player)]
    assert topics_of(palier, player) == {}


def test_a_second_wish_for_a_person_is_the_same_wish(palier):
    player = after(palier, *A_PERSON)
    (case,) = player.facts().cases

    answer = "\n".join(player.say("non je veux pas expliquer à un robot"))

    assert case.reference in answer
    assert topics_of(palier, player) == {}
    assert "asks_again" in [event.reason for event in events_of(palier, player)]


def test_the_hour_of_a_call_can_be_moved(palier):
    player = after(palier, *A_PERSON)

    assert "quand" in "\n".join(player.say("est ce que je peux changer l'heure du rappel"))
    player.say("plutot le soir")

    assert needs_of(player)["ADMIN"].facts["call_when"] == "evening"


def test_an_appointment_that_does_not_do_is_a_change_without_a_menu(palier):
    player = after(palier, "bonjour j'ai un rdv jeudi mais je peux pas")
    assert topics_of(palier, player) == {"appointment": {"action": "change"}}

    player.say("vendredi après 16h ça irait")

    told = topics_of(palier, player)["appointment"]
    assert told["action"] == "change"
    assert told["wanted_on"]
    assert "16h" in told["moment"]


def test_who_does_not_know_the_day_is_asked_for_none(palier):
    player = after(palier, "je n'ai pas compris si la visite était mardi ou mercredi")

    answer = "\n".join(player.say("pour la chaudière"))

    assert topics_of(palier, player) == {"appointment": {"action": "confirm"}}
    assert "Quel jour" not in answer


def test_what_is_added_when_a_person_reads_has_a_case_that_was_named(palier):
    player = after(palier, "👍")

    answer = "\n".join(player.say("???"))

    (case,) = player.facts().cases
    assert case.reference in answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("je sais pas quoi faire", "moment très dur"), ("je peux rester dans l'appart ?", "Souvent")],
)
def test_who_mourns_is_answered_kindly_while_telling_and_after(palier, asked, answer):
    player = after(palier, A_DEATH[0])
    said = "\n".join(player.say(asked))
    assert answer in said
    assert "Où habitez-vous" in said

    for line in A_DEATH[1:]:
        player.say(line)

    assert answer in "\n".join(player.say(asked))
    assert "asks_to_be_called" in [event.reason for event in events_of(palier, player)]


def test_only_who_mourns_is_answered_so(palier):
    player = after(palier, "plus de chauffage depuis lundi")

    assert "moment très dur" not in "\n".join(player.say("je sais pas quoi faire"))


def test_the_name_of_a_thing_opens_a_repair(palier):
    player = after(palier, "Bonjour.", "J'ai un problème", "c'est pour ma fenêtre")

    assert set(topics_of(palier, player)) == {"home_repair"}


@pytest.mark.parametrize("said", ["J'ai un problème", "finalement si j'ai une fuite"])
def test_a_problem_is_no_thank_you(palier, said):
    assert "Avec plaisir" not in "\n".join(Player(palier).say(said))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("on peut avoir une place de parking ?", "se louent à l'agence"),
        ("je pars en voyage 3 semaines faut prévenir quelqu'un ?", "rien à déclarer"),
        ("mon fils cherche un stage de 3eme c'est possible chez vous ?", "stage"),
        ("c quoi l'avance loca pass", "dépôt de garantie"),
        ("et le fsl", "aide pour se loger"),
        ("on me reclame un garant pour mon echange", "autre solution"),
        ("est ce que je peux repeindre mon salon", "repeindre"),
        ("vous allez les mettre dehors ? il fait froid", "115"),
        ("je paye par prelevement mais je change de banque", "N'envoyez pas votre RIB"),
    ],
)
def test_a_question_has_a_short_answer_and_a_person_behind_it(palier, asked, answer):
    player = Player(palier)

    assert answer in "\n".join(player.say(asked))
    assert topics_of(palier, player) == {}

    assert "numéro" in "\n".join(player.say("[Parler à une personne]"))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("combien ca coute ?", "dépend de la panne"),
        ("est-ce que je dois payer en une fois?", "plusieurs fois"),
        ("et mes voisins ?", "vos voisins"),
        ("jai des photos", "envoyer"),
        ("how much does it cost?", "fault"),
    ],
)
def test_a_question_in_a_report_opens_no_need(palier, asked, answer):
    player = after(palier, "plus de chauffage depuis lundi")

    assert answer in "\n".join(player.say(asked))
    assert set(topics_of(palier, player)) == {"home_repair"}


def test_the_frail_mother_of_a_lift_that_is_down_is_no_household_that_changes(palier):
    player = after(palier, "l'ascenseur est en panne et ma mère a 82 ans")

    assert topics_of(palier, player)["common_area"]["problem_type"] == "lift_down"
    assert set(topics_of(palier, player)) == {"common_area"}


@pytest.mark.parametrize("said", ["on veut pas déménager juste dormir", "pas de retard"])
def test_what_is_denied_is_not_told(said):
    heard = hear(said)

    assert not as_told(read_forms(), Conversation(), heard).understood.needs


def test_the_day_of_a_paper_is_asked_once_and_taken_whenever_it_comes(palier):
    player = after(palier, "j'ai reçu un papier d'huissier")
    assert "date est écrite" not in "\n".join(player.say("saules loos"))

    player.say("le 20 novembre")

    told = topics_of(palier, player)
    assert told["legal_paper"]["date_on_paper"].endswith("-11-20")
    assert set(told) == {"legal_paper"}


def test_a_hearing_told_first_is_the_day_and_coming_to_it_is_answered(palier):
    player = Player(palier)
    first = "\n".join(player.say("j'ai reçu une convocation, audience le 14 décembre 9h"))
    assert "date est écrite" not in first

    assert "le juge vous écoute" in "\n".join(player.say("je dois venir ?"))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("j'ai reçu une convocation, audience le 14 décembre 9h", "2026-12-14"),
        ("j'ai reçu le jugement, l'audience était le 14 octobre", "2026-10-14"),
    ],
)
def test_a_hearing_lies_ahead_unless_it_is_told_as_past(said, day):
    assert (day, "hearing") in list(dates_said(hear(said)))


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("le plombier devait venir hier il est pas venu, j'ai plus de chauffage", "home_repair"),
        ("on m'a pris ma place de parking et ya une fuite sous l'évier", "home_repair"),
    ],
)
def test_a_defect_told_with_a_regret_or_a_question_is_not_lost(palier, said, form):
    assert form in topics_of(palier, after(palier, said, "non"))


def test_who_leaves_for_good_is_not_told_that_nothing_is_to_declare(palier):
    said = Player(palier).say("je pars de mon logement dans 3 semaines faut prévenir quand ?")

    assert "rien à déclarer" not in "\n".join(said)
