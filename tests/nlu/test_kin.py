"""The words for who people are to each other: one list, folded."""

import re

import pytest
import yaml

from nlu import kin as lexicon
from nlu.folding import fold_word
from nlu.kin import MEN, kin

LISTS = yaml.safe_load(lexicon._FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LISTS)
def test_every_word_is_written_as_messages_are_read(language):
    words = [word for group in LISTS[language].values() for word in group]

    assert [word for word in words if fold_word(word) != word] == []


def test_a_longer_word_is_found_before_a_shorter_one_within_it():
    assert re.match(kin("fr"), "beau-pere")[0] == "beau-pere"
    assert re.match(kin("fr", "son", "grandchild"), "petit fils")[0] == "petit fils"


def test_men_are_men():
    assert re.fullmatch(kin("fr", *MEN), "beau frere")
    assert not re.fullmatch(kin("fr", *MEN), "fille")
