"""People, children, ages and weekly hours."""

import pytest

from nlu.folding import fold_text
from nlu.households import find_households
from nlu.numbers import write_digits

HOUSEHOLDS = {
    "jai 3 enfants et 4 euros": [("children_count", 3)],
    "deux gosses": [("children_count", 2)],
    "j'ai un bébé": [("children_count", 1)],
    "on est 6 dans un f3": [("people_count", 6)],
    "on est plus que 2 dans un f5": [("people_count", 2)],
    "nous sommes cinq": [("people_count", 5)],
    "4 personnes": [("people_count", 4)],
    "we are 6": [("people_count", 6)],
    "mon fils a 7 ans": [("child_age", 7)],
    "bébé de 3 mois": [("child_age", 0)],
    "ma fille 16 mois": [("child_age", 1)],
    "у нас немовля 3 місяці": [("child_age", 0)],
    "tengo un bebé de 3 meses": [("child_age", 0)],
    "3 aylık bebeğim var": [("child_age", 0)],
    "моїй мамі 82 роки": [("age", 82)],
    "mia madre ha 82 anni": [("age", 82)],
    "mama are 82 de ani": [("age", 82)],
    "my mother is 82": [("age", 82)],
    "أمي عمرها 82": [("age", 82)],
    "my rent is 82": [],
    "ici depuis 12 lat": [],
    "2 enfants de 3 et 7 ans": [("child_age", 3), ("child_age", 7)],
    "mon fils 19 ans rien a faire": [("age", 19)],
    "4eme sans ascenseur jai 78 ans": [("age", 78)],
    "jai 14 ans mon pere me frappe": [("age", 14)],
    "ils mont passé a 20h par semaine": [("hours_week", 20)],
    "35h/semaine": [("hours_week", 35)],
    "un contrat de 24h": [("hours_week", 24)],
    "j'ai 10 ans de métier": [],
    "il y a 3 ans": [],
    "mardi 14h": [],
    "on est le 12 mars": [],
}


@pytest.mark.parametrize(("text", "expected"), HOUSEHOLDS.items(), ids=HOUSEHOLDS)
def test_who_lives_there_is_counted(text, expected):
    found = find_households(write_digits(fold_text(text)))

    assert [(item.name, item.value) for item in found] == expected
