"""Products of whole numbers are those of the fractions, a step more or less."""

import numpy as np
import pytest

from nlu.products import Products

TABLE = np.random.default_rng(1).integers(-127, 128, (96, 500), dtype=np.int8)
PRODUCTS = Products(TABLE)


def of(rows: np.ndarray) -> np.ndarray:
    """Return the products in fractions again."""
    whole, step = PRODUCTS.of(rows)
    return whole * step[:, None]


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_a_product_is_the_one_of_the_fractions_within_one_step_a_number(size):
    rows = size * np.random.default_rng(2).normal(size=(3, 96)).astype(np.float32)
    step = np.abs(rows).max(axis=1, keepdims=True) / 127

    off = np.abs(of(rows) - rows @ TABLE.astype(np.float32))

    assert (off <= step * np.abs(TABLE.astype(np.float32)).sum(axis=0) / 2 * 1.01).all()


def test_a_row_of_nothing_gives_nothing():
    assert not of(np.zeros((1, 96), np.float32)).any()


def test_a_row_gives_the_same_alone_and_among_others():
    rows = np.random.default_rng(3).normal(size=(4, 96)).astype(np.float32)

    alone = np.concatenate([of(rows[n : n + 1]) for n in range(4)])

    assert (of(rows) == alone).all()
