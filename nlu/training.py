"""Learn the heads, of intents, of danger and of defects, from what people write."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nlu.classifier import Head, Layer, learn_letters, learn_sense, one_hot
from nlu.courtesy import without_courtesy
from nlu.cyrillic import in_its_letters
from nlu.encoding import Encoder, Encoding
from nlu.examples import REPAIRS, Example
from nlu.features import Features, leg_of
from nlu.neighbours import Neighbours, gather
from nlu.problems import find_problems
from nlu.stories import Story
from nlu.vocabulary import find_phrases

Rows = Any  # float32, messages × something
_MAY_BE_DANGER: Final = frozenset(  # defects whose examples do not teach that all is well
    {"heating_dangerous", "electrical_danger", "lift_person_blocked"}
)
_EVENLY: Final = 0.5  # of the logarithm of how often a class is among the lessons
_RARELY: Final = 5  # times more than it is, so that a rare class is not made too much of
FEWEST: Final = 300  # examples from which a language has letters of its own
NO_DANGER: Final = "none"
_WIDTH: Final = 512  # of a sentence vector, where there is no encoder to ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A text and what each head is to learn of it; None where it teaches a head nothing."""

    text: str
    language: str
    kind: str | None
    danger: str | None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What training gives and the file keeps."""

    features: dict[str, Features]
    mean: Any
    length: float
    neighbours: Neighbours | None  # none where there was no encoder to ask
    intents: Head
    dangers: Head
    problems: Head | None  # none where no example tells a defect


def kind_of(example: Example) -> str:
    """Return the finest name of an example, for both heads: its intent, "now:…" or "soon:…"."""
    if not example.intent.startswith("emergency_"):
        return example.intent
    return f"{'soon' if example.soon else 'now'}:{example.intent}"


def intent_of(kind: str) -> str | None:
    """Return the intent of a kind; a danger that is only likely has none."""
    when, _, emergency = kind.partition(":")
    return kind if not emergency else emergency if when == "now" else None


def no_kind(kind: str) -> str | None:
    """Return nothing: of defects, the kinds of examples say nothing."""
    del kind
    return None


def danger_of(kind: str) -> str:
    """Return the class of a kind for the danger head: itself, or none."""
    return kind if ":" in kind else NO_DANGER


def problem_of(example: Example) -> str | None:
    """Return the defect that an example tells: as it is labelled, else as its words name it."""
    if example.problem is not None or example.intent not in REPAIRS:
        return example.problem
    named = find_problems(*find_phrases(without_courtesy(example.text)))
    return str(named[0].value) if len(named) == 1 else None


def lesson_of(example: Example) -> Lesson:
    """Return what an example teaches."""
    kind = kind_of(example)
    return Lesson(
        text=in_its_letters(example.text, example.language),
        language=example.language,
        kind=kind,
        danger=None if example.problem in _MAY_BE_DANGER else danger_of(kind),
        problem=problem_of(example),
    )


def lessons_of(story: Story) -> Iterator[Lesson]:
    """Yield what a story teaches: as a whole, where it needs one thing only, and by its clauses.

    What is told besides means nothing by itself: "le loyer est payé" is no need in a story, and
    a payment to be noted where it is all that is said.
    """
    one = story.needs[0] if len(story.needs) == 1 else None
    text = in_its_letters(story.text, story.language)
    yield Lesson(text=text, language=story.language, kind=one, danger=NO_DANGER)
    for clause in story.clauses:
        yield Lesson(
            text=in_its_letters(clause.text, story.language),
            language=story.language,
            kind=clause.intent if clause.needed else None,
            danger=NO_DANGER,
        )


@dataclass(frozen=True, slots=True)
class _Question:
    """What a head is asked: the answer to each lesson, None where a lesson teaches it nothing.

    That somebody wrote five times as many examples of one class says little of how often people
    tell it: `evenly` is how much of that the layers forget (0 nothing, 1 all).
    """

    answers: Sequence[str | None]
    of_kind: Callable[[str], str | None]
    evenly: float = 0.0

    @property
    def classes(self) -> tuple[str, ...]:
        """Return what may be answered."""
        return tuple(sorted({answer for answer in self.answers if answer is not None}))

    def rows(self, places: Iterable[int]) -> Rows:
        """Return the answers to some lessons, one row each."""
        return one_hot([str(self.answers[place]) for place in places], self.classes)


def train(lessons: Sequence[Lesson], encoder: Encoder | None) -> Trained:
    """Train; some minutes, once for each state of the data: the model is shipped."""
    read = [without_courtesy(lesson.text) for lesson in lessons]
    vectors, mean, length = _vectors(read, encoder)
    kinds = [lesson.kind for lesson in lessons]
    questions = {
        "intents": _Question([kind and intent_of(kind) for kind in kinds], intent_of, _EVENLY),
        "dangers": _Question([lesson.danger for lesson in lessons], danger_of),
        "problems": _Question([lesson.problem for lesson in lessons], no_kind),
    }
    features: dict[str, Features] = {}
    letters: dict[str, dict[str, Layer]] = {name: {} for name in questions}
    for language in _languages(lessons):  # one at a time: the kernel of one is 2 GB
        mine = _rows(lessons, read, language)
        features[language] = mine.features
        for name, question in questions.items():
            if (layer := _letters(mine, question)) is not None:
                letters[name][language] = layer
    seen = sorted({kind for kind in kinds if kind is not None})

    def head(name: str) -> Head:
        question = questions[name]
        near = gather(seen, question.classes, question.of_kind)
        return Head(question.classes, letters[name], _sense(vectors, question), near)

    return Trained(
        features=features,
        mean=mean,
        length=length,
        neighbours=None if vectors is None else _neighbours(vectors, lessons),
        intents=head("intents"),
        dangers=head("dangers"),
        problems=head("problems") if questions["problems"].classes else None,
    )


def _languages(lessons: Sequence[Lesson]) -> list[str]:
    spoken = [leg_of(lesson.language) for lesson in lessons]
    return [language for language in sorted(set(spoken)) if spoken.count(language) >= FEWEST]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The examples of one language: their places in the list, their numbers, their kernel."""

    places: Any
    features: Features
    rows: Any
    kernel: Any


