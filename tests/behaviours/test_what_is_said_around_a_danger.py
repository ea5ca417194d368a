"""A no is not everybody's, a joke undoes nothing, and what is wished besides is kept by a few."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of

MENU = "Dites-moi ce qui se passe"


def closed_as(palier, player):
    def event(kept):
        conversation = kept.conversations.of(player.channel, "", player.user)
        return kept.cases.last_safety_event(conversation.id, "emergency_gas").closed_as

    return palier.database.read_now(event)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("la dame du 4 pleure toutes les nuits et son mari hurle", "non"), "17"),
        (("my neighbour has bruises, I think her husband hurts her", "no"), "17"),
        (("جارتي عندها كدمات وأظن أن زوجها يؤذيها", "لا أعرف"), "17"),
        (("komşumun yüzü morarmış, kocasından korkuyor galiba", "bilmiyorum"), "17"),
        (("ça sent bizarre dans la cuisine, comme du gaz peut être", "je ne sais pas"), "18"),
    ],
)
def test_a_no_of_who_writes_leaves_the_number_for_another(told, lines, number):
    player, said = told(*lines)

    assert number in said
    assert MENU not in said
    assert player.facts().cases


def test_who_is_still_there_after_a_no_is_a_danger(palier, told):
    threat = "mon ex tourne en bas de l'immeuble il m'a dit qu'il allait me bruler"
    player, _ = told(threat, "non", "il est toujours la")

    assert state_of(palier, player)["alarm_stage"] == "numbers"


def test_a_place_said_after_a_no_goes_to_who_reads_of_the_doubt(told):
    player, said = told(
        "la dame du 4 pleure toutes les nuits et son mari hurle", "non", "saules loos"
    )

    assert said == "C'est noté."
    assert [case.place["residence"] for case in player.facts().cases] == ["les-saules"]


@pytest.mark.parametrize("no_smell", ["non ça sent rien", "pas d'odeur", "no smell", "koku yok"])
@pytest.mark.parametrize(
    "danger", ["mal à la tête chez moi et ça passe dehors", "le détecteur de co sonne"]
)
def test_carbon_monoxide_is_never_cleared_by_its_smell(palier, told, danger, no_smell):
    player, said = told(danger, no_smell)

    assert "18" in said
    assert state_of(palier, player)["alarm"] == "emergency_monoxide"


@pytest.mark.parametrize(
    "joke", ["c'était une blague", "je rigole", "to był żart", "era una broma", "it was a joke"]
)
def test_a_joke_after_an_alarm_is_passed_on_and_undoes_nothing(palier, told, joke):
    player, said = told("ça sent le gaz dans l'escalier", joke)

    assert "Merci de me l'avoir dit" in said or "Thank you" in said
    assert closed_as(palier, player) is None


@pytest.mark.parametrize("line", ["j'ai coupé le compteur", "les pompiers sont la", "c'est fini"])
def test_what_was_done_after_an_alarm_opens_no_form(palier, told, line):
    player, said = told("des etincelles sortent de la prise", "oui", line)

    assert "Merci de me l'avoir dit" in said
    assert state_of(palier, player)["topics"] == []


def test_a_detector_that_goes_on_ringing_is_no_noise_of_a_neighbour(palier, told):
    player, said = told("the carbon alarm keeps going off", "no", "it beeps loud every minute")

    assert "neighbour" not in said
    assert state_of(palier, player)["topics"] == []


def test_sparks_are_a_repair_too(told):
    player, _ = told("des etincelles sortent de la prise quand je branche la bouilloire")

    assert {need.code for _, need in player.facts().needs} == {"FIRE", "REPAIR"}


def test_a_home_wished_beside_a_blow_is_read_by_a_few(told):
    player, said = told(
        "il m'a encore tapée hier devant les enfants, je veux savoir si je peux avoir un autre logement"
    )

    assert "3919" in said
    assert "119" in said
    assert "changer de logement" in said
    assert {(case.restricted, need.code) for case, need in player.facts().needs} == {
        (True, "VIOLENCE"),
        (True, "REHOUSING"),
    }


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("czuć gaz na klatce schodowej", "zadzwoń: 18 lub 112"),
        ("soțul meu mă bate și mi-e frică", "sunați la 17 sau la 112"),
        ("мій чоловік мене б'є", "телефонуйте: 17 або 112"),
        ("meu marido me bate, tenho medo", "ligue para o 17 ou o 112"),
        ("mi marido me pega y tengo miedo", "llame al 17 o al 112"),
        ("mio marito mi picchia ho paura", "chiami il 17 o il 112"),
    ],
)
def test_whom_to_call_is_said_in_the_language_of_who_writes(told, line, sentence):
    _, said = told(line)

    assert sentence in said


def test_water_through_a_lamp_is_told_to_cut_the_current(palier, told):
    player, said = told("il y a de l'eau qui coule par le plafonnier")

    assert "coupez le courant au tableau" in said
    (topic,) = state_of(palier, player)["topics"]
    assert topic["answers"]["problem_type"] == "electrical_danger"


def test_what_is_added_to_a_worry_is_answered_with_the_number(palier, told):
    worry = "ma voisine ne repond plus depuis deux jours et sa television tourne encore"
    player, said = told(worry, "au 2eme", "je crois qu'elle est tombée")

    assert "appelez le 18 ou le 15 maintenant" in said
    assert "tombée" in state_of(palier, player)["topics"][0]["words"]
