"""The later of two numbers holds where it takes back the first."""

from datetime import UTC, datetime

import pytest

from nlu.entities import find_entities

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def _values(text: str, name: str) -> list[object]:
    return [e.value for e in find_entities(text, now=NOW) if e.name == name]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("jai 2 mois de retard enfin 3", "months_count", 3),
        ("2 mois non pardon 3 mois", "months_count", 3),
        ("deux mois, enfin trois", "months_count", 3),
        ("on est 5 non 6 avec le bébé", "people_count", 6),
        ("2 enfin 3", "number", 3),
        ("je dois 500 euros enfin 450", "amount", 450),
        ("2 mois enfin 300 euros", "months_count", 2),
        ("2 mois enfin presque", "months_count", 2),
        ("j'ai 3 enfants non 2 ans de retard", "children_count", 3),
    ],
)
def test_the_later_number_holds(text, name, value):
    assert _values(text, name)[0] == value
