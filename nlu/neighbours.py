"""The examples that lie nearest to a message, in the space of the sentence encoder.

A straight line through that space cannot fence in what people call danger; the examples
themselves can, those of them that tell most. Each speaks for its class as loudly as it is near
(Nadaraya & Watson 1964); docs/understanding.md has what that brings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np

from nlu.products import Products
from nlu.telling_examples import find_telling

Rows = Any  # float32, messages × something
_AXES: Final = 192  # main axes kept of the vectors' 512: more brought nothing
_OUTLINE: Final = 96  # first axes, read of every example: a place more or less
_MARGIN: Final = 0.15  # an example this much farther than the nearest, in outline, is not heard
_STEEP: Final = 40.0  # how fast an example falls silent with distance
_MOST: Final = 30_000  # examples kept: the others tell hardly anything more
_STEPS: Final = 127  # of the int8 that rows are kept as: no message was read otherwise
_NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Examples as points of length one, sorted by kind.

    `axes` is vector × axis, `points` example × axis in whole steps; the examples of `kinds[k]`
    begin at `starts[k]`. What a message costs is the memory read for it: the outline of all
    examples, which is their first axes, and the whole of the few that are near.
    """

    axes: Rows
    points: Any  # int8
    kinds: tuple[str, ...]
    starts: Any
    kind_of: Any = field(init=False, repr=False)  # of each example, its place in kinds

    def __post_init__(self) -> None:
        """Work out what is only read."""
        counts = np.diff(self.starts, append=len(self.points))
        object.__setattr__(self, "kind_of", np.repeat(np.arange(len(self.kinds)), counts))

    @classmethod
    def learn(cls, vectors: Rows, kinds: Sequence[str], coarser: Sequence[str]) -> "Neighbours":
        """Keep the examples that tell most: centred vectors (n × d) and the kind of each.

        `coarser` is what a kind means to who only asks about danger.
        """
        _, axes = np.linalg.eigh(vectors.T @ vectors)
        axes = np.ascontiguousarray(axes[:, ::-1][:, :_AXES], np.float32)
        order = sorted(range(len(kinds)), key=lambda place: kinds[place])
        points = _at_length_one(vectors[order] @ axes)
        named, also = (
            np.unique([of[p] for p in order], return_inverse=True) for of in (kinds, coarser)
        )
        told = find_telling(points, (named[1], also[1]), _MOST, _loudness)
        names = tuple(str(name) for name in named[0])
        starts = np.searchsorted(named[1][told], np.arange(len(names)))
        return cls(axes, np.round(points[told] * _STEPS).astype(np.int8), names, starts)

    def likely(self, vectors: Rows) -> Rows:
        """Return how loudly the examples of each kind speak of messages: message × kind."""
        rows = _at_length_one(vectors @ self.axes)
        outlines = zip(*_outline_of(self).of(rows[:, :_OUTLINE]), strict=True)
        heard = [self._heard(row, *seen) for row, seen in zip(rows, outlines, strict=True)]
        return np.stack(heard).astype(np.float32)

    def _heard(self, row: Rows, seen: Any, step: float) -> Any:  # noqa: ANN401 (int32; a number a kind)
        close = np.flatnonzero(seen > int(seen.max() - _MARGIN * _STEPS / step))
        near = self.points[close].astype(np.float32) @ row / _STEPS
        return np.bincount(self.kind_of[close], _loudness(near), minlength=len(self.kinds))


def _loudness(near: Rows) -> Rows:
    return np.exp(np.float32(_STEEP) * (near - np.float32(1.0)))


@lru_cache(maxsize=4)
def _outline_of(neighbours: Neighbours) -> Products:
    """Return the first axes of all examples, made when a message first asks for them."""
    return Products(neighbours.points[:, :_OUTLINE].T)


def gather(
    kinds: Sequence[str], classes: Sequence[str], name: Callable[[str], str | None]
) -> Rows:
    """Return what adds up kinds to the classes of a head (kind × class); `name` tells which."""
    sums = np.zeros((len(kinds), len(classes)), np.float32)
    for row, kind in enumerate(kinds):
        if (label := name(kind)) is not None:
            sums[row, classes.index(label)] = 1.0
    return sums


def log_shares(likely: Rows, sums: Rows) -> Rows:
    """Return the logarithm of each class's share of what the neighbours say."""
    told = likely @ sums + _NOTHING
    return np.log(told / told.sum(axis=1, keepdims=True))


def _at_length_one(rows: Rows) -> Rows:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _NOTHING)
