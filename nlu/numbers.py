"""Number words: they become digits, and keep their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from nlu.folding import Folded, Found
from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "numbers.yaml"
_TOKEN: Final = re.compile(r"[^\W_]+(?:'я[^\W_]*)?")  # "п'ять" is one word
_BARE: Final = re.compile(r"(?<![\w.,/|+-])[0-9]{1,5}(?:[.,][0-9]{1,2})?(?![\w/]|[.,][0-9])")
_MONTH_BEFORE: Final = re.compile(r"(?:[0-9]|\ben|\bde|\bmois|\bfin|\bdebut) $")
_AND: Final = "و"
_TENS_AND_TEENS: Final = (60, 80)  # soixante-douze, quatre-vingt-seize
_SPELT: Final = 4  # numbers in a row, from which they are said figure by figure
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_LONGEST_DIGITS: Final = 3  # "2 mille", "12 cents": more digits are another number


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The number words of one language."""

    words: dict[str, int]
    articles: frozenset[str]
    joining: frozenset[str]

    def read(self, word: str) -> int | None:
        """Give the number of a word, in Arabic with its "and" too: "وخمسين"."""
        return self.words.get(word, self.words.get(word[1:]) if word[:1] == _AND else None)


def write_digits(message: Folded, *, language: str = "fr") -> Folded:
    """Write number words as digits; an article alone stays a word."""
    table = _get_words(language)
    words = _TOKEN.findall(message.text)
    if table.words.keys().isdisjoint(words) and not any(word[0] == _AND for word in words):
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
    tables = read_yaml(_FILE)
    # People who write to a French landlord mix French numbers into any language.
    chosen = [tables[name] for name in dict.fromkeys(("fr", "ar", language)) if name in tables]
    return NumberWords(
        words={word: value for table in chosen for word, value in _words_of(table)},
        articles=frozenset(word for table in chosen for word in table["articles"]),
        joining=frozenset(word for table in chosen for word in table["and"]),
    )


def _words_of(table: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Give the words of a language, those that it writes in one too: "trentacinque"."""
    words: dict[str, int] = table["words"]
    yield from words.items()
    for tens in table.get("glued", ()):
        for unit, value in words.items():
            if 0 < value < 10:  # noqa: PLR2004 - a digit
                stem = tens[:-1] if unit[0] in "aeiou" else tens
                yield stem + unit, words[tens] + value


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
            starts = _may_start(token[0]) or _belongs(token, [], text, table)
            run = [token] if starts else []
    yield from _close_run(run, table)


def _may_start(word: str) -> bool:
    return word.isdigit() and len(word) <= _LONGEST_DIGITS


def _belongs(
    token: re.Match[str], run: list[re.Match[str]], text: str, table: NumberWords
) -> bool:
    word = token[0]
    if word == "sept" and _MONTH_BEFORE.search(text, max(0, token.start() - 8), token.start()):
        return False
    value = table.read(word)
    if value is not None:
        digits_before = bool(run) and run[0][0].isdigit()
        return not digits_before or value >= _HUNDRED
    return word in table.joining and bool(run)


def _close_run(run: list[re.Match[str]], table: NumberWords) -> Iterator[tuple[int, int, str]]:
    """Read a run of words as one number, or as several when they do not add up."""
    numbers = list(_numbers_in(run, table))
    # "un" among many figures is a figure: "deux zéro quatre un".
    spelt = len(numbers) >= _SPELT
    for group, value in numbers:
        is_article = len(group) == 1 and group[0][0] in table.articles and not spelt
        as_typed = len(group) == 1 and group[0][0].isdigit()
        if not is_article and not as_typed:
            yield group[0].start(), group[-1].end(), str(value)


def _numbers_in(
    run: list[re.Match[str]], table: NumberWords
) -> Iterator[tuple[list[re.Match[str]], int]]:
    """Give the numbers of a run, each with its words."""
    group: list[re.Match[str]] = []
    value = 0
    for token in run:
        if token[0] in table.joining:
            continue
        number = int(token[0]) if token[0].isdigit() else table.read(token[0]) or 0
        joined = _join_after(token[0], value, number) if group else number
        if joined is None:
            yield group, value
            group, joined = [], number
        group.append(token)
        value = joined
    if group:
        yield group, value


def _join_after(word: str, value: int, number: int) -> int | None:
    """Add one more word; in Arabic the tens follow: "خمسة وعشرين"."""
    is_ten = number in range(20, _HUNDRED, 10)
    if word.startswith(_AND) and is_ten and 0 < value % _HUNDRED < 10:  # noqa: PLR2004 - a digit
        return value + number
    return _join(value, number)


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
    if low == 10:  # noqa: PLR2004 - dix-sept, dix-huit, dix-neuf
        return 6 < number < 10  # noqa: PLR2004
    return low % 10 == 0 and low > 10 and 0 < number < 10  # noqa: PLR2004
