"""What the classifier sees of a message: the n-grams of its letters and of its sounds."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final
from zlib import crc32

import numpy as np

from nlu.folding import fold_word
from nlu.normalise import sound_out, write_out

WIDTH: Final = (
    1 << 14
)  # places that n-grams share: fewer than n-grams, more than those that matter
_SMALLEST, _LARGEST = 2, 4
_LONGEST_TEXT: Final = 2_000  # characters; the point of a message stands before
_SPOKEN_BY_EAR: Final = frozenset({"fr", "arq-Latn"})


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
    text = text[:_LONGEST_TEXT]
    if language not in _SPOKEN_BY_EAR:
        return (fold_word(text),)
    written = write_out(text)
    return (written, sound_out(written))


class Features:
    """Turns texts into rows of weights, each view scaled to length one."""

    def __init__(self, language: str, rarity: Any) -> None:  # noqa: ANN401 (WIDTH numbers)
        self.language = language
        self.rarity = rarity

    @classmethod
    def learn(cls, texts: Sequence[str], language: str) -> "Features":
        """Learn how rare each n-gram is."""
        seen = np.zeros(WIDTH, dtype=np.float32)
        for text in texts:
            for number, view in enumerate(views_of(text, language)):
                seen[list(_count(view, number))] += 1
        return cls(language, np.log((1 + len(texts)) / (1 + seen)) + 1)

    def sparse(self, text: str) -> tuple[Any, Any]:
        """Return the places and the weights of a text."""
        places: list[int] = []
        weights: list[Any] = []
        for number, view in enumerate(views_of(text, self.language)):
            counted = _count(view, number)
            found = list(counted)
            weight = np.array([1 + math.log(n) for n in counted.values()], dtype=np.float32)
            weight = weight * self.rarity[found] if found else weight
            places += found
            weights.append(weight / (np.linalg.norm(weight) or 1.0))
        return np.array(places, dtype=np.int64), np.concatenate(weights).astype(np.float32)

    def dense(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (texts × WIDTH numbers)
        """Return one row a text."""
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            places, weights = self.sparse(text)
            np.add.at(row, places, weights)
        return rows


def _count(view: str, number: int) -> Counter[int]:
    words = view.split()
    counted: Counter[int] = Counter()
    for word in words:
        counted.update(_places_of(word, number))
    counted.update(_place(f"{first}_{second}", number) for first, second in pairwise(words))
    return counted


@lru_cache(maxsize=50_000)
def _places_of(word: str, number: int) -> tuple[int, ...]:
    return tuple(_place(gram, number) for gram in grams_of(word))


def _place(gram: str, number: int) -> int:
    return crc32(f"{number}{gram}".encode("utf-8", "replace")) % WIDTH
