"""What a message says: language, intents, needs, entities, danger."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple

import numpy as np

from nlu.clauses import Span, cut_clauses, cut_runs
from nlu.cyrillic import write_in_cyrillic
from nlu.entities import Entity, find_entities
from nlu.examples import OUT_OF_SCOPE
from nlu.folding import fold_text, fold_word
from nlu.language import follow
from nlu.losses import tells_a_death
from nlu.model import Knowledge, Read, emergencies_among, repairs_among
from nlu.needs import Message, Need, find_needs
from nlu.places import Gazetteer
from nlu.safety import SAFE, Thresholds, Verdict, watch, worse
from nlu.unmeant import cannot_be, says_no_need

_NOT_NEEDS: Final = frozenset({"greet", "thank_bye", "affirm", "deny", OUT_OF_SCOPE})
_OF_THEIR_OWN: Final = frozenset({"emergency_suicide"})  # "mon père vient de mourir" tells no wish
_IN_A_LIFT: Final = "lift_person_blocked"
_GAS: Final = "gas_smell"
_DANGERS_PERHAPS: Final = {  # defects that nobody may take for a mere repair
    _IN_A_LIFT: Verdict("ask", "emergency_lift", f"model: {_IN_A_LIFT}"),
    _GAS: Verdict("ask", "emergency_gas", f"model: {_GAS}"),
}
_STUCK: Final = re.compile(
    r"\b(?:blo(?:qu|k)\w*|coin(?:c|s)\w*|enferm\w*|stuck|trapped|mahsur|kaldi\w*)\b|عالق"
)
_IT_IS_STUCK: Final = re.compile(
    r"(?:non |oui |mais )*(?:il|elle|ca|c|l'? ?ascenseur) ?(?:est |s'? ?est |et |reste )?"
    r"(?:encore |toujours )?(?:blo(?:qu|k)|coinc|arret)\w*(?: \w+){0,3}[ .!]*"
)
_LIFT_DOWN: Final = "lift_down"
_PLACES: Final = frozenset({"town", "residence", "building", "entrance", "floor"})
_SAID_PLAINLY: Final = _PLACES | {"children_count", "people_count"}  # they frighten nobody
_A_BABY: Final = ("risk_marker", "baby")
PROBLEM: Final = "problem_type"
_OFFERED: Final = 3  # defects that may be offered
_ONLY_OFFERED: Final = frozenset({"plumbing_fixture", "joinery"})  # they stand for many things
_FAINTLY: Final = 0.3  # of a danger that the model thinks of
_FAINTEST: Final = 0.05  # of all dangers and defects, in a message that is about neither
_WORTH_ASKING: Final = 0.2  # how likely a defect must be that may be a danger
_A_WORD: Final = re.compile(r"[^\W\d_]{4}|[^\W\d_a-z]")  # of some letters, or of another script
_A_DANGER_FOR_SURE: Final = 0.95  # of the intents, though nobody is asked about it
_A_CLAUSE: Final = 4  # words from which a clause is heard by itself
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_A_FEW: Final = 4  # words beside a place that say in which language somebody writes
_UNLIKELY: Final = (0.0, 0.0)  # of a danger now, and now or soon: only words are looked at
_LONGEST: Final = 4_000  # characters read; what is longer is kept whole by the caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known before the message: the moment, the language, the kind of answer."""

    now: datetime
    language: str | None = None
    awaiting: str | None = None


