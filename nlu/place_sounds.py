"""Towns written as they sound: "roubé", "mobeuge", "azbrouk", "vilneuve dask".

A sound is shared by more words than a spelling is ("doué" is Douai, and gifted), so the words
before it must speak of a place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from nlu.folding import Found
from nlu.phrases import sound_of

_SOFT_G: Final = re.compile(r"g(?=[eiy])")
_YOD: Final = re.compile(r"(?<=[aeou])ill(?=[aeiou])|(?<=[aeou])y(?=[aeiou])")
_E_ACUTE: Final = re.compile(r"(?:e|er|ez|et|ee|es)$")  # folded: "roubé" ends as "route" does
_WORDS: Final = 3
_SHORT_NAME: Final = 4  # letters: "Hem", "Loos" and "Lens" sound like too much
_FEWEST: Final = 3  # sounds
_LONG: Final = 5  # sounds, enough after "de" and "pour"
_VERY_LONG: Final = 7  # sounds, enough without a word before
_FUZZY_FROM: Final = 6
_LIKE_ENOUGH: Final = 88  # of 100
_SHORT_MESSAGE: Final = 3  # words: an answer to "which town?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The words that stand before a place."""

    cues: frozenset[str]
    weak_cues: frozenset[str]
    articles: frozenset[str]
    streets: frozenset[str]
    ordinary: frozenset[str]


class SoundIndex:
    """Names of towns by their sound."""

    __slots__ = ("_by_sound", "_long")

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._by_sound: dict[str, str] = {}
        for key, place in names:
            for heard in _heard(key) if len(key) > _SHORT_NAME else ():
                if len(heard) >= _FEWEST and heard != key[:_FEWEST]:  # "con", of Condé
                    self._by_sound.setdefault(heard, place)
        self._long = [sound for sound in self._by_sound if len(sound) >= _FUZZY_FROM]

    def find(self, tokens: list[re.Match[str]], spoken: Spoken) -> Iterator[Found]:
        """Give the towns that are heard where a place is spoken of."""
        if not self._by_sound:
            return
        for first, token in enumerate(tokens):
            if token[0] in spoken.articles or token[0] in spoken.ordinary or token[0].isdigit():
                continue
            surely = _how_long(tokens, first, spoken)
            most = _WORDS if surely <= _LONG else 1
            for count in range(1, min(most, len(tokens) - first) + 1):
                last = tokens[first + count - 1]
                place = self._of(tokens[first : first + count], surely)
                if place is not None:
                    yield Found(name="town", value=place, start=token.start(), end=last.end())

    def _of(self, words: list[re.Match[str]], surely: int) -> str | None:
        sounds = [s for s in _heard("".join(word[0] for word in words)) if len(s) >= surely]
        for heard in sounds:
            if heard in self._by_sound:
                return self._by_sound[heard]
        far = next((s for s in sounds if len(s) >= _FUZZY_FROM), None)
        if far is None or surely > _LONG:
            return None
        near = process.extractOne(far, self._long, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        return self._by_sound[near[0]] if near and near[0][0] == far[0] else None


def _how_long(tokens: list[re.Match[str]], first: int, spoken: Spoken) -> int:
    """Give the fewest sounds that are believed after the words before."""
    before = [token[0] for token in tokens[max(0, first - 3) : first]]
    if spoken.streets & set(before):
        return _VERY_LONG * _VERY_LONG  # a street is no town
    if before and before[-1] in spoken.cues:
        return _FEWEST
    if len(before) > 1 and before[-1] in spoken.weak_cues and before[-2] in spoken.cues:
        return _FEWEST
    if before and before[-1] in spoken.weak_cues:
        return _LONG
    return _FEWEST + 1 if len(tokens) <= _SHORT_MESSAGE else _VERY_LONG


@lru_cache(maxsize=20_000)
def _heard(word: str) -> tuple[str, ...]:
    """Give how a name sounds, and how it does if its last "e" is heard."""
    plain = _SOFT_G.sub("j", _YOD.sub("j", word))
    return tuple(dict.fromkeys((sound_of(plain), sound_of(_E_ACUTE.sub("ai", plain)))))
