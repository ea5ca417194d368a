"""Text without case, accents or flourishes, which remembers where each character came from."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

Span = tuple[int, int]

_SPECIAL = {
    "œ": "oe",
    "æ": "ae",
    "ı": "i",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ـ": "",
}
_SKIN_TONES = frozenset("🏻🏼🏽🏾🏿")
_JOINING_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_ALPHABET: Final = 4096  # characters whose folding is remembered
_UNTIDY: Final = re.compile(r"  |([^\W\d_])\1\1")  # a second space, a third of a letter
_WIDEST = 18  # one Arabic ligature unfolds into 18 characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing found in a folded text; `start` and `end` are places in that folded text."""

    name: str
    value: int | float | str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text and, for each of its characters, its place in the original."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> Span:
        """Give the place in the original of a non-empty span of the folded text."""
        return self.starts[start], self.ends[end - 1]

    def blanked(self, spans: Iterable[Span]) -> "Folded":
        """Hide spans behind vertical bars, so that no later reader takes them again."""
        characters = list(self.text)
        for start, end in spans:
            characters[start:end] = "|" * (end - start)
        return Folded(
            original=self.original, text="".join(characters), starts=self.starts, ends=self.ends
        )

    def replaced(self, changes: Iterable[tuple[int, int, str]]) -> "Folded":
        """Write other words in place of spans, given in order and without overlap."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for start, end, word in changes:
            pieces += (self.text[done:start], word)
            starts += (*self.starts[done:start], *[self.starts[start]] * len(word))
            ends += (*self.ends[done:start], *[self.ends[end - 1]] * len(word))
            done = end
        pieces.append(self.text[done:])
        return Folded(
            original=self.original,
            text="".join(pieces),
            starts=(*starts, *self.starts[done:]),
            ends=(*ends, *self.ends[done:]),
        )


def keep_apart(found: Iterable[Found], message: Folded) -> tuple[Found, ...]:
    """Keep, of the things that share characters, the one that comes first in the list."""
    taken = bytearray(len(message.text))
    kept: list[Found] = []
    for item in found:
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\x01" * (item.end - item.start)
            kept.append(item)
    return tuple(kept)


@lru_cache(maxsize=256)
def fold_text(text: str) -> Folded:
    """Fold a text: lower case, no accents, plain digits, three same letters or more become two."""
    plain = text.translate(_ONE_FOR_ONE)
    if len(plain) == len(text) and not _UNTIDY.search(plain):
        return _folded(text, plain, range(len(text)), range(1, len(text) + 1))
    return _fold_each(text)


def _fold_each(text: str) -> Folded:
    """Fold a text character by character: some are none, or several, or one too many."""
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, character in enumerate(text):
        for piece in _fold_character(character):
            if _is_flourish(piece, kept):
                ends[-1:] = [place + 1]
                continue
            kept.append(piece)
            starts.append(place)
            ends.append(place + 1)
    return _folded(text, "".join(kept), starts, ends)


def _folded(original: str, text: str, starts: Iterable[int], ends: Iterable[int]) -> Folded:
    return Folded(
        original=original,
        text=_JOINING_HYPHEN.sub(" ", text),
        starts=tuple(starts),
        ends=tuple(ends),
    )


def fold_word(text: str) -> str:
    """Fold a word or a name, without its places."""
    return fold_text(text).text.strip()


def _is_flourish(piece: str, kept: list[str]) -> bool:
    """Tell a second space, or the third of the same letter."""
    if piece == " ":
        return bool(kept) and kept[-1] == " "
    return len(kept) > 1 and piece == kept[-1] == kept[-2] and piece.isalpha()


class _Characters(dict[int, str]):
    """What each character folds to, worked out when `str.translate` first asks."""

    def __missing__(self, code: int) -> str:
        """Fold a character to one other; what becomes none, or several, stands as two marks."""
        folded = _fold_character(chr(code))
        folded = folded if len(folded) == 1 else "\0\0"
        if len(self) < _ALPHABET:
            self[code] = folded
        return folded


_ONE_FOR_ONE: Final = _Characters()


@lru_cache(maxsize=_ALPHABET)
def _fold_character(character: str) -> str:
    if character.isspace():
        return " " if character != "\n" else "\n"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    pieces = (
        piece
        for piece in unicodedata.normalize("NFKD", _SPECIAL.get(character, character).lower())
        if unicodedata.category(piece) not in {"Mn", "Cf"} and piece not in _SKIN_TONES
    )
    return "".join(_SPECIAL.get(piece, piece) for piece in pieces)[:_WIDEST]
