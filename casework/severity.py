"""How grave a need is: 0 to 4, only ever raised by rules, each with its name (routing 3.1)."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.matrix import VITAL, line_for
from casework.needs import Need
from casework.situation import Situation

URGENT, SENSITIVE = 3, 2
FRAILTY_COUNTS = frozenset({Need.REPAIR, Need.BENEFITS, Need.DEBT, Need.FOOD})
REPEATED = 2


@dataclass(frozen=True, slots=True)
class Raise:
    """One rule that may raise the severity."""

    name: str
    to: Callable[[Situation, int], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A severity, and the rules that made it."""

    severity: int
    hits: tuple[str, ...]


def _defect(s: Situation, base: int) -> int:
    return s.problem.severity_at(s.urgency) if s.problem else base


def _frail(s: Situation, base: int) -> int:
    counts = s.vulnerable and s.need in FRAILTY_COUNTS
    return min(base + 1, URGENT) if counts else base


def _cold(s: Situation, base: int) -> int:
    heating = s.problem is not None and s.problem.code == "no_heating"
    return URGENT if heating and s.urgency == "U1" else base


def _repeated(s: Situation, base: int) -> int:
    again = s.history.repeats_90_days >= REPEATED
    return min(base + 1, SENSITIVE) if again and base < SENSITIVE else base


RAISES: tuple[Raise, ...] = (
    Raise("defect_of_the_catalogue", _defect),
    Raise("no_heating_in_winter_with_somebody_frail", _cold),
    Raise("somebody_frail_lives_there", _frail),
    Raise("condition_of_the_catalogue", lambda s, b: max(b, s.severity_of_condition)),
    Raise("told_again_within_ninety_days", _repeated),
    Raise("plan_already_broken", lambda s, b: SENSITIVE if s.history.plan_broken else b),
    Raise("legal_date_within_fifteen_days", lambda s, b: URGENT if s.legal_date_near else b),
    Raise("target_exceeded", lambda s, b: min(b + 1, URGENT) if s.history.target_exceeded else b),
    Raise("danger_now", lambda s, b: VITAL if s.safety == "vital_now" else b),
    Raise("danger_confirmed", lambda s, b: URGENT if s.safety == "risk_confirmed" else b),
)


def assess(situation: Situation) -> Assessment:
    """Return the severity of a need, with the rules that raised it.

    It is the highest of the line's own and what the rules make of it; none lowers it.
    """
    line, _ = line_for(situation)
    severity, hits = line.severity, [line.case]
    for rule in RAISES:
        raised = rule.to(situation, severity)
        if raised > severity:
            severity = raised
            hits.append(rule.name)
    return Assessment(severity=severity, hits=tuple(hits))
