"""Hours of the clock and parts of the day."""

import pytest

from nlu.folding import fold_text
from nlu.times import find_day_parts, find_times

HOURS = {
    "mardi 14h": ["14:00"],
    "7h30": ["07:30"],
    "à 14 h 30 svp": ["14:30"],
    "14:05": ["14:05"],
    "14 heures": ["14:00"],
    "entre 9h et 11h": ["09:00-11:00"],
    "de 9 a 11h": ["09:00-11:00"],
    "9h-11h30": ["09:00-11:30"],
    "apres 17h": ["17:00"],
    "le 3 a 14h": ["14:00"],
    "8h du soir": ["20:00"],
    "musique a fond a 2h du mat": ["02:00"],
    "plutot a midi": ["12:00"],
    "at 3pm": ["15:00"],
    "saat 9": ["09:00"],
    "depuis 3h": [],
    "20h par semaine": [],
    "35h/semaine": [],
    "cet apres midi": [],
    "24h/24": [],
}
PARTS = {
    "je suis dispo le matin": ["morning"],
    "plutôt l'aprem": ["afternoon"],
    "le soir apres lecole": ["evening"],
    "elle crie la nuit": ["night"],
    "bonne soirée": [],
    "bonne nuit": [],
    "bonsoir madame": [],
    "صباح الخير": [],
    "iyi akşamlar": [],
    "sabah gelin": ["morning"],
    "good morning": [],
}


@pytest.mark.parametrize(("text", "expected"), HOURS.items(), ids=HOURS)
def test_an_hour_is_read_and_a_length_of_time_is_not(text, expected):
    assert [item.value for item in find_times(fold_text(text))] == expected


@pytest.mark.parametrize(("text", "expected"), PARTS.items(), ids=PARTS)
def test_a_part_of_the_day_is_read_and_a_greeting_is_not(text, expected):
    assert [item.value for item in find_day_parts(fold_text(text))] == expected
