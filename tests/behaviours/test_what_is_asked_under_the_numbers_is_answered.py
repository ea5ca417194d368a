"""Under the numbers of an alarm, a question gets its answer, and no form is opened."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import CALL_NOW, state_of
from tests.play import Player

GAS, FIRE, BABY, BLOWS = (
    "ca sent le gaz",
    "ya le feu",
    "le bebe respire plus",
    "mon mari me frappe",
)
DYING, CHILD = "je veux mourir", "mon beau père il vient dans mon lit le soir"


@pytest.mark.parametrize(
    ("danger", "asked", "answer"),
    [
        (BABY, "j'ai pas de crédit", "même sans crédit"),
        (BABY, "j'ai pas de crédit pour appeler", "même sans crédit"),
        (BABY, "jai plus de batterie", "Demandez à un voisin"),
        (BABY, "comment on fait", "Ne déplacez pas la personne"),
        (FIRE, "on peut prendre l'ascenseur ?", "jamais l'ascenseur"),
        (FIRE, "je coupe le courant ou pas", "seulement si vous y allez sans danger"),
        (FIRE, "je dois sortir ou rester", "Si l'escalier est plein de fumée"),
        (FIRE, "c'est quoi le numero", "appelez le 18"),
        (FIRE, "non on peu pas sortir", "dites que vous ne pouvez pas sortir"),
        (GAS, "je peux pas sortir je suis en fauteuil", "dites que vous ne pouvez pas sortir"),
        (GAS, "mon mari est resté dedans moi je suis dehors", "dites qui est à l'intérieur"),
        (GAS, "le numero marche pas", "Rappelez tout de suite"),
        (GAS, "c'est vraiment obligé?", "Sortez"),
        (DYING, "j'ai deja appelé le 3114 ca repond pas", "Rappelez tout de suite"),
        (DYING, "vous appelez la police ?", "je ne peux pas appeler les secours"),
        (DYING, "c'est toi qui me répond ou un humain", "Je suis un programme"),
        (BLOWS, "j'ai appelé le 17 ils viennent pas", "Rappelez tout de suite"),
        (BLOWS, "vous allez lui dire ?", "Rien n'est dit aux autres personnes"),
        (CHILD, "oui mais le dites pas a maman", "Rien n'est dit aux autres personnes"),
    ],
)
def test_a_question_is_answered(palier, danger, asked, answer):
    player = Player(palier)
    player.say(danger)

    said = "\n".join(player.say(asked))

    assert answer.casefold() in said.casefold()
    assert not state_of(palier, player).get("topics")


@pytest.mark.parametrize("no", ["non il pleut dehors", "non il fait trop froid dehors"])
def test_a_no_that_names_the_weather_outside_is_no_all_clear(palier, no):
    player = Player(palier)
    player.say(GAS)

    assert CALL_NOW in "\n".join(player.say(no))


def test_what_to_do_about_the_current_is_answered_after_the_alarm_too(told):
    _, said = told("la prise fume", "oui", "je coupe le courant ou pas")

    assert "seulement si vous y allez sans danger" in said


@pytest.mark.parametrize(
    ("danger", "number"),
    [(BABY, "15"), (GAS, "0 800 47 33 33"), (FIRE, "18"), (DYING, "3114"), (CHILD, "119")],
)
def test_whatever_is_told_besides_is_kept_with_the_number_of_that_danger(told, danger, number):
    _, said = told(danger, "la dame du 3e est avec moi")

    assert number in said


@pytest.mark.parametrize("where", ["lile rue de douai 8", "j'ai pas mon numero de locataire"])
def test_nobody_in_danger_is_asked_for_a_tenant_number(told, where):
    _, said = told(FIRE, where)

    assert "numéro de locataire" not in said


def test_a_place_that_is_understood_is_said_back(told):
    _, said = told(FIRE, "les tilleul denin")

    assert "Lieu noté : Les Tilleuls" in said


def test_a_town_is_no_answer_to_the_question_about_danger(palier):
    player = Player(palier)
    player.say("il m'a dit que si je pars il m'enterre")

    assert "17" in "\n".join(player.say("Hem"))
    assert "17" in "\n".join(player.say("il est la"))
    assert state_of(palier, player)["alarm_stage"] == "numbers"


@pytest.mark.parametrize(
    "lines",
    [
        ("mąż mnie bije", "tak", "on wraca"),
        ("чоловік б'є мене", "так", "він іде"),
        ("mio marito mi picchia", "sì", "sta tornando"),
        ("soțul mă bate", "da", "vine acum"),
        ("mi marido me pega", "si", "viene"),
    ],
)
def test_who_comes_back_brings_the_numbers_in_every_language(told, lines):
    _, said = told(*lines)

    assert "3919" in said


def test_who_fears_that_they_come_back_asks_for_no_appointment(told):
    attack = "ils sont 4 derriere ma porte ils tapent avec une barre"
    _, said = told(attack, "ils sont partis", "mais ils vont revenir demain")

    assert "rendez-vous" not in said
    assert "112" in said


@pytest.mark.parametrize(
    "shut",
    [
        "on est enfermés dans la cave la porte s'est refermée pas de lumière",
        "la porte de la salle de bain s'est bloquée ma fille de 2 ans est dedans",
        "nous sommes enfermés dans le local vélo depuis 1h",
        "mon fils est enfermé dans la cave",
    ],
)
def test_who_is_shut_in_is_told_first_who_lets_them_out(told, shut):
    _, said = told(shut)

    assert said.startswith("Quelqu'un est enfermé et ne peut pas sortir : appelez le 18")


def test_who_is_shut_in_by_somebody_gets_the_numbers_of_violence(told):
    _, said = told("mon mari m'a enfermée dans la chambre")

    assert "3919" in said


@pytest.mark.parametrize(
    "cold",
    ["pas de chauffage avec un bébé de 3 semaines", "il fait 9 degrés chez moi j'ai 78 ans"],
)
def test_who_is_frail_in_a_cold_home_is_told_when_to_call_a_doctor(told, cold):
    _, said = told(cold)

    assert "appelez le 15" in said


@pytest.mark.parametrize(
    ("wet", "form"),
    [
        ("l'eau coule dans le tableau électrique du palier", "common_area"),
        ("il y a de l'eau dans le compteur électrique chez moi", "home_repair"),
    ],
)
def test_nobody_is_told_to_touch_a_board_that_is_wet(palier, wet, form):
    player = Player(palier)

    said = "\n".join(player.say(wet))

    assert "n'y touchez pas" in said
    assert "coupez le courant au tableau" not in said
    (topic,) = state_of(palier, player)["topics"]
    assert topic["form"] == form
    assert topic["answers"]["problem_type"]


@pytest.mark.parametrize(
    ("danger", "hiding"),
    [
        ("there is a man with a knife in the corridor", "im locked in the bedroom"),
        ("w korytarzu jest facet z nozem", "zamknelam sie w lazience"),
        ("ha um homem com uma faca no corredor", "estou fechado no quarto"),
        ("в коридорі чоловік з ножем", "я зачинилася в кімнаті"),
    ],
)
def test_who_hides_from_somebody_is_in_danger_still_and_asks_for_no_lock(palier, danger, hiding):
    player = Player(palier)
    player.say(danger)

    said = "\n".join(player.say(hiding))

    assert "112" in said
    assert "serrure" not in said
    assert "lock" not in said.lower()
