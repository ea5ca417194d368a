"""Days and months as people write them: "vendredi en huit", "le 10 du mois prochain".

A day that something has lasted from is `since`; any other is `date`; a month alone is `month`.
Always say a date back to the person before it counts.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from nlu.bare_days import FROM_TO, NOT_A_DAY, OF_A_HEARING, OF_A_PAPER, STREET, THE
from nlu.calendar_steps import (
    edge_of,
    last_named,
    later_weeks,
    make_day,
    month_offset,
    move_by,
    near_day,
    shift_months,
)
from nlu.calendar_words import DIRECTIONS, CalendarWords, get_calendar_words, read_count
from nlu.folding import Folded, Found
from nlu.tenses import is_moment, speaks_of_debt, speaks_of_past

PARIS: Final = ZoneInfo("Europe/Paris")
_LONG_AGO: Final = timedelta(days=60)  # a day without a year and longer ago is next year's
_MONTHS_AHEAD: Final = 2  # "la quittance de décembre", said in November
_A_SEASON: Final = timedelta(days=92)  # "l'hiver dernier", said in winter, is the one before
_ANY_WEEKEND: Final = frozenset({"week end", "weekend", "the weekend"})  # "le week-end": each one
_BEFORE: Final = 40  # characters looked at before a date

_ISO: Final = re.compile(
    r"(?<![0-9-])(?P<year>20[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9-])"
)
_SLASHED: Final = re.compile(
    r"(?<![0-9/.,-])(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})"
    r"(?:(?P=mark)(?P<year>20[0-9]{2}|[0-9]{2}))?(?![0-9/-])(?![.,][0-9])"
)
_OF_MONTH: Final = re.compile(
    r"\b(?P<day>[0-9]{1,2})(?: ?er)? (?:du|de|de ce) (?P<month>(?:mois|moi)"
    r"(?: prochain| pro| qui vient| dernier| passe)?)\b"
)
_EDGE_OF_OTHER: Final = re.compile(
    r"\b(?P<edge>fin|debut|mi|milieu) (?:du |de )?(?P<month>(?:mois|"
    r"moi) (?:prochain|pro|qui vient|dernier|passe))\b"
)
_DAY_FOLLOWS: Final = re.compile(
    rf" (?:le )?[0-9]{{1,2}}(?: ?er)?\b{NOT_A_DAY}| (?:le )?[0-9]{{1,2}}/[0-9]"
)

_NEXT_TO: Final = re.compile(r"\b(?:(?P<next>l[ae]? ?lendemain)|la veille)\b")
_MEANT_FOR: Final = re.compile(r"\b(?:pour|avant|d'ici|au plus tard)(?: le)? $")
_BERI: Final = re.compile(r"'? ?[dt][ae]n (?:beri|beridir|bu yana)\b")  # "eylülden beri"
_STREET_BEFORE: Final = re.compile(rf"\b{STREET}\.?(?: (?:du|de la|de|des|d))?[ ']?$")
_THE_BEFORE: Final = re.compile(r"\b(?:le|du|au|avant|jusqu'? ?au|depuis|des) $")
_NEXT_BEFORE: Final = re.compile(
    r"\b(?:a partir de|a partir d|apartir de|des|jusqu'?en|jusqu a|d'?ici|"
    r"avant|pour|from|until|commence en|debut)[ ']?$"
)
_BEGINS: Final = re.compile(r"\b(?:commence|demarre|dispo|disponible|libre|start|available)\b")
_MONTH_CUE: Final = re.compile(
    r"\b(?:en|de|d|du|mois|moi|loyer|quittance|quitance|depuis|depui|"
    r"pour|avant|des|jusqu'?en|fin|debut|in|of|since|until|from|et)[ ']$"
)
_UNSURE_MONTHS: Final = frozenset(
    {"mai", "mars", "out", "oct", "dec", "avr", "may", "march", "sept", "fev", "nov", "sali"}
)
_VERB_AFTER: Final = re.compile(
    r" (?:pas|je|j|g|il|elle|on|c|ca|sa|ya|y|ils|les|la|le|ma|mon|i|we|you)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """What the rules read."""

    text: str
    today: date
    now: datetime
    words: CalendarWords


def find_dates(message: Folded, *, now: datetime, language: str = "fr") -> tuple[Found, ...]:
    """Find days and months; number words must already be digits, and clock times hidden."""
    local = now.astimezone(PARIS)
    sentence = _Sentence(
        text=message.text,
        today=local.date(),
        now=local,
        words=get_calendar_words(language),
    )
    found: list[Found] = []
    taken = bytearray(len(message.text))
    figures = any(character.isdigit() for character in message.text)
    for rule in _RULES if figures else _WITHOUT_FIGURES:
        for group in rule(sentence):
            start, end = group[0].start, group[0].end
            if not any(taken[start:end]) and not _is_street(sentence, start):
                taken[start:end] = b"\x01" * (end - start)
                found += group
    found += _day_after(sentence, found)
    return tuple(sorted(found, key=lambda item: item.start))


def _day_after(sentence: _Sentence, found: list[Found]) -> Iterator[Found]:
    """Give "le lendemain" and "la veille" their day, from the one said before."""
    for match in _NEXT_TO.finditer(sentence.text):
        said = [one for one in found if one.name == "date" and one.end <= match.start()]
        if said:
            step = timedelta(days=1 if match["next"] else -1)
            day = date.fromisoformat(str(max(said, key=lambda one: one.end).value)) + step
            yield _found("date", day.isoformat(), match)


def _iso(sentence: _Sentence) -> Iterator[list[Found]]:
    for match in _ISO.finditer(sentence.text):
        yield from _dated(
            sentence, match, make_day(int(match["year"]), int(match["month"]), int(match["day"]))
        )


def _slashed(sentence: _Sentence) -> Iterator[list[Found]]:
    for match in _SLASHED.finditer(sentence.text):
        day, month = int(match["day"]), int(match["month"])
        sure = match["year"] or _THE_BEFORE.search(_before(sentence, match.start()))
        fraction = max(day, month) <= 4 or (day, month) in {(24, 7), (7, 7)}  # noqa: PLR2004
        if sure or (match["mark"] == "/" and not fraction):
            yield from _dated(
                sentence, match, _in_year(sentence, match, month, day, match["year"])
            )


def _day_month(sentence: _Sentence) -> Iterator[list[Found]]:
    months = sentence.words.months
    patterns = [sentence.words.day_month, sentence.words.month_day]
    for pattern in patterns:
        for match in pattern.finditer(sentence.text):
            year = match.groupdict().get("year")
            if pattern is patterns[1] and match["month"] in _UNSURE_MONTHS:
                continue
            value = _in_year(sentence, match, months[match["month"]], int(match["day"]), year)
            yield from _dated(sentence, match, value)


def _day_of_month(sentence: _Sentence) -> Iterator[list[Found]]:
    for match in _OF_MONTH.finditer(sentence.text):
        first = shift_months(sentence.today.replace(day=1), month_offset(match["month"]))
        yield from _dated(sentence, match, make_day(first.year, first.month, int(match["day"])))


def _edge_of_month(sentence: _Sentence) -> Iterator[list[Found]]:
    for match in _EDGE_OF_OTHER.finditer(sentence.text):
        first = shift_months(sentence.today.replace(day=1), month_offset(match["month"]))
        yield from _dated(sentence, match, edge_of(match["edge"], first))
    for match in sentence.words.edge_of_month.finditer(sentence.text):
        month = sentence.words.months.get(match["month"])
        first = sentence.today.replace(day=1)
        if month:
            first = _in_year(sentence, match, month, 1, None) or first
        yield from _dated(sentence, match, edge_of(match["edge"], first))


def _durations(sentence: _Sentence) -> Iterator[list[Found]]:
    for direction in DIRECTIONS:
        for match in sentence.words.durations[direction].finditer(sentence.text):
            count = read_count(match["count"] or match["count2"])
            unit = sentence.words.units[match["unit"] or match["unit2"] or match["unit3"]]
            sign = 1 if direction == "ahead" else -1
            yield _lasting(
                sentence, match, direction, move_by(sentence.now, sign * count, unit), unit
            )


def _lasting(
    sentence: _Sentence, match: re.Match[str], direction: str, moment: datetime, unit: str
) -> list[Found]:
    """Give the day a duration leads to, and the hour when hours were said."""
    start, end = match.span()
    goes_on = direction == "since" or sentence.text[end : end + 3] in {" qu", " ke", " k "}
    name = "since" if goes_on and direction != "ahead" else "date"
    found = [Found(name=name, value=moment.date().isoformat(), start=start, end=end)]
    if direction == "ahead" and unit in {"hour", "minute"}:
        found.append(Found(name="time", value=f"{moment:%H:%M}", start=start, end=end))
    return found


def _weekdays(sentence: _Sentence) -> Iterator[list[Found]]:
    for match in sentence.words.weekday.finditer(sentence.text):
        if _DAY_FOLLOWS.match(sentence.text, match.end("word")):
            continue
        weekday = sentence.words.weekdays[match["word"]]
        after = match["after"] or ""
        if after in {"dernier", "passe", "last"} or _is_past(sentence, match):
            back = (sentence.today.weekday() - weekday) % 7 or 7
            value = sentence.today - timedelta(days=back)
        else:
            ahead = (weekday - sentence.today.weekday()) % 7 or 7
            value = sentence.today + timedelta(days=ahead + later_weeks(after))
        if match["beri"]:
            yield [_found("since", (value - timedelta(days=7)).isoformat(), match)]
        else:
            yield from _dated(sentence, match, value)


def _seasons(sentence: _Sentence) -> Iterator[list[Found]]:
    """Give the last beginning of a season, where something has lasted from it."""
    for match in sentence.words.season.finditer(sentence.text):
        alone = match[0].strip() == sentence.text.strip()
        if alone or _is_since(sentence, match):
            month, day = map(int, sentence.words.seasons[match["season"]].split("-"))
            value = _last_time(sentence.today, month, day)
            if match["last"] and sentence.today - value < _A_SEASON:
                value = value.replace(year=value.year - 1)
            yield [_found("since", value.isoformat(), match)]


def _last_time(today: date, month: int, day: int) -> date:
    this_year = today.replace(month=month, day=day)
    return this_year if this_year <= today else this_year.replace(year=today.year - 1)


def _phrases(sentence: _Sentence) -> Iterator[list[Found]]:
    for match in sentence.words.phrase.finditer(sentence.text):
        days = sentence.words.days.get(match["word"])
        if days is not None:
            if is_moment(sentence.text, match["word"]):
                yield from _dated(sentence, match, sentence.today + timedelta(days=days))
            continue
        kind, count = sentence.words.periods[match["word"]]
        if match["word"] in _ANY_WEEKEND and not _is_since(sentence, match):
            continue
        if kind == "month" and not _is_since(sentence, match):
            first = shift_months(sentence.today.replace(day=1), count)
            yield [_found("month", f"{first:%Y-%m}", match)]
        else:
            yield from _dated(sentence, match, _period(sentence, match, kind, count))


def _the_day(sentence: _Sentence) -> Iterator[list[Found]]:
    for match in FROM_TO.finditer(sentence.text):
        first, last = (_next_day(sentence, match, int(match[name])) for name in ("day", "last"))
        if first and last:
            yield [
                _found("date", first.isoformat(), match),
                _found("date", last.isoformat(), match),
            ]
    for match in THE.finditer(sentence.text):
        yield from _dated(sentence, match, _next_day(sentence, match, int(match["day"])))


def _of_a_paper(sentence: _Sentence) -> Iterator[list[Found]]:
    """Give "la lettre est du 14" the day just gone, and the hearing "du 14" the next one."""
    for match in OF_A_PAPER.finditer(sentence.text):
        yield from _numbered(match, near_day(sentence.today, int(match["day"]), -1))
    for match in OF_A_HEARING.finditer(sentence.text):
        yield from _numbered(match, _next_day(sentence, match, int(match["day"])))


def _numbered(match: re.Match[str], value: date | None) -> Iterator[list[Found]]:
    start, end = match.span("day")
    if value is not None:
        yield [Found(name="date", value=value.isoformat(), start=start, end=end)]


def _months(sentence: _Sentence) -> Iterator[list[Found]]:
    for match in sentence.words.month.finditer(sentence.text):
        before = _before(sentence, match.start())
        if (
            match["month"] in _UNSURE_MONTHS
            and not match["year"]
            and _unsure(sentence, match, before)
        ):
            continue
        first = _month_meant(sentence, match, before)
        if _is_since(sentence, match):
            yield from _dated(sentence, match, first)
        else:
            yield [_found("month", f"{first:%Y-%m}", match)]


_RULES: Final[tuple[Callable[[_Sentence], Iterator[list[Found]]], ...]] = (
    _iso,
    _slashed,
    _day_month,
    _day_of_month,
    _edge_of_month,
    _durations,
    _weekdays,
    _seasons,
    _phrases,
    _the_day,
    _of_a_paper,
    _months,
)
_OF_FIGURES: Final = frozenset({_iso, _slashed, _day_month, _day_of_month, _the_day, _of_a_paper})
_WITHOUT_FIGURES: Final = tuple(rule for rule in _RULES if rule not in _OF_FIGURES)


def _found(name: str, value: str, match: re.Match[str]) -> Found:
    return Found(name=name, value=value, start=match.start(), end=match.end())


def _dated(sentence: _Sentence, match: re.Match[str], value: date | None) -> Iterator[list[Found]]:
    if value is not None:
        name = "since" if _is_since(sentence, match) else "date"
        yield [_found(name, value.isoformat(), match)]


def _before(sentence: _Sentence, start: int) -> str:
    return sentence.text[max(0, start - _BEFORE) : start]


def _is_street(sentence: _Sentence, start: int) -> bool:
    return bool(_STREET_BEFORE.search(_before(sentence, start)))


def _is_since(sentence: _Sentence, match: re.Match[str]) -> bool:
    before = sentence.words.since_before.search(_before(sentence, match.start()))
    return bool(before or _BERI.match(sentence.text, match.end()))


def _is_past(sentence: _Sentence, match: re.Match[str]) -> bool:
    """Tell whether the sentence around speaks of what has happened."""
    if _is_since(sentence, match):
        return True
    if _MEANT_FOR.search(_before(sentence, match.start())):
        return False  # "j'ai reçu un avis de coupure pour le 5"
    return speaks_of_past(sentence.text, match.start(), match.end())


def _in_year(
    sentence: _Sentence, match: re.Match[str], month: int, day: int, year: str | None
) -> date | None:
    """Give a day its year: the one written, else the one that makes sense."""
    if year:
        return make_day(int(year) + (0 if len(year) > 2 else 2000), month, day)  # noqa: PLR2004
    today = sentence.today
    value = make_day(today.year, month, day)
    if value is None:
        return make_day(today.year + 1, month, day)
    if _is_past(sentence, match):
        return value if value <= today else make_day(today.year - 1, month, day)
    return value if today - value <= _LONG_AGO else make_day(today.year + 1, month, day)


def _next_day(sentence: _Sentence, match: re.Match[str], day: int) -> date | None:
    """Give "le 12": the next one, or the last one when the sentence speaks of the past."""
    step = -1 if _is_past(sentence, match) else 1
    named = sentence.words.weekdays.get(match[0].split()[0])
    behind = last_named(sentence.today, day, named) if named is not None else None
    if behind is not None:
        return behind
    return near_day(sentence.today, day, step)


def _period(sentence: _Sentence, match: re.Match[str], kind: str, count: int) -> date:
    """Give the first day of a week, month or week-end; of this week, the first one still open."""
    today = sentence.today
    monday = today - timedelta(days=today.weekday())
    if kind == "month":
        return shift_months(today.replace(day=1), count)
    if kind == "week":
        return monday + timedelta(days=7 * count) if count or _is_past(sentence, match) else today
    saturday = monday + timedelta(days=5)
    if count < 0 or (_is_past(sentence, match) and saturday > today):
        return saturday - timedelta(days=7)
    if count > 0 and today >= saturday:
        return saturday + timedelta(days=7)
    return max(saturday, today)


def _month_meant(sentence: _Sentence, match: re.Match[str], before: str) -> date:
    """Give a month its year: the last one, unless it begins soon or the words look ahead."""
    month = sentence.words.months[match["month"]]
    if match["year"]:
        return date(int(match["year"]), month, 1)
    today = sentence.today
    ahead = (month - today.month) % 12
    looks_ahead = bool(_NEXT_BEFORE.search(before) or _BEGINS.search(before)) and not (
        _is_since(sentence, match) or speaks_of_debt(before)
    )
    soon = ahead <= _MONTHS_AHEAD and not _is_since(sentence, match)
    return shift_months(
        today.replace(day=1), ahead if looks_ahead or soon or ahead == 0 else ahead - 12
    )


def _unsure(sentence: _Sentence, match: re.Match[str], before: str) -> bool:
    """Tell "mai" (mais), "may" and the like from months."""
    listed = sentence.words.month_just_before.search(before)
    if listed:
        return False
    alone = not before.strip() and not sentence.text[match.end() :].strip()
    follows = _VERB_AFTER.match(sentence.text, match.end())
    return not alone and (bool(follows) or not _MONTH_CUE.search(before))
