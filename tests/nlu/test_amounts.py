"""Sums of money and months owed."""

import pytest

from nlu.amounts import find_amounts, find_months_counts
from nlu.folding import fold_text
from nlu.numbers import write_digits

SUMS = {
    "640e": [640.0],
    "1.250,50 EUR": [1250.5],
    "mille deux cents euros": [1200.0],
    "2 mille euro": [2000.0],
    "150 balles": [150.0],
    "g recu une lettre de relance 486 euro je peu pa": [486.0],
    "1 850,50 €": [1850.5],
    "€50": [50.0],
    "12€50": [12.5],
    "12 euros 50": [12.5],
    "50e par moi sa va ?": [50.0],
    "je peu mettre 20e": [20.0],
    "5e par mois": [5.0],
    "jai 3 enfants et 4 euros": [4.0],
    "je donne 80 par mois": [80.0],
    "أستطيع دفع 50 يورو كل شهر": [50.0],
    "ayda 50 euro verebilirim": [50.0],
    "700 euros puis 200 euros": [700.0, 200.0],
    "au 3e": [],
    "au 12e etage": [],
    "la 50e fois": [],
    "0639981234": [],
    "apt 34": [],
    "le 12/11": [],
    "plan 60x21 signé": [],
    "204518": [],
}
MONTHS = {
    "g 2 mois de retard": [2],
    "deux moi": [2],
    "2mois": [2],
    "3 loyers": [3],
    "un mois": [1],
    "payer en 3 fois": [3],
    "2 échéances du plan": [2],
    "عندي شهران متأخران": [2],
    "chahrayn": [2],
    "3lia chehrin d lkra": [2],
    "dis moi": [],
    "set moi": [],
    "le mois prochain": [],
    "plusieurs mois": [],
}


@pytest.mark.parametrize(("text", "expected"), SUMS.items(), ids=SUMS)
def test_a_sum_is_read_and_other_numbers_are_not(text, expected):
    assert [item.value for item in find_amounts(write_digits(fold_text(text)))] == expected


@pytest.mark.parametrize(("text", "expected"), MONTHS.items(), ids=MONTHS)
def test_months_and_rents_owed_are_counted(text, expected):
    assert [item.value for item in find_months_counts(write_digits(fold_text(text)))] == expected
