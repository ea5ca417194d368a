"""The words of time, read from `lexicons/calendar.yaml` and made into patterns."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "calendar.yaml"
_LANGUAGES: Final = (
    "fr",
    "ar",
)  # read in every message: they cannot be taken for another language
_COUNT: Final = (
    r"(?P<count>[0-9]{1,3}|un|une|una|uma|um|o|a|an|bir|quelques|kelke|qq|plusieurs|demi)"
)
_FEW: Final = {"quelques": 3, "kelke": 3, "qq": 3, "plusieurs": 3}
DIRECTIONS: Final = ("since", "ago", "ahead")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWords:
    """Tables and patterns of one language, French and Arabic script included."""

    days: Mapping[str, int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    seasons: Mapping[str, str]
    units: Mapping[str, str]
    periods: Mapping[str, tuple[str, int]]
    phrase: re.Pattern[str]
    weekday: re.Pattern[str]
    durations: Mapping[str, re.Pattern[str]]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    edge_of_month: re.Pattern[str]
    month: re.Pattern[str]
    month_just_before: re.Pattern[str]
    season: re.Pattern[str]
    since_before: re.Pattern[str]


def read_count(word: str | None) -> int:
    """Read the count of a duration: digits, an article or none; a vague word is three."""
    if word is None:
        return 1
    return int(word) if word.isdigit() else _FEW.get(word, 1)


@cache
def read_tables() -> Mapping[str, Any]:
    """Read the words of time of every language."""
    tables: Mapping[str, Any] = read_yaml(_FILE)
    return tables


@cache
def get_calendar_words(language: str) -> CalendarWords:
    """Give the tables and patterns to read a message in a language."""
    tables = read_tables()
    chosen = [tables[name] for name in dict.fromkeys((*_LANGUAGES, language)) if name in tables]
    months = _merge(chosen, "months")
    weekdays = _merge(chosen, "weekdays")
    units = _merge(chosen, "units")
    seasons = _merge(chosen, "seasons")
    days = _merge(chosen, "days")
    periods = {
        word: (kind, count)
        for table in chosen
        for kind, words in table["periods"].items()
        for word, count in words.items()
    }
    month = any_of(months)
    since = any_of(word for table in chosen for word in table["since"].get("before", ()))
    return CalendarWords(
        days=days,
        weekdays=weekdays,
        months=months,
        seasons=seasons,
        units=units,
        periods=periods,
        phrase=re.compile(rf"\b(?P<word>{any_of((*days, *periods))})\b"),
        weekday=re.compile(
            rf"(?<![0-9] )\b(?P<word>{any_of(weekdays)})(?P<beri>d[ae]n beri)?\b"
            r"(?: (?P<after>prochain|pro|qui vient|dernier|passe|en 8|en huit|en 15|last))?\b"
        ),
        durations={name: _duration(chosen, name, any_of(units)) for name in DIRECTIONS},
        day_month=re.compile(
            rf"(?<![0-9/.,])(?P<day>[0-9]{{1,2}})(?: ?er|st|nd|rd|th)? ?(?:of )?"
            rf"(?P<month>{month})\b\.?(?: (?P<year>20[0-9]{{2}}))?(?![0-9])"
        ),
        month_day=re.compile(
            rf"\b(?P<month>{month}) (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?! ?[€e])"
        ),
        edge_of_month=re.compile(
            r"\b(?P<edge>fin|debut|mi|courant|milieu|end of|early|mid)"
            rf"(?: (?:du mois d|du mois de|de|d|du|le|of))?[ ']{{1,2}}(?P<month>{month}|"
            rf"mois|moi)\b"
            r"(?! prochain| dernier)"
        ),
        month=re.compile(
            rf"\b(?:d(?=[ao]))?(?P<month>{month})\b\.?(?: (?P<year>20[0-9]{{2}})\b)?"
        ),
        month_just_before=re.compile(rf"\b(?:{month})(?:,| et| ou)? $"),
        season=re.compile(
            r"\b(?:(?:the )?(?:debut|milieu|fin|start|beginning) )?(?:(?:de|du|of) )?"
            rf"(?:(?:l'?|la|le|cet|cette|ce|the|this) ?)?(?P<season>{any_of(seasons)})\b"
            r"(?P<last> (?:dernier|derniere|passe|passee))?"
        ),
        since_before=re.compile(
            rf"(?:\b(?:{since})|\bdate(?:nt)? d[eu]|\bremonte(?:nt)? a[ux]?)(?: le|"
            rf" la| l| les|'|(?: le)? mois de|(?: le)? mois d| debut| fin| mi| شهر)?[ ']?$"
        ),
    )


def any_of(words: Iterable[str]) -> str:
    """Write an alternation, longest words first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _merge(tables: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return {word: value for table in tables for word, value in table.get(name, {}).items()}


def _duration(tables: list[dict[str, Any]], direction: str, units: str) -> re.Pattern[str]:
    """Write the pattern of "depuis 3 jours", "3 days ago", "3 gundur"."""
    before, after, glued, about = (
        any_of(_listed(tables, direction, place))
        for place in ("before", "after", "glued", "about")
    )
    span = rf"{_COUNT} ?(?P<unit>{units})"
    # "od tygodnia", "вже тиждень": where there is no article, none stands for one
    one = any_of(word for table in tables for word in table.get("one", ()))
    return re.compile(
        rf"\b(?:(?:{before})(?: (?:{about}))?[ '](?:{span}|(?P<unit3>{one}))\b(?! ?[0-9])"
        rf"|{_again(span)}(?:(?:{glued})| (?:{after}))\b)"
    )


def _again(span: str) -> str:
    """Rename the groups, for a pattern holds a name once."""
    return span.replace("<count>", "<count2>").replace("<unit>", "<unit2>")


def _listed(tables: list[dict[str, Any]], direction: str, place: str) -> list[str]:
    if place == "about":
        return [word for table in tables for word in table["about"]]
    return [word for table in tables for word in table[direction].get(place, ())]
