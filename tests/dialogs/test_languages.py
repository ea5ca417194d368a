"""Which language is asked for."""

import pytest

from dialogs.asides.when_asked import asks_when
from dialogs.languages import wanted_languages

WANTED = {
    "je ne parle pas bien français, je parle turc": ("tr",),
    "je ne parle pas français, english please": ("en",),
    "ana mabghitch nhder b français": (),
    "en arabe svp": ("ar",),
    "fransızca bilmiyorum, türkçe lütfen": ("tr",),
    "pas en anglais mais en arabe": ("ar",),
    "français": ("fr",),
    "can you speak arabic?": ("ar",),
}


@pytest.mark.parametrize(("text", "codes"), WANTED.items())
def test_a_language_that_is_refused_is_not_wanted(text, codes):
    assert wanted_languages(text) == codes


@pytest.mark.parametrize(
    ("text", "asks"), [("nimporte kan", False), ("n'importe quand", False), ("c'est quand", True)]
)
def test_any_time_asks_nothing(text, asks):
    assert asks_when(text) is asks
