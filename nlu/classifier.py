"""Softmax regression, in numpy: heads that read encoded messages."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nlu.encoding import Encoded
from nlu.features import leg_of
from nlu.neighbours import log_shares

Rows = Any  # float32, messages × features or classes
_EASE: Final = 10.0  # how far weights may go: 1 / (2 × ease) of their squares is charged


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights and bias of one softmax regression."""

    weights: Rows
    bias: Rows


@dataclass(frozen=True, slots=True)
class Mix:
    """How the legs of a head are weighed, and its answer made honest: settings.yaml."""

    letters: Mapping[str, float]  # share of the letters in the mean, by language
    near: float  # share of the nearest examples in what is left to the sense
    temperature: float = 1.0


@dataclass(frozen=True, slots=True)
class Head:
    """One question asked of a message: letters, by language, and sense answer together.

    The sense is asked twice: of a line through the space of the encoder, and of the examples
    that lie nearest, where these were looked for. `near` adds their kinds up to classes
    (kind × class).
    """

    classes: tuple[str, ...]
    letters: Mapping[str, Layer]
    sense: Layer
    near: Rows

    def probabilities(self, encoded: Encoded, mix: Mix) -> Rows:
        """Return a row a message: the weighted geometric mean of the legs, made honest."""
        letters = self.letters.get(leg_of(encoded.language)) if encoded.letters else None
        share = mix.letters.get(encoded.language, 0.0) if letters else 0.0
        share = share if encoded.vectors is not None else 1.0
        mixed: Rows = 0.0
        if letters is not None and share > 0:
            mixed = share * log_softmax(_scores(encoded.letters, letters))
        if encoded.vectors is not None and share < 1:
            mixed = mixed + (1 - share) * self._sense(encoded, mix.near)
        return np.exp(log_softmax(mixed / mix.temperature))

    def _sense(self, encoded: Encoded, share: float) -> Rows:
        by_line = log_softmax(encoded.vectors @ self.sense.weights + self.sense.bias)
        if encoded.near is None:
            return by_line
        return (1 - share) * by_line + share * log_shares(encoded.near, self.near)


def _scores(messages: Sequence[tuple[Rows, Rows]], layer: Layer) -> Rows:
    return np.stack([weights @ layer.weights[places] + layer.bias for places, weights in messages])


def learn_letters(weigh: Callable[[Rows], Rows], kernel: Rows, answers: Rows) -> Layer:
    """Learn from n-grams in the dual form: there are fewer messages than n-grams.

    `weigh` brings the pulls of the messages (n × k) to weights of their n-grams.
    """
    pulls, bias = fit(kernel, answers, lambda errors: errors, rounds=500)
    return Layer(weigh(pulls), bias)


def learn_sense(vectors: Rows, answers: Rows) -> Layer:
    """Learn from sentence vectors."""
    return Layer(*fit(vectors, answers, lambda errors: vectors.T @ errors, rounds=800))


def fit(
    seen: Rows, answers: Rows, pull: Callable[[Rows], Rows], *, rounds: int
) -> tuple[Rows, Rows]:
    """Minimise cross-entropy plus the squares of the weights; return weights and bias.

    `seen` (n × d) gives scores from weights; `pull` brings errors (n × k) back to weights
    (d × k): the transpose of `seen` in the primal form, nothing in the dual form, where `seen`
    is a kernel. Nesterov's accelerated gradient with a fixed step (Beck & Teboulle 2009).
    """
    size = (seen.shape[1], answers.shape[1])
    weights, ahead = np.zeros(size, np.float32), np.zeros(size, np.float32)
    bias, bias_ahead = np.zeros(size[1], np.float32), np.zeros(size[1], np.float32)
    ease, pace = np.float32(_EASE), 1.0
    step = np.float32(1.0 / (_steepness(seen, pull) + 1.0 / _EASE))
    for _ in range(rounds):
        errors = np.exp(log_softmax(seen @ ahead + bias_ahead)) - answers
        new = ahead - step * (pull(errors) + ahead / ease)
        new_bias = bias_ahead - step * errors.sum(0)
        before, pace = pace, (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        swing = np.float32((before - 1) / pace)
        ahead = new + swing * (new - weights)
        bias_ahead = new_bias + swing * (new_bias - bias)
        weights, bias = new, new_bias
    return weights, bias


def _steepness(seen: Rows, pull: Callable[[Rows], Rows]) -> float:
    """Bound the curvature by power iteration: half the largest eigenvalue, the bias counted in."""
    vector = np.full((len(seen), 1), 1 / math.sqrt(len(seen)), np.float32)
    largest = 1.0
    for _ in range(12):
        vector = seen @ pull(vector) + vector.sum()
        largest = float(np.linalg.norm(vector))
        vector /= largest
    return 0.55 * largest


def log_softmax(scores: Rows) -> Rows:
    """Return the logarithms of probabilities, each row adding up to one."""
    lowered = scores - scores.max(axis=-1, keepdims=True)
    return lowered - np.log(np.exp(lowered).sum(axis=-1, keepdims=True))


def one_hot(labels: Sequence[str], classes: Sequence[str]) -> Rows:
    """Return one row a message, with a one under its label."""
    places = {name: place for place, name in enumerate(classes)}
    rows = np.zeros((len(labels), len(classes)), np.float32)
    rows[np.arange(len(labels)), [places[name] for name in labels]] = 1.0
    return rows
