"""Danger in a message: words first, the model beside them, and doubt on the safe side.

Three answers: "fire" (the numbers, at once), "ask" (one gentle question with the number),
"none". The model may raise the level, never lower it: shared crisis rules, security part 4.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal

from nlu.calls_for_help import cried
from nlu.danger_words import Hit, Seen, count_words, find_danger, look_for_danger
from nlu.examples import REPAIRS
from nlu.losses import tells_a_death
from nlu.told_as_over import Ended, how_it_ended, tells_parted

Level = Literal["none", "ask", "fire"]

KNOWN_BY_WORDS: Final = ("emergency_life_support", "emergency_monoxide", "emergency_lift")
EMERGENCIES: Final = (  # in the order in which the worst comes first when several are said
    "emergency_suicide",
    "emergency_medical",
    "emergency_fire",
    "emergency_gas",
    "emergency_violence_home",
    "emergency_child",
    "emergency_assault",
    *KNOWN_BY_WORDS,
)
_FEW: Final = 5  # words under which a text without any word of danger says little
_ENOUGH: Final = 1_000  # words, where nobody needs to count them
_NOTHING_ELSE: Final = 2  # words left where the rest is a way to speak that frightens nobody
_TOLD_AFTERWARDS: Final = frozenset(
    {
        "emergency_fire",
        "emergency_gas",
        "emergency_medical",
        "emergency_monoxide",
        "emergency_lift",
    }
)
_BURNT_OUT: Final = frozenset(
    {"emergency_fire", "emergency_gas"}
)  # "un incendie l'an dernier, le mur est noir"
_STRUCK_ONCE: Final = frozenset({"emergency_assault"})  # "agressé le mois dernier": it is asked
_STRUCK_AT_HOME: Final = frozenset({"emergency_violence_home"})  # asked, where they have parted
FROM_PEOPLE: Final = frozenset({"emergency_violence_home", "emergency_child", "emergency_assault"})
_PLAIN_DEFECTS: Final = frozenset(  # that hide no fire, no gas, and nobody who breaks in
    {
        "water_leak_minor",
        "no_water",
        "no_hot_water",
        "no_heating",
        "damp_mould",
        "lock_broken",
        "lift_down",
        "common_light",
        "plumbing_fixture",
        "drain_blocked",
        "intercom",
        "entrance_door",
        "window_broken",
        "joinery",
        "pest_bedbug",
        "pest_cockroach",
        "pest_rodent",
    }
)
_COLD: Final = frozenset({"no_heating", "no_hot_water"})
_A_BABY: Final = "baby"
_OF_A_BABY: Final = frozenset({"emergency_child", "emergency_medical"})
_MONOXIDE: Final = "emergency_monoxide"
_NO_GAS_TO_SMELL: Final = {"emergency_gas": _MONOXIDE}  # which the model calls gas
_HARDLY: Final = 0.5  # how likely a danger from people is that is hardly meant
_WORRY: Final = "worry_about_neighbour"
_FAINT: Final = 0.1  # how likely a danger from people is that a plain defect silences by itself


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which the model speaks: of a danger now, and of one now or soon."""

    fire: float
    ask: float  # differs with the language: settings.yaml has it apart
    fire_in_a_clause: float
    ask_in_a_clause: float
    with_a_cue: float  # what the others are multiplied by where a word of danger stands
    ask_in_few_words: float  # of a name, a town, a "too small"; differs too
    ask_beside_a_place: float  # of a few words more: "I live in"
    ask_beside_harmless: float  # where only a way to speak that frightens nobody stands
    fire_beside_harmless: float
    ask_beside_defect: float  # of a danger from people, where it is a defect that is told
    ask_of_a_baby: float  # of a child in danger, where a baby is named beside a defect
    ask_of_a_cold_baby: float  # the same, where the home is cold: a report has its own advice
    ask_of_the_bereaved: float  # of a danger from people, where a death is told


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message says of danger, and what made us think so."""

    level: Level
    intent: str | None = None
    because: str = ""
    likely: float = 1.0  # how sure the model is, where it is the model that speaks


SAFE: Final = Verdict("none")
_GRAVE: Final = ("none", "ask", "fire")


Likely = Mapping[str, tuple[float, float]]  # emergency → likely now, likely now or soon
_PLAINLY: Final = 0.75  # of the intents that a defect is the subject
_SURE: Final = 0.9  # of an intent that names the danger where the danger head names another


def worse(one: Verdict, other: Verdict) -> Verdict:
    """Return the graver of two verdicts on the same words, the first where they are alike."""
    return max(one, other, key=lambda verdict: _GRAVE.index(verdict.level))


def watch(
    text: str,
    whole: Likely,
    clauses: Sequence[Likely],
    bars: Thresholds,
    *,
    named: int = 0,
    meant: Mapping[str, float] | None = None,
    told: AbstractSet[str] = frozenset(),
) -> Verdict:
    """Judge one message, its whole and its clauses; `whole` is empty where there is no model.

    `named` is how many of its words only name a place: they frighten nobody. `meant` is how likely
    the intents think each emergency: which one it is, is for both heads to say. `told` is which
    defects and risks its words name.
    """
    seen = _watch(text, whole, clauses, bars, named, meant or {})
    if seen.level == "none" and (danger := cried(text)) is not None:
        return Verdict("ask", danger, "words: a cry")
    doubt = seen.level == "ask" and seen.because.startswith("model")
    if doubt and _is_of_a_defect(seen, meant or {}, told, bars):
        return seen if find_danger(text) else SAFE
    return _but_bereaved(seen, text, bars)


def _watch(
    text: str,
    whole: Likely,
    clauses: Sequence[Likely],
    bars: Thresholds,
    named: int,
    meant: Mapping[str, float],
) -> Verdict:
    seen = look_for_danger(text)
    hits = seen.hits
    ended = how_it_ended(text)
    gone = _blows_that_are_over(text, ended)
    whole, *clauses = _believed((whole, *clauses), seen.denied, ended, gone, bars)
    cued = bars.with_a_cue if any(hit.pattern.level == "cue" for hit in hits) else 1.0
    short = not any(meant.get(intent, 0.0) >= _SURE for intent in EMERGENCIES)
    asked = _asked(text, seen, bars, named, short=short)
    for level, when, bar, bar_in_a_clause in asked:
        found = [hit for hit in hits if _level(hit, ended, gone, whole) == level]
        if found:
            return _by_words(found, whole, level)
        for likely, least in ((whole, bar), *((clause, bar_in_a_clause) for clause in clauses)):
            together = sum(chances[when] for chances in likely.values())
            if together >= least * cued:
                said = {hit.pattern.intent for hit in hits} & set(likely) or set(EMERGENCIES)
                worst = _which(said, {i: both[when] for i, both in likely.items()}, meant)
                worst = _breathed(worst, seen, together) or _of_words(worst, seen)
                return Verdict(level, worst, f"model: {together:.2f}", together)
    return SAFE


def _blows_that_are_over(text: str, ended: Ended | None) -> AbstractSet[str]:
    """Return the dangers from people that are asked about, no more: it was months ago.

    Who lives with the one who struck is in danger still; who has parted since may not be.
    """
    if ended != "months ago":
        return frozenset()
    return _STRUCK_ONCE | _STRUCK_AT_HOME if tells_parted(text) else _STRUCK_ONCE


def _believed(
    guesses: Sequence[Likely],
    denied: AbstractSet[str],
    ended: Ended | None,
    gone: AbstractSet[str],
    bars: Thresholds,
) -> Iterator[Likely]:
    """Yield what is believed of the model's guesses where the words say that it is no danger.

    What is told as over is no danger now. Of what is denied, or was put right, nothing is
    believed, unless the model is as sure as for the numbers: then it is asked.
    """
    sure, past = bars.fire_beside_harmless, _TOLD_AFTERWARDS if ended else frozenset()
    # "tombée hier, je suis au sol": a model that is sure is believed
    recent = ended in {"past", "months ago"}
    none = denied | {gas for gas, other in _NO_GAS_TO_SMELL.items() if other in denied}
    none |= _TOLD_AFTERWARDS if ended == "mended" else frozenset()
    none |= _BURNT_OUT if ended == "months ago" else frozenset()
    not_now = none | gone
    for likely in guesses:
        yield {
            intent: (
                0.0
                if intent in not_now or (intent in past and not (recent and now >= sure))
                else now,
                0.0 if intent in none and either < sure else either,
            )
            for intent, (now, either) in likely.items()
        }


def _of_words(guessed: str, seen: Seen) -> str:
    """Name a danger that the model does not know where its words stand, and none of the other."""
    unsaid = _NO_GAS_TO_SMELL.get(guessed)
    if unsaid is None or any(hit.pattern.intent == guessed for hit in seen.hits):
        return guessed
    return unsaid if unsaid in seen.named else guessed


def _breathed(guessed: str, seen: Seen, likely: float) -> str | None:
    """Take a faint guess of a danger from people for monoxide, where its words stand."""
    faint = guessed in FROM_PEOPLE and not seen.hits and likely < _HARDLY
    return _MONOXIDE if faint and _MONOXIDE in seen.named else None


def _which(said: AbstractSet[str], likely: Mapping[str, float], meant: Mapping[str, float]) -> str:
    """Name the danger: as the intents do where they are sure, else as the danger head does.

    "il dit qu'il va me tuer" is no suicide, though it speaks of killing.
    """
    sure = [intent for intent in said if meant.get(intent, 0.0) >= _SURE]
    among = sure or [intent for intent in EMERGENCIES if intent in said]
    return max(among, key=lambda i: likely.get(i, 0.0))


def _is_of_a_defect(
    seen: Verdict, meant: Mapping[str, float], told: AbstractSet[str], bars: Thresholds
) -> bool:
    """Tell whether a danger to ask about is hardly guessed, where a defect or a worry is told."""
    defects = told - {_A_BABY}
    plain = bool(defects) and defects <= _PLAIN_DEFECTS
    if plain and _A_BABY in told and seen.intent in _OF_A_BABY:
        cold = defects <= _COLD
        return seen.likely < (bars.ask_of_a_cold_baby if cold else bars.ask_of_a_baby)
    if seen.intent == "emergency_medical" and meant.get(_WORRY, 0.0) >= _PLAINLY:
        return seen.likely < _FAINT  # a worry has words and numbers of its own
    repair = sum(meant.get(intent, 0.0) for intent in REPAIRS)
    faint = plain and seen.likely < _FAINT
    if seen.intent not in FROM_PEOPLE:  # "у мене немає опалення": nobody is ill
        return faint and seen.intent == "emergency_medical" and repair >= _HARDLY
    danger = sum(likely for intent, likely in meant.items() if intent in EMERGENCIES)
    of_it = repair > danger and (plain or repair >= _PLAINLY)
    return faint or (of_it and seen.likely < bars.ask_beside_defect)


def _but_bereaved(seen: Verdict, text: str, bars: Thresholds) -> Verdict:
    """Ask who tells a death neither of dying, of blows nor of an illness, by a mere guess."""
    only_guessed = seen.because.startswith("model") and not find_danger(text)
    if not only_guessed or not tells_a_death(text):
        return seen
    if seen.intent in FROM_PEOPLE or seen.intent == "emergency_medical":
        return SAFE if seen.likely < bars.ask_of_the_bereaved else seen
    if seen.intent != "emergency_suicide":
        return seen
    if seen.level == "fire" and seen.likely >= bars.fire_beside_harmless:
        return seen
    return Verdict("ask", seen.intent, seen.because, seen.likely) if seen.level == "fire" else SAFE


_Asked = tuple[Level, int, float, float]  # which of now, now or soon; bars: whole, a clause


def _asked(
    text: str, seen: Seen, bars: Thresholds, named: int, *, short: bool
) -> tuple[_Asked, ...]:
    """Return from where the model is believed, the gravest first; `short` texts say little."""
    frightens_nobody = seen.harmless or seen.passed_over
    left = count_words(text) - named if frightens_nobody or not seen.hits else _ENOUGH
    nothing_else = frightens_nobody and left <= _NOTHING_ELSE
    fire = bars.fire_beside_harmless if seen.harmless or nothing_else else bars.fire
    least = bars.ask
    if not seen.hits:
        least = fire if nothing_else else _least(left, bars, named, seen, short=short)
    # "il a frappé à ma porte": what frightens nobody as a whole does so in no clause
    in_a_clause = max(least, bars.fire) if frightens_nobody else bars.ask_in_a_clause
    return (
        ("fire", 0, fire, max(fire, bars.fire_in_a_clause)),
        ("ask", 1, least, in_a_clause),
    )


def _least(left: int, bars: Thresholds, named: int, seen: Seen, *, short: bool) -> float:
    """Return how likely a danger must be of which no word stands there; `left` words count."""
    least = bars.ask
    if short and left < _FEW + (named > 0):
        least = max(bars.ask_in_few_words, bars.ask_beside_a_place if named else 0.0)
    return max(least, bars.ask_beside_harmless) if seen.harmless else least


def _by_words(hits: list[Hit], likely: Likely, level: Level) -> Verdict:
    """Name the danger whose words are the most, the model helping between equals."""
    said = {intent: [h for h in hits if h.pattern.intent == intent] for intent in EMERGENCIES}
    intent = max(
        (intent for intent in EMERGENCIES if said[intent]),
        key=lambda i: likely.get(i, (0.0, 0.0))[1] + max(map(_length, said[i])) / 20,
    )
    longest = max(said[intent], key=lambda h: len(h.words))
    return Verdict(level, intent, f"words: {longest.words}")


def _length(hit: Hit) -> int:
    return len(hit.words.split())


def _level(hit: Hit, ended: Ended | None, gone: AbstractSet[str], whole: Likely) -> str:
    """Return what a hit says; a mere cue asks where there is no model to say more."""
    intent, level = hit.pattern.intent, hit.pattern.level
    if level == "cue":
        return "none" if whole else "ask"
    if level == "fire" and intent in gone:
        return "ask"
    if ended is None or intent not in _TOLD_AFTERWARDS:
        return level
    return "none" if ended == "mended" else "ask"
