"""Every need that a message tells, with the words that tell it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from nlu.folding import fold_text

Span = tuple[int, int]
_STOP: Final = re.compile(r"[.!?;…\n]+|,+")
_JOIN: Final = re.compile(
    r"\b(?:et puis|et aussi|et en plus|en plus|et|mais|ms|puis|aussi|alors que|parce que|parske|"
    r"psk|pcq|car|depuis que|depui que|du coup|sinon|par contre|sans compter|en meme temps|donc|"
    r"vu que|comme|and|also|but|because|since|ve|ayrica|ama|cunku|bir de|و|ايضا|كذلك|لان|"
    r"w|ou|hit|7it|walakin|i|oraz|ale|poniewaz|si|dar|pentru ca|e|mas|porque|tambem|y|pero|"
    r"ademas|ma|anche|perche|та|і|и|але|но|також|также)\b"
)
# Where something else may begin when nothing is written between two things.
_BEGIN: Final = re.compile(
    r"(?<=\s)(?:ya|y a|il y a|g|j'ai|jai|je|j|jpe|jsuis|chui|on|la caf|mon|ma|mes|c'est|est ce|"
    r"comment|pourquoi|pour|avec|depuis|sans|aussi|svp|meme|plus de|plus d'eau|le|la|l'ascenseur|"
    r"il|elle|ils|faut|vous|si|quand|ou)\b"
)
_FEWEST_WORDS: Final = 2
_A_HALF: Final = 3  # words of the smaller half of a long clause
_A_LONG_CLAUSE: Final = 8
_A_NEED: Final = 4  # words from which a piece tells a need by itself
_MOST_BEGINNINGS: Final = 4
_MOST_CLAUSES: Final = 8  # longer stories are cut at their strongest marks only
_MOST_PIECES: Final = 16
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One need said; `start` and `end` are offsets in the message as received."""

    intent: str
    confidence: float
    text: str
    start: int
    end: int


def cut_clauses(text: str) -> tuple[Span, ...]:
    """Cut a message where it may pass from one thing to another; offsets in the message.

    The clauses between marks and joining words, then both halves of each long clause, cut where
    a new beginning stands: dictated messages have no marks.
    """
    folded = fold_text(text)
    marks = {place for mark in _STOP.finditer(folded.text) for place in mark.span()}
    joints = marks | {mark.start() for mark in _JOIN.finditer(folded.text)}
    fine = _clauses(folded.text, joints)
    clauses = fine if len(fine) <= _MOST_CLAUSES else _clauses(folded.text, marks)[:_MOST_CLAUSES]
    pieces = [*clauses, *(half for clause in clauses for half in _halves(folded.text, clause))]
    return tuple(folded.original_span(start, end) for start, end in pieces[:_MOST_PIECES])


def _halves(text: str, clause: Span) -> Iterator[Span]:
    start, end = clause
    if _count(text, start, end) < _A_LONG_CLAUSE:
        return
    places = [
        mark.start()
        for mark in _BEGIN.finditer(text, start, end)
        if min(_count(text, start, mark.start()), _count(text, mark.start(), end)) >= _A_HALF
    ]
    step = max(1, -(-len(places) // _MOST_BEGINNINGS))
    for place in places[::step]:
        yield start, place - 1
        yield place, end


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _clauses(text: str, marks: set[int]) -> list[Span]:
    """Give the pieces between marks; a piece of one word goes with the next or the last."""
    clauses: list[Span] = []
    begin: int | None = None
    edges = sorted({0, len(text), *marks})
    for start, end in pairwise(edges):
        words = list(_WORD.finditer(text, begin if begin is not None else start, end))
        if not words:
            continue
        begin = words[0].start() if begin is None else begin
        if len(words) >= _FEWEST_WORDS:
            clauses.append((begin, words[-1].end()))
            begin = None
    if begin is not None and clauses:
        clauses[-1] = (clauses[-1][0], len(text.rstrip()))
    return clauses or ([(0, len(text))] if text else [])


def find_needs(
    text: str,
    spans: Sequence[Span],
    whole: Any,  # noqa: ANN401 (one probability a class)
    pieces: Any,  # noqa: ANN401 (clauses × classes)
    classes: Sequence[str],
    *,
    tells: Callable[[str], bool],
    least: float,
) -> tuple[Need, ...]:
    """Return the needs, the main one first; `tells` says which intents are needs."""
    best: dict[str, tuple[float, Span]] = {}
    for span, row in zip(spans, pieces, strict=True):
        place = int(row.argmax())
        intent, sure = classes[place], float(row[place])
        told = tells(intent) and len(_WORD.findall(text[span[0] : span[1]])) >= _A_NEED
        if told and sure >= max(least, best.get(intent, (0.0, span))[0]):
            best[intent] = (sure, span)
    main = int(whole.argmax())
    everything = (0, len(text.rstrip()))
    if tells(classes[main]):
        span = best.get(classes[main], (0.0, everything))[1]
        sure = max(float(whole[main]), best.get(classes[main], (0.0, span))[0])
        best[classes[main]] = (sure, span)
    ordered = sorted(best.items(), key=lambda item: (item[0] != classes[main], -item[1][0]))
    if len(ordered) == 1:
        ordered = [(ordered[0][0], (ordered[0][1][0], everything))]
    return tuple(
        Need(intent=intent, confidence=sure, text=text[start:end], start=start, end=end)
        for intent, (sure, (start, end)) in ordered
    )
