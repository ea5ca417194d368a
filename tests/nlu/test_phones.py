"""Telephone numbers."""

import pytest

from nlu.folding import fold_text
from nlu.phones import find_phones

NUMBERS = {
    "rapelez moi svp 06 39 98 12 34": ["+33639981234"],
    "0639981234": ["+33639981234"],
    "06.39.98.12.34 merci": ["+33639981234"],
    "03-53-01-12-34": ["+33353011234"],
    "+33 6 39 98 12 34": ["+33639981234"],
    "+33 (0)6 39 98 12 34": ["+33639981234"],
    "0033639981234": ["+33639981234"],
    "6 39 98 12 34": ["+33639981234"],
    "+212 6 12 34 56 78": ["+212612345678"],
    "+32 470 12 34 56": ["+32470123456"],
    "٠٦٣٩٩٨١٢٣٤": ["+33639981234"],
    "06 39 98 12 3": [],
    "204518": [],
    "12345678901234": [],
    "12 rue des saules 59220": [],
}


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items(), ids=NUMBERS)
def test_a_phone_number_is_read_in_e164(text, expected):
    assert [item.value for item in find_phones(fold_text(text))] == expected
