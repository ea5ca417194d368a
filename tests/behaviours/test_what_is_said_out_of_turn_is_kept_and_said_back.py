"""A place, a number or an hour said before it is asked, or put right later, is kept where it belongs."""

import pytest

from tests.behaviours.test_an_alarm_is_answered_to_the_end import state_of
from tests.behaviours.test_what_was_told_is_not_lost import topics_of
from tests.play import Player

WHERE = "lieu. Dites la résidence"
PHONE = "06 12 34 56 78"


def place_of(palier, player) -> dict:
    return state_of(palier, player)["shared"].get("place", {})


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("non pardon batiment C", {"building": "C"}),
        ("non c'est l'entrée 4", {"entrance": "4"}),
        ("non c'est au 3e", {"floor": 3}),
        ("pardon je suis au rdc", {"floor": 0}),
    ],
)
@pytest.mark.parametrize("before", [("les tilleuls denain bat A 2e etage entree 1",), ()])
def test_a_place_put_right_answers_no_question_about_money(palier, before, told, kept):
    player = Player(palier)
    for line in ("jai 2 mois de retard de loyer", *before):
        player.say(line)

    answer = "\n".join(player.say(told))

    assert "can_pay" not in topics_of(palier, player)["arrears"]
    assert place_of(palier, player).items() >= kept.items()
    assert ("C'est corrigé" if before else "C'est ajouté") in answer
    assert "Pouvez-vous payer" in answer or "Où habitez-vous" in answer


def test_a_no_that_takes_a_building_back_is_no_answer_about_a_baby(palier):
    player = Player(palier)
    for line in ("ya plus de chauffage depuis hier", "les tilleuls denain bat B"):
        player.say(line)

    answer = "\n".join(player.say("non pardon batiment C"))

    assert "vulnerable" not in topics_of(palier, player)["home_repair"]
    assert "C'est corrigé : bâtiment C." in answer
    assert "bébé" in answer


def test_a_building_alone_is_kept_and_the_residence_is_still_asked(palier):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "hier"):
        player.say(line)

    answer = "\n".join(player.say("bat C"))

    assert WHERE in answer
    assert place_of(palier, player)["building"] == "C"
    player.say("les tilleuls denain")
    assert place_of(palier, player)["building"] == "C"
    assert place_of(palier, player)["residence"] == "les-tilleuls"


def test_the_floor_of_a_neighbour_is_not_the_persons_own(palier):
    player = Player(palier)
    player.say("la voisine du dessus fait la fete toutes les nuits")

    player.say("au 3e")

    assert "floor" not in place_of(palier, player)


def test_a_building_put_right_after_sending_is_added_to_the_request(palier):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "hier", "les tilleuls denain", "non", "matin", "oui"):
        player.say(line)

    assert "C'est ajouté à votre demande" in "\n".join(player.say("non pardon batiment D"))


def test_the_door_is_shown_before_it_is_sent(palier):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "hier", "les tilleuls denain bat C", "non"):
        player.say(line)

    assert "où : Les Tilleuls, bâtiment C" in "\n".join(player.say("matin"))


@pytest.mark.parametrize("asked", ["can_pay", "place"])
def test_a_number_to_call_is_kept_whatever_is_asked_and_said_back(palier, asked):
    player = Player(palier)
    player.say("jai 2 mois de retard de loyer")
    if asked == "place":
        player.say("rien")

    answer = "\n".join(player.say("0612345678"))

    assert f"C'est ajouté : téléphone {PHONE}." in answer
    assert state_of(palier, player)["shared"]["phone"] == "+33612345678"


@pytest.mark.parametrize(
    ("report", "when", "slot", "words"),
    [
        ("ya une fuite sous levier", "plutot le matin", "visit_when", "le matin"),
        ("jai 2 mois de retard de loyer", "le soir", "call_when", "en fin de journée"),
    ],
)
def test_a_part_of_the_day_is_the_answer_to_when_before_it_is_asked(
    palier, report, when, slot, words
):
    player = Player(palier)
    player.say(report)

    answer = "\n".join(player.say(when))

    assert f"C'est ajouté : {words}." in answer
    (topic,) = topics_of(palier, player).values()
    assert slot in topic


