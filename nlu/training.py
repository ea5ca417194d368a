"""Learn both heads, intents and danger, from the examples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nlu.classifier import Head, Layer, learn_letters, learn_sense, one_hot
from nlu.courtesy import without_courtesy
from nlu.encoding import Encoder, Encoding
from nlu.examples import Example
from nlu.features import Features, leg_of
from nlu.neighbours import Neighbours, gather

FEWEST: Final = 300  # examples from which a language has letters of its own
NO_DANGER: Final = "none"
_WIDTH: Final = 512  # of a sentence vector, where there is no encoder to ask


@dataclass(frozen=True, slots=True)
class Trained:
    """What training gives and the file keeps."""

    features: dict[str, Features]
    mean: Any
    length: float
    neighbours: Neighbours | None  # none where there was no encoder to ask
    intents: Head
    dangers: Head


def kind_of(example: Example) -> str:
    """Return the finest name of an example, for both heads: its intent, "now:…" or "soon:…"."""
    if not example.intent.startswith("emergency_"):
        return example.intent
    return f"{'soon' if example.soon else 'now'}:{example.intent}"


def intent_of(kind: str) -> str | None:
    """Return the intent of a kind; a danger that is only likely has none."""
    when, _, emergency = kind.partition(":")
    return kind if not emergency else emergency if when == "now" else None


def danger_of(kind: str) -> str:
    """Return the class of a kind for the danger head: itself, or none."""
    return kind if ":" in kind else NO_DANGER


def train(examples: Sequence[Example], encoder: Encoder | None) -> Trained:
    """Train; about a minute, once for each state of the data."""
    read = [without_courtesy(example.text) for example in examples]
    vectors, mean, length = _vectors(read, encoder)
    by_language = {language: _rows(examples, read, language) for language in _languages(examples)}
    kinds = [kind_of(example) for example in examples]
    heads = [_learn(kinds, name, vectors, by_language) for name in (intent_of, danger_of)]
    features = {language: rows.features for language, rows in by_language.items()}
    neighbours = None if vectors is None else Neighbours.learn(vectors, kinds)
    return Trained(features, mean, length, neighbours, *heads)


def _languages(examples: Sequence[Example]) -> list[str]:
    spoken = [leg_of(example.language) for example in examples]
    return [language for language in sorted(set(spoken)) if spoken.count(language) >= FEWEST]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The examples of one language: their places in the list, their numbers, their kernel."""

    places: Any
    features: Features
    rows: Any
    kernel: Any


def _rows(examples: Sequence[Example], read: Sequence[str], language: str) -> _Rows:
    places = np.array([p for p, e in enumerate(examples) if leg_of(e.language) == language])
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


def _learn(
    kinds: Sequence[str],
    name: Callable[[str], str | None],
    vectors: Any,  # noqa: ANN401 (a matrix)
    by_language: dict[str, _Rows],
) -> Head:
    labels = [name(kind) for kind in kinds]
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
    return Head(classes, letters, sense, gather(sorted(set(kinds)), classes, name))