def _rows(lessons: Sequence[Lesson], read: Sequence[str], language: str) -> _Rows:
    places = np.array([p for p, one in enumerate(lessons) if leg_of(one.language) == language])
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


def _neighbours(vectors: Rows, lessons: Sequence[Lesson]) -> Neighbours:
    told = [
        (place, lesson.kind, lesson.danger)
        for place, lesson in enumerate(lessons)
        if lesson.kind is not None and lesson.danger is not None
    ]
    places, kinds, dangers = zip(*told, strict=True)
    return Neighbours.learn(vectors[list(places)], kinds, dangers)


def _letters(mine: _Rows, question: _Question) -> Layer | None:
    """Learn from the letters of one language; None where too few of it have an answer."""
    kept = [n for n, place in enumerate(mine.places) if question.answers[place] is not None]
    if len(kept) < FEWEST:
        return None
    answers = question.rows(mine.places[kept])
    kernel = mine.kernel if len(kept) == len(mine.places) else mine.kernel[np.ix_(kept, kept)]
    layer = learn_letters(lambda pulls: mine.rows.T @ _spread(pulls, kept, mine), kernel, answers)
    return _evened(layer, answers, question.evenly)


def _spread(pulls: Rows, kept: Sequence[int], mine: _Rows) -> Rows:
    """Give the rows that teach nothing no pull: no copy of the others is needed."""
    spread = np.zeros((len(mine.places), pulls.shape[1]), pulls.dtype)
    spread[kept] = pulls
    return spread


def _sense(vectors: Any, question: _Question) -> Layer:  # noqa: ANN401 (a matrix, or None)
    if vectors is None:
        size = len(question.classes)
        return Layer(np.zeros((_WIDTH, size), np.float32), np.zeros(size, np.float32))
    told = [place for place, answer in enumerate(question.answers) if answer is not None]
    answers = question.rows(told)
    return _evened(learn_sense(vectors[told], answers), answers, question.evenly)


def _evened(layer: Layer, answers: Rows, evenly: float) -> Layer:
    often = answers.sum(axis=0) + _RARELY
    return Layer(layer.weights, layer.bias - np.float32(evenly) * np.log(often / often.mean()))
