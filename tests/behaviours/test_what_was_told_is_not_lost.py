"""What a person told once is kept, whatever they say next: nobody tells their trouble twice."""

import pytest

from tests.play import ARREARS, Player


def topics_of(palier, player):
    state = palier.database.read_now(
        lambda kept: kept.conversations.of(player.channel, "", player.user).state
    )
    return {topic["form"]: topic["answers"] for topic in state["topics"]}


@pytest.mark.parametrize(
    "again",
    [
        "bjr jai perdu mon boulo et je doi 2 mois de loyer",
        "je dois 2 mois de loyer",
        "j'ai perdu mon travail",
    ],
)
def test_a_need_said_again_in_the_middle_keeps_its_answers(palier, again):
    player = Player(palier)
    for line in (
        "bjr jai perdu mon boulo et je doi 2 mois de loyer",
        "rien pour le moment",
        "les tilleuls denain",
        "le matin",
    ):
        player.say(line)

    player.say(again)

    arrears = topics_of(palier, player)["arrears"]
    assert {"months_count": 2, "can_pay": 0.0, "call_when": "morning"}.items() <= arrears.items()


def test_what_is_new_in_a_need_said_again_is_kept_too(palier):
    player = Player(palier)
    player.say("je suis en retard de loyer")

    player.say("je vous ai dit que je suis en retard de 3 mois de loyer")

    assert topics_of(palier, player)["arrears"]["months_count"] == 3


def test_a_place_said_when_something_else_is_asked_is_kept(palier):
    player = Player(palier)
    player.say("bjr ya plu de chofage chez moi")

    answers = player.say("Résidence les Tilleuls denain")

    assert "locataire" not in "\n".join(answers)
    assert set(topics_of(palier, player)) == {"home_repair"}


def test_a_place_told_for_one_need_is_not_asked_again_for_the_next(palier):
    player = Player(palier)
    for line in ("je suis en retard de 2 mois de loyer", "rien", "les tilleuls denain"):
        player.say(line)
    for line in ("maladie", "matin", "oui", "ya plus rien a manger a la maison"):
        answers = player.say(line)
    for line in ("4", "0639982211"):
        answers += player.say(line)

    assert not any("habitez" in answer for answer in answers)
    player.say("oui")
    assert {case.unit for case, _ in player.facts().needs} == {"AG-VAL"}


def test_number_and_name_in_one_line_are_enough(palier):
    player = Player(palier)

    answer = "\n".join(player.say("denain les tilleuls je suis Mme Brumelle locataire 204518"))

    assert "reconnu" in answer
    assert player.facts().address.lease_number == "204518"


def test_names_tried_with_a_number_are_counted_like_any_other_try(palier):
    player = Player(palier)
    for name in ("Dupont", "Martin", "Durand", "Petit", "Moreau"):
        player.say(f"je suis {name} locataire 204518")

    player.say("je suis Brumelle locataire 204518")

    assert player.facts().address.lease_number is None


def test_a_call_back_is_not_lost_to_the_check_of_who_somebody_is(palier):
    player = Player(palier)
    player.say(
        "rappelez moi au 06 12 34 56 78 le matin, je m'appelle Brumelle 204518, c'est urgent"
    )

    player.say("oui")

    ((_, need),) = player.facts().needs
    assert (need.code, need.facts["phone"]) == ("ADMIN", "+33612345678")


def test_who_wants_an_answer_here_is_not_asked_for_a_telephone_again(palier):
    player = Player(palier)
    player.say("je veux parler à quelqu'un")

    assert not any("téléphone" in answer for answer in player.say("ici"))


def test_since_january_is_the_last_january(palier):
    player = Player(palier)
    player.say("apl coupé")
    player.say("janvier")

    assert topics_of(palier, player)["benefits"]["month"] == "2026-01"


@pytest.mark.parametrize(
    "long", ["une semaine", "3 jours", "quelques jours", "il est dur, une semaine"]
)
def test_how_long_is_an_answer_to_since_when(palier, long):
    player = Player(palier)
    player.say("plus de chauffage")

    player.say(long)

    assert topics_of(palier, player)["home_repair"]["since"].startswith("2026-11-")


def test_children_and_grown_ups_are_counted_together(palier):
    player = Player(palier)
    player.say("ya plus rien a manger a la maison")

    player.say("2 adultes 1 bébé")

    assert topics_of(palier, player)["food"]["people_count"] == 3


def test_no_baby_is_no_baby(palier):
    player = Player(palier)
    player.say("plus de chauffage et ya pas de bébé chez moi")

    assert topics_of(palier, player)["home_repair"].get("vulnerable") is not True


