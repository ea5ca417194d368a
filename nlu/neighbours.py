"""The examples that lie nearest to a message, in the space of the sentence encoder.

A straight line through that space cannot fence in what people call danger; the examples
themselves can. Each example speaks for its class as loudly as it is near (Nadaraya & Watson
1964); docs/understanding.md has what that brings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

Rows = Any  # float32, messages × something
_AXES: Final = 192  # main axes kept of the vectors' 512: more brought nothing
_STEEP: Final = 40.0  # how fast an example falls silent with distance
_STEPS: Final = 127  # of the int8 that rows are kept as: no message was read otherwise
_NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Examples as points of length one, sorted by kind.

    `axes` is vector × axis, `points` axis × example; the examples of `kinds[k]` begin at
    `starts[k]`.
    """

    axes: Rows
    points: Rows
    kinds: tuple[str, ...]
    starts: Any

    @classmethod
    def learn(cls, vectors: Rows, kinds: Sequence[str]) -> "Neighbours":
        """Keep examples, centred vectors (n × d) and the kind of each."""
        _, axes = np.linalg.eigh(vectors.T @ vectors)
        axes = np.ascontiguousarray(axes[:, ::-1][:, :_AXES], np.float32)
        order = sorted(range(len(kinds)), key=lambda place: kinds[place])
        ordered = [kinds[place] for place in order]
        names = tuple(sorted(set(kinds)))
        starts = np.searchsorted(np.array(ordered), np.array(names))
        points = as_points(as_steps(_at_length_one(vectors[order] @ axes)))
        return cls(axes, points, names, starts)

    def likely(self, vectors: Rows) -> Rows:
        """Return how loudly the examples of each kind speak of messages: message × kind."""
        near = _at_length_one(vectors @ self.axes) @ self.points
        return np.add.reduceat(np.exp(_STEEP * (near - 1.0)), self.starts, axis=1)


def as_steps(rows: Rows) -> Any:  # noqa: ANN401 (int8, example × axis)
    """Return rows in the whole steps that they are kept in."""
    return np.round(rows * _STEPS).astype(np.int8)


def as_points(steps: Any) -> Rows:  # noqa: ANN401 (int8)
    """Return kept rows as points, an example a column: one message is read faster so."""
    return np.ascontiguousarray(steps.T, np.float32) / np.float32(_STEPS)


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
