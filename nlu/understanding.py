"""What a message says: language, intents, needs, entities, danger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nlu.entities import Entity, find_entities
from nlu.examples import OUT_OF_SCOPE
from nlu.language import follow
from nlu.model import Knowledge
from nlu.needs import Need, cut_clauses, find_needs
from nlu.safety import Verdict, watch

_NOT_NEEDS: Final = frozenset({"greet", "thank_bye", "affirm", "deny", OUT_OF_SCOPE})
_LONGEST: Final = 4_000  # characters read; what is longer is kept whole by the caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known before the message: the moment, the language spoken, the kind of answer awaited."""

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

    No clock, no memory: the same text, context and knowledge always give the same understanding. No
    text is refused; a text with no letters means nothing.
    """
    read = text[:_LONGEST]
    language = follow(read, context.language)
    entities = find_entities(
        read, now=context.now, language=language, gazetteer=knowledge.gazetteer
    )
    if not any(character.isalpha() for character in read):
        return _nothing(text, language, entities, watch(read, {}, knowledge.scale.safety))
    spans = cut_clauses(read)
    rows = knowledge.probabilities(
        [read, *(read[a:b] for a, b in spans if len(spans) > 1)], language
    )
    order = (-rows[0]).argsort()
    ranking = tuple(Guess(name=knowledge.classes[i], confidence=float(rows[0][i])) for i in order)
    needs = find_needs(
        read,
        spans,
        rows[0],
        rows[1:] if len(spans) > 1 else rows[:1],
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
        safety=_watch(read, rows, knowledge),
    )


def _tells(intent: str) -> bool:
    return intent not in _NOT_NEEDS


def _watch(text: str, rows, knowledge: Knowledge) -> Verdict:  # type: ignore[no-untyped-def]
    """Look at the whole and at each clause: a danger said in passing is said."""
    worst = rows.max(axis=0)
    likely = {
        name: float(p)
        for name, p in zip(knowledge.classes, worst, strict=True)
        if name.startswith("emergency_")
    }
    return watch(text, likely, knowledge.scale.safety)


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
