"""The trained model: shipped with Palier, or trained once and kept in PALIER_HOME."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from nlu.classifier import Head, Layer, Mix
from nlu.clauses import read_all_joints
from nlu.encoding import Encoded, Encoding, load_encoder
from nlu.entities import NO_PLACES, read_all_words
from nlu.examples import REPAIRS, hash_examples, read_examples
from nlu.features import Features
from nlu.needs import Evidence
from nlu.neighbours import Neighbours, gather
from nlu.places import Gazetteer
from nlu.safety import Thresholds
from nlu.stories import STORIES, read_stories
from nlu.training import (
    NO_DANGER,
    Lesson,
    Trained,
    danger_of,
    intent_of,
    lesson_of,
    lessons_of,
    no_kind,
    train,
)
from nlu.written_whole import write_whole
from nlu.yaml_files import read_yaml

_LOG: Final = logging.getLogger(__name__)
_HERE: Final = Path(__file__).parent
_SETTINGS: Final = _HERE / "settings.yaml"
_SHIPPED: Final = _HERE / "trained"  # made by `make model`: nobody waits at the first start
_LEXICONS: Final = ("sms", "problems", "vocabulary", "choices", "small_words")
_CODE: Final = tuple(
    _HERE / name
    for name in (
        "arabic_sounds.py",
        "classifier.py",
        "courtesy.py",
        "cyrillic.py",
        "features.py",
        "folding.py",
        "hints.py",
        "language.py",
        "languages/table.npz",
        "neighbours.py",
        "normalise.py",
        "phrases.py",
        "problems.py",
        "stories.py",
        "telling_examples.py",
        "training.py",
        "sentences.py",
        "trained/encoder.onnx",
        *(f"lexicons/{table}.yaml" for table in _LEXICONS),
        *(f"stories/{path.name}" for path in sorted(STORIES.glob("*.yaml"))),
    )
)

_MARKS: Final = " .,;:!?…\n"
_SHORT: Final = 12  # characters: an answer of a word or two, seldom a name
_KEPT: Final = 1_000

_HEADS: Final = {  # what each calls a kind of example
    "intents": intent_of,
    "dangers": danger_of,
    "problems": no_kind,
}
_TELLS_A_DEFECT: Final = 0.2  # of the intents: from there on, which defect it is is looked for


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """A bar that differs with how much was learnt in a language."""

    bars: Mapping[str, float]  # by language, or other

    def of(self, language: str) -> float:
        """Return what holds in a language."""
        return self.bars.get(language, self.bars["other"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How the legs are mixed and made honest: settings.yaml."""

    intents: Mix
    dangers: Mix
    problems: Mix
    problem_told: ByLanguage  # from which a defect that no word names stands as told
    problems_offered: ByLanguage  # from which the likeliest are worth a question with buttons
    second_need: Evidence
    asked: ByLanguage  # how likely a danger must be to be asked about
    asked_in_few_words: ByLanguage  # the same, of a few words with none of danger among them
    safety: Mapping[str, float]  # the bars that hold in every language

    def bars(self, language: str) -> Thresholds:
        """Return from where the model speaks of danger in a language."""
        return Thresholds(
            ask=self.asked.of(language),
            ask_in_few_words=self.asked_in_few_words.of(language),
            **self.safety,
        )


