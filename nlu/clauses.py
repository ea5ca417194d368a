"""The pieces of a message: its clauses, in each language, and runs of words across them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from nlu.folding import fold_text
from nlu.yaml_files import read_yaml

Span = tuple[int, int]
_FILE: Final = Path(__file__).parent / "lexicons" / "clauses.yaml"
_OTHERWISE: Final = "fr"  # how a message of an unknown language is cut
_STOP: Final = re.compile(r"[.!?;…\n]+|,+")
_FEWEST_WORDS: Final = 2
_A_HALF: Final = 3  # words of the smaller half of a long clause
_A_LONG_CLAUSE: Final = 12
_MOST_CLAUSES: Final = 8  # longer stories are cut at their strongest marks only
_MOST_PIECES: Final = 16
_A_RUN: Final = 12  # words
_A_STEP: Final = 9  # words from where one run begins to where the next does
_FROM: Final = 18  # words: shorter messages are read by their clauses alone
_MOST_RUNS: Final = 12
WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Joints:
    """Where clauses of a language are joined by a word, and where one may begin without any."""

    join: re.Pattern[str]
    begin: re.Pattern[str]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    kept: dict[str, dict[str, list[str]]] = read_yaml(_FILE)
    return kept


@cache
def joints_of(language: str) -> Joints:
    """Return the joints of a language."""
    kept = _table()
    words = kept.get(language, kept[_OTHERWISE])
    join, begin = ("|".join(map(str, words[key])) for key in ("join", "begin"))
    return Joints(re.compile(rf"\b(?:{join})\b"), re.compile(rf"(?<=\s)(?:{begin})\b"))


def read_all_joints() -> None:
    """Read the joints of every language: no first message of one waits for them."""
    for language in _table():
        joints_of(language)


def cut_clauses(text: str, language: str = _OTHERWISE) -> tuple[Span, ...]:
    """Cut a message where it may pass from one thing to another; offsets in the message.

    The clauses between marks and joining words, then both halves of each long clause, cut where
    a new beginning stands: dictated messages have no marks.
    """
    folded, joints = fold_text(text), joints_of(language)
    marks = {place for mark in _STOP.finditer(folded.text) for place in mark.span()}
    joined = marks | {mark.start() for mark in joints.join.finditer(folded.text)}
    fine = _clauses(folded.text, joined)
    clauses = fine if len(fine) <= _MOST_CLAUSES else _clauses(folded.text, marks)[:_MOST_CLAUSES]
    halves = (half for clause in clauses for half in _halves(folded.text, clause, joints))
    pieces = [*clauses, *halves]
    return tuple(folded.original_span(start, end) for start, end in pieces[:_MOST_PIECES])


def cut_runs(text: str) -> tuple[Span, ...]:
    """Cut a message into runs of twelve words, each from the midst of the one before.

    Where clauses are cut at the wrong word, a need stands whole in one of these. A short
    message has none.
    """
    folded = fold_text(text)
    words = [word.span() for word in WORD.finditer(folded.text)]
    last = len(words) - _A_RUN
    starts = [*range(0, last, _A_STEP), last] if len(words) > _FROM else []
    return tuple(
        folded.original_span(words[start][0], words[start + _A_RUN - 1][1])
        for start in starts[:_MOST_RUNS]
    )


def _halves(text: str, clause: Span, joints: Joints) -> Iterator[Span]:
    """Yield both halves of a long clause, cut at the beginning that is nearest its middle."""
    start, end = clause
    if _count(text, start, end) < _A_LONG_CLAUSE:
        return
    places = [
        mark.start()
        for mark in joints.begin.finditer(text, start, end)
        if min(_count(text, start, mark.start()), _count(text, mark.start(), end)) >= _A_HALF
    ]
    if places:
        place = min(places, key=lambda place: abs(2 * place - start - end))
        yield start, place - 1
        yield place, end


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in WORD.finditer(text, start, end))


def _clauses(text: str, marks: set[int]) -> list[Span]:
    """Give the pieces between marks; a piece of one word goes with the next or the last."""
    clauses: list[Span] = []
    begin: int | None = None
    edges = sorted({0, len(text), *marks})
    for start, end in pairwise(edges):
        words = list(WORD.finditer(text, begin if begin is not None else start, end))
        if not words:
            continue
        begin = words[0].start() if begin is None else begin
        if len(words) >= _FEWEST_WORDS:
            clauses.append((begin, words[-1].end()))
            begin = None
    if begin is not None and clauses:
        clauses[-1] = (clauses[-1][0], len(text.rstrip()))
    return clauses or ([(0, len(text))] if text else [])
