"""Few people answer a question about danger with yes or no: what they say instead is heard."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.play import Player

NUMBERS = {"suicide": "3114 maintenant : c'est", "violence": "Je vous crois. En danger maintenant"}
LEFT = "Une personne de l'agence lira vos messages"
MENU = "Dites-moi ce qui se passe"


def needs_of(player):
    return [need.code for _, need in player.facts().needs]


def events_of(palier, player):
    (case,) = player.facts().cases
    return palier.database.read_now(lambda kept: [e.kind for e in kept.cases.timeline(case.id)])


def told(palier, danger, answer):
    player = Player(palier)
    player.say(danger)
    return player, "\n".join(player.say(answer))


@pytest.mark.parametrize("no", ["non pas vraiment, enfin je sais pas", "non bof je crois pas"])
def test_half_a_no_of_dying_is_no_no(palier, no):
    player, said = told(palier, "je suis au bout du rouleau avec ces dettes", no)

    assert NUMBERS["suicide"] in said
    assert "SUICIDE" in needs_of(player)


@pytest.mark.parametrize("no", ["non je suis seul", "non je vis seule et personne me parle"])
def test_a_no_that_tells_loneliness_leaves_nobody_alone(palier, no):
    player, said = told(palier, "j'en peux plus de tout", no)

    assert "3114" in said
    assert "Quand peut-on vous appeler" in said
    assert needs_of(player) == ["SUICIDE"], "people read of it, whatever becomes of the call"


def test_a_plain_no_of_dying_is_still_a_no(palier):
    player, said = told(palier, "j'en peux plus", "non")

    assert needs_of(player) == []
    assert "On peut continuer" in said


@pytest.mark.parametrize(
    "first",
    ["je n'ai plus gout a rien depuis la mort de mon fils", "je deprime j'ai plus de force"],
)
def test_what_is_thought_of_in_a_grief_is_asked_after(palier, first):
    player = Player(palier)
    player.say(first)
    if state_of(palier, player)["alarm"]:
        player.say("non")

    assert "pensez-vous à mourir" in "\n".join(player.say("j'y pense quand je suis seule"))


@pytest.mark.parametrize(
    ("danger", "answer"),
    [
        ("mon mari me fait peur quand il boit", "pas aujourd'hui"),
        ("mon mari me fait peur quand il boit", "c'est compliqué"),
        ("mon mari me fait peur quand il boit", "je peux pas en parler"),
        ("mon mari me fait peur quand il boit", "il rentre a 18h"),
        (
            "mon fils me prend ma retraite et me crie dessus, j'ai 79 ans",
            "je veux pas d'ennui pour lui",
        ),
    ],
)
def test_who_cannot_answer_about_blows_is_believed_and_read(palier, danger, answer):
    player, said = told(palier, danger, answer)

    assert "En danger : appelez le 17" in said
    assert "SMS au 114" in said
    assert MENU not in said
    assert needs_of(player) == ["VIOLENCE"]


def test_what_follows_goes_to_those_who_read_it(palier):
    player, _ = told(palier, "mon mari me fait peur quand il boit", "pas aujourd'hui")

    said = "\n".join(player.say("il rentre a 18h"))

    assert "C'est noté pour la personne prévenue" in said
    assert "message" in events_of(palier, player), "the case page shows it"


@pytest.mark.parametrize(
    ("danger", "fear"),
    [
        ("i am afraid of what he may do tonight", "I'm scared"),
        ("mon mari me fait peur quand il boit", "il est devant la porte"),
        ("mon mari me fait peur quand il boit", "jai tres peur"),
        ("le voisin me menace", "il revient maintenant"),
    ],
)
def test_fear_is_a_yes(palier, danger, fear):
    player, said = told(palier, danger, fear)

    assert "17" in said
    assert [case.severity for case in player.facts().cases] == [4]


@pytest.mark.parametrize(
    "calm", ["non j'ai pas peur", "non", "non rien à voir je cherche du travail"]
)
def test_a_no_is_no_fear(palier, calm):
    player, _ = told(palier, "mon mari me fait peur quand il boit", calm)

    assert 4 not in [case.severity for case in player.facts().cases]


@pytest.mark.parametrize("other", ["ma chaudière est en panne", "je cherche du travail"])
def test_who_speaks_of_something_else_is_answered_on_that(palier, other):
    _, said = told(palier, "mon mari me fait peur quand il boit", other)

    assert "En danger : appelez le 17" not in said


def test_falling_stones_are_read_by_people_though_nobody_is_hurt(palier):
    player, said = told(
        palier, "le balcon d'au dessus y a des bouts de béton qui tombent", "personne blessé"
    )

    assert LEFT in said
    assert needs_of(player) == ["FIRE"]


def test_not_to_have_called_is_no_no(palier):
    player, said = told(palier, "mon fils de 15 ans a fugué", "non j'ai pas appelé")

    assert "119" in said
    assert needs_of(player) == ["CHILD"]


@pytest.mark.parametrize(
    ("danger", "words"),
    [
        ("ca sent le gaz", "non c'est pas du gaz c'est l'évier"),
        ("ya le feu dans la cuisine", "non il n'y a pas de feu c'est la poele"),
    ],
)
def test_an_alarm_can_be_left_in_words(palier, danger, words):
    player, said = told(palier, danger, words)

    assert "D'accord, merci" in said
    assert state_of(palier, player)["alarm"] is None


@pytest.mark.parametrize(
    ("danger", "words"),
    [
        ("ca sent le gaz", "non ça sent rien"),
        ("mon mari fait un malaise il est par terre", "oui le 15 arrive"),
        ("há um incêndio na cozinha", "sim estamos fora"),
        (
            "mon fils s'est fait agresser devant l'immeuble il a 13 ans",
            "oui il est rentré à la maison",
        ),
    ],
)
def test_words_that_tell_who_is_safe_are_understood(palier, danger, words):
    player, said = told(palier, danger, words)

    assert LEFT in said
    assert state_of(palier, player)["alarm"] is None


def test_smoke_without_flames_is_no_all_clear(palier):
    player, _ = told(
        palier, "ya le feu dans la cuisine", "non ya pas de flammes mais ça fume noir"
    )

    assert state_of(palier, player)["alarm"] == "emergency_fire"


def test_the_second_message_to_the_numbers_is_not_met_with_the_same_sentence(palier):
    player, first = told(palier, "ya le feu dans l'immeuble", "une cheminée")
    second = "\n".join(player.say("12 rue des lilas denain"))
    third = "\n".join(player.say("je vois rien d'autre"))

    assert "C'est gardé" in first
    assert "C'est transmis aussi" in second
    assert "Êtes-vous en sécurité" in second, "an alarm that is over can be said to be over"
    assert "C'est transmis aussi" in third
    assert "Êtes-vous" not in third


def test_a_child_who_says_where_it_hides_is_asked_no_defect(palier):
    player = Player(palier)
    player.say("papa gronde fort maman et il a cassé la porte. j'ai 11 ans")
    player.say("oui")

    for where in ("dans ma chambre", "grande synthe"):
        assert "C'est noté pour la personne prévenue" in "\n".join(player.say(where))


@pytest.mark.parametrize(
    "words",
    [
        "ma mère de 85 ans ouvre plus la porte et repond pas au telephone",
        "mon père n'ouvre pas la porte et ne répond plus",
    ],
)
def test_who_does_not_open_any_more_is_an_emergency_and_no_lock(palier, words):
    player = Player(palier)

    said = "\n".join(player.say(words))

    assert "les pompiers peuvent ouvrir" in said
    assert needs_of(player) == ["MEDICAL"]


def test_who_lies_in_the_same_room_is_laid_down(palier):
    assert "Ne déplacez pas" in "\n".join(
        Player(palier).say("mon mari est par terre il repond plus")
    )


def test_who_lost_a_wife_lost_no_work(palier):
    player = Player(palier)
    player.say("je bois trop depuis que j'ai perdu ma femme")

    assert "job_loss" not in [topic["form"] for topic in state_of(palier, player)["topics"]]


@pytest.mark.parametrize("pills", ["jai pris 20 doliprane", "j'ai avalé 10 xanax"])
def test_many_pills_by_their_number_are_an_emergency_though_it_is_better(palier, pills):
    player, said = told(palier, pills, "ca va maintenant")

    assert "appelez le 15" in said
    assert needs_of(player) == ["MEDICAL"]


@pytest.mark.parametrize("fine", ["c'est bon", "cest bon jai fermé le robinet", "on va tous bien"])
def test_who_says_that_all_is_well_is_still_asked_out_of_the_gas(palier, fine):
    player, said = told(palier, "ca sent le gaz", fine)

    assert "Êtes-vous dehors" in said
    assert state_of(palier, player)["alarm"] == "emergency_gas"


def test_who_feels_unwell_near_a_gas_hears_of_monoxide(palier):
    player, said = told(palier, "ca sent les oeufs pourris dans la cuisine", "je sais pas")
    assert "Êtes-vous dehors" in said

    assert "MONOXYDE" in "\n".join(player.say("on a la tete qui tourne un peu"))


def test_a_yes_does_not_answer_where_the_lift_is(palier):
    _, said = told(palier, "ma mere est bloquée dans l'ascenseur", "oui")

    assert "Dans quelle résidence" in said


def test_who_is_safe_is_asked_where_it_is_when_nobody_knows(palier):
    _, said = told(palier, "ya le feu dans la cuisine", "oui on est dehors")
    assert "écrivez où c'est" in said

    player, _ = told(palier, "ya le feu dans la cuisine", "les tilleuls denain")
    assert "écrivez où c'est" not in "\n".join(player.say("on est dehors"))


@pytest.mark.parametrize(
    "first",
    ["jai perdu mon boulot ma femme est parti a quoi bon", "j'ai plus gout a rien au chomage"],
)
def test_a_low_mood_told_in_the_words_of_something_else_is_remembered(palier, first):
    player = Player(palier)
    player.say(first)

    assert "pensez-vous à mourir" in "\n".join(player.say("des fois jy pense"))


@pytest.mark.parametrize(
    "shock",
    ["y a du courant dans le robinet", "je prend le jus quand je touche la machine a laver"],
)
def test_an_electric_shock_is_told_what_to_do(palier, shock):
    assert "coupez le courant" in "\n".join(Player(palier).say(shock))


def test_as_ever_is_an_answer_about_blows(palier):
    player, said = told(palier, "mon ex tourne en bas de limmeuble tt les soirs", "comme dab")

    assert "SMS au 114" in said
    assert needs_of(player) == ["VIOLENCE"]


def test_a_child_that_says_its_age_hears_of_119(palier):
    assert "119" in "\n".join(Player(palier).say("mon beau pere me touche jai 13 ans"))
    assert "119" in told(palier, "mon pere me tape", "jai 14 ans")[1]


def test_fear_of_strangers_in_the_hall_is_no_violence_at_home(palier):
    player = Player(palier)
    player.say("y a des mec qui deal dans le hall jai peur de rentrer")

    assert needs_of(player) == ["ASSAULT"]


def test_who_hears_blows_next_door_is_asked_where_and_not_whether_they_can_be_answered(palier):
    _, said = told(palier, "le voisin du dessus hurle sur sa femme", "je sais pas si il la frappe")

    assert "Peut-on vous répondre ici" not in said


def test_a_yes_about_another_month_is_no_danger_now(palier):
    _, said = told(
        palier, "ma mère de 80 ans a eu un malaise peut etre", "oui elle est tombée en octobre"
    )

    assert "Ne déplacez pas" not in said


def test_a_yes_about_blows_of_another_month_is_a_yes(palier):
    _, said = told(palier, "mon mari me fait peur quand il boit", "oui il m'a frappée en octobre")

    assert "3919" in said


@pytest.mark.parametrize("yes", ["oui il tape à la porte", "так він стукає в двері"])
def test_a_yes_that_says_more_is_a_yes(palier, yes):
    player, said = told(palier, "mon mari me fait peur quand il boit", yes)

    assert "17" in said
    assert [case.severity for case in player.facts().cases] == [4]
