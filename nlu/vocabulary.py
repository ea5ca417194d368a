"""Words that fill a slot by themselves: rooms, reasons, benefits, trades, languages."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from nlu.folding import Folded, Found, fold_text, fold_word
from nlu.phrases import Hit, Phrasebook, Word, load_phrases, read_words
from nlu.problems import list_problem_phrases
from nlu.yaml_files import read_yaml

_LEXICONS: Final = Path(__file__).parent / "lexicons"
_LETTERS: Final = re.compile(r"[^\W_]+")
_LONG: Final = 8  # letters: such words are like few others, in any language
_FILES: Final = ("vocabulary.yaml", "choices.yaml")


@cache
def get_vocabulary() -> dict[str, dict[str, list[str]]]:
    """Read the vocabulary: entity, value, phrases."""
    tables: dict[str, Any] = {}
    for name in _FILES:
        tables |= read_yaml(_LEXICONS / name)
    return tables


@cache
def get_phrasebook() -> Phrasebook:
    """Build the one phrasebook of the vocabulary and of the problems."""
    return Phrasebook(_list_phrases())


def _list_phrases() -> Iterator[tuple[str, str, str]]:
    yield from load_phrases(get_vocabulary())
    yield from list_problem_phrases()


@cache
def _written() -> dict[tuple[str, str], frozenset[str]]:
    """Return the words that each meaning is written with in the lexicons."""
    kept: dict[tuple[str, str], set[str]] = {}
    for phrase, name, value in _list_phrases():
        kept.setdefault((name, value), set()).update(_LETTERS.findall(fold_word(phrase)))
    return {meaning: frozenset(words) for meaning, words in kept.items()}


def is_written(hit: Hit, words: tuple[Word, ...]) -> bool:
    """Tell whether the words of a hit are written as in the lexicons, or are long.

    What sounds alike in French is another word elsewhere: "por" is no "porte".
    """
    known = _written()[hit.name, hit.value]
    said = (word.text for word in words[hit.first : hit.last + 1])
    return all(word in known or len(word) >= _LONG for word in said)


@lru_cache(maxsize=64)
def find_phrases(text: str) -> tuple[tuple[Word, ...], tuple[Hit, ...]]:
    """Return the words of a text, and the phrases of the lexicons that they make."""
    return find_phrases_in(fold_text(text))


def find_phrases_in(message: Folded) -> tuple[tuple[Word, ...], tuple[Hit, ...]]:
    """Return the words of a folded text, and the phrases that they make."""
    words = read_words(message)
    return words, get_phrasebook().find(words)


def find_vocabulary(words: tuple[Word, ...], hits: tuple[Hit, ...]) -> tuple[Found, ...]:
    """Give each word of the vocabulary once for each value."""
    names = get_vocabulary()
    found: dict[tuple[str, str], Found] = {}
    for hit in hits:
        if hit.name in names and (hit.name, hit.value) not in found:
            found[hit.name, hit.value] = Found(
                name=hit.name,
                value=hit.value,
                start=words[hit.first].start,
                end=words[hit.last].end,
            )
    return tuple(found.values())
