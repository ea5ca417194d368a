"""Of many examples those are kept that tell most of the others."""

import numpy as np

from nlu.telling_examples import find_telling


def loudness(cosine: np.ndarray) -> np.ndarray:
    return np.exp(20 * (cosine - 1))


def around(middle: np.ndarray, count: int, seed: int) -> np.ndarray:
    points = middle + 0.25 * np.random.default_rng(seed).normal(size=(count, 8))
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


ONE, OTHER = np.eye(8)[0], np.eye(8)[1]
POINTS = np.concatenate([around(ONE, 200, 1), around(OTHER, 200, 2)])
KINDS = np.repeat([0, 1], 200)


def test_where_there_are_few_examples_all_are_kept():
    assert (find_telling(POINTS, (KINDS,), 400, loudness) == np.arange(400)).all()


def test_an_example_among_those_of_the_other_kind_is_left_out_first():
    kinds = KINDS.copy()
    kinds[7] = 1  # labelled by mistake, in the middle of the others

    kept = find_telling(POINTS, (kinds,), 390, loudness)

    assert 7 not in kept


def test_those_kept_name_the_others_as_well_as_all_did():
    kept = find_telling(POINTS, (KINDS,), 80, loudness)

    near = loudness(POINTS @ POINTS[kept].T)
    said = np.stack([near[:, KINDS[kept] == kind].sum(axis=1) for kind in (0, 1)], axis=1)
    assert (said.argmax(axis=1) == KINDS).mean() > 0.97


def test_no_kind_is_left_without_examples_however_little_they_bring():
    kinds = KINDS.copy()
    kinds[190:200] = 2  # ten of another kind, at the same place: they only disturb

    kept = find_telling(POINTS, (kinds,), 100, loudness)

    assert (kinds[kept] == 2).sum() == 10
