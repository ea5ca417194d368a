"""Ordinary words open what they tell, frighten nobody, and send nobody elsewhere."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.play import Player


def forms_of(palier, player):
    return [topic["form"] for topic in state_of(palier, player).get("topics", [])]


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("je voudrais payer par prélèvement", "rent_bill"),
        ("mon loyer est trop cher j'arrive plus", "arrears"),
        ("on m'a refusé le logement que j'avais demandé", "rehousing"),
        ("j'ai reçu un courrier de coupure edf pour le 5", "debt"),
        ("y'a de l'eau dans la cave", "common_area"),
    ],
)
def test_a_sentence_opens_its_need_and_no_other(palier, said, form):
    player = Player(palier)
    player.say(said)

    assert forms_of(palier, player) == [form]


def test_a_cut_that_is_announced_is_not_asked_about_and_lies_ahead(palier, now):
    player = Player(palier)
    player.say("j'ai des dettes partout edf le crédit et tout")
    player.say("j'ai reçu un courrier de coupure pour le 5")

    (topic,) = state_of(palier, player)["topics"]
    assert topic["answers"]["cut_off"] == "announced"


@pytest.mark.parametrize("begin", ["je sais pas par où commencer", "par où commencer"])
def test_who_does_not_know_how_to_begin_is_asked_what_happens(told, begin):
    _, said = told("bonjour", begin)

    assert "travail aimeriez-vous" not in said
    assert "Dites-moi" in said or "Que se passe-t-il" in said


def test_who_looks_for_no_work_is_asked_about_none(palier):
    player = Player(palier)
    player.say("je cherche du boulot")
    player.say("mais non je cherche pas de travail")

    assert forms_of(palier, player) == []


def test_an_allowance_that_was_stopped_stops_no_notices(told):
    _, said = told("j'ai plus l'apl", "arrêtée")

    assert "annonces" not in said


def test_french_slang_is_offered_no_arabic(told):
    _, said = told("wesh la caf ma coupé lapl jfai koi")

    assert "l3arbiya" not in said


def test_a_village_that_we_do_not_know_is_nobody_s_name(palier):
    player = Player(palier)
    for line in ("chasse d'eau cassée", "hier", "le carillon lambersart"):
        player.say(line)

    shared = state_of(palier, player)["shared"]
    assert shared["place"]["residence"] == "le-carillon"
    assert "name" not in shared


def test_ok_after_sending_is_taken_note_of(told):
    leak = ("j'ai une fuite sous l'évier", "lundi", "les tilleuls denain", "non", "matin", "oui")
    _, said = told(*leak, "ok")

    assert "Vous pouvez écrire ici" in said


def test_a_small_leak_that_is_none_is_urgent(told):
    leak = ("j'ai une fuite sous l'évier", "lundi", "les tilleuls denain", "non", "matin", "oui")
    _, said = told(*leak, "c'est pas une petite fuite ça coule beaucoup")

    assert "urgent" in said


def test_who_told_of_a_neighbour_is_told_that_their_name_is_kept(told):
    _, said = told("mon voisin fait du bruit la nuit", "vous lui direz pas mon nom hein ?")

    assert "Votre nom n'est donné à personne" in said


@pytest.mark.parametrize(
    "said",
    [
        "ET JE VEUX UN GESTE SUR MES CHARGES",
        "chti l'ducasse al fait du brut dins l'cour jusqu'à minuit",
        "chuis au bout du rouleau avec ces travaux ça fait du boucan",
        "il y a de l'eau qui coule dans la cave",
        "elle entend mal",
        "mon père il a 78 ans",
        "j'ai accouché et je peux plus faire les escaliers avec la poussette",
        "je brûle d'envie de déménager",
        "my kids are killing me, when is the playground open",
        "vreau să plătesc chiria, mi-a murit telefonul",
        "bruit de coups de marteau toute la journée au 4e",
        "mes enfants crient quand ils jouent, les voisins se plaignent",
        "je fume sur le balcon, j'ai le droit ?",
        "vous pensez quoi du gaz de schiste",
        "je suis étouffée par les charges",
    ],
)
def test_everyday_words_frighten_nobody(palier, said):
    player = Player(palier)
    player.say(said)

    assert state_of(palier, player)["alarm"] is None


def test_a_number_that_is_right_already_is_not_taken_for_the_one_that_is_denied(palier):
    player = Player(palier)
    for line in (
        "j'habite aux tilleuls à Denain, en octobre j'ai pas pu payer ni en novembre",
        "50 euros",
        "séparation",
        "le matin",
        "non c'est 2 mois pas 3",
    ):
        said = player.say(line)

    assert "2 mois de retard" in said[-1]


def test_which_agency_is_answered_in_the_middle_of_a_report(told):
    _, said = told("les poubelles débordent et ça pue", "quelle agence s'en occupe ?")

    assert "numéro" not in said
    assert "agence" in said


def test_who_has_no_number_gives_a_name_and_a_residence_and_a_person_looks(palier):
    player = Player(palier)
    player.say("ou en est mon dossier")
    player.say("je connais pas mon numéro")
    said = "\n".join(player.say("Karim Benali les tilleuls denain"))

    assert "Quel est votre numéro de locataire" not in said
    assert forms_of(palier, player) == ["callback"]


@pytest.mark.parametrize("none", ["j'ai pas de retard", "aucun retard", "mais je suis à jour"])
def test_who_owes_nothing_is_asked_for_no_number_of_months(palier, none):
    player = Player(palier)
    player.say("j'ai reçu une lettre de vous avec un montant que je comprends pas")

    player.say(none)

    assert forms_of(palier, player) == ["rent_bill"]


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("je suis dehors la j'ai pas les cles je fais quoi", "legal_paper"),
        ("qui doit payer la reparation du robinet moi ou vous", "arrears"),
        ("j'ai recu une convocation pour le 4 decembre à l'agence", "legal_paper"),
    ],
)
def test_what_sounds_like_a_court_or_a_debt_is_not_taken_for_one(palier, said, form):
    player = Player(palier)

    player.say(said)

    assert form not in forms_of(palier, player)


def test_shame_alone_is_given_time_and_asked_of_no_dying(palier):
    player = Player(palier)

    said = "\n".join(player.say("c'est pour... enfin voila j'ai un peu honte"))

    assert "3114" not in said


def test_a_fire_denied_under_its_numbers_ends_them(palier):
    player = Player(palier)
    player.say("ca sent le brulé chez mon voisin y a de la fumée partout")

    said = "\n".join(player.say("mais non ya pas le feu je parle de la vmc"))

    assert "112" not in said


@pytest.mark.parametrize("yes", ["si", "sì", "sí"])
def test_a_yes_of_the_south_answers_a_question(palier, yes):
    player = Player(palier)
    player.say("no funciona la calefaccion desde el lunes")

    player.say(yes)

    assert "Répondez oui ou non" not in "\n".join(player.say("Les Tilleuls Denain"))


def test_an_address_does_not_change_the_language(palier):
    player = Player(palier)
    player.say("mutfakta yangin var duman cok")

    said = "\n".join(player.say("204518 Brumelle les tilleuls 3. kat"))

    assert "بالعربية" not in said


@pytest.mark.parametrize(
    "said", ["serve un interprete, non capisco il francese", "potrzebuje tlumacza", "أريد مترجم"]
)
def test_who_asks_for_an_interpreter_is_called_by_a_person(palier, said):
    player = Player(palier)

    player.say(said)

    assert forms_of(palier, player) == ["callback"]
