"""What is broken: problem types of the landlord's catalogue, in tenants' words."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from nlu.folding import Found
from nlu.phrases import Hit, Word
from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "problems.yaml"
_WINDOW: Final = 7  # words between the first and the last one of a rule
_VERY_SHORT: Final = 2  # "chauffage svp": the thing is enough
_MOST: Final = 4  # problems told in one message

PROBLEM_PHRASE: Final = "problem_type"
PROBLEM_WORD: Final = "problem_word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Classes of words that mean a problem when they stand together."""

    code: str
    classes: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLexicon:
    """The content of `lexicons/problems.yaml`, checked."""

    words: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[str, ...]]
    misspelt: Mapping[str, tuple[str, ...]]
    rules_by_first: Mapping[str, tuple[tuple[int, Rule], ...]]
    alone: Mapping[str, str]
    first: frozenset[str]
    hides: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    score: tuple[int, int, int]
    code: str
    places: frozenset[int]


@cache
def get_problem_lexicon() -> ProblemLexicon:
    """Read the lexicon of problems; a rule with an unknown class of words is refused."""
    tables: dict[str, Any] = read_yaml(_FILE)
    problems: dict[str, dict[str, list[str]]] = tables["problems"]
    rules = tuple(
        Rule(
            code=code,
            classes=tuple(_check_classes(code, rule.split(), tables["words"])),
            unless=tuple(_check_classes(code, problem.get("unless", []), tables["words"])),
        )
        for code, problem in problems.items()
        for rule in problem.get("together", ())
    )
    return ProblemLexicon(
        words={name: tuple(words) for name, words in tables["words"].items()},
        phrases={code: tuple(problem["phrases"]) for code, problem in problems.items()},
        misspelt={code: tuple(problem["misspelt"]) for code, problem in problems.items()},
        rules_by_first=_by_first(rules),
        alone={
            thing: code for code, problem in problems.items() for thing in problem.get("alone", ())
        },
        first=frozenset(tables["first"]),
        hides={code: tuple(hidden) for code, hidden in tables["hides"].items()},
    )


def _by_first(rules: tuple[Rule, ...]) -> Mapping[str, tuple[tuple[int, Rule], ...]]:
    """Give the rules, each with its rank, by the first of their classes."""
    found: dict[str, tuple[tuple[int, Rule], ...]] = {}
    for rank, rule in enumerate(rules):
        first = rule.classes[0]
        found[first] = (*found.get(first, ()), (rank, rule))
    return found


def _check_classes(code: str, names: list[str], words: Mapping[str, object]) -> Iterator[str]:
    for name in names:
        if name not in words:
            message = f"{_FILE.name}: problem {code!r} names {name!r}, which is not under `words`."
            raise ValueError(message)
        yield name


def list_problem_phrases() -> Iterator[tuple[str, str, str]]:
    """Give every phrase of the lexicon, for the phrasebook."""
    lexicon = get_problem_lexicon()
    for table in (lexicon.phrases, lexicon.misspelt):
        for code, phrases in table.items():
            yield from ((phrase, PROBLEM_PHRASE, code) for phrase in phrases)
    for name, phrases in lexicon.words.items():
        yield from ((phrase, PROBLEM_WORD, name) for phrase in phrases)


def find_problems(words: tuple[Word, ...], hits: tuple[Hit, ...]) -> tuple[Found, ...]:
    """Find the problems told, best told first kept when two share words."""
    classes = _places_of_classes(hits)
    candidates = [*_whole_phrases(hits), *_ruled(classes, words), *_alone(classes, words)]
    found: list[Found] = []
    used: set[int] = set()
    codes: set[str] = set()
    for candidate in sorted(candidates, key=_rank, reverse=True):
        if candidate.code not in codes and not used & candidate.places and len(found) < _MOST:
            found.append(_found(candidate, words))
            used |= candidate.places
            codes.add(candidate.code)
    hidden = {code for name in codes for code in get_problem_lexicon().hides.get(name, ())}
    shown = (item for item in found if item.value not in hidden)
    return tuple(sorted(shown, key=lambda item: item.start))


def _rank(candidate: _Candidate) -> tuple[bool, tuple[int, int, int]]:
    return candidate.code in get_problem_lexicon().first, candidate.score


def _found(candidate: _Candidate, words: tuple[Word, ...]) -> Found:
    first, last = min(candidate.places), max(candidate.places)
    return Found(
        name="problem_type",
        value=candidate.code,
        start=words[first].start,
        end=words[last].end,
    )


def _places_of_classes(hits: tuple[Hit, ...]) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        if hit.name == PROBLEM_WORD:
            places.setdefault(hit.value, []).append((hit.first, hit.last))
    return places


def _whole_phrases(hits: tuple[Hit, ...]) -> Iterator[_Candidate]:
    for hit in hits:
        if hit.name == PROBLEM_PHRASE:
            places = frozenset(range(hit.first, hit.last + 1))
            # A whole phrase is surer than as many words that merely stand together.
            yield _Candidate(score=(2 * len(places) + 1, 0, 0), code=hit.value, places=places)


def _ruled(
    classes: dict[str, list[tuple[int, int]]], words: tuple[Word, ...]
) -> Iterator[_Candidate]:
    rules = get_problem_lexicon().rules_by_first
    begun = (pair for name in classes for pair in rules.get(name, ()))
    for rank, rule in sorted(begun, key=itemgetter(0)):
        if not all(name in classes for name in rule.classes):
            continue
        for first in classes[rule.classes[0]]:
            places = _gather(first, rule, classes, words)
            if places and not _is_excused(places, rule, classes):
                width = max(places) - min(places)
                yield _Candidate(
                    score=(2 * len(places), -width, -rank), code=rule.code, places=places
                )


def _gather(
    first: tuple[int, int],
    rule: Rule,
    classes: dict[str, list[tuple[int, int]]],
    words: tuple[Word, ...],
) -> frozenset[int] | None:
    """Take the nearest words of each other class, in the same sentence and not far."""
    places = set(range(first[0], first[1] + 1))
    for name in rule.classes[1:]:
        near = [
            (abs(start - first[0]), start, end)
            for start, end in _around(classes[name], first[0])
            if not places & set(range(start, end + 1))
            and words[start].sentence == words[first[0]].sentence
            and abs(start - first[0]) < _WINDOW
        ]
        if not near:
            return None
        _, start, end = min(near)
        places |= set(range(start, end + 1))
    return frozenset(places)


def _around(places: list[tuple[int, int]], place: int) -> list[tuple[int, int]]:
    middle = bisect_left(places, (place, 0))
    return places[max(0, middle - 3) : middle + 3]


def _is_excused(
    places: frozenset[int], rule: Rule, classes: dict[str, list[tuple[int, int]]]
) -> bool:
    """Tell "je peux pas payer le chauffage": the money, not the heating."""
    middle = min(places)
    return any(
        abs(start - middle) < _WINDOW
        for name in rule.unless
        for start, _ in _around(classes.get(name, []), middle)
    )


def _alone(
    classes: dict[str, list[tuple[int, int]]], words: tuple[Word, ...]
) -> Iterator[_Candidate]:
    if len(words) > _VERY_SHORT:
        return
    for thing, code in get_problem_lexicon().alone.items():
        for first, last in classes.get(thing, ()):
            yield _Candidate(score=(1, 0, 0), code=code, places=frozenset(range(first, last + 1)))