@dataclass(frozen=True, slots=True)
class Read:
    """What the model says of a message and of its clauses: a row each, the whole first.

    Runs of words come last, and speak of intents only.

    `problems` is how likely each defect is, where one is told at all.
    """

    intents: Any
    dangers: Any
    problems: Any = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Knowledge:
    """All that understanding looks at: the encoding, both heads, the places.

    It remembers, in memory, what it read in the shortest texts: "oui", "le matin", "2". Half of
    what people write are such answers, the same ones again.
    """

    encoding: Encoding
    intents: Head
    dangers: Head
    problems: Head | None
    scale: Scale
    gazetteer: Gazetteer = NO_PLACES

    @property
    def classes(self) -> tuple[str, ...]:
        """Return the intents, in the order of the columns."""
        return self.intents.classes

    def read(self, texts: Sequence[str], language: str, runs: Sequence[str] = ()) -> Read:
        """Return what the model says of texts, then of runs of words; nobody may change it.

        A clause that is all of the message but for its marks is read with it.
        """
        if len(texts) == 1 and len(texts[0]) <= _SHORT:
            return _read_short(self, texts[0], language)
        bare = [text.strip(_MARKS) for text in texts]
        first = [bare.index(text) for text in bare]
        apart = sorted(set(first))
        said = self.look([texts[place] for place in apart], language, runs)
        rows = [apart.index(place) for place in first]
        of_runs = range(len(apart), len(apart) + len(runs))
        return Read(said.intents[[*rows, *of_runs]], said.dangers[rows], said.problems)

    def look(self, texts: Sequence[str], language: str, runs: Sequence[str] = ()) -> Read:
        """Return what the model says of a message and its pieces, without remembering.

        Runs are asked for intents only, and by all but the nearest examples: there are many.
        """
        all_of_it = self.encoding.encode([*texts, *runs], language, one=True, asked=len(texts))
        encoded = all_of_it.only(slice(len(texts)))
        intents = self.intents.probabilities(encoded, self.scale.intents)
        dangers = self.dangers.probabilities(encoded, self.scale.dangers)
        problems = self._problems(encoded, intents)
        if runs:
            further = replace(all_of_it.only(slice(len(texts), None)), near=None)
            in_runs = self.intents.probabilities(further, self.scale.intents)
            intents = np.concatenate([intents, in_runs])
        return Read(intents, dangers, problems)

    def _problems(self, encoded: Encoded, intents: Any) -> Any:  # noqa: ANN401 (rows → a row)
        """Return how likely each defect is, by the text that surest tells one."""
        if self.problems is None:
            return None
        repairs = intents[:, repairs_among(self.classes)].sum(axis=1)
        place = int(repairs.argmax())
        if repairs[place] < _TELLS_A_DEFECT:
            return None
        return self.problems.probabilities(
            encoded.only(slice(place, place + 1)), self.scale.problems
        )[0]

    def dangers_of(self, place: int, read: Read) -> dict[str, tuple[float, float]]:
        """Return, for each emergency, how likely it is now, and now or soon, in one text.

        Both heads are asked: the mean of the two, geometric, is surer than either.
        """
        row = read.dangers[place].tolist()
        told = {
            intent: (sum(row[c] for c in now), sum(row[c] for c in either))
            for intent, now, either in _columns(self.dangers.classes)
        }
        agreed = self._agreed(sum(either for _, either in told.values()), read.intents[place])
        return {intent: (now * agreed, either * agreed) for intent, (now, either) in told.items()}

    def _agreed(self, danger: float, intents: Any) -> float:  # noqa: ANN401 (a row)
        """Return what to multiply a danger by so that it becomes the mean of both heads."""
        emergencies = sum(intents[emergencies_among(self.classes)].tolist())
        return float((emergencies / max(danger, 1e-9)) ** 0.5)


@cache
def _columns(classes: tuple[str, ...]) -> tuple[tuple[str, list[int], list[int]], ...]:
    """Return each emergency of the danger head: its columns of now, and of now or soon."""
    found: dict[str, dict[str, int]] = {}
    for place, name in enumerate(classes):
        when, _, intent = name.partition(":")
        if name != NO_DANGER:
            found.setdefault(intent, {})[when] = place
    return tuple(
        (intent, [c for when, c in times.items() if when == "now"], list(times.values()))
        for intent, times in found.items()
    )


@cache
def emergencies_among(classes: tuple[str, ...]) -> list[int]:
    """Return the places of the dangers among the intents."""
    return [place for place, name in enumerate(classes) if name.startswith("emergency_")]


@cache
def repairs_among(classes: tuple[str, ...]) -> list[int]:
    """Return the places of the defects, of a home and of the building, among the intents."""
    return [classes.index(name) for name in REPAIRS]


@lru_cache(_KEPT)
def _read_short(knowledge: Knowledge, text: str, language: str) -> Read:
    return knowledge.look((text,), language)


@cache
def read_scale(path: Path = _SETTINGS) -> Scale:
    """Read settings.yaml."""
    kept = read_yaml(path)
    return Scale(
        intents=_mix(kept["intents"]),
        dangers=_mix(kept["dangers"]),
        problems=_mix(kept["problems"]),
        problem_told=_by_language(kept["problem_told"]),
        problems_offered=_by_language(kept["problems_offered"]),
        second_need=Evidence(**{str(k): float(v) for k, v in kept["second_need"].items()}),
        asked=_by_language(kept["asked"]),
        asked_in_few_words=_by_language(kept["asked_in_few_words"]),
        safety={str(name): float(bar) for name, bar in kept["safety"].items()},
    )


def _by_language(kept: Mapping[str, Any]) -> ByLanguage:
    return ByLanguage({str(language): float(bar) for language, bar in kept.items()})


def _mix(kept: Mapping[str, Any]) -> Mix:
    letters = {str(language): float(share) for language, share in kept["letters"].items()}
    return Mix(letters, float(kept["near"]), float(kept["temperature"]))


