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
_INT: Final = np.dtype("<i4")  # places are kept as bytes, which join fast
_SIZE: Final = _INT.itemsize
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
                seen[np.unique(np.frombuffer(places, _INT))] += 1
        return cls(language, np.log((1 + len(texts)) / (1 + seen)) + 1)

    def sparse(self, texts: Sequence[str]) -> tuple[tuple[Any, Any], ...]:
        """Return the places and the weights of each text.

        All views of all texts are counted together: an array costs as much to begin as to fill.
        """
        width = len(self.rarity)
        views = [
            (number, *placed)
            for number, text in enumerate(texts)
            for placed in _placed(text, self.language, width)
        ]
        if not views:
            return ((_NOWHERE, _NO_WEIGHT),) * len(texts)
        texts_of, places, lengths = zip(*views, strict=True)
        keys, times = _tally(places, width)
        view, place = np.divmod(keys, width)
        weights = _LOUDNESS[np.minimum(times, _MOST)] * self.rarity[place]
        scale = np.array(lengths) / np.sqrt(np.bincount(view, weights * weights))
        weights *= scale[view].astype(np.float32)
        edges = np.searchsorted(np.array(texts_of)[view], np.arange(len(texts) + 1)).tolist()
        return tuple((place[a:b], weights[a:b]) for a, b in pairwise(edges))

    def dense(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (texts × places)
        """Return one row a text."""
        rows = np.zeros((len(texts), len(self.rarity)), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            [(places, weights)] = self.sparse([text])
            np.add.at(row, places, weights)
        return rows


def _tally(views: Sequence[bytes], width: int) -> tuple[Any, Any]:
    """Return each place of each view once, in order, and how often it stands.

    The places of the second view come after all those of the first, `width` further.
    """
    sizes = [len(view) // _SIZE for view in views]
    keys = np.frombuffer(b"".join(views), _INT).astype(np.int64)
    keys += np.repeat(np.arange(len(views)) * width, sizes)
    keys.sort()
    begins = np.ones(len(keys) + 1, bool)
    np.not_equal(keys[1:], keys[:-1], out=begins[1:-1])
    edges = np.flatnonzero(begins)
    return keys[edges[:-1]], np.diff(edges)


def _placed(text: str, language: str, width: int) -> Iterator[tuple[bytes, float]]:
    """Yield the places of each view that has any, and the length it is scaled to."""
    text = text[:_LONGEST_TEXT]
    for number, view in enumerate(views_of(text, language)):
        if places := _places_in(view, number, width):
            yield places, 1.0
    if hints := b"".join(_place(hint, -1, width) for hint in hints_in(text)):
        yield hints, _HINTS_WEIGH


def _places_in(view: str, number: int, width: int) -> bytes:
    words = view.split()
    places = [_places_of(word, number, width) for word in words]
    return b"".join(places + [_place_of(f"{a}_{b}", number, width) for a, b in pairwise(words)])


@lru_cache(maxsize=50_000)
def _places_of(word: str, number: int, width: int) -> bytes:
    return b"".join(_place(gram, number, width) for gram in grams_of(word))


@lru_cache(maxsize=4_000)
def _place_of(pair: str, number: int, width: int) -> bytes:
    """Return the place of two words: a clause repeats those of its message."""
    return _place(pair, number, width)


def _place(gram: str, number: int, width: int) -> bytes:
    place = crc32(gram.encode("utf-8", "replace"), _beginning(number)) % width
    return place.to_bytes(_SIZE, "little")


@cache
def _beginning(number: int) -> int:
    return crc32(str(number).encode())
