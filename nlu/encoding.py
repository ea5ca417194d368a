"""A message turned into numbers once, for every head that reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from nlu import sentences
from nlu.courtesy import without_courtesy
from nlu.features import Features, leg_of
from nlu.neighbours import Neighbours

Rows = Any  # float32, messages × something
_LONGEST: Final = 1_000  # characters that the sentence encoder reads


class Encoder(Protocol):
    """Turns sentences into vectors."""

    def encode(self, texts: Sequence[str]) -> Rows:
        """Return one vector a text."""

    def encode_pieces(self, text: str, pieces: Sequence[str]) -> Rows:
        """Return the vector of a message, then those of pieces of it."""


_READ: list[Encoder | None] = []  # several Paliers of one process share what was read


def load_encoder(kept_in: Path | None = None) -> Encoder | None:
    """Return the sentence encoder; None where it is not installed: less is understood."""
    if not _READ:
        try:
            _READ.append(sentences.load(kept_in))
        except ImportError:
            _READ.append(None)
    return _READ[0]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Messages as numbers: letters where the language has any, vectors with an encoder."""

    language: str
    letters: tuple[tuple[Any, Any], ...]  # places and weights of each message
    vectors: Rows | None
    near: Rows | None  # how loudly the nearest examples of each kind speak, where one asks them

    def only(self, rows: slice) -> "Encoded":
        """Return some of the messages by themselves."""
        vectors, near = (row if row is None else row[rows] for row in (self.vectors, self.near))
        return Encoded(self.language, self.letters[rows], vectors, near)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How messages become numbers."""

    features: Mapping[str, Features]
    mean: Rows
    length: float
    encoder: Encoder | None
    neighbours: Neighbours | None = None

    def encode(
        self, texts: Sequence[str], language: str, *, one: bool = False, asked: int | None = None
    ) -> Encoded:
        """Return messages as numbers; the hello and the thanks around them are left out.

        Where they are `one`, the first is a message and the others are pieces of it. The nearest
        examples are looked for beside the first `asked` of them, or beside all.
        """
        texts = [without_courtesy(text) for text in texts]
        features = self.features.get(leg_of(language))
        if self.encoder is None:
            features = features or self.features["fr"]
            language = features.language
        letters = features.sparse(texts) if features else ()
        vectors = self.vectors(texts, one=one)
        near = None
        if self.neighbours and vectors is not None:
            near = self.neighbours.likely(vectors[:asked])
        return Encoded(language, letters, vectors, near)

    def vectors(self, texts: Sequence[str], *, one: bool = False) -> Rows | None:
        """Return centred sentence vectors, None without an encoder."""
        if self.encoder is None:
            return None
        said = [_readable(text) for text in texts]
        found = self.encoder.encode_pieces(said[0], said[1:]) if one else self.encoder.encode(said)
        return (np.asarray(found, np.float32) - self.mean) / np.float32(self.length)


def _readable(text: str) -> str:
    """Take away lone surrogates, which no encoder can read, and what is too long to matter."""
    return text[:_LONGEST].encode("utf-8", "ignore").decode("utf-8")