@pytest.mark.parametrize(
    "words", ["j'ai pas demandé de changer de logement !!", "enlevez le changement de logement"]
)
def test_a_need_that_was_heard_by_mistake_is_taken_out_in_words(palier, words):
    player = Player(palier)
    player.say("je suis en retard de loyer et je voudrais changer de logement pour un plus petit")
    assert set(topics_of(palier, player)) == {"arrears", "rehousing"}

    player.say(words)

    assert set(topics_of(palier, player)) == {"arrears"}


def test_a_paper_that_is_none_of_a_court_is_taken_out_of_a_report(palier):
    player = Player(palier)
    player.say("j'ai reçu un papier du tribunal et ma chaudière est en panne")

    player.say("c'est pas du tribunal en fait")

    assert set(topics_of(palier, player)) == {"home_repair"}


def test_a_paper_of_a_bailiff_stays_though_it_is_of_no_court(palier):
    player = Player(palier)
    player.say("j'ai reçu un papier du tribunal")

    player.say("c'est pas le tribunal c'est un huissier")

    assert set(topics_of(palier, player)) == {"legal_paper"}


@pytest.mark.parametrize(
    "words",
    [
        "je pourrai pas payer le loyer mais je n'ai pas de retard",
        "je suis à jour de mes loyers mais le mois prochain je pourrai pas payer",
    ],
)
def test_who_is_not_late_is_not_asked_for_how_many_months(palier, words):
    said = Player(palier).say(words)

    assert not any("Combien de mois" in line for line in said)


def test_water_that_runs_is_nobody_frail(palier):
    player = Player(palier)
    player.say("grosse fuite dans la cuisine ça coule à flot")

    assert "vulnerable" not in topics_of(palier, player)["home_repair"]


def test_buttons_that_come_back_as_their_payload_are_pressed(palier):
    player = Player(palier)
    for line in ("mon robinet fuit", "hier", "les tilleuls denain"):
        player.say(line)
    for payload in (
        "home_repair.vulnerable=no",
        "home_repair.visit_when=morning",
        "report.confirm=no",
        "report.confirm=yes",
    ):
        player.say(payload)

    assert [need.code for _, need in player.facts().needs] == ["REPAIR"]


def test_only_a_person_closes_a_request_and_the_wish_is_told_to_them(palier):
    player = Player(palier)
    for line in ARREARS:
        player.say(line)

    answer = "\n".join(player.say("je veux annuler ma demande"))

    case = player.facts().cases[0]
    events = palier.database.read_now(lambda kept: kept.cases.timeline(case.id))
    assert "agence" in answer
    assert "wants_to_cancel" in [event.reason for event in events]


def test_no_heating_with_a_baby_is_kept_beside_the_doubt_and_is_urgent(palier):
    player = Player(palier)
    player.say("il fait 12 degres chez moi et j'ai un bb de 3 semaine")
    player.say("le grand moulin douai")
    for line in ("depuis hier", "le matin", "oui"):
        player.say(line)

    told = {need.code: need for case, need in player.facts().needs}
    (case,) = {
        case.id: case for case, need in player.facts().needs if need.code == "REPAIR"
    }.values()
    assert told["REPAIR"].facts["problem_type"] == "no_heating"
    assert told["REPAIR"].severity >= 3
    assert case.place["residence"] == "le-grand-moulin"


@pytest.mark.parametrize(
    "words", ["il fait 12 degres dehors", "il fait 21 degrés chez moi", "il fait 12 ans chez moi"]
)
def test_a_number_is_no_cold_dwelling(palier, words):
    player = Player(palier)
    player.say(words)

    assert "no_heating" not in str(topics_of(palier, player))


def test_an_offer_made_when_the_place_is_asked_takes_the_place_of_nothing(palier):
    player = Player(palier)
    for line in ("jai 2 mois de retard", "rien"):
        player.say(line)

    answer = "\n".join(player.say("je peux faire 50 euro par mois"))

    assert topics_of(palier, player)["arrears"]["can_pay"] == 50.0
    assert "Il me manque le lieu" in answer
    assert "Je ne trouve pas" not in answer


def test_a_leak_and_cockroaches_are_two_needs(palier):
    player = Player(palier)
    for line in ("jai une fuite et des cafard", "hier", "les tilleuls denain", "non", "le matin"):
        answer = "\n".join(player.say(line))
    player.say("oui")

    assert "cafards" in answer
    assert {need.code: need.facts["problem_type"] for _, need in player.facts().needs} == {
        "REPAIR": "water_leak_minor",
        "HYGIENE": "pest_cockroach",
    }


def test_what_is_told_with_also_at_the_summary_does_not_take_the_place_of_the_first(palier):
    player = Player(palier)
    for line in ("jai une fuite", "hier", "les tilleuls denain", "non", "le matin"):
        player.say(line)

    answer = "\n".join(player.say("ma voisine aussi a des cafard"))

    assert "fuite" in answer
    assert "cafards" in answer
    assert topics_of(palier, player)["home_repair"]["problem_type"] == "water_leak_minor"
