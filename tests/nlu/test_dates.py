"""Days and months in tenants' words, read on Wednesday 25 November 2026 at ten in Paris."""

from datetime import UTC, datetime

import pytest

from nlu.dates import find_dates
from nlu.entities import find_entities
from nlu.folding import fold_text

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NAMES = {"date", "since", "month", "time", "day_part"}


def read(text, language="fr", now=NOW):
    """Read the words of time, without their places."""
    found = find_entities(text, now=now, language=language)
    return [(item.name, item.value) for item in found if item.name in NAMES]


FRENCH = {
    # what has lasted
    "ya plu de chofage depui 3 jour": [("since", "2026-11-22")],
    "ça fait trois semaines que j'attends": [("since", "2026-11-04")],
    "sa fait 5 jours": [("since", "2026-11-20")],
    "la panne date de jeudi": [("since", "2026-11-19")],
    "toujour rien depuis octobre": [("since", "2026-10-01")],
    "ascenseur hs depuis hier soir": [("since", "2026-11-24"), ("day_part", "evening")],
    "depuis avant hier": [("since", "2026-11-23")],
    "depuis le 12": [("since", "2026-11-12")],
    "depuis le 20 décembre": [("since", "2025-12-20")],
    "depuis lundi": [("since", "2026-11-23")],
    "depuis le week-end": [("since", "2026-11-21")],
    "depuis ce week-end": [("since", "2026-11-21")],
    "depuis le week end dernier": [("since", "2026-11-21")],
    "j'ai les petits le week-end": [],
    "depuis le début de l'hiver": [("since", "2026-11-01")],
    "depuis l'été": [("since", "2026-06-01")],
    "depuis l'hiver dernier": [("since", "2025-11-01")],
    "depuis Noël": [("since", "2025-12-25")],
    "je demenage cet été": [],
    "depuis la semaine derniere": [("since", "2026-11-16")],
    "depuis quinze jours": [("since", "2026-11-10")],
    "depuis 2 mois": [("since", "2026-09-25")],
    "depuis un an": [("since", "2025-11-25")],
    "depuis plus de deux semaines": [("since", "2026-11-11")],
    "depuis une semaine": [("since", "2026-11-18")],
    "ya un bebe qui hurle depuis 3h": [("since", "2026-11-25")],
    "ya 3 jours que sa marche plus": [("since", "2026-11-22")],
    # the day that a paper bears
    "la lettre est du 14": [("date", "2026-11-14")],
    "le commandement de payer du 27": [("date", "2026-10-27")],
    "datée du 14": [("date", "2026-11-14")],
    "c'est du 14": [("date", "2026-11-14")],
    "audience du 14": [("date", "2026-12-14")],
    "c'est mon voisin du 14": [],
    "un papier du 14 rue Foch": [],
    # days to come
    "jpe pa venir demain": [("date", "2026-11-26")],
    "2m1 8h": [("date", "2026-11-26"), ("time", "08:00")],
    "apres demain": [("date", "2026-11-27")],
    "oui je serai la mardi 14h": [("date", "2026-12-01"), ("time", "14:00")],
    "vendredi prochain": [("date", "2026-11-27")],
    "vendredi en huit": [("date", "2026-12-04")],
    "mercredi": [("date", "2026-12-02")],
    "annuler rdv jeudi": [("date", "2026-11-26")],
    "je paie vandredi": [("date", "2026-11-27")],
    "le 30": [("date", "2026-11-30")],
    "je peux payer le 5": [("date", "2026-12-05")],
    "le 31": [("date", "2026-12-31")],
    "le 10 du mois prochain": [("date", "2026-12-10")],
    "le 1er decembre": [("date", "2026-12-01")],
    "convocation au tribunal le 14 janvier": [("date", "2027-01-14")],
    "jeudi 3 decembre 10h-12h": [("date", "2026-12-03"), ("time", "10:00-12:00")],
    "le 12/12 à 14h30": [("date", "2026-12-12"), ("time", "14:30")],
    "31/12/2026": [("date", "2026-12-31")],
    "dans une heure": [("date", "2026-11-25"), ("time", "11:00")],
    "dans 15 jours": [("date", "2026-12-10")],
    "d'ici deux semaines": [("date", "2026-12-09")],
    "cette semaine": [("date", "2026-11-25")],
    "la semaine prochaine": [("date", "2026-11-30")],
    "ce week-end": [("date", "2026-11-28")],
    "fin décembre": [("date", "2026-12-31")],
    "fin du mois": [("date", "2026-11-30")],
    "fin du mois prochain": [("date", "2026-12-31")],
    "mi-décembre": [("date", "2026-12-15")],
    "je serai en retard du 5 au 15": [("date", "2026-12-05"), ("date", "2026-12-15")],
    # days gone
    "lhuissier est venu hier": [("date", "2026-11-24")],
    "payé chez le buraliste lundi": [("date", "2026-11-23")],
    "le prelevement est passé le 8": [("date", "2026-11-08")],
    "il y a 3 jours": [("date", "2026-11-22")],
    "le week-end dernier": [("date", "2026-11-21")],
    "la nuit dernière": [("date", "2026-11-24"), ("day_part", "night")],
    "jai commencé lundi ca va bien": [("date", "2026-11-23")],
    # months
    "quittance octobre svp": [("month", "2026-10")],
    "loyer novembre pas passé": [("month", "2026-11")],
    "le mois dernier": [("month", "2026-10")],
    "jpe pa payer ce moi ci": [("month", "2026-11")],
    "mon mari est mort en septembre": [("month", "2026-09")],
    "ca minteresse mais pas avant janvier": [("month", "2027-01")],
    "je commence un stage en mars": [("month", "2027-03")],
    "il me faut la quittance de mai": [("month", "2026-05")],
}

