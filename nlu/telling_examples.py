"""The examples that tell most of the others: two thirds of them speak as well as all.

What reading a message costs is, for a good part, the memory of the examples that are read for
it. Each example is asked what it brings to naming every other one, if it were not known: how much
likelier it makes the right name, less what it adds to the wrong ones (the gradient of the
leave-one-out likelihood of Nadaraya & Watson 1964; Hart 1968 had the idea of condensing). Those
that bring least are left out, a part at a time, for what one brings depends on who else is there.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

Rows = Any  # float32, examples × axes
_LEFT_AT_ONCE: Final = 0.2  # of those that are still there
_ASKED_AT_ONCE: Final = 1_500  # examples: 200 MB at a time
_OF_EACH: Final = 20  # of each kind, whatever they bring
_NEVER_ZERO: Final = 1e-30


def find_telling(
    points: Rows, names: Sequence[Any], most: int, loudness: Callable[[Rows], Rows]
) -> Any:  # noqa: ANN401 (places, in order)
    """Return the places of at most `most` examples, those that best name all of them.

    `points` have length one; `names` are the labels by which examples are to be told apart (one
    array of whole numbers each, the finest first); `loudness` is how loudly an example speaks,
    of its cosine with the message.
    """
    kept = np.arange(len(points))
    while len(kept) > most:
        worth = _brought(points, kept, names, loudness)
        worth[_best_of_each(names[0][kept], worth)] = np.inf
        fewer = max(most, int(len(kept) * (1 - _LEFT_AT_ONCE)))
        kept = np.sort(kept[np.argsort(-worth, kind="stable")[:fewer]])
    return kept


def _brought(
    points: Rows,
    kept: Any,  # noqa: ANN401 (places)
    names: Sequence[Any],
    loudness: Callable[[Rows], Rows],
) -> Any:  # noqa: ANN401 (a number for each of `kept`)
    worth = np.zeros(len(kept))
    there = np.ascontiguousarray(points[kept].T)
    for start in range(0, len(points), _ASKED_AT_ONCE):
        asked = np.arange(start, min(start + _ASKED_AT_ONCE, len(points)))
        loud = loudness(points[asked] @ there)
        loud[asked[:, None] == kept] = 0.0  # nobody is asked about itself
        heard = (1 / (loud.sum(axis=1) + _NEVER_ZERO)) @ loud
        for labels in names:
            right = np.where(labels[asked][:, None] == labels[kept], loud, 0)
            worth += (1 / (right.sum(axis=1) + _NEVER_ZERO)) @ right - heard
    return worth


def _best_of_each(kinds: Any, worth: Any) -> Any:  # noqa: ANN401 (arrays)
    order = np.argsort(-worth, kind="stable")
    return np.concatenate([order[kinds[order] == kind][:_OF_EACH] for kind in np.unique(kinds)])
