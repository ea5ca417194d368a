"""How long something lasts: "une semaine", "3 jours", "about two months"."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from nlu.calendar_steps import days_in
from nlu.calendar_words import any_of, read_tables
from nlu.folding import Folded, Found

_LETTERS: Final = {"day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y", "hour": "PT{}H"}
_ONE: Final = ("un", "une", "a", "an", "one", "bir", "uma", "um", "una", "uno", "jedna", "o")
_VAGUE: Final = ("quelques", "qq", "qlq", "plusieurs", "a few", "several", "birkac", "عده")
_VAGUE_COUNT: Final = 3
_LONGEST_UNIT: Final = 2  # letters under which a unit needs figures: "3 j", never "un j"


@cache
def _units() -> Mapping[str, str]:
    return {
        str(word): str(unit)
        for table in read_tables().values()
        if isinstance(table, dict)
        for word, unit in table.get("units", {}).items()
        if unit in _LETTERS or unit.endswith(" days")
    }


@cache
def _pattern() -> re.Pattern[str]:
    counts = rf"(?P<figures>[0-9]{{1,3}})|(?P<one>{any_of(_ONE)})|(?P<vague>{any_of(_VAGUE)})"
    return re.compile(rf"(?<![\w.,/])(?:{counts}) ?(?P<unit>{any_of(_units())})(?!\w)")


def find_durations(message: Folded) -> tuple[Found, ...]:
    """Find durations, ISO 8601 (`P3D`); number words must already be digits.

    A vague count ("quelques jours") is taken for three.
    """
    found = (_read(match) for match in _pattern().finditer(message.text))
    return tuple(one for one in found if one is not None)


def _read(match: re.Match[str]) -> Found | None:
    unit = match["unit"]
    if match["figures"] is None and len(unit) <= _LONGEST_UNIT:
        return None
    count = int(match["figures"] or (_VAGUE_COUNT if match["vague"] else 1))
    value = _written(_units()[unit], count)
    return Found(name="duration", value=value, start=match.start(), end=match.end())


def _written(unit: str, count: int) -> str:
    if unit in _LETTERS:
        return _LETTERS[unit].format(count)
    return _LETTERS["day"].format(count * days_in(unit).days)
