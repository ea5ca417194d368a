"""A digit that stands for a letter is no number."""

import pytest

from dialogs.answers.counted import NUMBER


@pytest.mark.parametrize("text", ["bghit nhder m3a chi wahed", "chwiya dyal lwa9t 3afak", "7it"])
def test_arabic_in_latin_letters_holds_no_number(text):
    assert NUMBER.search(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("50e", "50"), ("2mois", "2"), ("150,50 euros", "150,50"), ("3eme", "3"), ("3", "3")],
)
def test_a_number_beside_its_unit_is_read(text, number):
    found = NUMBER.search(text)

    assert found is not None
    assert found[0] == number
