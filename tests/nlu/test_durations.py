"""How long something lasts."""

import pytest

from nlu.durations import find_durations
from nlu.folding import fold_text
from nlu.numbers import write_digits

SAID = [
    ("une semaine", "fr", ["P1W"]),
    ("trois jours", "fr", ["P3D"]),
    ("ça dure depuis quelques jours", "fr", ["P3D"]),
    ("6 mois de cdd", "fr", ["P6M"]),
    ("deux ans", "fr", ["P2Y"]),
    ("about 3 days", "en", ["P3D"]),
    ("a week", "en", ["P1W"]),
    ("iki hafta", "tr", ["P2W"]),
    ("ثلاثة أيام", "ar", ["P3D"]),
    ("2 simana", "arq-Latn", ["P2W"]),
    ("1 heure", "fr", ["PT1H"]),
    ("un jeu", "fr", []),
    ("le 3 janvier", "fr", []),
    ("12,5 jours", "fr", []),
]


@pytest.mark.parametrize(("text", "language", "values"), SAID)
def test_a_duration_is_read(text, language, values):
    message = write_digits(fold_text(text), language=language)

    assert [found.value for found in find_durations(message)] == values
