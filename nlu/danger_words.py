"""Words of danger, found in a message however they are spelt or disguised.

Some words are a danger only beside others ("sous oxygène", "le courant est coupé"): they are
marks, and `together` says which marks, in any order and not far from one another, say what.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any, Final

from nlu.folding import fold_word
from nlu.normalise import sound_out, write_out
from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "safety.yaml"
_WORD: Final = re.compile(r"[^\W_]+")
_READ: Final = 2_000  # words of a message: all of any message a person types
_GAP: Final = 4  # words that ".." may stand for
_PREFIX: Final = 3  # letters by which a "word~" is looked up
_LEET: Final = str.maketrans("013457@$!|€", "oieastasile")
_LOOKALIKES: Final = str.maketrans("авсеіорхуԁѕј", "abceiopxydsj")  # Cyrillic in Latin words
_SPELT_OUT: Final = re.compile(r"(?:\b\w[ .\-_*]{1,3}){3,}\w\b")
_FOLLOWED_BY: Final = ">"
_TAKEN: Final = "|"  # stands where harmless words were
_PASSED_OVER: Final = "¦"  # stands where words were that say nothing of danger, one way or another
_CUT: Final = "cut"
_ASIDE: Final = "aside"
_MARK: Final = "mark"  # the level of words that say nothing alone
_DENIED: Final = "denied"  # of marks that together say that there is no such danger
_NAME: Final = "name"  # the level of words that only say which danger it is
_NEAR: Final = 30  # words within which marks say something together
_TRIED: Final = 4  # places of a mark that are looked at
_HEARD_FROM: Final = 4  # letters from which a word is also known by its sound
_SOUND_FROM: Final = 3
_VOWELS: Final = "aeiouyh"
_THAT_HE: Final = {  # "quelle" is too often "which"
    "quil": "il", "kil": "il", "quils": "ils", "kils": "ils", "quon": "on", "kon": "on",
}  # fmt: skip
_ARABIC_PREFIX: Final = re.compile(r"^(?:وال|بال|فال|لل|ال|و|ف)(?=\w{2})")


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a pattern: words that fit, beginnings that fit, whether it may lack."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    may_lack: bool = False
    gap: bool = False

    @property
    def must_be_said(self) -> bool:
        """Tell whether one of `words` must stand in a message for the pattern to be there."""
        return not self.may_lack and not self.beginnings

    def fits(self, forms: tuple[str, ...]) -> bool:
        """Tell whether one of the forms of a word fits."""
        if not self.words.isdisjoint(forms):
            return True
        return bool(self.beginnings) and any(f.startswith(self.beginnings) for f in forms)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way to say a danger, and how it is written in the lexicon."""

    intent: str
    level: str
    steps: tuple[Step, ...]
    written: str
    taken: tuple[Step, ...] = ()  # of a harmless way to speak: what is taken away of it
    needed: tuple[frozenset[str], ...] = ()  # words of which one must be said, each of these


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found, from the first to the last of its words."""

    pattern: Pattern
    first: int
    last: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Marks that are a danger beside one another, unless some other mark stands there too."""

    pattern: Pattern
    marks: frozenset[str]
    unless: frozenset[str]


class Index:
    """Patterns by the word they begin with."""

    def __init__(self, patterns: list[Pattern]) -> None:
        self._by_word: dict[str, list[Pattern]] = {}
        self._by_beginning: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for step in _first_steps(pattern.steps):
                for word in step.words:
                    self._by_word.setdefault(word, []).append(pattern)
                for beginning in step.beginnings:
                    self._by_beginning.setdefault(beginning[:_PREFIX], []).append(pattern)

    def find(self, words: list[tuple[str, ...]]) -> Iterator[Hit]:
        """Yield every pattern that begins at some word."""
        said = _Said(words)
        for first, forms in enumerate(words):
            for pattern in self._starting(forms):
                if said.may_tell(pattern):
                    last = _match(pattern.steps, words, first)
                    if last is not None:
                        yield Hit(pattern, first, last - 1)

    def _starting(self, forms: tuple[str, ...]) -> Iterator[Pattern]:
        for form in forms:
            yield from self._by_word.get(form, ())
            yield from self._by_beginning.get(form[:_PREFIX], ())


class _Said:
    """The words of a reading: most patterns that begin in it lack another word of theirs."""

    def __init__(self, words: list[tuple[str, ...]]) -> None:
        self._all = frozenset(form for forms in words for form in forms)
        self._known: dict[int, bool] = {}

    def may_tell(self, pattern: Pattern) -> bool:
        """Tell whether every word that a pattern must have is said, in whatever order."""
        known = self._known.get(id(pattern))
        if known is None:
            known = not any(needed.isdisjoint(self._all) for needed in pattern.needed)
            self._known[id(pattern)] = known
        return known


def _first_steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        if not step.may_lack:
            return


