"""Names of French places written in Arabic letters: "توركوان", "دانكيرك", "لي تيول".

Well-known towns are listed with the spellings people use (lexicons/arabic_places.yaml). Any other
name is compared by its consonants, which both writings keep, and is read only where one place
alone fits and the words speak of a place or say nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from nlu.folding import Folded, Found, fold_word
from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "arabic_places.yaml"
_TOKEN: Final = re.compile(r"[\u0620-\u064a\u067e\u06a4\u06ad\u06af]+")
_FEWEST: Final = 3  # consonants: fewer are shared by too many words
_WORDS: Final = 3
_SHORT_MESSAGE: Final = 3  # words: an answer to "where?"
# Arabic letters by how they sound in a French name; the others are vowels or silent.
_ARABIC: Final = dict(zip("بپتطثدضذكقخغگڭجشسصزفڤلمنر", "bbtttdddkkkkkkSSsssfflmnr", strict=True))
# French spellings by the same sounds, longest first.
_FRENCH: Final = (
    (r"ch|sch", "S"), (r"j|g(?=[eiy])", "S"), (r"gu|qu|ck", "k"), (r"c(?=[eiy])", "s"),
    (r"ph", "f"), (r"gn", "n"), (r"[ckqg]", "k"), (r"x", "ks"), (r"z", "s"),
    (r"v", "f"), (r"p", "b"), (r"(.)\1+", r"\1"), (r"[^bdfklmnrstS]", ""),
)  # fmt: skip
_SILENT: Final = re.compile(r"(?:es|ers?|[sxtdpg]s?)$")
_CUES: Final = frozenset(
    {"في", "ف", "مدينه", "بمدينه", "ساكن", "ساكنه", "اسكن", "نسكن", "اقامه", "حي", "من"}
)
_PREFIX: Final = re.compile(r"^(?:ال|بال|ب|ف|ل|و)(?=\w{3})")
_ARTICLES: Final = {"لي": 2, "ليه": 2, "لو": 2, "لا": 3}  # "Les", "Le", "La" (also "no"): fewest


class ArabicIndex:
    """The names of some places, by the ways they are written in Arabic letters."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        known: dict[str, set[str]] = {}
        bones: dict[str, set[str]] = {}
        for name, place in names:
            for written in _listed().get(_core(name), ()):
                known.setdefault(written, set()).add(place)
            for skeleton in _skeletons(_core(name)):
                bones.setdefault(skeleton, set()).add(place)
        self._known: Mapping[str, set[str]] = known
        self._bones: Mapping[str, set[str]] = bones

    def find(self, message: Folded, name: str, *, beside: bool = False) -> Iterator[Found]:
        """Yield the places that a message names in Arabic letters, the longest first.

        `beside` tells that the message names another place too: it speaks of where.
        """
        tokens = list(_TOKEN.finditer(message.text))
        place = 0
        while place < len(tokens):
            length, value = self._at(tokens, place, _SHORT_MESSAGE * (1 + beside))
            if value is not None:
                start, end = tokens[place].start(), tokens[place + length - 1].end()
                yield Found(name=name, value=value, start=start, end=end)
            place += length

    def _at(self, tokens: list[re.Match[str]], place: int, few: int) -> tuple[int, str | None]:
        for length in range(min(_WORDS, len(tokens) - place), 0, -1):
            words = [token[0] for token in tokens[place : place + length]]
            speaks = len(tokens) <= few or (place and tokens[place - 1][0] in _CUES)
            found = self._read(words, sure=bool(speaks))
            if found is not None:
                return length, found
        return 1, None

    def _read(self, words: list[str], *, sure: bool) -> str | None:
        """Return the one place that some words name; a skeleton needs a cue beside it."""
        joined = " ".join(words)
        bare = _PREFIX.sub("", joined)
        if bare in _SENTENCES:
            return None
        listed = self._known.get(joined) or self._known.get(bare) or set()
        everyday = bare in _EVERYDAY and (bare != joined or not sure)  # "في الليل" is at night
        if len(listed) == 1 and not everyday:
            return next(iter(listed))
        fewest = _ARTICLES.get(words[0], _FEWEST) if len(words) > 1 else _FEWEST
        core = words[1:] if len(words) > 1 and words[0] in _ARTICLES else [bare]
        bones = _bones_of("".join(core))
        fitting = self._bones.get(bones, set()) if sure and len(bones) >= fewest else set()
        return next(iter(fitting)) if len(fitting) == 1 else None


_SENTENCES: Final = frozenset({"ابحث عن", "نبحث عن", "بحث عن"})  # "looking for", not Béthune
_EVERYDAY: Final = frozenset(
    {"ليل", "لنس", "دوا"}
)  # "night" and the like: an answer alone is a town


def _bones_of(word: str) -> str:
    return "".join(_ARABIC.get(letter, "") for letter in word)


def _skeletons(name: str) -> Iterator[str]:
    """Yield the consonants of a French name, with and without what is silent at its end."""
    words = name.split()
    for spoken in (words, [_SILENT.sub("", word) for word in words]):
        bones = "".join(_sound(word) for word in spoken)
        for heard in {bones, bones.replace("l", "", 1) if "ill" in name else bones}:
            if len(heard) > 1:
                yield heard


def _sound(word: str) -> str:
    for pattern, sound in _FRENCH:
        word = re.sub(pattern, sound, word)
    return word


def _core(name: str) -> str:
    words = re.findall(r"[^\W_]+", fold_word(name).replace("-", " "))
    while len(words) > 1 and words[0] in {"le", "la", "les", "l", "residence", "cite", "du", "de"}:
        words = words[1:]
    return " ".join(words)


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    kept = read_yaml(_FILE)
    return {_core(str(name)): tuple(map(fold_word, ways)) for name, ways in kept.items()}
