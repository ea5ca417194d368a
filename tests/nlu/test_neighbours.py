"""The nearest examples speak for their class, the nearer the louder."""

import numpy as np

from nlu.neighbours import Neighbours, gather, log_shares

LEAK, QUARREL, GAS, MAYBE_GAS = "home_repair", "neighbour", "now:gas", "soon:gas"
KINDS = [LEAK, GAS, QUARREL, MAYBE_GAS]
CLASSES = ("none", GAS, MAYBE_GAS)


def some(seed: int, count: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, 256)).astype(np.float32)


def danger(kind: str) -> str:
    return kind if ":" in kind else "none"


VECTORS = some(1, len(KINDS))
NEIGHBOURS = Neighbours.learn(VECTORS, KINDS, [danger(kind) for kind in KINDS])


def test_a_message_is_taken_for_the_kind_of_the_example_it_lies_beside():
    beside = VECTORS + 0.2 * some(2, len(KINDS))

    loudest = NEIGHBOURS.likely(beside).argmax(axis=1)

    assert [NEIGHBOURS.kinds[place] for place in loudest] == KINDS


def test_kinds_add_up_to_the_classes_of_a_head_and_its_shares_to_one():
    sums = gather(NEIGHBOURS.kinds, CLASSES, danger)

    shares = np.exp(log_shares(NEIGHBOURS.likely(VECTORS), sums))

    assert np.allclose(shares.sum(axis=1), 1.0)
    assert [CLASSES[place] for place in shares.argmax(axis=1)] == [danger(kind) for kind in KINDS]


def test_a_kind_that_a_head_does_not_know_is_left_out():
    sums = gather(NEIGHBOURS.kinds, ("none",), lambda kind: None if ":" in kind else "none")

    assert sums.sum() == sum(":" not in kind for kind in KINDS)


def test_a_message_far_from_every_example_says_nothing_and_breaks_nothing():
    nowhere = np.zeros((1, 256), np.float32)
    sums = gather(NEIGHBOURS.kinds, CLASSES, danger)

    assert np.isfinite(log_shares(NEIGHBOURS.likely(nowhere), sums)).all()


def test_who_is_near_is_heard_though_only_an_outline_of_all_is_read():
    crowd = np.repeat(some(3, 60), 40, axis=0) + 0.8 * some(4, 2400)
    kinds = [f"kind {place // 40:02}" for place in range(2400)]
    neighbours = Neighbours.learn(crowd, kinds, kinds)
    messages = crowd[::37] + 0.3 * some(5, len(crowd[::37]))
    rows = messages @ neighbours.axes
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)

    everybody = np.exp(40 * (rows @ (neighbours.points.T / np.float32(127)) - 1))
    expected = np.add.reduceat(everybody, neighbours.starts, axis=1)

    heard = neighbours.likely(messages)
    assert np.allclose(heard.sum(axis=1), expected.sum(axis=1), rtol=0.02)
    assert (heard.argmax(axis=1) == expected.argmax(axis=1)).all()


def test_a_message_is_heard_the_same_alone_and_among_others():
    beside = VECTORS + 0.2 * some(2, len(KINDS))

    alone = [NEIGHBOURS.likely(beside[place : place + 1])[0] for place in range(len(KINDS))]

    assert np.allclose(NEIGHBOURS.likely(beside), alone)
