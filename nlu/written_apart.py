"""Words of time that Arabic and Turkish write in one, apart: "شهرين", "eylülden beri"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from nlu.calendar_words import any_of, read_tables
from nlu.folding import Folded

_DUALS: Final = {
    "يومين": "2 يوم",
    "يومان": "2 يوم",
    "اسبوعين": "2 اسبوع",
    "اسبوعان": "2 اسبوع",
    "شهرين": "2 شهر",
    "شهران": "2 شهر",
    "سنتين": "2 سنه",
    "سنتان": "2 سنه",
    "عامين": "2 سنه",
    "عامان": "2 سنه",
    "ساعتين": "2 ساعه",
    "ساعتان": "2 ساعه",
}
_DUAL: Final = re.compile(rf"\b(?:{any_of(_DUALS)})\b")
_SUFFIX: Final = r"'?(?P<suffix>[dt][ae]n)(?= (?:beri|beridir|bu yana)\b)"


def write_apart(message: Folded) -> Folded:
    """Write duals as two, "a month" after "since" as one, and the Turkish "from" by itself."""
    changes = sorted(_changes(message.text))
    return message.replaced(changes) if changes else message


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _DUAL.finditer(text):
        yield match.start(), match.end(), _DUALS[match[0]]
    for match in _one_arabic().finditer(text):
        yield match.start("unit"), match.end("unit"), f"1 {match['unit']}"
    for match in _turkish().finditer(text):
        yield match.start("suffix"), match.end("suffix"), f" {match['suffix']}"


@cache
def _one_arabic() -> re.Pattern[str]:
    arabic = read_tables()["ar"]
    since = any_of((*arabic["since"]["before"], *arabic["ago"]["before"]))
    months = any_of(arabic["months"])
    return re.compile(rf"\b(?:{since}) (?P<unit>يوم|اسبوع|شهر|سنه|عام|ساعه)\b(?! (?:{months})\b)")


@cache
def _turkish() -> re.Pattern[str]:
    turkish = read_tables()["tr"]
    names = [*turkish["days"], *turkish["weekdays"], *turkish["months"], *turkish["seasons"]]
    periods = [word for words in turkish["periods"].values() for word in words]
    return re.compile(rf"\b(?:{any_of((*names, *periods))}){_SUFFIX}")
