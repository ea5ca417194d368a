"""Hours of the clock and parts of the day."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.folding import Folded, Found, keep_apart

_HOUR: Final = r"(?P<hour{0}>[01]?[0-9]|2[0-4])"
_MINUTES: Final = r"(?P<minutes{0}>[0-5][0-9])"
_MARK: Final = r"(?:h(?:eures?|rs?)?|:|uhr)"
_FIRST: Final = f"(?:{_HOUR.format(1)}|une(?= heure))(?: ?{_MARK}(?: ?{_MINUTES.format(1)})?)?"
_SECOND: Final = f"{_HOUR.format(2)} ?{_MARK}(?: ?{_MINUTES.format(2)})?"
_DAY_BEFORE: Final = re.compile(r"\b(?:le|du) $")
_WEEKDAY_BEFORE: Final = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) $")
_DAY_AND_HOUR: Final = re.compile(r"[0-9]{1,2} ?a ")  # "4 à 11 heures"
_OFFICE: Final = range(8, 19)  # "mardi 14 à 16h" is from two to four
_LATE: Final = (
    r"(?P<late>(?: ?(?:du|de l'?|le|ce) ?(?:soir|apres midi|aprem|mat(?:in)?)| ?[ap]\.?m\b)?)"
)
_RANGE: Final = re.compile(
    rf"(?:\b(?:entre|de|between|from)\b )?(?<![0-9:/.,])\b{_FIRST} ?(?:et|"
    rf"a|-|/|au|and|to|jusqu'? ?a) ?{_SECOND}\b"
    rf"{_LATE}(?! ?(?:par|/|semaine))"
)
_CLOCK: Final = re.compile(
    rf"(?<![0-9:/.,h-])\b{_HOUR.format('')} ?(?:h(?:eures?|rs?)?|:(?=[0-9])"
    rf")(?: ?{_MINUTES.format('')})?\b{_LATE}"
    r"(?! ?(?:par|/|semaines?|sem|de travail|de suite|de menage|de retard|"
    r"de route|plus tard|\d)\b)(?! ?/)"
)
_ENGLISH: Final = re.compile(
    rf"\b(?:at )?{_HOUR.format('')}(?::{_MINUTES.format('')})? ?(?P<late>[ap]\.?m)\b"
)
_LOCAL: Final = re.compile(
    r"\b(?:saat|الساعه|a las|alle|la ora|alle ore|o godz(?:inie)?\.?|об?) "
    rf"{_HOUR.format('')}(?:[:.]{_MINUTES.format('')})?(?![0-9])"
)
_NOON: Final = re.compile(
    r"(?<!apres )(?<!apre )\b(?:a |vers |ce )?(?P<word>midi(?: et demi)?|minuit|noon|midnight)\b"
)
_NOONS: Final = {
    "midi": "12:00",
    "noon": "12:00",
    "minuit": "00:00",
    "midnight": "00:00",
    "midi et demi": "12:30",
}
# "depuis 3h", "20h", "48h pour…": a length of time, not an hour of the clock.
_LENGTH_BEFORE: Final = re.compile(
    r"\b(?:depuis|depui|dans|ya|y a|fait|pendant|durant|sous|d'ici|toutes les|"
    r"tous les|en|environ|for|in|avai dit|passe a|contrat de) $"
)
_PARTS: Final = (
    (
        "afternoon",
        (
            r"(?:cet?(?:te)? )?(?:apres midi|apre midi|apresmidi|aprem|aprems|"
            r"aprm|afternoon|ogleden sonra|"
            r"pomeriggio|por la tarde|de tarde|po poludniu|dupa amiaza|dupa masa|"
            r"по обіді|пополудні|после обеда|بعد الظهر|3chiya|l3chiya)"
        ),
    ),
    (
        "morning",
        (
            r"(?:matins?|matinee|mat|morning|sabah(?:leyin|tan|lari)?|sbah|sba7|الصباح|"
            r"صباحا|صباح(?! الخير)|manha|por la manana|mattina|mattino|dimineata|rano|вранці|"
            r"зранку|уранці|утром|с утра)"
        ),
    ),
    (
        "evening",
        (
            r"(?:soirs?|soiree|evening|aksam(?:lari)?|wieczorem|seara|di sera|stasera|ввечері|"
            r"вечером|увечері|المساء|مساء(?! الخير)|lmsa)"
        ),
    ),
    (
        "night",
        (
            r"(?:nuits?|tonight|night|gece(?:leri)?|w nocy|noaptea|di notte|de noche|a noite|"
            r"вночі|ночью|الليل|ليلا|الليله|lila|b lil)"
        ),
    ),
)
_PART: Final = re.compile(
    r"(?<!bonne )(?<!bon )(?<!good )(?<!iyi )\b(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _PARTS)
    + r")\b"
)
_NOON_HOUR: Final = 12


def find_times(message: Folded) -> tuple[Found, ...]:
    """Find hours, "HH:MM", and ranges of hours, "HH:MM-HH:MM"."""
    return keep_apart(_read_all(message.text), message)


def find_day_parts(message: Folded) -> tuple[Found, ...]:
    """Find morning, afternoon, evening and night, but not in a greeting."""
    return tuple(
        Found(name="day_part", value=str(match.lastgroup), start=match.start(), end=match.end())
        for match in _PART.finditer(message.text)
    )


def _read_all(text: str) -> Iterator[Found]:
    for match in _RANGE.finditer(text):
        if not _is_length(text, match.start()) and not _is_day(match):
            yield _time(_hours(match), match)
    for pattern in (_ENGLISH, _CLOCK, _LOCAL):
        for match in pattern.finditer(text):
            if not _is_length(text, match.start()):
                yield _time(_clock(match["hour"], match["minutes"], _late(match)), match)
    for match in _NOON.finditer(text):
        yield _time(_NOONS[match["word"]], match)


def _time(value: str, match: re.Match[str]) -> Found:
    return Found(name="time", value=value, start=match.start(), end=match.end())


def _hours(match: re.Match[str]) -> str:
    """Write a range; "de 2 à 4 heures de l'après-midi" puts both after noon."""
    late = _late(match)
    second = _clock(match["hour2"], match["minutes2"], late)
    hour = match["hour1"] or "1"
    in_order = int(hour) < int(match["hour2"])
    first = _clock(hour, match["minutes1"], late if in_order else "")
    return f"{first}-{second}"


def _late(match: re.Match[str]) -> str:
    return (match.groupdict().get("late") or "").strip()


def _is_length(text: str, start: int) -> bool:
    return bool(_LENGTH_BEFORE.search(text, max(0, start - 14), start))


def _is_day(match: re.Match[str]) -> bool:
    """Tell "le 3 à 14h" and "vendredi 4 à 11h", a day and an hour, from "3 à 14h"."""
    text, start = match.string, match.start()
    if _DAY_BEFORE.search(text, max(0, start - 10), start):
        return True
    named = _WEEKDAY_BEFORE.search(text, max(0, start - 10), start)
    if not named or not _DAY_AND_HOUR.match(text, start):
        return False
    first, second = int(match["hour1"]), int(match["hour2"])
    return not (first < second and first in _OFFICE and second in _OFFICE)


def _clock(hour: str, minutes: str | None, late: str = "") -> str:
    """Write an hour, twelve later when the words say afternoon or evening."""
    value = int(hour) % 24
    afternoon = late.startswith("p") or late.endswith(("soir", "midi", "aprem"))
    if afternoon and 0 < value < _NOON_HOUR:
        value += _NOON_HOUR
    if late.startswith("a") and value == _NOON_HOUR:
        value = 0
    return f"{value:02d}:{minutes or '00'}"