TRAPS = [
    "j'habite le 3 rue de Mai",
    "12 rue du 8 mai 1945",
    "jai payé le loyer mai pas le plan",
    "je suis au 3e",
    "le 06 39 98 12 34",
    "450 euros",
    "1/2 baguette",
    "24h/24 7j/7",
    "31/02/2026",
    "je n'ai plus de chauffage",
    "20h par semaine",
    "on mavai dit 48h",
    "bonne soirée et bonne nuit",
    "j'ai 3 enfants",
    "2 mois de retard",
]

OTHERS = {
    ("tomorrow at 3pm", "en"): [("date", "2026-11-26"), ("time", "15:00")],
    ("no heating for three days", "en"): [("since", "2026-11-22")],
    ("since Monday", "en"): [("since", "2026-11-23")],
    ("next week in the morning", "en"): [("date", "2026-11-30"), ("day_part", "morning")],
    ("üç gündür kalorifer yanmıyor", "tr"): [("since", "2026-11-22")],
    ("yarın saat 14:30", "tr"): [("date", "2026-11-26"), ("time", "14:30")],
    ("2 hafta önce", "tr"): [("date", "2026-11-11")],
    ("pazartesiden beri", "tr"): [("since", "2026-11-23")],
    ("Eylülden beri", "tr"): [("since", "2026-09-01")],
    ("ağustos'tan beri", "tr"): [("since", "2026-08-01")],
    ("geçen haftadan beri su yok", "tr"): [("since", "2026-11-16")],
    ("kıştan beri", "tr"): [("since", "2026-11-01")],
    ("منذ شهرين", "ar"): [("since", "2026-09-25")],
    ("من أسبوعين", "ar"): [("since", "2026-11-11")],
    ("منذ شهر", "ar"): [("since", "2026-10-25")],
    ("منذ شهر مارس", "ar"): [("since", "2026-03-01")],
    ("since the start of winter", "en"): [("since", "2026-11-01")],
    ("لا توجد تدفئة منذ ثلاثة أيام", "ar"): [("since", "2026-11-22")],
    ("غدا صباحا", "ar"): [("date", "2026-11-26"), ("day_part", "morning")],
    ("أريد وصل كراء شهر أكتوبر", "ar"): [("month", "2026-10")],
    ("chauffage ma khdamch hadi 3 iyam", "arq-Latn"): [("since", "2026-11-22")],
}


@pytest.mark.parametrize(("text", "expected"), FRENCH.items(), ids=FRENCH)
def test_a_tenant_s_words_of_time_become_dates(text, expected):
    assert sorted(read(text)) == sorted(expected)


@pytest.mark.parametrize("text", TRAPS)
def test_what_is_no_date_is_left_alone(text):
    assert read(text) == []


@pytest.mark.parametrize(("said", "expected"), OTHERS.items(), ids=str)
def test_other_languages_have_the_basic_words_of_time(said, expected):
    text, language = said

    assert sorted(read(text, language)) == sorted(expected)


def test_the_day_is_the_day_in_paris():
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)

    assert read("aujourd'hui", now=late) == [("date", "2026-11-26")]


def test_a_day_of_a_shorter_month_is_clipped():
    now = datetime(2027, 1, 31, 9, 0, tzinfo=UTC)

    assert read("dans un mois", now=now) == [("date", "2027-02-28")]


def test_a_text_without_words_gives_no_date():
    assert find_dates(fold_text("\ud800\0 …"), now=NOW) == ()


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "с понедельника", [("since", "2026-11-23")]),
        ("ru", "15 октября", [("date", "2026-10-15")]),
        ("ru", "неделю назад", [("date", "2026-11-18")]),
        ("uk", "вже тиждень", [("since", "2026-11-18")]),
        ("pl", "od tygodnia", [("since", "2026-11-18")]),
        ("ro", "de o săptămână", [("since", "2026-11-18")]),
        ("it", "da una settimana", [("since", "2026-11-18")]),
        ("es", "desde el lunes", [("since", "2026-11-23")]),
        ("arq-Latn", "men nhar tnin", [("since", "2026-11-23")]),
        ("pl", "w nocy", [("day_part", "night")]),
        ("ru", "утром", [("day_part", "morning")]),
        ("ro", "dupa masa", [("day_part", "afternoon")]),
    ],
)
def test_days_and_times_are_read_in_the_other_languages(language, text, found):
    assert read(text, language) == found
