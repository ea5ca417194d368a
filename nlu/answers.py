"""Short answers to a pending question: yes, no, later, "chépa", "laisse tomber", corrections."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

from nlu.folding import Folded, Found, fold_text, fold_word
from nlu.yaml_files import read_yaml

AnswerKind = Literal[
    "yes", "no", "later", "unknown", "refuse", "cancel", "repeat", "skip", "human", "none"
]

_FILE: Final = Path(__file__).parent / "lexicons" / "answers.yaml"
_TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s]")
_JOINING: Final = frozenset("',;.!…:-\"()")  # punctuation that separates, and says nothing
_NEW_CLAUSE: Final = frozenset({",", ";", ".", "!", "mais", "ms", "but", "ama", "لكن", "\n"})
_LONGEST: Final = 7  # words in a phrase
_READ: Final = 24  # words from the beginning: an answer stands there
_CONTRAST: Final = 80  # characters of "au 3e pas au 2e"
_DOUBLED: Final = re.compile(r"([a-z])\1+")
# "au 3e pas au 2e", "le 12 pas le 10": what follows "pas" is what was wrong.
_NOT_THAT: Final = re.compile(
    r"^(?P<right>(?:[^\W_]+[ ,']{1,2}){0,5}?[^\W_]*[0-9][^\W_]*[ ,]{1,3})"
    r"(?:et )?(?:pas|non|not|degil|مش|machi)"
    r" (?P<wrong>(?:[^\W_]+ ){0,2}[^\W_]*[0-9][^\W_]*)[ .!]*$"
)
_NOT_THIS_BUT: Final = re.compile(
    r"^(?:c'? ?est |c )?(?:pas|not|machi) (?P<wrong>(?:[^\W_]+ ){0,2}[^\W_]*[0-9][^\W_]*)[ ,]{1,2}"
    r"(?:mais |c'? ?est |but )?(?=(?:[^\W_]+ ){0,3}[^\W_]*[0-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an answer says, and what is left of it.

    `rest` is a piece of the original text; with `correction`, its entities replace earlier ones.
    """

    kind: AnswerKind
    rest: str
    correction: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    answers: dict[tuple[str, ...], AnswerKind]
    closed: frozenset[str]
    negations: frozenset[str]
    bare: frozenset[str]
    after_bare: frozenset[str]
    fillers: Mapping[str, frozenset[tuple[str, ...]]]  # by their first word
    corrections: Mapping[str, frozenset[tuple[str, ...]]]
    first_words: frozenset[str]  # of answers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    kind: AnswerKind
    start: int
    end: int
    rest: int
    correction: bool


def read_answer_words(text: str, language: str = "fr") -> Answer:
    """Read the short answer that begins a message, in any language of the lexicon."""
    message = fold_text(text)
    read = _read(message, language)
    rest = message.text[read.rest :]
    if len(rest) > _CONTRAST:
        rest = ""  # a contrast is short; a long text is told whole
    contrast = _NOT_THAT.match(rest)
    if contrast:
        start, end = (read.rest + place for place in contrast.span("right"))
        return Answer(kind=read.kind, rest=_original(message, start, end), correction=True)
    swapped = _NOT_THIS_BUT.match(rest)
    start = read.rest + (swapped.end() if swapped else 0)
    return Answer(
        kind=read.kind,
        rest=_original(message, start, len(message.text)),
        correction=read.correction or bool(swapped),
    )


def find_answers(message: Folded, *, language: str = "fr") -> tuple[Found, ...]:
    """Find the yes, no or later that begins a message."""
    read = _read(message, language)
    if read.kind not in {"yes", "no", "later"}:
        return ()
    return (Found(name="answer", value=read.kind, start=read.start, end=read.end),)


def _original(message: Folded, start: int, end: int) -> str:
    if not any(character.isalnum() for character in message.text[start:end]):
        return ""
    first, last = message.original_span(start, end)
    return message.original[first:last].strip(" ,;.:!-\n\t")


def _read(message: Folded, language: str) -> _Read:
    """Read fillers, an answer, then what marks a correction, in that order or mixed."""
    lexicon = _get_lexicon(language if language in _ELSEWHERE else None)
    tokens = [match for _, match in zip(range(_READ), _TOKEN.finditer(message.text), strict=False)]
    words = [token[0] for token in tokens]
    if {*words} - _JOINING in _ALONE:
        lexicon = _get_lexicon(None)
    place, correction = _skip(words, 0, lexicon)
    kind, length = _answer_at(words, place, lexicon)
    if kind == "none":
        first = place if correction else 0
        return _Read(
            kind="none", start=0, end=0, rest=_offset(tokens, first), correction=correction
        )
    after, corrected = _skip(words, place + length, lexicon)
    return _Read(
        kind=kind,
        start=tokens[place].start(),
        end=tokens[place + length - 1].end(),
        rest=_offset(tokens, after) if after < len(tokens) else len(message.text),
        correction=correction or corrected or _is_correcting(words, place, lexicon),
    )


