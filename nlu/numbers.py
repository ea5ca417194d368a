"""Number words: they become digits, and keep their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from nlu.folding import Folded, Found

_FILE: Final = Path(__file__).parent / "lexicons" / "numbers.yaml"
_TOKEN: Final = re.compile(r"[^\W_]+")
_BARE: Final = re.compile(r"(?<![\w.,/|+-])[0-9]{1,5}(?:[.,][0-9]{1,2})?(?![\w/]|[.,][0-9])")
_MONTH_BEFORE: Final = re.compile(r"(?:[0-9]|\ben|\bde|\bmois|\bfin|\bdebut) $")
_TENS_AND_TEENS: Final = (60, 80)  # soixante-douze, quatre-vingt-seize
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_LONGEST_DIGITS: Final = 3  # "2 mille", "12 cents": more digits are another number


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The number words of one language."""

    words: dict[str, int]
    articles: frozenset[str]
    joining: frozenset[str]


def write_digits(message: Folded, *, language: str = "fr") -> Folded:
    """Write number words as digits; an article alone stays a word."""
    table = _get_words(language)
    if not any(word in table.words for word in _TOKEN.findall(message.text)):
        return message
    return message.replaced(list(_find_runs(message.text, table)))


def find_bare_numbers(message: Folded) -> tuple[Found, ...]:
    """Find the numbers that no other reader took: the answer to "how many?" or "how much?"."""
    return tuple(
        Found(name="number", value=_read(match[0]), start=match.start(), end=match.end())
        for match in _BARE.finditer(message.text)
    )


def _read(written: str) -> int | float:
    plain = written.replace(",", ".")
    return float(plain) if "." in plain else int(plain)


@cache
def _get_words(language: str) -> NumberWords:
    tables = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    # People who write to a French landlord mix French numbers into any language.
    chosen = [tables[name] for name in dict.fromkeys(("fr", "ar", language)) if name in tables]
    return NumberWords(
        words={word: value for table in chosen for word, value in table["words"].items()},
        articles=frozenset(word for table in chosen for word in table["articles"]),
        joining=frozenset(word for table in chosen for word in table["and"]),
    )


def _find_runs(text: str, table: NumberWords) -> Iterator[tuple[int, int, str]]:
    """Give the changes to make: neighbouring number words that make one number."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and text[run[-1].end() : token.start()] != " ":
            yield from _close_run(run, table)
            run = []
        if _belongs(token, run, text, table):
            run.append(token)
        else:
            yield from _close_run(run, table)
            run = [token] if _may_start(token[0]) else []
    yield from _close_run(run, table)


def _may_start(word: str) -> bool:
    return word.isdigit() and len(word) <= _LONGEST_DIGITS


def _belongs(
    token: re.Match[str], run: list[re.Match[str]], text: str, table: NumberWords
) -> bool:
    word = token[0]
    if word == "sept" and _MONTH_BEFORE.search(text, max(0, token.start() - 8), token.start()):
        return False
    if word in table.words:
        digits_before = bool(run) and run[0][0].isdigit()
        return not digits_before or table.words[word] >= _HUNDRED
    return word in table.joining and bool(run)


def _close_run(run: list[re.Match[str]], table: NumberWords) -> Iterator[tuple[int, int, str]]:
    """Read a run of words as one number, or as several when they do not add up."""
    group: list[re.Match[str]] = []
    value = 0
    for token in run:
        if token[0] in table.joining:
            continue
        number = int(token[0]) if token[0].isdigit() else table.words[token[0]]
        joined = _join(value, number) if group else number
        if joined is None:
            yield from _write(group, value, table)
            group, joined = [], number
        group.append(token)
        value = joined
    yield from _write(group, value, table)


def _write(
    group: list[re.Match[str]], value: int, table: NumberWords
) -> Iterator[tuple[int, int, str]]:
    if not group or (len(group) == 1 and group[0][0] in table.articles):
        return
    yield group[0].start(), group[-1].end(), str(value)


def _join(value: int, number: int) -> int | None:
    """Add or multiply one more number word, or None when it starts another number."""
    low = value % _HUNDRED
    if number == _THOUSAND:
        return value * number if 0 < value < _THOUSAND else None
    if number == _HUNDRED:
        thousands, rest = divmod(value, _THOUSAND)
        return thousands * _THOUSAND + rest * number if 0 < rest < 10 else None  # noqa: PLR2004
    if number == 20 and low == 4:  # noqa: PLR2004 - quatre-vingt
        return value + 76
    if low == 0:
        return value + number if value else None
    return value + number if _completes_tens(low, number) else None


def _completes_tens(low: int, number: int) -> bool:
    if low in _TENS_AND_TEENS:
        return 0 < number < 20  # noqa: PLR2004
    return low % 10 == 0 and low > 10 and 0 < number < 10  # noqa: PLR2004
