"""What the classifier sees of a message: n-grams of its letters and of its sounds, and hints."""

import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final
from zlib import crc32

import numpy as np

from nlu.arabic_sounds import sound_out_arabic
from nlu.folding import fold_word
from nlu.hints import hints_in
from nlu.normalise import sound_out, write_out

_SMALLEST, _LARGEST = 2, 4
_LONGEST_TEXT: Final = 2_000  # characters; the point of a message stands before
_FRENCH: Final = "fr"
_ARABIC: Final = "ar"
_READ_BY: Final = {"arq-Latn": _ARABIC}  # one leg reads Arabic in both its writings
_HINTS_WEIGH: Final = 0.6  # beside views of length one: docs/understanding.md has the trials
_PLACES: Final = {_FRENCH: 1 << 14, _ARABIC: 1 << 13}  # that n-grams share
_MOST: Final = 255  # times that an n-gram is counted
_LOUDNESS: Final = np.array(
    [0.0, *(1 + math.log(times) for times in range(1, _MOST + 1))], np.float32
)
_NOWHERE, _NO_WEIGHT = np.zeros(0, np.int64), np.zeros(0, np.float32)
_FEW: Final = 1 << 12  # in other languages: more than those that matter


def leg_of(language: str) -> str:
    """Return the language whose letters were learned for this one."""
    return _READ_BY.get(language, language)


def width_of(language: str) -> int:
    """Return how many places the n-grams of a language share."""
    return _PLACES.get(language, _FEW)


def grams_of(word: str) -> Iterator[str]:
    """Yield the n-grams of two to four characters of a word between spaces."""
    padded = f" {word} "
    for size in range(_SMALLEST, _LARGEST + 1):
        if size >= len(padded):
            yield padded
            return
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def views_of(text: str, language: str) -> tuple[str, ...]:
    """Return the ways to look at a text: as written out and as it sounds, or folded only."""
    if language == _FRENCH:
        written = write_out(text)
        return (written, sound_out(written))
    folded = fold_word(text)
    return (folded, *sound_out_arabic(folded)) if language == _ARABIC else (folded,)


class Features:
    """Turns texts into rows of weights, each view scaled to its own length."""

    def __init__(self, language: str, rarity: Any) -> None:  # noqa: ANN401 (a number a place)
        self.language = language
        self.rarity = rarity

    @classmethod
    def learn(cls, texts: Sequence[str], language: str) -> "Features":
        """Learn how rare each n-gram is."""
        width = width_of(language)
        seen = np.zeros(width, dtype=np.float32)
        for text in texts:
            for places, _ in _placed(text, language, width):
                seen[np.unique(places)] += 1
        return cls(language, np.log((1 + len(texts)) / (1 + seen)) + 1)

    def sparse(self, text: str) -> tuple[Any, Any]:
        """Return the places and the weights of a text."""
        found, weights = [_NOWHERE], [_NO_WEIGHT]
        for placed, length in _placed(text, self.language, len(self.rarity)):
            places, times = _tally(placed)
            weight = _LOUDNESS[np.minimum(times, _MOST)] * self.rarity[places]
            found.append(places)
            weights.append(weight * np.float32(length / math.sqrt(weight @ weight)))
        return np.concatenate(found), np.concatenate(weights)

    def dense(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (texts × places)
        """Return one row a text."""
        rows = np.zeros((len(texts), len(self.rarity)), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            places, weights = self.sparse(text)
            np.add.at(row, places, weights)
        return rows


def _tally(placed: Sequence[int]) -> tuple[Any, Any]:
    """Return each place once, in order, and how often it stands: as np.unique, in less time."""
    places = np.array(placed)
    places.sort()
    begins = np.ones(len(places) + 1, bool)
    np.not_equal(places[1:], places[:-1], out=begins[1:-1])
    edges = np.flatnonzero(begins)
    return places[edges[:-1]], np.diff(edges)


def _placed(text: str, language: str, width: int) -> Iterator[tuple[list[int], float]]:
    """Yield the places of each view that has any, and the length it is scaled to."""
    text = text[:_LONGEST_TEXT]
    for number, view in enumerate(views_of(text, language)):
        if places := _places_in(view, number, width):
            yield places, 1.0
    if hints := [_place(hint, -1, width) for hint in hints_in(text)]:
        yield hints, _HINTS_WEIGH


def _places_in(view: str, number: int, width: int) -> list[int]:
    words = view.split()
    places: list[int] = []
    for word in words:
        places += _places_of(word, number, width)
    return places + [_place_of(f"{a}_{b}", number, width) for a, b in pairwise(words)]


@lru_cache(maxsize=50_000)
def _places_of(word: str, number: int, width: int) -> tuple[int, ...]:
    return tuple(_place(gram, number, width) for gram in grams_of(word))


@lru_cache(maxsize=4_000)
def _place_of(pair: str, number: int, width: int) -> int:
    """Return the place of two words: a clause repeats those of its message."""
    return _place(pair, number, width)


def _place(gram: str, number: int, width: int) -> int:
    return crc32(gram.encode("utf-8", "replace"), _beginning(number)) % width


@cache
def _beginning(number: int) -> int:
    return crc32(str(number).encode())
