"""Residences and towns, found by their names with the spelling people use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from nlu.arabic_names import ArabicIndex
from nlu.folding import Folded, Found, fold_word
from nlu.place_sounds import SoundIndex, Spoken
from nlu.place_window import SHORT_MESSAGE, Window, place_words
from nlu.spans import is_apart

_TOKEN: Final = re.compile(r"[^\W_]+")
_LIKE_ENOUGH: Final = 85  # of 100; lower, "demain" becomes Denain
_FUZZY_FROM: Final = 6  # letters: a shorter name must be exact
_SAME_TOWN: Final = 5  # points for a residence of the town that the message names
_TAKEN_BACK: Final = 100  # points less for a residence that is said not to be it
_SHORT_TOWN: Final = 4  # letters: "Hem" and "Loos" need a cue
_WORDS_IN_NAME: Final = 4
_AT: Final = frozenset({"au", "aux"})
_A_DOOR: Final = re.compile(r"[a-z]?[0-9]{0,4}[a-d]?")
_FEW_WORDS: Final = 6  # words of an answer that names the town too


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A residence or a town: `id` is what is returned, `town_insee` the town a residence is in."""

    id: str
    name: str
    town_insee: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One way to say a name: its words joined, without articles or plural."""

    key: str
    words: int
    place: Named
    ordinary: bool


@dataclass(slots=True)
class _Entries:
    """Names that begin with one letter, of as many words: what they are compared by, and they."""

    keys: list[str] = field(default_factory=list)
    those: list[_Entry] = field(default_factory=list)

    def add(self, entry: _Entry) -> None:
        self.keys.append(entry.key)
        self.those.append(entry)


_Index = dict[tuple[str, int], _Entries]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The landlord's residences and the towns around, ready to be searched."""

    residences: tuple[Named, ...] = ()
    towns: tuple[Named, ...] = ()
    _residence_index: _Index = field(init=False, repr=False, compare=False)
    _town_index: _Index = field(init=False, repr=False, compare=False)
    _residences_by_word: Mapping[str, tuple[Named, ...]] = field(
        init=False, repr=False, compare=False
    )
    _towns_by_sound: SoundIndex = field(init=False, repr=False, compare=False)
    _in_arabic: tuple[ArabicIndex, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the indexes: by first letter and number of words; by a word of the name."""
        object.__setattr__(self, "_residences_by_word", _by_word(self.residences))
        object.__setattr__(self, "_residence_index", _index(self.residences))
        object.__setattr__(self, "_town_index", _index(self.towns))
        names = [(key, t.id) for t in self.towns for key, _ in _ways_to_say(t)]
        object.__setattr__(self, "_towns_by_sound", SoundIndex(names))
        arabic = tuple(
            ArabicIndex((place.name, place.id) for place in places)
            for places in (self.towns, self.residences)
        )
        object.__setattr__(self, "_in_arabic", arabic)

    def near(self, name: str, limit: int = 3) -> tuple[Named, ...]:
        """Give the residences whose names are nearest, best first, for buttons."""
        return _nearest(name, self.residences, limit)

    def near_towns(self, name: str, limit: int = 3) -> tuple[Named, ...]:
        """Give the towns whose names are nearest, best first."""
        return _nearest(name, self.towns, limit)

    def find(self, message: Folded) -> tuple[Found, ...]:
        """Find the towns and the best residence that a message names."""
        towns, residences = self._in_arabic
        named = tuple(towns.find(message, "town"))
        houses = residences.find(message, "residence", beside=bool(named))
        apart = (h for h in houses if not any(_is_within(town, h) for town in named))
        return (*self._find_in_latin(message), *named, *apart)

    def _find_in_latin(self, message: Folded) -> tuple[Found, ...]:
        tokens = [match for match in _TOKEN.finditer(message.text) if match[0] != "|"]
        towns = list(_once(_search_towns(message, tokens, self._town_index)))
        houses = list(_search_residences(message, tokens, self._residence_index, towns))
        towns += self._find_by_sound(tokens, towns, [item for _, item, _ in houses])
        named = {str(item.value) for item in towns}
        residences = [
            (score + (_SAME_TOWN if place.town_insee in named else 0), item, place)
            for score, item, place in houses
            if not any(_is_within(item, town) for town in towns)
        ]
        if not residences:
            return (*towns, *_resembling(tokens, towns, self._residences_by_word))
        _, best, place = max(residences, key=lambda scored: scored[0])
        if place.town_insee not in named:
            towns += self._its_town(message, best, place)
        return (*(town for town in towns if not _is_within(town, best)), best)

    def _its_town(self, message: Folded, house: Found, place: Named) -> Iterator[Found]:
        """Find, right behind a residence, the town it is in: "saules loos", however short."""
        for town in (town for town in self.towns if town.id == place.town_insee):
            for key, _ in _ways_to_say(town):
                if said := re.compile(rf"[ ,(]*\b{re.escape(key)}\b").match(
                    message.text, house.end
                ):
                    start = said.end() - len(key)
                    yield Found(name="town", value=town.id, start=start, end=said.end())
                    return

    def _find_by_sound(
        self, tokens: list[re.Match[str]], towns: list[Found], houses: list[Found]
    ) -> list[Found]:
        """Find the towns written as they sound, beside those that were read by their letters."""
        heard = (
            town
            for town in self._towns_by_sound.find(tokens, _spoken())
            if is_apart(town, towns)
            and not any(house.start <= town.start < house.end for house in houses)
        )
        return list(_once(heard))


def _search_residences(
    message: Folded, tokens: list[re.Match[str]], index: _Index, towns: list[Found]
) -> Iterator[tuple[float, Found, Named]]:
    for score, entry, window in _candidates(message, tokens, index):
        if _accept_residence(entry, window) or _beside_its_town(entry, window, towns):
            start, end = tokens[window.first].start(), tokens[window.last].end()
            found = Found(name="residence", value=entry.place.id, start=start, end=end)
            back = _TAKEN_BACK * (window.previous == "pas")  # "pas les Tilleuls, le Carillon"
            yield score + len(entry.key) / 10 - back, found, entry.place


def _search_towns(message: Folded, tokens: list[re.Match[str]], index: _Index) -> Iterator[Found]:
    for _, entry, window in _candidates(message, tokens, index):
        if _accept_town(entry, window):
            start, end = tokens[window.first].start(), tokens[window.last].end()
            yield Found(name="town", value=entry.place.id, start=start, end=end)


def _resembling(
    tokens: list[re.Match[str]], towns: list[Found], by_word: Mapping[str, tuple[Named, ...]]
) -> Iterator[Found]:
    """Find the only residence of which a word is said, to be asked back: "moulin e douai"."""
    named = {str(town.value) for town in towns}
    if len(tokens) > (_FEW_WORDS if named else SHORT_MESSAGE):
        return
    free = [t for t in tokens if not any(x.start <= t.start() < x.end for x in towns)]
    said = [
        (token, place)
        for token in free
        for place in _of_word(_singular(token[0]), by_word)
        if not named or place.town_insee in named
    ]
    if len({place.id for _, place in said}) == 1:
        token, place = said[0]
        start, end = token.span()
        yield Found(name="residence_like", value=place.id, start=start, end=end)


def _of_word(said: str, by_word: Mapping[str, tuple[Named, ...]]) -> Iterator[Named]:
    """Give the residences of which a word is said, a letter wrong at most."""
    if len(said) >= _FUZZY_FROM - 1:
        for word, _, _ in process.extract(
            said, by_word.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH, limit=None
        ):
            yield from by_word[word]


def _by_word(places: tuple[Named, ...]) -> Mapping[str, tuple[Named, ...]]:
    """Give the residences by each long word of a name of several."""
    found: dict[str, tuple[Named, ...]] = {}
    for place in places:
        core = _core(place.name)
        for word in set(core) if len(core) > 1 else ():
            if len(word) >= _FUZZY_FROM - 1:
                found[word] = (*found.get(word, ()), place)
    return found


def _is_within(one: Found, other: Found) -> bool:
    return other.start <= one.start and one.end <= other.end


def _candidates(
    message: Folded, tokens: list[re.Match[str]], index: _Index
) -> Iterator[tuple[float, _Entry, Window]]:
    """Compare each run of one to four words with the names that begin with the same letter."""
    if not index:
        return
    singular = [
        _singular(place_words()["written_out"].get(token[0], token[0])) for token in tokens
    ]
    for first in range(len(tokens)):
        for count in range(1, _WORDS_IN_NAME + 1):
            if first + count > len(tokens):
                break
            entries = index.get((singular[first][:1], count))
            if not entries:
                continue
            key = "".join(singular[first : first + count])
            last = first + count - 1
            for score, entry in _compare(key, entries):
                window = Window(message=message, tokens=tokens, first=first, last=last)
                yield score, entry, window


def _compare(key: str, entries: _Entries) -> Iterator[tuple[float, _Entry]]:
    for _, score, place in process.extract(
        key, entries.keys, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH, limit=5
    ):
        entry = entries.those[place]
        if (
            entry.key == key
            or min(len(entry.key), len(key)) >= _FUZZY_FROM - 1 <= len(entry.key) - 1
        ):
            yield score, entry


def _accept_residence(entry: _Entry, window: Window) -> bool:
    words = place_words()
    previous = window.previous
    if previous in words["cues"] or window.is_short or window.is_capital():
        return True
    if not entry.ordinary:
        return True
    lived_in = window.before in _AT or window.next in words["doors"] or window.tells_a_residence()
    return entry.key in words["things"] and lived_in


def _beside_its_town(entry: _Entry, window: Window, towns: list[Found]) -> bool:
    """Tell whether the town of a residence is said with it: "tourcoing le carillon B".

    In a few words it may stand anywhere; in more, just before or after, a door aside.
    """
    after = (t for t in window.tokens[window.last + 1 :] if not _is_small(t[0]))
    before = (t for t in reversed(window.tokens[: window.first]) if not _is_small(t[0]))
    near = {token.start() for token in (next(after, None), next(before, None)) if token}
    few = len(window.tokens) <= _FEW_WORDS
    own = [town for town in towns if town.value == entry.place.town_insee]
    return any(few or any(town.start <= at < town.end for at in near) for town in own)


def _is_small(word: str) -> bool:
    """Tell an article, or the letter or the code of a door, which stand between two names."""
    return word in place_words()["articles"] or bool(_A_DOOR.fullmatch(word))


def _accept_town(entry: _Entry, window: Window) -> bool:
    if window.is_street() or window.before in place_words()["titles"]:
        return False
    if window.tokens[window.first][0] in place_words()["not_towns"]:
        return False
    if len(entry.key) > _SHORT_TOWN or window.is_short or window.is_capital():
        return True
    return window.before in place_words()["town_cues"] or window.before.isdigit()


def _once(items: Iterable[Found]) -> Iterator[Found]:
    """Keep the longest of the towns that share words."""
    kept: list[Found] = []
    for item in sorted(items, key=lambda found: found.start - found.end):
        if is_apart(item, kept):
            kept.append(item)
            yield item


def _nearest(name: str, places: tuple[Named, ...], limit: int) -> tuple[Named, ...]:
    ways = [(key, place) for place in places for key, _ in _ways_to_say(place)]
    wanted = "".join(_core(name)) or name
    ranked = process.extract(wanted, [key for key, _ in ways], scorer=fuzz.ratio, limit=limit * 3)
    nearest = dict.fromkeys(ways[place][1] for _, _, place in ranked)
    return tuple(nearest)[:limit]


def _index(places: tuple[Named, ...]) -> _Index:
    index: _Index = {}
    for place in places:
        for key, words in _ways_to_say(place):
            entry = _Entry(key=key, words=words, place=place, ordinary=_is_ordinary(place))
            index.setdefault((key[:1], words), _Entries()).add(entry)
            if words > 1:  # "hautbeffroi", "grandesynthe"
                index.setdefault((key[:1], 1), _Entries()).add(entry)
    return index


def _ways_to_say(place: Named) -> Iterator[tuple[str, int]]:
    tails = place_words()["town_tails"]
    for name in (place.name, *place.aliases):
        yield from _key_of(_core(name))
        folded = " ".join(_TOKEN.findall(fold_word(name)))
        for tail in tails:
            head = folded.split(tail)[0]
            if not place.town_insee and head != folded and len(head) > _SHORT_TOWN:
                yield from _key_of(_core(head))


def _key_of(core: list[str]) -> Iterator[tuple[str, int]]:
    if core:
        yield "".join(core), min(len(core), _WORDS_IN_NAME)


def _core(name: str) -> list[str]:
    """Give the words of a name without its article or "résidence", in the singular."""
    words = place_words()
    tokens = [words["written_out"].get(token, token) for token in _TOKEN.findall(fold_word(name))]
    while len(tokens) > 1 and tokens[0] in {*words["articles"], *words["generic"]}:
        tokens = tokens[1:]
    return [_singular(token) for token in tokens]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _SHORT_TOWN and word[-1] in "sx" else word


def _is_ordinary(place: Named) -> bool:
    core = _core(place.name)
    return len(core) == 1 and core[0] in place_words()["ordinary"]


@cache
def _spoken() -> Spoken:
    words = place_words()
    return Spoken(
        cues=words["sound_cues"] | words["cues"],
        weak_cues=words["weak_cues"],
        articles=words["articles"] - {"a"},
        streets=words["streets"],
        ordinary=words["not_towns"],
    )
