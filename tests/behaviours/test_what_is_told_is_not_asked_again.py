"""A licence, a registration, the only toilet, a free day, a trade: told once, they are known."""

import pytest

from dialogs.answers.no_fact import says_enrolled
from dialogs.answers.told_by_words import says_only_one, says_only_toilet
from tests.behaviours.test_words_that_answer_nothing_are_no_answer import topic_of
from tests.dialogs.hearing import hear


def test_a_licence_is_no_barrier_and_is_known_wherever_it_stands(told):
    player, answer = told(
        "je cherche du travail dans le batiment, j'ai le permis B et 15 ans dans le batiment"
    )

    assert topic_of(player, "job_search")["answers"]["licence"] is True
    assert ("permis" in answer, "bloque" in answer) == (False, False)


@pytest.mark.parametrize(
    ("text", "is_enrolled"),
    [
        ("ouais inscrit", True),
        ("oui inscrite depuis mars", True),
        ("je suis inscrit a pole emploi, j'ai 40 ans", True),
        ("non pas inscrit", False),
        ("je suis pas inscrit a france travail", False),
        ("mon fils est inscrit au foot", None),
    ],
)
def test_who_says_that_they_are_registered_is(text, is_enrolled):
    assert says_enrolled(hear(text)) is is_enrolled


def test_a_registration_said_when_something_else_is_asked_is_kept(told):
    player, _ = told("j'ai perdu mon boulot", "ouais inscrit")

    assert topic_of(player, "job_loss")["answers"]["registered"] is True


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("c'est bouché dans les toilettes, le seul de l'appart", True),
        ("mes wc sont bouchés on en a qu'un", True),
        ("wc bouché j'ai pas d'autre toilette", True),
        ("un wc bouché mais j'ai un autre wc", False),
        ("j'ai 2 enfants et le wc est bouché", None),
        ("le wc se bouche, une seule fois réparé", None),
        ("les wc sont bouchés c'est pas le seul", False),
        ("le radiateur est froid, on en a qu'un", None),
    ],
)
def test_whether_it_is_the_only_toilet_is_heard(text, only):
    assert says_only_toilet(text) is only


@pytest.mark.parametrize("text", ["le seul de l'appart", "on en a qu'un", "y'en a qu'un seul"])
def test_asked_whether_it_is_the_only_one_few_words_are_enough(told, text):
    player, _ = told("mes toilettes sont bouchées")

    player.say(text)

    assert topic_of(player, "home_repair")["answers"]["only_toilet"] is True
    assert says_only_one(text) is True


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("mon radiateur est froid", "je suis chez moi le mercredi"),
        ("plus de chauffage depuis lundi", "je suis chez moi le mercredi"),
        ("plus de chauffage depuis lundi", "mercredi après midi"),
    ],
)
def test_the_day_on_which_somebody_is_at_home_is_kept(told, first, text):
    player, _ = told(first, text)

    answers = topic_of(player, "home_repair")["answers"]
    assert answers["visit_when"] == text
    assert answers.get("since") in {None, "2026-11-23", "2026-11-16"}


def test_a_trade_is_kept_in_the_words_of_who_looks_for_it(told):
    player, _ = told("je cherche un travail d'aide à domicile, j'ai un diplome, la voiture")

    assert topic_of(player, "job_search")["answers"]["sector"] == "aide à domicile"


def test_a_trade_of_the_past_is_not_the_one_that_is_wished(told):
    player, _ = told("j'étais caissière, je cherche du travail")

    assert "sector" not in topic_of(player, "job_search")["answers"]


COLD = ("plus de chauffage depuis hier", "les tilleuls denain", "non", "matin")


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("oui ma mère de 80 ans", "vulnerable", True),
        ("oui j'ai 2 enfants", "children_count", 2),
        ("oui envoyez, mon numéro c'est le 0639982211", "phone", "+33639982211"),
    ],
)
def test_what_is_told_behind_the_yes_that_sends_is_sent_too(told, text, fact, value):
    player, _ = told(*COLD, text)

    ((_, need),) = player.facts().needs
    assert need.facts[fact] == value


def test_a_yes_puts_nothing_in_the_place_of_what_was_told(told):
    player, _ = told(*COLD, "oui et ya une fuite sous l'evier")

    need = player.facts().needs[0][1]
    assert need.facts["problem_type"] == "no_heating"
    assert "fuite sous l'evier" in need.words


@pytest.mark.parametrize("text", ["oui", "oui envoyez merci beaucoup", "oui c'est bon svp"])
def test_a_bare_yes_adds_nothing(told, text):
    player, _ = told(*COLD, text)

    ((_, need),) = player.facts().needs
    assert need.words == COLD[0]


def test_a_question_where_leave_to_send_is_asked_is_kept_and_said_to_be(told):
    player, answer = told(*COLD, "c'est vous qui achetez la piece ?")

    assert "Je garde votre question" in answer
    player.say("oui")
    ((_, need),) = player.facts().needs
    assert "qui achetez la piece" in need.words


@pytest.mark.parametrize(
    "text",
    [
        "mon CDD est fini et le robinet de la cuisine fuit. je suis pas en retard de loyer",
        "j'ai perdu mon emploi, je n'ai pas de retard, et la chasse d'eau coule",
    ],
)
def test_what_is_told_beside_two_needs_is_known_of_the_one_that_asks_for_it(told, text):
    player, _ = told(text)

    assert topic_of(player, "job_loss")["answers"]["rent"] == "ok"
    assert "rent" not in topic_of(player, "home_repair")["answers"]


def test_who_will_not_manage_to_pay_is_asked_how_the_rent_stands(told):
    player, _ = told("j'ai perdu mon emploi, pas de retard encore mais je vais pas pouvoir payer")

    assert "rent" not in topic_of(player, "job_loss")["answers"]
