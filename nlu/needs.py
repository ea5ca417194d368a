"""Every need that a message tells, with the words that tell it."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nlu.clauses import WORD, Span
from nlu.examples import REPAIRS
from nlu.hints import hints_in

_HEARD: Final = 0.5  # how sure a clause must be of an intent to tell it at all
_SAID: Final = 0.51  # how likely a further need must be
_MAYBE: Final = 0.3  # how likely one must be to be worth a button
_A_STORY: Final = 30  # words from which a message is the less believed the longer it is
_BENEATH: Final = 0.2  # share of the message that tells the need beneath a doubt about danger
ONLY_OF: Final = {  # what is always a defect of one home, or of the whole building: refdata 4
    "home_repair": frozenset(
        {
            "water_leak_minor",
            "heating_dangerous",
            "damp_mould",
            "ventilation",
            "smoke_detector",
            "plumbing_fixture",
            "joinery",
            "floor_danger",
        }
    ),
    "common_area_fault": frozenset(
        {
            "lift_down",
            "common_light",
            "entrance_door",
            "intercom",
            "waste_room",
            "cleaning",
            "tag_damage",
            "stairs_danger",
        }
    ),
}
_DEFECT: Final = "problem_type:"
_FAINTEST: Final = 1e-7
_FAINT: Final = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One need said; `start` and `end` are offsets in the message as received."""

    intent: str
    confidence: float
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a piece shows of a need: shares of it, lengths in words."""

    own: float
    whole: float
    main: float
    shared: float
    pieces: int
    words: int
    among: int
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a further need must show: weights of a logistic sum (docs/understanding.md).

    `own` weighs the odds of it in its best piece, `whole` the logarithm of its share of the whole
    message, `main` that of what the piece says of the main need instead, `shared` its mean share
    of all pieces and `pieces` the logarithm of their number: what one odd cut tells is seldom
    meant. `words` weighs the logarithm of the piece's length, `among` that of the message's: a
    long story tells causes too, and what is settled. `named` is added where a defect is told
    and its words stand in the piece: in a report of the home one of the building, or the reverse.
    """

    own: float
    whole: float
    main: float
    shared: float
    pieces: float
    words: float
    among: float
    named: float
    bias: float

    def likely(self, told: Told) -> float:
        """Return how likely a piece tells a need of its own."""
        weighed = (
            (self.own, math.log(_within(told.own) / (1 - _within(told.own)))),
            (self.whole, math.log(max(told.whole, _FAINTEST))),
            (self.main, math.log(max(told.main, _FAINT))),
            (self.shared, told.shared),
            (self.pieces, math.log(told.pieces)),
            (self.words, math.log(told.words)),
            (self.among, math.log(max(told.among, _A_STORY))),
            (self.named, told.named),
            (self.bias, 1.0),
        )
        return 1 / (1 + math.exp(-sum(weight * shown for weight, shown in weighed)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message and its pieces, as the model reads them."""

    text: str
    spans: Sequence[Span]
    whole: Any  # one probability a class
    pieces: Any  # pieces × classes
    classes: Sequence[str]


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
    pieces = _best_pieces(message, further)
    everything = (0, len(message.text.rstrip()))
    told: dict[str, tuple[float, Span]] = {}
    maybe: dict[str, tuple[float, Span]] = {}
    for intent, sure in _main(message, tells):
        _, own, span = pieces.get(intent, (0.0, 0.0, everything))
        told[intent] = (max(sure, own), span)
    for intent, (likely, _, span) in sorted(pieces.items(), key=lambda item: -item[1][0]):
        if intent not in told and tells(intent) and (danger or not _is_danger(intent)):
            (told if likely >= _SAID else maybe)[intent] = (likely, span)
    if len(told) == 1:
        told = {intent: (sure, everything) for intent, (sure, _) in told.items()}
    further_told = [span for _, span in [*told.values()][1:]]
    likely_enough = {
        name: (likely, span)
        for name, (likely, span) in maybe.items()
        if likely >= _MAYBE and not _share_words(span, further_told)
    }
    return Needs(told=_needs(message, told), maybe=_needs(message, likely_enough))


def _needs(message: Message, found: Mapping[str, tuple[float, Span]]) -> tuple[Need, ...]:
    return tuple(
        Need(intent=name, confidence=sure, text=message.text[a:b], start=a, end=b)
        for name, (sure, (a, b)) in found.items()
    )


_Pieces = dict[str, tuple[float, float, Span]]  # intent → likely a need, sure of it, where


def _best_pieces(message: Message, further: Evidence) -> _Pieces:
    """Return the piece that tells each intent best, by what speaks for a need of its own."""
    best: _Pieces = {}
    for place, told, span in _heard(message):
        intent = message.classes[place]
        likely = further.likely(told)
        best[intent] = max(best.get(intent, (0.0, 0.0, span)), (likely, told.own, span))
    return best


def _heard(message: Message) -> Iterator[tuple[int, Told, Span]]:
    """Yield what each piece shows of the intent that it tells best."""
    first, shared = int(message.whole.argmax()), message.pieces.mean(axis=0)
    beside = message.classes[first] not in REPAIRS  # of another subject
    among = _words(message.text)
    for span, row in zip(message.spans, message.pieces, strict=True):
        place = int(row.argmax())
        said = message.text[span[0] : span[1]]
        words = _words(said)
        if row[place] >= _HEARD and words:
            told = Told(
                own=float(row[place]),
                whole=float(message.whole[place]),
                main=float(row[first]),
                shared=float(shared[place]),
                pieces=len(message.spans),
                words=words,
                among=among,
                named=_names_a_defect(message.classes[place], said, beside=beside),
            )
            yield place, told, span


def _words(text: str) -> int:
    return len(WORD.findall(text))


def _names_a_defect(intent: str, said: str, *, beside: bool) -> bool:
    """Tell whether a piece names a defect; beside another one, of a kind that is only its own."""
    if intent not in REPAIRS:
        return False
    codes = {hint.removeprefix(_DEFECT) for hint in hints_in(said) if hint.startswith(_DEFECT)}
    return bool(codes if beside else codes & ONLY_OF[intent])


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


def _share_words(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _is_danger(intent: str) -> bool:
    return intent.startswith("emergency_")


def _within(likely: float) -> float:
    return min(max(likely, _FAINTEST), 1 - 1e-6)