def _is_correcting(words: list[str], place: int, lexicon: _Lexicon) -> bool:
    """Tell "non c'est 450": the answer itself begins a correction."""
    return bool(_longest(words, place, lexicon.corrections))


def _skip(words: list[str], place: int, lexicon: _Lexicon) -> tuple[int, bool]:
    """Pass over fillers, punctuation and marks of correction; tell whether one was a mark."""
    correction = False
    while place < len(words):
        length = _longest(words, place, lexicon.corrections)
        # "non c'est 450" holds an answer too: it is read first.
        if length and words[place] not in {"non", "nn", "nan", "no"}:
            correction = True
        elif words[place] in _JOINING:
            length = 1
        elif _answer_at(words, place, lexicon)[1]:
            return place, correction
        else:
            length = _longest(words, place, lexicon.fillers)
        if not length:
            return place, correction
        place += length
    return place, correction


def _answer_at(words: list[str], place: int, lexicon: _Lexicon) -> tuple[AnswerKind, int]:
    if place < len(words) and not _begins(words[place], lexicon.first_words):
        return "none", 0
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        kind = _kind_of(words[place : place + length], lexicon)
        bare = length == 1 and words[place] in lexicon.bare
        if kind != "none" and _may_stand(kind, words, place + length, lexicon, bare=bare):
            return kind, length
    return "none", 0


def _begins(word: str, first_words: frozenset[str]) -> bool:
    return word in first_words or _DOUBLED.sub(r"\1", word) in first_words


def _kind_of(words: list[str], lexicon: _Lexicon) -> AnswerKind:
    kind = lexicon.answers.get(tuple(words))
    if kind is None:
        squeezed = tuple(_DOUBLED.sub(r"\1", word) for word in words)  # "ouii", "nonn"
        kind = lexicon.answers.get(squeezed)
    return kind or "none"


def _may_stand(
    kind: AnswerKind, words: list[str], after: int, lexicon: _Lexicon, *, bare: bool
) -> bool:
    """Tell "je sais pas" from "je sais pas lire": some answers must end their clause."""
    if kind == "yes" and after < len(words) and words[after] in lexicon.negations:
        return False  # "ça marche pas"
    if kind not in lexicon.closed and not bare:
        return True
    if (
        bare
        and after < len(words)
        and (words[after] in lexicon.after_bare or words[after].isdigit())
    ):
        return True
    while after < len(words) and words[after] not in _NEW_CLAUSE:
        length = 1 if words[after] in _JOINING else _longest(words, after, lexicon.fillers)
        if not length:
            return words[after] in {"?", "!"}
        after += length
    return True


def _longest(
    words: list[str], place: int, phrases: Mapping[str, frozenset[tuple[str, ...]]]
) -> int:
    known = phrases.get(words[place]) if place < len(words) else None
    if known is None:
        return 0
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        if tuple(words[place : place + length]) in known:
            return length
    return 0


def _offset(tokens: list[re.Match[str]], place: int) -> int:
    if place < len(tokens):
        return tokens[place].start()
    return tokens[-1].end() if tokens else 0


@cache
def _get_lexicon(language: str | None) -> _Lexicon:
    tables: dict[str, Any] = read_yaml(_FILE)
    answers = {
        _words_of(phrase): cast("AnswerKind", kind)
        for kind, phrases in tables["kinds"].items()
        for phrase in phrases
    }
    for word in _ELSEWHERE.get(language or "", ()):
        answers.pop((word,), None)
    return _Lexicon(
        answers={words: kind for words, kind in answers.items() if words},
        first_words=frozenset(words[0] for words in answers if words),
        closed=frozenset(tables["closed"]),
        negations=frozenset(tables["negations"]),
        bare=frozenset(fold_word(word) for word in tables["bare"]),
        after_bare=frozenset(fold_word(word) for word in tables["after_bare"]),
        fillers=_by_first_word(tables["fillers"]),
        corrections=_by_first_word(tables["corrections"]),
    )


def _by_first_word(phrases: Iterable[object]) -> Mapping[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for words in map(_words_of, phrases):
        found.setdefault(words[0], set()).add(words)
    return {first: frozenset(those) for first, those in found.items()}


# A yes or a no that is the whole message is one in any language: "da", "si".
_ALONE: Final = tuple({word} for word in ("sim", "da", "tak", "nu", "si"))
# Answers of one language that are other words in another.
_ELSEWHERE: Final = {
    "fr": ("nu", "da", "na", "grave", "la", "ah", "sim", "si", "rien", "nada", "so"),
    "en": ("si", "pass", "non", "tak", "grave", "wah", "la", "ah"),
    **dict.fromkeys(("es", "pt", "it", "pl", "ro", "tr", "uk", "ru"), ("ah",)),  # a yes in darija
}


def _words_of(phrase: object) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(fold_word(str(phrase))))
