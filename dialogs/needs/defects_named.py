"""Defects of a dwelling that words name and no entity does, in Arabic and in Turkish."""

import re
from typing import Final

from dialogs.forms import Slot
from dialogs.scene import Heard
from nlu.folding import fold_word

_OF_A_DWELLING: Final = (
    (
        re.compile(
            r"(?:ال)?ما(?:ء)? .{0,20}(?:سقط|نزل|قطر|سيل|هبط|طيح)\w*.{0,15}سقف|"
            r"سقف.{0,15}(?:سقط|نزل|قطر|سيل|هبط)\w*.{0,10}ما"
        ),
        "water_leak_major",
    ),
    (
        re.compile(
            r"(?:مشكل\w*|عطل|خربان|خاسر|مكسر|معطل).{0,14}(?:شوفاج|تدفئ\w*)|"
            r"(?:شوفاج|تدفئه).{0,15}(?:خاسر|خربان|مكسر|معطل|لا (?:ي|ت)عمل|مشكل|ما (?:ي|خ|ك)\w*)"
        ),
        "no_heating",
    ),
    (
        re.compile(
            r"\bsu(?:yu|lar\w*|yum\w*)?(?: hic| artik| bir turlu)? "
            r"(?:isinm\w+|hep soguk|soguk ak\w+)|"
            r"\bsicak su\w* (?:gelmi\w+|akmi\w+|kesil\w+|bozul\w+)"
        ),
        "no_hot_water",
    ),
)
TOLD: Final = re.compile("|".join(words.pattern for words, _ in _OF_A_DWELLING))


def defect_named(slot: Slot, heard: Heard) -> str | None:
    """Return the defect that words name, whatever one word of them is taken for."""
    del slot
    said = fold_word(heard.text)
    return next((code for words, code in _OF_A_DWELLING if words.search(said)), None)
