"""What resembles another need: the rent, a plan refused, an appointment, a wedding, a door forced."""

import pytest

from tests.behaviours.test_what_is_said_beside_the_forms_is_answered import after, needs_of
from tests.behaviours.test_what_was_told_is_not_lost import topics_of as topics_at
from tests.play import Player


def topics_of(player: Player) -> dict:
    return topics_at(player.palier, player)


def told(palier, *lines: str) -> tuple[set[str], str]:
    """Return the needs being told after these lines, and the last answer."""
    *before, last = lines
    player = after(palier, *before)
    answer = "\n".join(player.say(last))
    return set(topics_of(player)), answer


NEEDS = {
    "je dois 3 mois": {"arrears"},
    "oui je dois deux mois de loyer": {"arrears"},
    "reçu une lettre je dois 931 euros c'est quoi": {"rent_bill"},
    "pourquoi on me réclame 214 euros j'ai rien compris": {"rent_bill"},
    "vous m'avez refusé le plan de 60 euros": {"arrears"},
    "mon échéancier a été rejeté": {"arrears"},
    "j'ai rdv mardi avec mme lambert mais je peux pas jai un entretien d'embauche": {
        "appointment"
    },
    "faut décaler mon rendez vous de jeudi je travaille ce jour la": {"appointment"},
    "jai signé pour le chantier ecole je commence lundi mais personne pour garder le petit": {
        "barrier"
    },
    "je commence ma formation lundi et j'ai pas de nounou": {"barrier"},
    "je me suis mariée je veux ajouter mon mari sur le bail": {"household_change"},
    "on s'est pacsés en septembre": {"household_change"},
    "je voudrais inscrire ma femme sur le bail": {"household_change"},
    "j'ajoute mon fils de 19 ans au bail": {"household_change"},
    "I got married, can you add my husband to the lease": {"household_change"},
    "la porte de mon appart a été défoncée": {"home_repair"},
    "la voisine fait un mariage, trop de bruit": {"neighbour"},
}


@pytest.mark.parametrize("line", NEEDS)
def test_it_is_that_need_and_no_other(palier, line):
    assert told(palier, line)[0] == NEEDS[line]


@pytest.mark.parametrize(
    "line", ["je me suis mariée", "on a eu un bébé hier, tout va bien", "nous allons nous marier"]
)
def test_a_wedding_and_a_birth_are_congratulated(palier, line):
    needs, answer = told(palier, line)

    assert needs == {"household_change"}
    assert "Félicitations" in answer


@pytest.mark.parametrize("line", ["mon bébé est mort né", "j'ai perdu mon bébé", "je divorce"])
def test_nobody_is_congratulated_on_a_loss(palier, line):
    assert "Félicitations" not in told(palier, line)[1]


def test_a_plan_refused_keeps_its_sum_and_asks_for_no_months(palier):
    player = after(palier, "vous m'avez refusé le plan de 60 euros", "60 c'est mon maximum")

    for line in ("maladie", "saules loos", "matin", "oui"):
        answer = "\n".join(player.say(line))
        assert "Combien de mois" not in answer
    facts = needs_of(player)["ARREARS"].facts
    assert (facts["can_pay"], facts["every_month"], facts["plan"]) == (60.0, True, "refused")
    assert "amount" not in facts


OFTEN = (
    "tout le temps", "tout les jours", "tt le temps", "h24", "c'est tous les jours", "non stop",
    "jour et nuit", "all the time",
)  # fmt: skip


@pytest.mark.parametrize(
    "asked", ["mon voisin fait du bruit", "ma voisine jette tout par la fenêtre"]
)
def test_how_often_is_an_answer_and_no_low_mood(palier, asked):
    for often in OFTEN:
        player = after(palier, asked)

        answer = "\n".join(player.say(often))

        assert "3114" not in answer
        assert set(topics_of(player)) == {"neighbour"}
        assert topics_of(player)["neighbour"]["moment"] == "always"


def test_a_real_low_mood_beside_it_is_still_heard(palier):
    player = after(palier, "mon voisin fait du bruit")

    assert "3114" in "\n".join(
        player.say("tous les jours, je pleure tout le temps j'en peux plus")
    )


def test_the_rent_that_is_fine_is_no_debt(palier):
    player = after(palier, "j'ai perdu mon travail", "la semaine dernière")

    assert "arrears" not in topics_of(player)
    player.say("le loyer ca va pour l'instant")
    assert "arrears" not in topics_of(player)
    assert "retard" not in "\n".join(player.say("denain"))


def test_who_stopped_once_and_says_it_again_is_not_ill(palier):
    player = after(palier, "STOP PUB")

    assert "plus d'annonces" in "\n".join(player.say("arret"))
    assert not topics_of(player)


def test_a_door_forced_is_made_safe_today(palier):
    player = Player(palier)

    assert "sécurité aujourd'hui" in "\n".join(
        player.say("la porte de mon appart a été fracturée")
    )
    for line in ("saules loos", "ce matin", "non", "matin", "oui"):
        player.say(line)
    need = needs_of(player)["REPAIR"]
    assert need.facts["problem_type"] == "lock_broken"
    assert need.severity >= len("U1")


