"""What the classifier sees of a message: the n-grams of its letters and of its sounds."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
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


def grams_in(text: str) -> Iterator[str]:
    """Yield the n-grams of two to four characters inside each word, spaces around it, and pairs of words."""
    words = text.split()
    for word in words:
        padded = f" {word} "
        for size in range(_SMALLEST, _LARGEST + 1):
            if size >= len(padded):
                yield padded
                break
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]
    for first, second in zip(words, words[1:], strict=False):
        yield f"{first}_{second}"


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
            places = {
                p
                for number, view in enumerate(views_of(text, language))
                for p in _count(view, number)
            }
            seen[list(places)] += 1
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
    return Counter(_place(gram, number) for gram in grams_in(view))


@lru_cache(maxsize=200_000)
def _place(gram: str, number: int) -> int:
    return crc32(f"{number}{gram}".encode("utf-8", "replace")) % WIDTH
