"""Everything a message names, together."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.answers import read_answer_words
from nlu.entities import find_entities
from nlu.places import Gazetteer, Named

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
GAZETTEER = Gazetteer(
    residences=(Named(id="tilleuls", name="Les Tilleuls", town_insee="59172"),),
    towns=(Named(id="59172", name="Denain"),),
)

MESSAGES = {
    "ya plu de chofage depui 3 jour, chambre du petit, 06 39 98 12 34": {
        "problem_type": "no_heating",
        "since": "2026-11-22",
        "room": "bedroom",
        "phone": "+33639981234",
    },
    "je suis mme Brumelle residence les Tilleuls bat C 3eme etage apt 34, locataire 0204518": {
        "residence": "tilleuls",
        "building": "C",
        "floor": 3,
        "dwelling": "34",
        "tenant_number": "204518",
    },
    "59220 denain entrée B": {"postcode": "59220", "town": "59172", "entrance": "B"},
    "g 2 mois de retard je peux donner 50e par mois a partir du 5 decembre": {
        "months_count": 2,
        "amount": 50.0,
        "date": "2026-12-05",
    },
    "la caf ma coupé lapl en octobre, 287,50 euros": {
        "reason": "benefit_stopped",
        "benefit": "APL",
        "month": "2026-10",
        "amount": 287.5,
    },
    "OUI 12": {"answer": "yes", "notice_code": 12},
    "dossier p26 4f7k 3 svp": {"case_ref": "P-26-4F7K-3"},
    "j'ai deux enfants de 3 et 7 ans, on est 4": {"child_age": 7, "people_count": 4},
    "femme de menage 20h par semaine le matin, dispo lundi": {
        "sector": "cleaning",
        "rome": "K2204",
        "hours_week": 20,
        "day_part": "morning",
        "date": "2026-11-30",
    },
    "rappelez mardi entre 9h et 11h": {"date": "2026-12-01", "time": "09:00-11:00"},
    "c pour ma mere elle a 80 ans": {"relation": "parent", "age": 80},
    "350": {"number": 350},
    "mille deux cents euros": {"amount": 1200.0},
    "merci beaucoup": {},
    "": {},
}
HOSTILE = [
    "1" * 12_000,
    "1 " * 6_000,
    "111 " * 3_000,
    "06 39 98 12 34 " * 800,
    "depuis " * 1_700,
    "le 12/12 " * 1_300,
    "plus de chauffage " * 660,
    "chauffage " * 600 + "panne " * 900,
    "haut beffroi les tilleuls " * 450,
    "50e " * 3_000,
    "12h" * 4_000,
    "au 3e pas " * 1_200,
    "quatre vingt " * 900,
    "non c'est " * 1_200,
    "P-26-" * 2_400,
    "ﷺ" * 3_000,
    "👍🏽" * 6_000,
    "\ud800" * 12_000,
    "\0" * 12_000,
    "\u0301" * 12_000,
    "((((((((" * 1_500,
]


@pytest.mark.parametrize(("text", "expected"), MESSAGES.items(), ids=MESSAGES)
def test_a_message_names_what_it_names(text, expected):
    found = find_entities(text, now=NOW, gazetteer=GAZETTEER)
    wanted = {item.name: item.value for item in found if item.name in expected}

    assert wanted == expected
    assert bool(found) == bool(expected)


@pytest.mark.parametrize("text", MESSAGES)
def test_each_entity_quotes_the_message_as_it_was_received(text):
    for item in find_entities(text, now=NOW, gazetteer=GAZETTEER):
        assert text[item.start : item.end] == item.text
        assert item.text


def test_turkish_days_are_no_gun_and_what_came_to_be_is_no_death():
    named = find_entities("üç gün oldu, 3 gün sonra gelin", now=NOW, language="tr")

    assert {item.name for item in named}.isdisjoint({"risk_marker", "change"})
    assert ("risk_marker", "weapon") in {
        (item.name, item.value) for item in find_entities("he has a gun", now=NOW, language="en")
    }


def test_places_stay_right_after_letters_that_fold_into_two():
    text = "Sœur   ÉCŒURÉE… plus d’eau chaude depuis trois jours"

    found = {item.name: item.text for item in find_entities(text, now=NOW)}

    assert found["problem_type"] == "plus d’eau chaude"
    assert found["since"] == "depuis trois jours"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_read_to_its_end(text):
    assert isinstance(find_entities(text, now=NOW, gazetteer=GAZETTEER), tuple)
    assert read_answer_words(text, "fr").kind


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(max_size=200),
    language=st.sampled_from(["fr", "ar", "tr", "en", "arq-Latn", "xx"]),
)
def test_no_text_is_refused(text, language):
    found = find_entities(text, now=NOW, language=language, gazetteer=GAZETTEER)
    answer = read_answer_words(text, language)

    assert all(text[item.start : item.end] == item.text for item in found)
    assert answer.rest in text


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "le",
                "du",
                "5",
                "12",
                "31",
                "99",
                "2026",
                "mai",
                "mars",
                "sept",
                "dernier",
                "prochain",
                "fin",
                "mois",
                "depuis",
                "dans",
                "il",
                "y",
                "a",
                "ans",
                "h",
                "/",
                ".",
                "-",
                "€",
                "e",
                "euros",
                "mille",
                "cent",
                "vingt",
                "un",
                "et",
                "pas",
                "au",
                "3eme",
                "bat",
                "c",
                "P",
                "26",
                "4f7k",
                "06",
                "39",
                "oui",
                "non",
            ]
        ),
        max_size=14,
    )
)
def test_no_order_of_figures_and_dates_is_refused(words):
    text = " ".join(words)

    assert all(item.text in text for item in find_entities(text, now=NOW))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "pl",
            "do jutra, teraz nie mogę",
        ),  # "do" is the current in Arabic, "teraz" sounds as terrasse
        ("es", "por favor, es para mi hijo y va hasta las tres"),
        ("pt", "preciso do contrato, mas à noite"),
        ("ro", "asta care e, sau nu? mor de oboseală"),
        ("tr", "param yok, hangisi olursa"),
    ],
)
def test_common_words_of_a_language_are_no_french_ones(language, text):
    named = {e.name for e in find_entities(text, now=NOW, language=language)}

    assert named <= {"date", "day_part", "time", "answer", "relation", "number", "amount"}


@pytest.mark.parametrize(
    ("language", "text", "problem"),
    [
        ("uk", "Тече кран на кухні", "plumbing_fixture"),
        ("ru", "Не работает лифт", "lift_down"),
        ("ru", "холодные батареи", "no_heating"),
        ("pl", "winda znowu stoi", "lift_down"),
        ("ro", "ușa de la bloc nu se mai închide", "entrance_door"),
        ("it", "la luce delle scale non si accende", "common_light"),
        ("es", "hay cucarachas en la cocina", "pest_cockroach"),
        ("pt", "o esquentador não aquece", "no_heating"),
        ("tr", "tahta kurusu çıktı", "pest_bedbug"),
        ("ar", "الطواليط مبوشي", "wc_blocked"),
        ("arq-Latn", "l'ascenseur rah 7abess", "lift_down"),
    ],
)
def test_a_defect_is_named_in_the_everyday_words_of_each_language(language, text, problem):
    found = find_entities(text, now=NOW, language=language)

    assert problem in {e.value for e in found if e.name == "problem_type"}


@pytest.mark.parametrize(
    ("language", "text"),
    [("uk", "у нас немовля"), ("ru", "у меня грудной ребенок"), ("pl", "jestem w ciąży"),
     ("ro", "am un bebeluș"), ("it", "ho un neonato"), ("es", "estoy embarazada"),
     ("pt", "tenho um recém nascido"), ("tr", "hamileyim"), ("ar", "أنا حامل")],
)  # fmt: skip
def test_a_baby_in_a_home_is_heard_in_each_language(language, text):
    found = find_entities(text, now=NOW, language=language)

    assert ("risk_marker", "baby") in {(e.name, e.value) for e in found}