def test_what_a_chantier_pays_is_said_to_depend_and_by_whom(palier):
    answer = told(palier, "c'est quoi votre chantier école", "c payé combien")[1]

    assert "dépend du contrat" in answer


DEFECTS = {
    "mon chauffe eau coule et jai coupé leau": "water_leak_major",
    "le ballon d'eau chaude fuit un peu": "water_leak_minor",
    "l'évier fuit, c pa gros mais ca goutte": "water_leak_minor",
    "ca goutte du plafond partout": "water_leak_major",
    "plus d'eau chaude ni de chauffage erreur F28": "no_heating",
    "plus d'eau chaude": "no_hot_water",
    "mon badge ouvre plus et la serrure est cassée": "lock_broken",
}


@pytest.mark.parametrize("line", DEFECTS)
def test_a_defect_is_sent_as_what_it_is(palier, line):
    player = after(palier, line)

    assert topics_of(player)["home_repair"]["problem_type"] == DEFECTS[line]


@pytest.mark.parametrize(
    "line",
    ["l'eau est marron au robinet depuis hier", "l'ampoule de la salle de bain est grillée"],
)
def test_a_defect_without_a_name_of_its_own_keeps_its_words(palier, line):
    player = Player(palier)

    assert "Qu'est-ce qui ne va pas" not in "\n".join(player.say(line))
    assert topics_of(player)["home_repair"]["problem_type"] == line


@pytest.mark.parametrize(
    "line",
    ["le carrelage est décollé, ca fait 4 ans que jhabite la",
     "j'habite ici depuis 10 ans et le chauffage est en panne"],
)  # fmt: skip
def test_since_when_somebody_lives_here_is_not_since_when_it_is_broken(palier, line):
    assert "since" not in topics_of(after(palier, line))["home_repair"]


def test_a_lamp_in_the_corridor_is_no_water(palier):
    assert "coupez le courant" not in "\n".join(
        Player(palier).say("l'ampoule du couloir est grillée")
    )


A_STORY = (
    "Bonjour, je vous écris : j'ai perdu mon emploi le 3 novembre, je n'ai pas pu payer le loyer de novembre. "
    "En plus ma chaudière est en panne depuis hier et j'ai un bébé de 8 mois. "
    "Mon voisin du dessous fume dans les escaliers et ça remonte chez moi. "
    "J'aimerais aussi une attestation de loyer pour la CAF. Merci d'avance, "
    "Nadia Yvencourelle n°204401"
)


def test_a_long_message_loses_nothing_of_what_it_tells(palier):
    player = Player(palier)

    answer = "\n".join(player.say(A_STORY))

    assert "je vous ai reconnu" in answer
    for told_in_words in ("demande de document", "loyer", "panne dans le logement"):
        assert told_in_words in answer
    repair = topics_of(player)["home_repair"]
    assert (repair["problem_type"], repair["vulnerable"]) == ("no_heating", True)
    assert "Qu'est-ce qui ne va pas" not in answer


def test_needs_too_many_for_one_report_are_said_and_can_be_added(palier):
    player = Player(palier)

    answer = "\n".join(
        player.say(
            "j'ai plus rien à manger, la caf a coupé mon apl, je dois 3 mois de loyer, "
            "la chaudière est en panne et je cherche du travail aussi"
        )
    )

    assert "J'ai lu aussi : recherche de travail" in answer
    assert {"food", "arrears", "home_repair"} <= set(topics_of(player))


@pytest.mark.parametrize(
    "line",
    ["je pars le 15 janvier, comment je fais", "on quitte le logement fin janvier",
     "je déménage fin mars"],
)  # fmt: skip
def test_who_leaves_on_a_day_hears_of_the_notice(palier, line):
    assert "préavis" in told(palier, line)[1]


@pytest.mark.parametrize(
    "line",
    ["la police a cassé ma porte ce matin on peut pas fermer",
     "ma porte a été cassée par la police, j'ai 2 enfants"],
)  # fmt: skip
def test_a_door_broken_by_the_police_is_a_door_to_make_safe(palier, line):
    needs, answer = told(palier, line)

    assert needs == {"home_repair"}
    assert "sécurité aujourd'hui" in answer


@pytest.mark.parametrize(
    ("line", "number"),
    [("mon mari a cassé ma porte", "3919"), ("quelqu'un est en train de défoncer ma porte", "17"),
     ("ça fume dans la cage d'escalier", "18"), ("y'a de la fumée dans l'escalier", "18")],
)  # fmt: skip
def test_a_door_broken_by_somebody_and_smoke_in_the_stairs_are_still_dangers(palier, line, number):
    assert number in told(palier, line)[1]


@pytest.mark.parametrize(
    "line",
    ["mon voisin fume dans la cage d'escalier", "le voisin du dessous fume dans les escaliers",
     "les voisins fument sur le palier"],
)  # fmt: skip
def test_who_smokes_in_the_stairs_is_no_fire(palier, line):
    needs, answer = told(palier, line)

    assert "FEU" not in answer
    assert needs == {"neighbour"}
