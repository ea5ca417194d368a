"""What a message says: language, intents, needs, entities, danger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nlu.entities import Entity, find_entities
from nlu.examples import OUT_OF_SCOPE
from nlu.language import follow
from nlu.model import Knowledge, Read
from nlu.needs import Need, cut_clauses, find_needs
from nlu.safety import Verdict, watch

_NOT_NEEDS: Final = frozenset({"greet", "thank_bye", "affirm", "deny", OUT_OF_SCOPE})
_A_CLAUSE: Final = 4  # words from which a clause is heard by itself
_LONGEST: Final = 4_000  # characters read; what is longer is kept whole by the caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known before the message: the moment, the language, the kind of answer."""

    now: datetime
    language: str | None = None
    awaiting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One intent and how likely it is."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A message, read. Offsets are those of `text`."""

    text: str
    language: str
    intent: str | None
    confidence: float
    ranking: tuple[Guess, ...]
    needs: tuple[Need, ...]
    entities: tuple[Entity, ...]
    safety: Verdict


def understand(text: str, context: Context, knowledge: Knowledge) -> Understanding:
    """Read one message.

    No clock, no memory: the same text, context and knowledge always give the same
    understanding. No text is refused; a text with no letters means nothing.
    """
    read = text[:_LONGEST]
    language = follow(read, context.language)
    entities = find_entities(
        read, now=context.now, language=language, gazetteer=knowledge.gazetteer
    )
    if not any(character.isalpha() for character in read):
        nothing_said = watch(read, {}, (), knowledge.scale.safety)
        return _nothing(text, language, entities, nothing_said)
    spans = cut_clauses(read)
    clauses = [read[start:end] for start, end in spans] if len(spans) > 1 else []
    said = knowledge.read([read, *clauses], language)
    ranking = _ranked(said.intents[0].tolist(), knowledge.classes)
    needs = find_needs(
        read,
        spans,
        said.intents[0],
        said.intents[1:] if clauses else said.intents[:1],
        knowledge.classes,
        tells=_tells,
        least=knowledge.scale.second_need,
    )
    return Understanding(
        text=text,
        language=language,
        intent=ranking[0].name,
        confidence=ranking[0].confidence,
        ranking=ranking,
        needs=needs,
        entities=entities,
        safety=_watch(read, clauses, said, knowledge),
    )


def _ranked(likely: Sequence[float], classes: Sequence[str]) -> tuple[Guess, ...]:
    ordered = sorted(zip(likely, classes, strict=True), key=lambda pair: -pair[0])
    return tuple(Guess(name=name, confidence=sure) for sure, name in ordered)


def _tells(intent: str) -> bool:
    return intent not in _NOT_NEEDS


def _watch(text: str, clauses: Sequence[str], said: Read, knowledge: Knowledge) -> Verdict:
    """Look at the whole and at each clause long enough to mean something by itself."""
    whole, *pieces = [knowledge.dangers_of(place, said) for place in range(len(said.dangers))]
    long_enough = [p for p, c in zip(pieces, clauses, strict=True) if len(c.split()) >= _A_CLAUSE]
    return watch(text, whole, long_enough, knowledge.scale.safety)


def _nothing(
    text: str, language: str, entities: tuple[Entity, ...], safety: Verdict
) -> Understanding:
    return Understanding(
        text=text,
        language=language,
        intent=None,
        confidence=0.0,
        ranking=(),
        needs=(),
        entities=entities,
        safety=safety,
    )
