"""Words that do not look like what is asked are words of the need: no field is made of them."""

import pytest

from dialogs.answers.looks_like import looks_like
from dialogs.answers.reading import read_answer, read_unasked
from dialogs.forms import read_forms
from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.dialogs.hearing import hear


def topic_of(player, form):
    topics = state_of(player.palier, player)["topics"]
    return next(topic for topic in topics if topic["form"] == form)


@pytest.mark.parametrize(
    ("before", "beside", "form", "slot"),
    [
        (
            ["il y a des squatteurs dans le hall qui fument"],
            "il cherchait quelqu'un d'autre",
            "antisocial",
            "where",
        ),
        (["il y a des squatteurs dans le hall qui fument"], "depuis lundi", "antisocial", "where"),
        (
            ["chui au chomage depuis 2 ans j'ai 54 piges", "hautmont"],
            "gardien peut etre",
            "job_loss",
            "rent",
        ),
        (
            ["je suis handicapé à 80% mon logement n'est pas adapté"],
            "la mdph a dit oui",
            "home_adaptation",
            "adaptation",
        ),
        (["mon voisin fait du bruit"], "on est allé aux urgences 3 points", "neighbour", "moment"),
    ],
)
def test_it_is_kept_as_words_and_asked_in_another_way(told, before, beside, form, slot):
    player, first = told(*before)

    again = "\n".join(player.say(beside))

    topic = topic_of(player, form)
    assert slot not in topic["answers"]
    assert beside in topic["words"] or slot == "rent"  # a job that is wished for is asked later
    assert again.splitlines()[-1] != first.splitlines()[-1]


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("where", "devant les boites aux lettres"),
        ("where", "il est au 3e étage"),
        ("where", "chez la voisine du dessus"),
        ("where", "entrée B"),
        ("where", "la cave"),
        ("where", "partout"),
        ("rent", "ça va pour l'instant"),
        ("rent", "c'est dur"),
        ("rent", "j'ai du mal à payer"),
        ("rent", "il est à jour"),
        ("adaptation", "un monte escalier"),
        ("adaptation", "je peux pas monter les marches"),
        ("moment", "quand il rentre du travail"),
        ("moment", "vers 23h"),
        ("moment", "tout le temps"),
        ("reason", "ma voiture est tombée en panne"),
        ("wanted_town", "Bondues"),
        ("wanted_town", "près de mes parents à Lille"),
    ],
)
def test_what_may_answer_is_taken(slot, text):
    assert looks_like(slot, hear(text))


def test_when_the_noise_is_may_be_told_by_what_somebody_does(told):
    player, _ = told("mon voisin fait du bruit", "quand il rentre du boulot")

    assert topic_of(player, "neighbour")["answers"]["moment"] == "quand il rentre du boulot"


def test_a_cellar_in_a_building_is_kept_whole(told):
    player, _ = told("il y a des squatteurs dans les caves")

    player.say("la cave n°12 batiment A")

    assert topic_of(player, "antisocial")["answers"]["where"] == "la cave n°12 batiment A"


def slot_of(form, name):
    return read_forms()[form].slot(name)


@pytest.mark.parametrize(
    "text",
    [
        "j'ai un peu payé 100 euros le mois passé",
        "g donné 100 euros hier",
        "j'ai déjà réglé 100€",
        "on a versé 100 euros la semaine dernière",
        "j'ai fait un virement de 100 euros",
        "100 euros le mois dernier",
        "I already paid 100 euros",
    ],
)
def test_what_was_paid_is_neither_what_can_be_paid_nor_what_is_owed(text):
    assert read_answer("arrears", slot_of("arrears", "can_pay"), hear(text)) is None
    assert read_unasked(slot_of("arrears", "amount"), hear(text)) is None


@pytest.mark.parametrize(
    ("text", "sum_said"),
    [
        ("je peux payer 100 euros", 100.0),
        ("je peu payer 100 euros", 100.0),
        ("j'ai payé 100 le mois dernier et je peux donner 50 euros", 50.0),
        ("je peux payer 100 euros comme le mois dernier", 100.0),
        ("0 j'ai rien", 0.0),
        ("rien du tout", 0.0),
    ],
)
def test_what_can_be_paid_is(text, sum_said):
    assert read_answer("arrears", slot_of("arrears", "can_pay"), hear(text)) == sum_said


def test_who_says_that_they_paid_a_sum_is_not_asked_for_it(told):
    _, answer = told("j'ai déjà payé 450 euros le 3 novembre", "les tilleuls denain")

    assert "Combien avez-vous payé" not in answer


def test_of_what_is_owed_the_part_that_was_paid_is_no_debt():
    text = "j'ai payé 100 euros sur les 600 que je dois en loyer"

    assert read_unasked(slot_of("arrears", "amount"), hear(text)) == 600.0


@pytest.mark.parametrize("text", ["rien", "0 euros", "0", "non"])
def test_a_debt_of_nothing_is_not_written_down(text):
    assert not read_answer("debt", slot_of("debt", "amount"), hear(text))


def test_who_pays_all_is_not_asked_how_much(told):
    player, answer = told("je suis en retard de 2 mois de loyer", "oui tout")

    topic = topic_of(player, "arrears")
    assert ("Combien" in answer, "oui tout" in topic["words"]) == (False, True)
    assert "can_pay" not in topic["answers"]


def test_who_pays_all_of_a_sum_that_is_known_offers_that_sum(told):
    player, _ = told("je dois 800 euros de loyer, 2 mois", "je paie tout")

    assert topic_of(player, "arrears")["answers"]["can_pay"] == 800.0


def test_a_number_of_months_said_again_is_no_sum(told):
    player, _ = told("g pas payé 3 mois de loyer", "3")

    assert "can_pay" not in topic_of(player, "arrears")["answers"]
    player.say("30")
    assert topic_of(player, "arrears")["answers"]["can_pay"] == 30.0


def test_what_a_debt_takes_each_month_is_kept_in_words(told):
    player, answer = told(
        "j'ai des credits partout",
        "non pas de coupure",
        "les tilleuls denain",
        "900 euros par mois de crédits pour 1400 de salaire",
    )

    assert "votre loyer" not in answer
    assert "900 euros par mois" in topic_of(player, "debt")["words"]
