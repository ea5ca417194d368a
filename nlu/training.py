"""Learn both heads, intents and danger, from the examples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nlu.classifier import Head, Layer, learn_letters, learn_sense, one_hot
from nlu.courtesy import without_courtesy
from nlu.encoding import Encoder, Encoding
from nlu.examples import Example
from nlu.features import Features

FEWEST: Final = 300  # examples from which a language has letters of its own
NO_DANGER: Final = "none"
_WIDTH: Final = 512  # of a sentence vector, where there is no encoder to ask
Label = Callable[[Example], str | None]


@dataclass(frozen=True, slots=True)
class Trained:
    """What training gives and the file keeps."""

    features: dict[str, Features]
    mean: Any
    length: float
    intents: Head
    dangers: Head


def intent_label(example: Example) -> str | None:
    """Return the intent of an example; a danger that is only likely has none."""
    return None if example.soon else example.intent


def danger_label(example: Example) -> str:
    """Return "now:…" or "soon:…" and the emergency, or none."""
    if not example.intent.startswith("emergency_"):
        return NO_DANGER
    return f"{'soon' if example.soon else 'now'}:{example.intent}"


def train(examples: Sequence[Example], encoder: Encoder | None) -> Trained:
    """Train; about a minute, once for each state of the data."""
    read = [without_courtesy(example.text) for example in examples]
    vectors, mean, length = _vectors(read, encoder)
    by_language = {language: _rows(examples, read, language) for language in _languages(examples)}
    heads = []
    for label in (intent_label, danger_label):
        labels = [label(example) for example in examples]
        heads.append(_learn(labels, vectors, by_language))
    features = {language: rows.features for language, rows in by_language.items()}
    return Trained(features, mean, length, *heads)


def _languages(examples: Sequence[Example]) -> list[str]:
    spoken = [example.language for example in examples]
    return [language for language in sorted(set(spoken)) if spoken.count(language) >= FEWEST]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The examples of one language: their places in the list, their numbers, their kernel."""

    places: Any
    features: Features
    rows: Any
    kernel: Any


def _rows(examples: Sequence[Example], read: Sequence[str], language: str) -> _Rows:
    places = np.array([p for p, e in enumerate(examples) if e.language == language])
    texts = [read[place] for place in places]
    features = Features.learn(texts, language)
    rows = features.dense(texts)
    return _Rows(places, features, rows, rows @ rows.T)


def _vectors(read: Sequence[str], encoder: Encoder | None) -> tuple[Any, Any, float]:
    if encoder is None:
        return None, np.zeros(_WIDTH, np.float32), 1.0
    plain = Encoding({}, np.float32(0.0), 1.0, encoder)
    vectors: Any = plain.vectors(read)
    mean = vectors.mean(axis=0)
    length = float(np.linalg.norm(vectors - mean, axis=1).mean())
    return (vectors - mean) / np.float32(length), mean, length


def _learn(labels: Sequence[str | None], vectors: Any, by_language: dict[str, _Rows]) -> Head:  # noqa: ANN401
    classes = tuple(sorted({label for label in labels if label is not None}))
    letters = {}
    for language, mine in by_language.items():
        kept = np.array([n for n, place in enumerate(mine.places) if labels[place] is not None])
        answers = one_hot([str(labels[mine.places[n]]) for n in kept], classes)
        letters[language] = learn_letters(
            mine.rows[kept], mine.kernel[np.ix_(kept, kept)], answers
        )
    told = np.array([place for place, label in enumerate(labels) if label is not None])
    if vectors is None:
        sense = Layer(
            np.zeros((_WIDTH, len(classes)), np.float32), np.zeros(len(classes), np.float32)
        )
    else:
        sense = learn_sense(vectors[told], one_hot([str(labels[p]) for p in told], classes))
    return Head(classes, letters, sense)
