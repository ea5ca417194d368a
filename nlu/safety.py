"""Danger in a message: words first, the model beside them, and doubt on the safe side.

Three answers: "fire" (the numbers, at once), "ask" (one gentle question with the number),
"none". The model may raise the level, never lower it: shared crisis rules, security part 4.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal

from nlu.danger_words import Hit, count_words, find_danger, speaks_harmlessly
from nlu.folding import fold_word
from nlu.losses import tells_a_death

Level = Literal["none", "ask", "fire"]

EMERGENCIES: Final = (  # in the order in which the worst comes first when several are said
    "emergency_suicide",
    "emergency_medical",
    "emergency_fire",
    "emergency_gas",
    "emergency_violence_home",
    "emergency_child",
    "emergency_assault",
    "emergency_lift",  # known by its words only
)
# A thing that is over is told, not fled from; people who were hurt are still in danger.
_OVER: Final = re.compile(
    r"\b(hier|avant hier|semaine derniere|mois dernier|annee derniere|an dernier|"
    r"il y a (?:\w+ ){1,2}(?:jours?|semaines?|mois|ans?)|l'? ?autre jour|yesterday|"
    r"last (?:week|month|year|night)|dun|gecen)\b"
)
_STILL: Final = re.compile(
    r"\b(encore|toujours|maintenant|la maintenant|en ce moment|now|still|vite|urgent|au secours)\b"
)
_FEW: Final = 5  # words under which a text without any word of danger says little
_NOTHING_ELSE: Final = 2  # words left where the rest is a way to speak that frightens nobody
_TOLD_AFTERWARDS: Final = frozenset({"emergency_fire", "emergency_gas", "emergency_medical"})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which the model speaks: of a danger now, and of one now or soon."""

    fire: float
    ask: float
    fire_in_a_clause: float
    ask_in_a_clause: float
    with_a_cue: float  # what the others are multiplied by where a word of danger stands
    ask_in_few_words: float  # for a name, a town, a "too small": the model guesses wildly there
    ask_beside_harmless: float  # where only a way to speak that frightens nobody stands
    fire_beside_harmless: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message says of danger, and what made us think so."""

    level: Level
    intent: str | None = None
    because: str = ""
    likely: float = 1.0  # how sure the model is, where it is the model that speaks


SAFE: Final = Verdict("none")


Likely = Mapping[str, tuple[float, float]]  # emergency → likely now, likely now or soon
_SURE: Final = 0.9  # of an intent that names the danger where the danger head names another


def watch(
    text: str,
    whole: Likely,
    clauses: Sequence[Likely],
    bars: Thresholds,
    *,
    named: int = 0,
    meant: Mapping[str, float] | None = None,
) -> Verdict:
    """Judge one message, its whole and its clauses; `whole` is empty where there is no model.

    `named` is how many of its words only name a place: they frighten nobody. `meant` is how likely
    the intents think each emergency: which one it is, is for both heads to say.
    """
    seen = _watch(text, whole, clauses, bars, named, meant or {})
    return _but_bereaved(seen, text, bars)


def _watch(
    text: str,
    whole: Likely,
    clauses: Sequence[Likely],
    bars: Thresholds,
    named: int,
    meant: Mapping[str, float],
) -> Verdict:
    hits = find_danger(text)
    cued = bars.with_a_cue if any(hit.pattern.level == "cue" for hit in hits) else 1.0
    harmless = speaks_harmlessly(text)
    fire = bars.fire_beside_harmless if harmless else bars.fire
    asked: tuple[tuple[Level, int, float, float], ...] = (
        ("fire", 0, fire, max(fire, bars.fire_in_a_clause)),
        (
            "ask",
            1,
            bars.ask if hits else _least(text, bars, named, harmless=harmless),
            bars.ask_in_a_clause,
        ),
    )
    for level, when, bar, bar_in_a_clause in asked:
        found = [hit for hit in hits if _level(hit, text, whole) == level]
        if found:
            return _by_words(found, whole, level)
        for likely, least in ((whole, bar), *((clause, bar_in_a_clause) for clause in clauses)):
            together = sum(chances[when] for chances in likely.values())
            if together >= least * cued:
                said = {hit.pattern.intent for hit in hits} & set(likely) or set(EMERGENCIES)
                worst = _which(said, {i: both[when] for i, both in likely.items()}, meant)
                return Verdict(level, worst, f"model: {together:.2f}", together)
    return SAFE


def _which(said: AbstractSet[str], likely: Mapping[str, float], meant: Mapping[str, float]) -> str:
    """Name the danger: as the intents do where they are sure, else as the danger head does.

    "il dit qu'il va me tuer" is no suicide, though it speaks of killing.
    """
    sure = [intent for intent in said if meant.get(intent, 0.0) >= _SURE]
    among = sure or [intent for intent in EMERGENCIES if intent in said]
    return max(among, key=lambda i: likely.get(i, 0.0))


def _but_bereaved(seen: Verdict, text: str, bars: Thresholds) -> Verdict:
    """Ask nobody who tells a death whether they think of dying, unless their words say so."""
    only_guessed = seen.intent == "emergency_suicide" and seen.because.startswith("model")
    if not only_guessed or not tells_a_death(text) or find_danger(text):
        return seen
    if seen.level == "fire" and seen.likely >= bars.fire_beside_harmless:
        return seen
    return Verdict("ask", seen.intent, seen.because, seen.likely) if seen.level == "fire" else SAFE


def _least(text: str, bars: Thresholds, named: int, *, harmless: bool) -> float:
    left = count_words(text) - named
    few = bars.ask_in_few_words if left < _FEW + (named > 0) else bars.ask  # "I live in", a place
    if not harmless:
        return few
    if left <= _NOTHING_ELSE:
        return bars.fire_beside_harmless
    return max(few, bars.ask_beside_harmless)


def _by_words(hits: list[Hit], likely: Likely, level: Level) -> Verdict:
    """Name the danger whose words are the most, the model helping between equals."""
    said = {intent: [h for h in hits if h.pattern.intent == intent] for intent in EMERGENCIES}
    intent = max(
        (intent for intent in EMERGENCIES if said[intent]),
        key=lambda i: (
            likely.get(i, (0.0, 0.0))[1] + max(h.last - h.first + 1 for h in said[i]) / 20
        ),
    )
    longest = max(said[intent], key=lambda h: len(h.words))
    return Verdict(level, intent, f"words: {longest.words}")


def _level(hit: Hit, text: str, whole: Likely) -> str:
    """Return what a hit says; a mere cue asks where there is no model to say more."""
    intent, level = hit.pattern.intent, hit.pattern.level
    if level == "cue":
        return "none" if whole else "ask"
    if level == "fire" and intent in _TOLD_AFTERWARDS:
        folded = fold_word(text)
        if _OVER.search(folded) and not _STILL.search(folded):
            return "ask"
    return level