def _match(
    steps: tuple[Step, ...], words: list[tuple[str, ...]], place: int, at: int = 0
) -> int | None:
    """Return the place after the last word of a match of the steps from `at`, None without one."""
    if at == len(steps):
        return place
    step = steps[at]
    if step.gap:
        for start in range(place, min(place + _GAP, len(words)) + 1):
            end = _match(steps, words, start, at + 1)
            if end is not None:
                return end
        return None
    if place < len(words) and step.fits(words[place]):
        end = _match(steps, words, place + 1, at + 1)
        if end is not None:
            return end
    return _match(steps, words, place, at + 1) if step.may_lack else None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The patterns of danger, and the harmless ways to speak that are taken away first."""

    danger: Index
    cut: Index
    together: tuple[Together, ...]


@cache
def get_lexicon() -> Lexicon:
    """Read lexicons/safety.yaml."""
    tables: dict[str, Any] = read_yaml(_FILE)
    cut = {"": {_CUT: tables.pop(_CUT), _ASIDE: tables.pop(_ASIDE)}}
    denied = {intent: {_ASIDE: groups} for intent, groups in tables.pop(_DENIED).items()}
    harmless = list(_patterns(cut | denied))
    together = tuple(_together(tables.pop("together")))
    marks = {mark: {_MARK: groups} for mark, groups in tables.pop("marks").items()}
    return Lexicon(Index(list(_patterns(tables | marks, heard="fr"))), Index(harmless), together)


def _patterns(tables: dict[str, Any], *, heard: str | None = None) -> Iterator[Pattern]:
    """Read patterns by intent, level and language; those of `heard` are compared by sound too."""
    for intent, levels in tables.items():
        for level, groups in levels.items():
            for group, texts in groups.items():
                for text in texts:
                    yield from _read(intent, level, str(text), heard=group == heard)


def _together(tables: dict[str, Any]) -> Iterator[Together]:
    """Read rules: "machine no_current -back" is a machine and no current, that is not back."""
    for intent, levels in tables.items():
        for level, rules in levels.items():
            for rule in rules:
                marks = frozenset(name for name in rule.split() if not name.startswith("-"))
                unless = frozenset(name[1:] for name in rule.split() if name.startswith("-"))
                yield Together(Pattern(intent, level, (), rule), marks, unless)


def _read(intent: str, level: str, text: str, *, heard: bool = False) -> Iterator[Pattern]:
    """Read a pattern; "m' insulte" is both "m insulte" and "minsulte"."""
    for tokens in _glued(text.split()):
        steps = [_step(token, heard=heard) for token in tokens if token != _FOLLOWED_BY]
        taken = tokens.index(_FOLLOWED_BY) if _FOLLOWED_BY in tokens else len(steps)
        needed = tuple(step.words for step in steps[1:] if step.must_be_said)
        yield Pattern(intent, level, tuple(steps), text, tuple(steps[:taken]), needed)


def _glued(tokens: list[str]) -> Iterator[list[str]]:
    yield [token.replace("'", "") if token.endswith("'") else token for token in tokens]
    for place, token in enumerate(tokens[:-1]):
        glue = next((a[:-1] for a in token.strip("()").split("|") if a.endswith("'")), None)
        if glue is not None:
            glued = [
                a
                for word in tokens[place + 1].split("|")
                for a in [glue + word]
                if word[0] in _VOWELS
            ]
            if glued:
                yield [*tokens[:place], "|".join(glued), *tokens[place + 2 :]]


def _step(written: str, *, heard: bool) -> Step:
    if written == "..":
        return Step(frozenset(), (), may_lack=True, gap=True)
    may_lack = written.startswith("(")
    forms = [
        form for alternative in written.strip("()").split("|") for form in _spellings(alternative)
    ]
    words = frozenset(_one_word(form) for form in forms if not form.endswith("~"))
    exact = {_one_word(form) for form in forms if form.startswith("=")}
    beginnings = tuple(_one_word(form[:-1]) for form in forms if form.endswith("~"))
    sounds = {sound for word in words - exact for sound in _sounds(word)} if heard else set()
    return Step(words | sounds, beginnings, may_lack)


def _spellings(form: str) -> Iterator[str]:
    """Write out "etages?": with and without the letter before the mark."""
    pieces = [
        (p[:-1] + p[-1], p[:-1]) if mark else (p,) for p, mark in re.findall(r"([^?]+)(\??)", form)
    ]
    for chosen in product(*pieces):
        yield "".join(chosen)


def _one_word(text: str) -> str:
    return fold_word(text).replace("'", "").replace(" ", "").lstrip("=")


@lru_cache(maxsize=20_000)
def _sounds(word: str) -> tuple[str, ...]:
    """Return how a word sounds, marked as a sound; short words sound like too many others."""
    sound = sound_out(word) if word.isascii() and len(word) >= _HEARD_FROM else ""
    return (f"♪{sound}",) if len(sound) >= _SOUND_FROM else ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a text says of danger, each of its readings read once.

    `named`: the dangers that some word of it names; a headache, a brazier name no smell of gas.
    `denied`: those that it says are none, "pas d'odeur de gaz", "le feu rouge". `harmless`: a way
    to speak that frightens nobody stands in it. `passed_over`: words do that would frighten by
    themselves ("il tape à ma porte", "enceinte"), and tell nothing of the rest.
    """

    hits: tuple[Hit, ...]
    named: frozenset[str]
    denied: frozenset[str]
    harmless: bool
    passed_over: bool