def load_knowledge(
    home: Path, *, gazetteer: Gazetteer = NO_PLACES, encoder: bool = True
) -> Knowledge:
    """Return the trained model: shipped, kept from an earlier start, else trained now."""
    read_all_words()
    read_all_joints()
    trained = _find_trained(home)
    reads = load_encoder(home / "model") if encoder else None
    return Knowledge(
        encoding=Encoding(
            trained.features, trained.mean, trained.length, reads, trained.neighbours
        ),
        intents=trained.intents,
        dangers=trained.dangers,
        problems=trained.problems,
        scale=read_scale(),
        gazetteer=gazetteer,
    )


@cache
def name_of_model() -> str:
    """Return the file name of the model of this data and this code."""
    return f"{hash_examples(further=_CODE)}.npz"


_FOUND: dict[str, Trained] = {}  # several Paliers of one process share what was read


def _find_trained(home: Path) -> Trained:
    name = name_of_model()
    if name not in _FOUND:
        _FOUND[name] = _read_or_train(name, home)
    return _FOUND[name]


def _read_or_train(name: str, home: Path) -> Trained:
    for path in (_SHIPPED / name, home / "model" / name):
        if path.exists():
            return read_trained(path)
    _LOG.warning("no model of these examples and this code: learning one, some twelve minutes")
    trained = train(read_lessons(), load_encoder(home / "model"))
    save(home / "model" / name, trained)
    return trained


def read_lessons() -> list[Lesson]:
    """Read all that the heads learn from: the examples, the stories."""
    stories = (lesson for story in read_stories() for lesson in lessons_of(story))
    return [*map(lesson_of, read_examples()), *stories]


def ship() -> Path:
    """Train, and put the model where it is shipped from, in place of the one before."""
    path = _SHIPPED / name_of_model()
    save(path, train(read_lessons(), load_encoder()))
    for other in _SHIPPED.glob("*.npz"):
        if other != path:
            other.unlink()
    return path


def save(path: Path, trained: Trained) -> None:
    """Write the file whole or not at all; no pickle."""
    arrays: dict[str, Any] = {
        "languages": np.array(list(trained.features)),
        "mean": trained.mean,
        "length": np.float32(trained.length),
    }
    for language, features in trained.features.items():
        arrays[f"{language}:rarity"] = features.rarity.astype(np.float16)
    if trained.neighbours is not None:
        arrays |= _of_neighbours(trained.neighbours)
    for name, head in _heads_of(trained):
        arrays[f"{name}:classes"] = np.array(head.classes)
        for language, layer in (*head.letters.items(), ("sense", head.sense)):
            arrays[f"{name}:{language}:weights"] = layer.weights.astype(np.float16)
            arrays[f"{name}:{language}:bias"] = layer.bias
    write_whole(path, lambda file: np.savez_compressed(file, allow_pickle=False, **arrays))
    path.chmod(0o644)


def _heads_of(trained: Trained) -> Iterator[tuple[str, Head]]:
    for name in _HEADS:
        head: Head | None = getattr(trained, name)
        if head is not None:
            yield name, head


def read_trained(path: Path) -> Trained:
    """Read a trained model; nothing in the file is run."""
    with np.load(path, allow_pickle=False) as kept:
        languages = [str(code) for code in kept["languages"]]
        features = {
            code: Features(code, kept[f"{code}:rarity"].astype(np.float32)) for code in languages
        }
        neighbours = _neighbours(kept)
        kinds = neighbours.kinds if neighbours else ()
        head = partial(_head, kept, languages, kinds)
        return Trained(
            features=features,
            mean=kept["mean"],
            length=float(kept["length"]),
            neighbours=neighbours,
            intents=head("intents"),
            dangers=head("dangers"),
            problems=head("problems") if "problems:classes" in kept else None,
        )


def _of_neighbours(neighbours: Neighbours) -> dict[str, Any]:
    return {
        "near:axes": neighbours.axes,
        "near:points": neighbours.points,
        "near:kinds": np.array(neighbours.kinds),
        "near:starts": neighbours.starts,
    }


def _neighbours(kept: Any) -> Neighbours | None:  # noqa: ANN401 (an npz)
    if "near:axes" not in kept:
        return None
    kinds = tuple(str(kind) for kind in kept["near:kinds"])
    return Neighbours(kept["near:axes"], kept["near:points"], kinds, kept["near:starts"])


def _head(kept: Any, languages: Sequence[str], kinds: Sequence[str], name: str) -> Head:  # noqa: ANN401 (an npz)
    def layer(leg: str) -> Layer:
        weights = kept[f"{name}:{leg}:weights"].astype(np.float32)
        return Layer(weights, kept[f"{name}:{leg}:bias"])

    classes = tuple(str(label) for label in kept[f"{name}:classes"])
    letters = {code: layer(code) for code in languages if f"{name}:{code}:bias" in kept}
    return Head(classes, letters, layer("sense"), gather(kinds, classes, _HEADS[name]))