@pytest.mark.parametrize(
    ("report", "month", "place", "words"),
    [
        ("ya une fuite sous levier", "septembre", "les tilleuls denain", "depuis septembre 2026"),
        ("fuite sous levier depuis septembre", "", "les tilleuls denain", "depuis septembre 2026"),
        (
            "I have a water leak in the kitchen",
            "September",
            "les tilleuls denain",
            "since September 2026",
        ),
        ("musluk damlatıyor", "eylül", "les tilleuls denain", "Eylül 2026 ayından beri"),
        ("عندي تسرب تحت المغسلة", "سبتمبر", "les tilleuls denain", "منذ سبتمبر 2026"),
    ],
)
def test_a_month_alone_is_said_as_a_month(palier, report, month, place, words):
    player = Player(palier)
    answers = []
    for line in filter(None, (report, month, place, "👎", "1")):
        answers += player.say(line)

    assert words in "\n".join(answers)
    assert "2026-09" not in "\n".join(answers)


@pytest.mark.parametrize(
    ("bare", "full"),
    [
        ("2 mois", "ça fait 2 mois"),
        ("une semaine", "ça fait une semaine"),
        ("1 an", "depuis 1 an"),
    ],
)
def test_how_long_leads_back_to_the_same_day_with_and_without_its_since(palier, bare, full):
    days = []
    for words in (bare, full):
        player = Player(palier)
        for line in ("ya une fuite sous levier", words):
            player.say(line)
        days.append(topics_of(palier, player)["home_repair"]["since"])

    assert days[0] == days[1]


@pytest.mark.parametrize(
    ("words", "residence"),
    [
        ("moulin e douai", "le-grand-moulin"),
        ("le moulin douai", "le-grand-moulin"),
        ("moulin", "le-grand-moulin"),
        ("au befroi a valenciennes", "residence-du-haut-beffroi"),
    ],
)
@pytest.mark.parametrize(("answer", "kept"), [("oui", True), ("non", False)])
def test_a_residence_half_said_is_asked_back(palier, words, residence, answer, kept):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "hier"):
        player.say(line)

    assert "C'est bien «" in player.say(words)[-1]
    player.say(answer)

    assert (place_of(palier, player).get("residence") == residence) is kept
    assert "vulnerable" not in topics_of(palier, player)["home_repair"]


def test_a_word_of_a_residence_of_another_town_is_not_asked_back(palier):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "hier"):
        player.say(line)

    assert "C'est bien «" not in "\n".join(player.say("moulin a denain"))
    assert place_of(palier, player)["town"] == "59172"


def test_an_angry_reminder_of_a_defect_that_nobody_wrote_down_opens_the_defect(palier):
    player = Player(palier)

    player.say(
        "CA FAIT 3 FOIS QUE J'APPELLE VOUS VOUS FOUTEZ DE MOI LE CHAUFFAGE MARCHE TOUJOURS PAS"
    )

    assert topics_of(palier, player)["home_repair"]["problem_type"] == "no_heating"


def test_the_town_of_a_residence_is_not_the_town_that_is_wished_for(palier):
    player = Player(palier)
    for line in ("on est 6 dans un f3", "trop petit", "douai", "non"):
        player.say(line)

    player.say("les tilleuls denain")

    assert "wanted_town" not in topics_of(palier, player)["rehousing"]


def test_an_exception_is_kept_at_the_summary_too(palier):
    player = Player(palier)
    for line in ("ya une fuite sous levier", "hier", "les tilleuls denain", "non", "le matin"):
        player.say(line)

    assert "le matin mais pas mercredi" in "\n".join(player.say("le matin mais pas mercredi"))


@pytest.mark.parametrize("words", ["rien", "walo"])
def test_no_whole_month_late_is_an_answer(palier, words):
    player = Player(palier)
    player.say("je peux plus payer mon loyer")

    player.say(words)

    assert topics_of(palier, player)["arrears"]["months_count"] == 0


def test_the_bare_word_for_status_is_enough(palier):
    assert "Je n'ai pas bien compris" not in "\n".join(Player(palier).say("statut"))


def test_yesterday_and_the_morning_in_arabic_in_latin_letters(palier):
    player = Player(palier)
    for line in ("l ma skhoun ma kaynch", "lbare7", "les tilleuls denain", "la"):
        player.say(line)
    assert topics_of(palier, player)["home_repair"]["since"] == "2026-11-22"

    assert "dans le logement" in "\n".join(player.say("f sba7"))
