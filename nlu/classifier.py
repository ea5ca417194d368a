"""Softmax regression, in numpy: one for letters and sounds, one for sentence vectors."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nlu.features import Features

_ROUNDS: Final = 120
_EASE: Final = 10.0  # how far weights may go: 1 / (2C) of their squares is charged
Rows = Any  # float32, messages × features


def fit(
    seen: Rows,
    answers: Rows,
    pull: Callable[[Rows], Rows],
    *,
    ease: float = _EASE,
    rounds: int = _ROUNDS,
) -> tuple[Rows, Rows]:
    """Minimise cross-entropy plus the squares of the weights; return weights and bias.

    `seen` (n × d) gives scores from weights; `pull` brings errors (n × k) back to weights (d × k):
    the transpose of `seen` in the primal form, nothing in the dual form where `seen` is a kernel.
    Nesterov's accelerated gradient with a fixed step (Beck & Teboulle 2009).
    """
    size = (seen.shape[1], answers.shape[1])
    weights, ahead = np.zeros(size, np.float32), np.zeros(size, np.float32)
    bias, bias_ahead = np.zeros(size[1], np.float32), np.zeros(size[1], np.float32)
    step, pace = np.float32(1.0 / (_steepness(seen, pull) + 1.0 / ease)), 1.0
    for _ in range(rounds):
        errors = softmax(seen @ ahead + bias_ahead) - answers
        new, new_bias = (
            ahead - step * (pull(errors) + ahead / np.float32(ease)),
            bias_ahead - step * errors.sum(0),
        )
        pace, before = (1 + math.sqrt(1 + 4 * pace * pace)) / 2, pace
        swing = np.float32((before - 1) / pace)
        ahead, bias_ahead = new + swing * (new - weights), new_bias + swing * (new_bias - bias)
        weights, bias = new, new_bias
    return weights, bias


def _steepness(seen: Rows, pull: Callable[[Rows], Rows]) -> float:
    """Bound the curvature: half the largest eigenvalue of the kernel with its bias, by power iteration."""
    vector = np.full((len(seen), 1), 1 / math.sqrt(len(seen)), np.float32)
    largest = 1.0
    for _ in range(12):
        vector = seen @ pull(vector) + vector.sum()
        largest = float(np.linalg.norm(vector))
        vector /= largest
    return 0.55 * largest


def softmax(scores: Rows) -> Rows:
    """Return probabilities, each row adding up to one."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def one_hot(intents: Sequence[str], classes: Sequence[str]) -> Rows:
    """Return one row a message, with a one under its intent."""
    places = {name: place for place, name in enumerate(classes)}
    rows = np.zeros((len(intents), len(classes)), np.float32)
    rows[np.arange(len(intents)), [places[name] for name in intents]] = 1.0
    return rows


@dataclass(frozen=True, slots=True)
class LetterLeg:
    """Reads letters and sounds: sure of words it knows, in one language."""

    features: Features
    weights: Rows
    bias: Rows

    @classmethod
    def learn(
        cls, texts: Sequence[str], intents: Sequence[str], classes: Sequence[str], language: str
    ) -> "LetterLeg":
        """Learn from examples, in the dual form: there are fewer messages than n-grams."""
        features = Features.learn(texts, language)
        rows = features.dense(texts)
        kernel = rows @ rows.T
        pulls, bias = fit(kernel, one_hot(intents, classes), lambda errors: errors)
        return cls(features, rows.T @ pulls, bias)

    def scores_of(self, texts: Sequence[str]) -> Rows:
        """Return one row of scores a text."""
        return np.stack([self._scores(text) for text in texts])

    def _scores(self, text: str) -> Rows:
        places, weights = self.features.sparse(text)
        return weights @ self.weights[places] + self.bias if len(places) else self.bias


@dataclass(frozen=True, slots=True)
class SenseLeg:
    """Reads sentence vectors: knows paraphrases and other languages."""

    mean: Rows
    length: float
    weights: Rows
    bias: Rows

    @classmethod
    def learn(cls, vectors: Rows, intents: Sequence[str], classes: Sequence[str]) -> "SenseLeg":
        """Learn from the vectors of the examples of every language."""
        mean = vectors.mean(axis=0)
        length = float(np.linalg.norm(vectors - mean, axis=1).mean())
        rows = (vectors - mean) / length
        weights, bias = fit(
            rows, one_hot(intents, classes), lambda errors: rows.T @ errors, rounds=250
        )
        return cls(mean, length, weights, bias)

    def scores(self, vectors: Rows) -> Rows:
        """Return one row of scores a vector."""
        return (vectors - self.mean) / self.length @ self.weights + self.bias