@lru_cache(maxsize=256)
def look_for_danger(text: str) -> Seen:
    """Find what a text says of danger, in every language, through spelling and disguise."""
    lexicon = get_lexicon()
    read = [_without_harmless(words, lexicon.cut) for words in _readings(text)]
    readings = [_found(kept, lexicon) for kept, _ in read]
    marked = [[hit for hit in hits if hit.pattern.level == _MARK] for hits in readings]
    naming = [hit for hits in readings for hit in hits if hit.pattern.level != _MARK]
    plain = [hit for hit in naming if hit.pattern.level != _NAME]
    together = list(_found_together(marked, lexicon.together))
    said_not = frozenset(hit.pattern.intent for hit in together if hit.pattern.level == _DENIED)
    return Seen(
        hits=(*plain, *(hit for hit in together if hit.pattern.level != _DENIED)),
        named=frozenset(hit.pattern.intent for hit in naming),
        denied=said_not.union(*(denied for _, denied in read)),
        harmless=any(_TAKEN in kept for kept, _ in read),
        passed_over=any(_PASSED_OVER in kept for kept, _ in read),
    )


def find_danger(text: str) -> tuple[Hit, ...]:
    """Find the words of danger in a text."""
    return look_for_danger(text).hits


def _found(kept: list[str], lexicon: Lexicon) -> list[Hit]:
    found = lexicon.danger.find([_forms(word) for word in kept])
    return [replace(hit, words=" ".join(kept[hit.first : hit.last + 1])) for hit in found]


def _found_together(marked: list[list[Hit]], rules: tuple[Together, ...]) -> Iterator[Hit]:
    said = {hit.pattern.intent for hits in marked for hit in hits}
    for rule in rules:
        if rule.marks <= said and rule.unless.isdisjoint(said):
            yield from filter(None, (_beside(rule, hits) for hits in marked))


def _beside(rule: Together, hits: list[Hit]) -> Hit | None:
    """Return the first marks of a rule that stand near one another."""
    places = [
        [hit for hit in hits if hit.pattern.intent == mark][:_TRIED] for mark in sorted(rule.marks)
    ]
    for chosen in product(*places):
        first, last = min(hit.first for hit in chosen), max(hit.last for hit in chosen)
        if last - first < _NEAR:
            ordered = sorted(chosen, key=lambda hit: hit.first)
            return Hit(rule.pattern, first, last, ", ".join(hit.words for hit in ordered))
    return None


def count_words(text: str) -> int:
    """Count the words of a text, without the ways to speak that frighten nobody."""
    kept, _ = _without_harmless(_words(write_out(text)), get_lexicon().cut)
    return len(kept) - kept.count(_TAKEN) - kept.count(_PASSED_OVER)


def _without_harmless(words: list[str], cut: Index) -> tuple[list[str], frozenset[str]]:
    """Return words with those taken away that frighten nobody, and the dangers that these deny."""
    forms: list[tuple[str, ...]] = [(word,) for word in words]
    found = list(cut.find(forms))
    kept = list(words)
    for level, mark in ((_ASIDE, _PASSED_OVER), (_CUT, _TAKEN)):
        for hit in found:
            if hit.pattern.level == level:
                end = _match(hit.pattern.taken, forms, hit.first) or hit.first
                kept[hit.first : end] = [mark] * (end - hit.first)
    return kept, frozenset(hit.pattern.intent for hit in found if hit.pattern.intent)


def _readings(text: str) -> Iterator[list[str]]:
    """Yield the words of a text as typed, as written out, and with its disguises taken off."""
    folded = fold_word(text)
    plain = _words(folded)
    yield plain
    seen = [plain]
    bare = _SPELT_OUT.sub(lambda found: re.sub(r"[ .\-_*]", "", found[0]), folded)
    disguised = " ".join(_undisguised(word) for word in bare.split())
    for other in (_words(write_out(text)), _words(bare), _words(write_out(disguised))):
        if other not in seen:
            seen.append(other)
            yield other


def _undisguised(word: str) -> str:
    if any(letter.isascii() and letter.isalpha() for letter in word):
        word = word.translate(_LOOKALIKES)
        if any(letter.isalpha() for letter in word[1:]):
            return word.translate(_LEET)
    return word


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("'", ""))[:_READ]


def _forms(word: str) -> tuple[str, ...]:
    if word in _THAT_HE:
        return (word, _THAT_HE[word])
    shorter = _ARABIC_PREFIX.sub("", word, count=1) if not word.isascii() else word
    return (word, *_sounds(word)) if shorter == word else (word, shorter)