class Guess(NamedTuple):
    """One intent and how likely it is; there are fifty a message, so it is made fast."""

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
    maybe: tuple[Need, ...]  # told too, perhaps: to be asked about
    entities: tuple[Entity, ...]
    safety: Verdict
    defects: tuple[Guess, ...] = ()  # the likeliest, where a defect is told that no word names
    defect: str | None = None  # the first of them, where it is sure enough to stand as told


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A message and its pieces as they are read: where clauses and runs stand, their words.

    `heard` is the message, then its clauses, none where it is one.
    """

    spans: tuple[Span, ...]
    heard: list[str]
    runs: list[str]


def understand(text: str, context: Context, knowledge: Knowledge) -> Understanding:
    """Read one message.

    No clock, no memory: the same text, context and knowledge always give the same
    understanding. No text is refused; a text with no letters means nothing.
    """
    read = text[:_LONGEST]
    language = _language(read, context.language, knowledge.gazetteer)
    entities = find_entities(
        read, now=context.now, language=language, gazetteer=knowledge.gazetteer
    )
    folded, bars = fold_word(read), knowledge.scale.bars(language)
    if says_no_need(folded):
        nothing_said = watch(read, {}, (), bars)
        return _nothing(text, language, entities, nothing_said)
    pieces = _pieces_of(read, language)
    said = knowledge.read(pieces.heard, language, pieces.runs)
    problem = any(entity.name == PROBLEM for entity in entities)
    likely = _likeliest_defects(said, knowledge)
    safety = _watch(read, pieces.heard, said, knowledge, entities, bars)
    perhaps = likely if _may_be_a_defect(said.intents[0], knowledge.classes) else ()
    entities, safety = _asked_of_defects(entities, perhaps, folded, safety)
    unmeant = cannot_be(
        folded, problem=problem, lift=any(entity.value == _LIFT_DOWN for entity in entities)
    )
    if safety.level == "none" and tells_a_death(read):
        unmeant |= _OF_THEIR_OWN
    intents = _without(unmeant, said.intents, knowledge.classes)
    intents = _calm(intents, knowledge.classes) if safety.level == "none" else intents
    ranking = _ranked(intents[0].tolist(), knowledge.classes)
    needs = find_needs(
        Message(
            text=read,
            spans=pieces.spans,
            whole=intents[0],
            pieces=_that_tell(intents[1:], pieces.spans, read, entities)
            if len(intents) > 1
            else intents,
            classes=knowledge.classes,
        ),
        tells=_tells,
        further=knowledge.scale.second_need,
        danger=safety.level == "fire",
    )
    guessed = () if problem else likely
    return Understanding(
        text=text,
        language=language,
        intent=ranking[0].name,
        confidence=ranking[0].confidence,
        ranking=ranking,
        needs=needs.told,
        maybe=needs.maybe,
        entities=entities,
        safety=safety,
        defects=_worth_offering(guessed, knowledge.scale.problems_offered.of(language)),
        defect=_sure_one(guessed, knowledge.scale.problem_told.of(language)),
    )


def _pieces_of(text: str, language: str) -> _Pieces:
    clauses, runs = cut_clauses(text, language), cut_runs(text)
    of_several = clauses if len(clauses) > 1 or runs else ()
    return _Pieces(
        spans=clauses + runs,
        heard=[_as_spoken(text[a:b], language) for a, b in ((0, len(text)), *of_several)],
        runs=[_as_spoken(text[a:b], language) for a, b in runs],
    )


def _likeliest_defects(said: Read, knowledge: Knowledge) -> tuple[Guess, ...]:
    if said.problems is None or knowledge.problems is None:
        return ()
    ranked = _ranked(said.problems.tolist(), knowledge.problems.classes)
    return ranked[:_OFFERED]


def _may_be_a_defect(whole: Any, classes: tuple[str, ...]) -> bool:  # noqa: ANN401 (a row)
    """Tell whether a message may be about a defect or a danger at all: a blocked back is none."""
    return float(whole[[*repairs_among(classes), *emergencies_among(classes)]].sum()) >= _FAINTEST


def _danger_perhaps(defects: Sequence[Guess], said: str) -> Verdict:
    """Ask whether it smells of gas, or somebody is shut in a lift, where a defect may be that.

    A lift that is stuck itself has nobody in it: "il est bloqué en bas".
    """
    likely = {d.name for d in defects if d.confidence >= _WORTH_ASKING} & _DANGERS_PERHAPS.keys()
    if len(said.split()) <= _A_CLAUSE or _IT_IS_STUCK.fullmatch(said):
        likely -= {_IN_A_LIFT}
    return next((_DANGERS_PERHAPS[name] for name in sorted(likely)), SAFE)


def _worth_offering(defects: Sequence[Guess], least: float) -> tuple[Guess, ...]:
    """Return defects where the first is likely enough; what may be a danger is asked about."""
    plain = tuple(defect for defect in defects if defect.name not in _DANGERS_PERHAPS)
    return plain if plain and plain[0].confidence >= least else ()


def _sure_one(defects: Sequence[Guess], sure: float) -> str | None:
    """Return the likeliest defect where it is sure; what may be a danger is asked about."""
    for name, likely in defects[:1]:
        if likely >= sure and name not in _ONLY_OFFERED | _DANGERS_PERHAPS.keys():
            return name
    return None


def _as_spoken(text: str, language: str) -> str:
    """Lower what is written in capitals only: the encoder takes anger for despair.

    Ukrainian and Russian are read in their own letters.
    """
    return write_in_cyrillic(text.lower() if text.isupper() else text, language)


def _ranked(likely: Sequence[float], classes: Sequence[str]) -> tuple[Guess, ...]:
    ordered = sorted(zip(likely, classes, strict=True), key=lambda pair: -pair[0])
    return tuple(Guess(name, sure) for sure, name in ordered)


def _without(names: frozenset[str], intents: Any, classes: Sequence[str]) -> Any:  # noqa: ANN401 (rows)
    if not names:
        return intents
    left = intents * np.array([name not in names for name in classes], np.float32)
    return left / left.sum(axis=1, keepdims=True)


def _that_tell(pieces: Any, spans: Sequence[Span], text: str, entities: Sequence[Entity]) -> Any:  # noqa: ANN401 (rows)
    """Silence the clauses that only say where: "2e étage les tilleuls" is no defect."""
    said = text
    for place in (entity for entity in entities if entity.name in _PLACES):
        said = said[: place.start] + " " * (place.end - place.start) + said[place.end :]
    tell = [_A_WORD.search(fold_word(said[start:end])) is not None for start, end in spans]
    return pieces * np.array(tell, np.float32)[:, None]


def _calm(intents: Any, classes: tuple[str, ...]) -> Any:  # noqa: ANN401 (rows)
    """Take the dangers away where none is seen and the intents are not sure: "je suis enceinte".

    What is left of the message is its subject; what is left of a clause is as faint as it was.
    """
    dangers = emergencies_among(classes)
    if intents[0, dangers].sum() >= _A_DANGER_FOR_SURE:
        return intents
    calm = intents.copy()
    calm[:, dangers] = 0.0
    calm[0] /= calm[0].sum()
    return calm


def _tells(intent: str) -> bool:
    return intent not in _NOT_NEEDS


def _language(text: str, spoken: str | None, gazetteer: Gazetteer) -> str:
    """Follow the language of a conversation; names of places are no evidence of another."""
    found = follow(text, spoken)
    if spoken is None or found == spoken:
        return found
    message = fold_text(text)
    spans = [message.original_span(place.start, place.end) for place in gazetteer.find(message)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    if spans and len(_LETTERS.findall(text)) < _A_FEW:
        return spoken  # a number, a name, a place: "204518 Brumelle les tilleuls 3. kat"
    return follow(text, spoken) if spans else found


def _may_be_of_a_defect(entity: Entity) -> bool:
    return entity.name == PROBLEM or (entity.name, entity.value) == _A_BABY


def _asked_of_defects(
    entities: tuple[Entity, ...], likely: Sequence[Guess], said: str, seen: Verdict
) -> tuple[tuple[Entity, ...], Verdict]:
    """Take a lift that has somebody near for one that is down; ask whether they are inside.

    Ask too where a defect that no word names may be a danger, if no more than that was seen.
    """
    if seen.level == "none" and any(e.value == _IN_A_LIFT for e in entities):
        down = (replace(e, value=_LIFT_DOWN) if e.value == _IN_A_LIFT else e for e in entities)
        doubt = Verdict("ask", "emergency_lift", "words: ascenseur bloqué")
        return tuple(down), doubt if _STUCK.search(said) else SAFE
    faint = seen.level == "none" or (seen.level == "ask" and seen.likely < _FAINTLY)
    perhaps = _danger_perhaps(likely, said) if faint else SAFE
    return entities, seen if perhaps is SAFE else perhaps


def _watch(
    text: str,
    heard: Sequence[str],
    said: Read,
    knowledge: Knowledge,
    entities: Sequence[Entity],
    bars: Thresholds,
) -> Verdict:
    """Look at the whole and at each clause long enough to mean something by itself.

    Where other letters are read than those that stand there, the words of both are looked at;
    the model has read one of them, and is asked once.
    """
    whole = knowledge.dangers_of(0, said)
    long_enough = [
        knowledge.dangers_of(place, said)
        for place, clause in enumerate(heard)
        if place and len(clause.split()) >= _A_CLAUSE
    ]
    seen = watch(
        heard[0],
        whole,
        long_enough,
        bars,
        named=sum(len(e.text.split()) for e in entities if e.name in _SAID_PLAINLY),
        meant=dict(zip(knowledge.classes, said.intents[0].tolist(), strict=True)),
        told=frozenset(str(e.value) for e in entities if _may_be_of_a_defect(e)),
    )
    if heard[0].lower() == text.lower():
        return seen
    return worse(seen, watch(text, dict.fromkeys(whole, _UNLIKELY), (), bars))


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
        maybe=(),
        entities=entities,
        safety=safety,
    )
