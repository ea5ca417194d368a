"""The language of a message, among those that tenants write, in whatever letters."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any, Final

import numpy as np

from nlu.folding import fold_word

ARABIZI: Final = "arq-Latn"
SPOKEN: Final = {"uk-Latn": "uk", "ru-Latn": "ru"}  # written without their own letters
LATIN: Final = ("fr", "en", "tr", "pl", "ro", "pt", "es", "it", *SPOKEN, ARABIZI)
ALL: Final = (*(code for code in LATIN if code not in SPOKEN), "ar", *SPOKEN.values())
_IN_ARABIZI: Final = 1 << LATIN.index(ARABIZI)  # among the masks of words
_WITHOUT_LETTERS: Final = [LATIN.index(code) for code in SPOKEN]
_IN_LATIN: Final = sum(1 << place for place in _WITHOUT_LETTERS)

_TABLE: Final = Path(__file__).parent / "languages" / "table.npz"
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_LATIN_LETTER: Final = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_DIGIT_LETTER: Final = re.compile(r"[a-z][379][a-z]|^[379][a-z]{2}|[a-z]{2}[379]$")
_CODE: Final = re.compile(r"\b(?=[a-z-]*\d)[a-z0-9]{1,6}(?:-[a-z0-9]{2,6})+\b", re.IGNORECASE)
# Said or written in French all over: they are no evidence of Arabic, nor of Turkish.
_FRENCH_SLANG: Final = re.compile(
    r"\b(?:we[sc]h|wallah|starf\w+|miskine?|slt|rdv|mrc|mci|tkt|bsr|ok)\b", re.IGNORECASE
)
_CRY: Final = re.compile(r"(.)\1{2,}")  # "aaaaah", "ouiiiii"
_BARE_WORD: Final = re.compile(r"[a-zA-Z\u00c0-\u024f]{1,4}[ .!]*")
_NAMES: Final = re.compile(  # "Karim Benali", "Mme Fatima El Amrani 06 11 22 33 44"
    r"(?:(?:[Mm]me|[Mm]lle|Mr?|[Mm]adame|[Mm]onsieur)\.? )?[A-Z\u00c0-\u00de][\w'’-]+"
    r"(?: (?:[A-Z\u00c0-\u00de][\w'’-]*|el|al|ben|bint|de|da|van|der|ait)){1,3}"
    r"(?:[ ,:]*\+?\d[\d ./-]{5,})?[ .!]*"
)
_LONGEST_GRAM: Final = 4
_READ: Final = 120  # words: enough to know a language, and a bound on the time
_GRAM_WEIGHT: Final = 0.35
_WORD_BONUS: Final = 2.0
_ARABIZI_DIGIT: Final = 4.0
_FRENCH_FIRST: Final = 3.0
_UNKNOWN: Final = 4.0  # points that a language loses where none of its words is known by heart
_UKRAINIAN_FIRST: Final = 1.0  # points: of both, it is the one that more tenants speak
_CLEAR: Final = 3.0  # lead in points that changes the language of a conversation
_FEW_LETTERS: Final = 12  # shorter messages ("ok", "hola") carry less evidence
_CLEAR_WHEN_SHORT: Final = 5.0
_CLEAR_IN_A_NAME: Final = 14.0  # "Ana Popescu" leads by 7, "Merhaba Nasilsiniz" by 24


@dataclass(frozen=True, slots=True)
class Identified:
    """A language, and its lead over the next one in log-points; endless where the script tells."""

    language: str
    lead: float
    points: tuple[float, ...] = ()  # of each of LATIN
    in_cyrillic: float = math.inf  # lead over the other language of these letters

    def lead_over(self, other: str) -> float:
        """Return its lead over another: "mi marido me pega" is near Portuguese, not French."""
        points = dict(zip(LATIN, self.points, strict=False))
        if not math.isfinite(points.get(other, math.inf)):  # nothing to compare with
            return self.lead
        return max(points.values()) - points[other]


@dataclass(frozen=True, slots=True)
class _Table:
    rows: dict[str, int]
    logp: Any
    masks: dict[str, int]
    ukrainian: dict[str, float]  # of n-grams in Cyrillic: how much more likely than in Russian


@cache
def _table() -> _Table:
    with np.load(_TABLE, allow_pickle=False) as kept:
        grams = str(kept["grams"]).split("\n")
        words = str(kept["words"]).split("\n")
        cyrillic = str(kept["cyrillic"]).split("\n")
        return _Table(
            rows={gram: row for row, gram in enumerate(grams)},
            logp=kept["logp"].astype(np.float32),
            masks=dict(zip(words, (int(mask) for mask in kept["masks"]), strict=True)),
            ukrainian=dict(zip(cyrillic, kept["ukrainian"].tolist(), strict=True)),
        )


def grams_of(word: str) -> Iterator[str]:
    """Yield the n-grams of one to four characters of a word between spaces."""
    padded = f" {word} "
    for size in range(1, _LONGEST_GRAM + 1):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def identify(text: str) -> Identified:
    """Return the likeliest language of a text; French where nothing speaks for another."""
    if (by_script := _by_script(text)) is not None:
        return by_script
    words = _words_of(text)
    words = words if any(len(word) > 1 for word in words) else []  # "s u i c i d e"
    scores = _scores(words)
    order = np.argsort(-scores)
    lead = float(scores[order[0]] - scores[order[1]])
    best = LATIN[order[0]]
    return Identified(SPOKEN.get(best, best), lead, tuple(scores.tolist()))


def knows(word: str, code: str) -> bool:
    """Tell whether a word is one of those known by heart in one of LATIN."""
    return bool(_heard(word).known >> LATIN.index(code) & 1)


def follow(text: str, spoken: str | None) -> str:
    """Return the language of a message in a conversation: it changes on evidence only."""
    if text.startswith("/") or not any(letter.isalpha() for letter in _CODE.sub("", text)):
        return spoken or LATIN[0]  # a command, a code, a number: no language
    if spoken is not None and _BARE_WORD.fullmatch(text.strip()):
        return spoken  # "oui", "ok", "non": everybody here knows them
    found = identify(_FRENCH_SLANG.sub(" ", text))
    if spoken is None or found.language == spoken:
        return found.language
    return found.language if _is_clear(found, spoken, text) else spoken


def _is_clear(found: Identified, spoken: str, text: str) -> bool:
    """Tell whether a lead changes the language: what people are called tells little of it."""
    if spoken in SPOKEN.values() and math.isfinite(found.in_cyrillic):
        return found.in_cyrillic >= _CLEAR
    if _NAMES.fullmatch(text.strip()):
        return found.lead >= _CLEAR_IN_A_NAME
    if len(_LATIN_LETTER.findall(text)) < _FEW_LETTERS:
        return found.lead >= _CLEAR_WHEN_SHORT
    return found.lead_over(spoken) >= _CLEAR


def _by_script(text: str) -> Identified | None:
    latin = len(_LATIN_LETTER.findall(text))
    if len(_ARABIC.findall(text)) > latin:
        return Identified("ar", math.inf)
    if len(_CYRILLIC.findall(text)) > latin:
        lead = _UKRAINIAN_FIRST + sum(map(_ukrainian, _words_of(text)))
        return Identified("uk" if lead >= 0 else "ru", math.inf, in_cyrillic=abs(lead))
    return None


@lru_cache(maxsize=20_000)
def _ukrainian(word: str) -> float:
    """Return by how much a word in Cyrillic is likelier in Ukrainian than in Russian."""
    leads = _table().ukrainian
    return _GRAM_WEIGHT * sum(leads.get(gram, 0.0) for gram in grams_of(word))


def _words_of(text: str) -> list[str]:
    return _WORD.findall(_CRY.sub(r"\1", text.lower().replace("’", "'")))[:_READ]


def _scores(words: list[str]) -> Any:  # noqa: ANN401 (one number a language)
    heard = [_heard(word) for word in words]
    scores = np.sum([word.scores for word in heard], axis=0) if heard else np.zeros(len(LATIN))
    scores[0] += _FRENCH_FIRST
    digits = sum(word.has_digit_letter for word in heard)
    known = reduce(or_, (word.known for word in heard), 0)
    # Letters alone that look like none of the others ("qsdkjh") are neither of these.
    if digits or known & _IN_ARABIZI:
        scores[-1] += _ARABIZI_DIGIT * digits
    else:
        scores[-1] = -np.inf
    if not known & _IN_LATIN:
        scores[_WITHOUT_LETTERS] -= _UNKNOWN
    return scores


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one word says of the language it is in: points for each, who knows it by heart."""

    scores: Any
    known: int  # a bit for each of LATIN
    has_digit_letter: bool


@lru_cache(maxsize=20_000)
def _heard(word: str) -> _Heard:
    table = _table()
    rows = [table.rows[gram] for gram in grams_of(word) if gram in table.rows]
    mask = table.masks.get(word) or table.masks.get(fold_word(word), 0)
    digit = len(word) > 2 and bool(_DIGIT_LETTER.search(word))  # noqa: PLR2004 (three letters)
    scores = _GRAM_WEIGHT * table.logp[rows].sum(axis=0) + _bonus(mask)
    return _Heard(scores, mask, digit)


@cache
def _bonus(mask: int) -> Any:  # noqa: ANN401 (one number a language)
    """Share the points of a word known by heart among the languages that know it."""
    known = np.array([mask >> place & 1 for place in range(len(LATIN))], np.float32)
    return known * np.float32(_WORD_BONUS / max(mask.bit_count(), 1) ** 0.5)
