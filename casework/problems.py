"""The catalogue of defects: how soon, who comes, what is dangerous. The catalogue is data."""

from dataclasses import dataclass

HEATING_MONTHS = frozenset({10, 11, 12, 1, 2, 3, 4})
SEVERITY = {"U1": 2, "U2": 1, "U3": 1, "": 1}
DANGER = 3
HOURS = {"U1": 4, "U2": 24}
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One defect of the catalogue; `urgency` is U1 (4 h), U2 (24 h), U3 (5 working days)."""

    code: str
    zones: tuple[str, ...]
    label: str
    words: tuple[str, ...]
    urgency: str
    danger: bool
    who: str


def urgency_of(problem: Problem, *, vulnerable: bool, only_toilet: bool, month: int) -> str:
    """Return the urgency, raised where somebody frail would suffer (routing 3.4)."""
    frail_in_the_cold = problem.code == "no_heating" and vulnerable and month in HEATING_MONTHS
    frail_upstairs = problem.code == "lift_down" and vulnerable
    no_toilet = problem.code == "wc_blocked" and only_toilet
    return "U1" if frail_in_the_cold or frail_upstairs or no_toilet else problem.urgency


def severity_from(problem: Problem, urgency: str) -> int:
    """Return the severity of an urgency; danger is 3."""
    return DANGER if problem.danger else SEVERITY[urgency]
