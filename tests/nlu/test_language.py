"""The language of one message, with nothing before it."""

import pytest

from benchmarks import examination
from nlu.language import ARABIZI, identify


@pytest.mark.parametrize("rows", [examination.domain, examination.third], ids=["domain", "third"])
@pytest.mark.parametrize(("arabizi", "least"), [(True, 0.95), (False, 0.97)])
def test_the_language_of_a_message_is_told_from_its_words(rows, arabizi, least):
    asked = [row for row in rows() if (row.language == ARABIZI) == arabizi]
    right = [identify(row.text).language == row.language for row in asked]

    assert sum(right) / len(right) >= least
