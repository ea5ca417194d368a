"""Phrases found in messages by their sound, so that "chofage" is "chauffage".

A word written with "=" before it in a lexicon must be written just so in the message.
A phrase is kept without its small words ("le", "de", "j'ai"): "plus d'eau chaude" also finds
"ya plu deau chaude". Each remaining word is compared by how it sounds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from nlu.folding import Folded, fold_word
from nlu.yaml_files import read_yaml

_WORD: Final = re.compile(r"[^\W_]+|(?P<stop>[.!?;\n])")
_FILE: Final = Path(__file__).parent / "lexicons" / "small_words.yaml"
_SMALL: Final = frozenset(word for words in read_yaml(_FILE).values() for word in words)
_ELISION: Final = re.compile(r"^(?:[ldj]|qu)(?=[aeiouyh][a-z]{2})")
_ARABIC_PREFIX: Final = re.compile(r"^(?:وال|بال|فال|لل|ال|و|ب|ف)(?=\w{3})")
_SPELLINGS: Final = {
    "pa": "pas",
    "po": "pas",
    "plu": "plus",
    "tro": "trop",
    "ds": "dans",
    "ac": "avec",
    "av": "avec",
}
_SHORT: Final = 3  # shorter words sound like too many others
_EXACT: Final = 4  # a phrase of one word this short must be written just so
_LONG: Final = 8  # longer words may have one letter wrong
_ENDING: Final = re.compile(r"(?:ent|er|ez|ee?s?|s)$")
_MUTE: Final = re.compile(r"[tdxs]$")
_SOUNDS: Final = (
    ("eau|au", "o"),
    ("ph", "f"),
    ("sch|sh|ch", "S"),
    ("qu|ck|cqu", "k"),
    ("gn", "N"),
    ("oi", "w"),
    ("ou", "U"),
    ("(?:ain|ein|in|im|un|um|yn|ym)(?![aeiouynmh])", "1"),
    ("(?:an|am|en|em)(?![aeiouynmh])", "2"),
    ("(?:on|om)(?![aeiouynmh])", "3"),
    ("oeu|eu|ai|ei|ay|ey", "e"),
    ("sc(?=[eiy])", "s"),
    ("c(?=[eiy])", "s"),
    ("[cqk]", "k"),
    ("gu(?=[eiy])", "g"),
    ("ge(?=[ao])", "j"),
    ("g(?=[eiy])", "j"),
    ("x", "ks"),
    ("y", "i"),
    ("z", "s"),
    ("w", "v"),
    ("h", ""),
)
_SOUND: Final = re.compile(
    "|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_SOUNDS))
)
_DOUBLED: Final = re.compile(r"(.)\1+")


class Word(NamedTuple):
    """A word of a message: how it may sound, and where it stands; made for each word, so fast."""

    text: str
    sounds: tuple[str, ...]
    start: int
    end: int
    sentence: int


class Hit(NamedTuple):
    """A phrase found: what it stands for, and the first and last of its words."""

    name: str
    value: str
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    following: dict[str, "_Node"]
    meanings: list[tuple[str, str]]


class Phrasebook:
    """Phrases, each with a name and a value, searched all at once."""

    __slots__ = ("_near", "_root")

    def __init__(self, phrases: Iterable[tuple[str, str, str]]) -> None:
        self._root = _Node({}, [])
        self._near: dict[str, str] = {}
        for phrase, name, value in phrases:
            self._add(phrase, (name, value))

    def find(self, words: tuple[Word, ...]) -> tuple[Hit, ...]:
        """Find the longest phrases of each name, from each word of a message."""
        hits: list[Hit] = []
        covered: dict[str, int] = {}
        for first, word in enumerate(words):
            if len(word.text) < _LONG and self._root.following.keys().isdisjoint(word.sounds):
                continue  # most words begin nothing
            longest = self._longest(words, first)
            for (name, value), last in longest.items():
                # A phrase inside a longer one of the same name says nothing more.
                if last > covered.get(name, -1):
                    hits.append(Hit(name=name, value=value, first=first, last=last))
            for (name, _), last in longest.items():
                covered[name] = max(covered.get(name, -1), last)
        return tuple(hits)

    def _longest(self, words: tuple[Word, ...], first: int) -> dict[tuple[str, str], int]:
        """Give, for each name, the longest phrase that begins at a word."""
        best: dict[str, tuple[int, list[tuple[str, str]]]] = {}
        nodes = [self._root]
        for place in range(first, len(words)):
            if words[place].sentence != words[first].sentence:
                break
            nodes = [found for node in nodes for found in self._step(node, words[place])]
            if not nodes:
                break
            for meaning in (meaning for node in nodes for meaning in node.meanings):
                place_before, meanings = best.get(meaning[0], (-1, []))
                best[meaning[0]] = (place, [*(meanings if place_before == place else ()), meaning])
        return {meaning: last for last, meanings in best.values() for meaning in meanings}

    def _step(self, node: _Node, word: Word) -> Iterator[_Node]:
        seen = False
        for sound in word.sounds:
            found = node.following.get(sound)
            if found:
                seen = True
                yield found
        if not seen and len(word.text) >= _LONG:
            for shape in _all_shapes(word):
                close = self._near.get(shape)
                if close and close in node.following:
                    yield node.following[close]
                    return

    def _add(self, phrase: str, meaning: tuple[str, str]) -> None:
        words = read_words_of(phrase)
        if not words:
            message = (
                f"The phrase {phrase!r} of {meaning} holds only small words: write a longer one."
            )
            raise ValueError(message)
        node = self._root
        for word in words:
            sound = word.sounds[0]
            node = node.following.setdefault(sound, _Node({}, []))
            if len(word.text) >= _LONG:
                self._near.update(dict.fromkeys(_shapes(word.text), sound))
        if meaning not in node.meanings:
            node.meanings.append(meaning)


def read_words(message: Folded) -> tuple[Word, ...]:
    """Cut a folded text into words that may matter, with their sounds."""
    words: list[Word] = []
    sentence = 0
    for match in _WORD.finditer(message.text):
        if match["stop"]:
            sentence += 1
        elif match[0] not in _SMALL:
            words.append(
                Word(
                    text=match[0],
                    sounds=_sounds_of(match[0]),
                    start=match.start(),
                    end=match.end(),
                    sentence=sentence,
                )
            )
    return tuple(words)


def read_words_of(phrase: str) -> tuple[Word, ...]:
    """Cut a phrase of a lexicon, where each word has one sound only."""
    words = [word for word in re.findall(r"=?[^\W_]+", fold_word(phrase)) if word not in _SMALL]
    if len(words) == 1 and len(words[0]) <= _EXACT and words[0].isascii():
        words = ["=" + words[0].removeprefix("=")]
    return tuple(
        Word(
            text=word,
            sounds=(word if word.startswith("=") else sound_of(word),),
            start=0,
            end=0,
            sentence=0,
        )
        for word in words
    )


@lru_cache(maxsize=20_000)
def _sounds_of(word: str) -> tuple[str, ...]:
    """Give the sounds of a word, with and without an article stuck to it ("leau", "deau")."""
    sounds = [sound_of(word), "=" + word]
    for prefix in (_ELISION, _ARABIC_PREFIX):
        shorter = prefix.sub("", word, count=1)
        if shorter != word:
            sounds += (sound_of(shorter), "=" + shorter)
    return tuple(dict.fromkeys(sounds))


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """Give how a French word sounds, roughly; short words and other scripts stay as they are."""
    word = _SPELLINGS.get(word, word)
    if not word.isascii():
        return _ARABIC_PREFIX.sub("", word, count=1)
    stem = _trim(word)
    if len(stem) <= _SHORT:
        return stem
    heard = _SOUND.sub(lambda match: _SOUNDS[int(str(match.lastgroup)[1:])][1], stem)
    return _DOUBLED.sub(r"\1", heard)


def _trim(word: str) -> str:
    """Drop an ending that is not heard, and leave three letters at least."""
    for ending in (_ENDING, _MUTE):
        shorter = ending.sub("", word, count=1)
        if len(shorter) >= _SHORT and len(word) > _SHORT:
            word = shorter
    return word


@lru_cache(maxsize=4096)
def _shapes(word: str) -> tuple[str, ...]:
    """Give a word, and the word with each letter missing: two words one letter apart share one.

    In one order, for the first that is known is taken: a set's would differ from run to run.
    """
    return tuple(dict.fromkeys((word, *(word[:i] + word[i + 1 :] for i in range(len(word))))))


def _all_shapes(word: Word) -> Iterator[str]:
    """Give the shapes of a word as written, with and without an article stuck to it."""
    for sound in word.sounds:
        if sound.startswith("="):
            yield from _shapes(sound[1:])


def load_phrases(
    tables: Mapping[str, Mapping[str, Iterable[str]]],
) -> Iterator[tuple[str, str, str]]:
    """Give the phrases of tables {name: {value: [phrase…]}}."""
    for name, values in tables.items():
        for value, phrases in values.items():
            for phrase in phrases:
                yield str(phrase), name, str(value)
