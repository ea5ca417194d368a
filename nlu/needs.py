"""Every need that a message tells, with the words that tell it."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nlu.clauses import WORD, Span
from nlu.examples import REPAIRS

_HEARD: Final = 0.5  # how sure a clause must be of an intent to tell it at all
_SAID: Final = 0.5  # how likely a further need must be
_MAYBE: Final = 0.4  # how likely one must be to be worth a button
_A_STORY: Final = 30  # words from which a message is the less believed the longer it is
_BENEATH: Final = 0.2  # share of the message that tells the need beneath a doubt about danger
_FAINTEST: Final = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One need said; `start` and `end` are offsets in the message as received."""

    intent: str
    confidence: float
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a further need must show: weights of a logistic sum (docs/understanding.md).

    `own` weighs the odds in its best clause, `whole` the logarithm of its share of the whole
    message, `words` the logarithm of the clause's length, `among` that of the message's: a long
    story tells causes too, and what is settled. `named` is added where a defect is told and its
    words stand in the clause.
    """

    own: float
    whole: float
    words: float
    among: float
    named: float
    bias: float

    def likely(self, own: float, whole: float, words: int, among: int, *, named: bool) -> float:
        """Return how likely a clause tells a need of its own."""
        odds = math.log(_within(own) / (1 - _within(own)))
        heard = self.own * odds + self.whole * math.log(max(whole, _FAINTEST))
        length = self.words * math.log(words) + self.among * math.log(max(among, _A_STORY))
        said = heard + length + self.bias + self.named * named
        return 1 / (1 + math.exp(-said))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message and its clauses, as the model reads them."""

    text: str
    spans: Sequence[Span]
    whole: Any  # one probability a class
    pieces: Any  # clauses × classes
    classes: Sequence[str]
    defects: Sequence[Span] = ()  # where one is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a message tells, the main need first; and what it may tell besides."""

    told: tuple[Need, ...]
    maybe: tuple[Need, ...]


def find_needs(
    message: Message, *, tells: Callable[[str], bool], further: Evidence, danger: bool
) -> Needs:
    """Return the needs of a message; `tells` says which intents are needs.

    Where a mere doubt about danger comes first, the need beneath it stands second; a danger
    told by one clause counts where the message is known to be one (`danger`).
    """
    clauses = _best_clauses(message, further)
    everything = (0, len(message.text.rstrip()))
    told: dict[str, tuple[float, Span]] = {}
    maybe: dict[str, tuple[float, Span]] = {}
    for intent, sure in _main(message, tells):
        _, own, span = clauses.get(intent, (0.0, 0.0, everything))
        told[intent] = (max(sure, own), span)
    for intent, (likely, _, span) in sorted(clauses.items(), key=lambda item: -item[1][0]):
        if intent not in told and tells(intent) and (danger or not _is_danger(intent)):
            (told if likely >= _SAID else maybe)[intent] = (likely, span)
    if len(told) == 1:
        told = {intent: (sure, everything) for intent, (sure, _) in told.items()}
    likely_enough = {name: need for name, need in maybe.items() if need[0] >= _MAYBE}
    return Needs(told=_needs(message, told), maybe=_needs(message, likely_enough))


def _needs(message: Message, found: Mapping[str, tuple[float, Span]]) -> tuple[Need, ...]:
    return tuple(
        Need(intent=name, confidence=sure, text=message.text[a:b], start=a, end=b)
        for name, (sure, (a, b)) in found.items()
    )


_Clauses = dict[str, tuple[float, float, Span]]  # intent → likely a need, sure of it, where


def _best_clauses(message: Message, further: Evidence) -> _Clauses:
    """Return the clause that tells each intent best; one that any other tells better is none."""
    best: _Clauses = {}
    among = max(1, len(WORD.findall(message.text)))
    beside = message.classes[int(message.whole.argmax())] not in REPAIRS  # of another subject
    for span, row in zip(message.spans, message.pieces, strict=True):
        place = int(row.argmax())
        intent, sure = message.classes[place], float(row[place])
        words = len(WORD.findall(message.text[span[0] : span[1]]))
        if sure >= _HEARD and words:
            named = (
                beside
                and intent in REPAIRS
                and any(span[0] <= start and end <= span[1] for start, end in message.defects)
            )
            likely = further.likely(sure, float(message.whole[place]), words, among, named=named)
            best[intent] = max(best.get(intent, (0.0, 0.0, span)), (likely, sure, span))
    return {intent: told for intent, told in best.items() if not _is_told_within(told, best)}


def _is_told_within(told: tuple[float, float, Span], best: _Clauses) -> bool:
    """Tell whether a part of a clause tells something else more surely: then that is told."""
    _, sure, (start, end) = told
    return any(
        start <= first and last <= end and (first, last) != (start, end) and surer > sure
        for _, surer, (first, last) in best.values()
    )


def _main(message: Message, tells: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    """Yield the best intent where it is a need, and the need beneath a danger."""
    ranked = [(message.classes[i], float(message.whole[i])) for i in (-message.whole).argsort()]
    first, sure = ranked[0]
    if tells(first):
        yield first, sure
    if _is_danger(first):
        calm = [(name, likely) for name, likely in ranked if not _is_danger(name)]
        among = calm[0][1] / sum(likely for _, likely in calm)
        if tells(calm[0][0]) and calm[0][1] >= _BENEATH and among >= _SAID:
            yield calm[0][0], among


def _is_danger(intent: str) -> bool:
    return intent.startswith("emergency_")


def _within(likely: float) -> float:
    return min(max(likely, _FAINTEST), 1 - 1e-6)
