"""All that the rules may look at when a need is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from casework.needs import PUBLICS, Need
from casework.partners import Service
from casework.problems import HEATING_MONTHS, Problem
from casework.roles import Role
from casework.working_time import Calendar

LEGAL_DAYS = 15
CUT_DAYS = 7
OLD = 75
SENIOR, YOUNG = 60, 26  # ages of the publics of data·inclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a need is; anything may be unknown."""

    insee: str | None = None
    commune: str | None = None
    epci: str | None = None
    agency: str | None = None
    residence: str | None = None
    dwelling: str | None = None
    perimeter: str | None = None  # "reclaim" or "demolition"
    perimeter_buildings: tuple[str, ...] = ()  # the only ones it holds for; all when empty
    priority_district: bool = False

    def in_building(self, building: str | None) -> "Place":
        """Return the place in one of its buildings; an unknown one keeps out of a demolition."""
        if not self.perimeter_buildings or building in self.perimeter_buildings:
            return self
        whole = building is None and self.perimeter == "reclaim"
        return self if whole else replace(self, perimeter=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An agent, as routing sees them."""

    id: str
    name: str
    role: Role
    agency: str
    load: int = 0
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of a household before this need."""

    open_needs: tuple[Need, ...] = ()
    repeats_90_days: int = 0
    already_followed_by: str | None = None
    declined: frozenset[str] = frozenset()
    declined_count: int = 0
    refused_help: bool = False
    violence_flag: bool = False
    last_owner: str | None = None
    attempts: int = 0  # first-level attempts recorded
    plan_broken: bool = False
    target_exceeded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One need, with all that the rules may look at."""

    need: Need
    now: datetime
    calendar: Calendar
    facts: Mapping[str, Any] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    history: History = field(default_factory=History)
    officers: tuple[Officer, ...] = ()
    services: tuple[Service, ...] = ()
    problems: Mapping[str, Problem] = field(default_factory=dict)
    safety: str | None = None  # vital_now, risk_to_check, risk_confirmed
    language: str = "fr"

    @property
    def problem(self) -> Problem | None:
        """Return the defect of the catalogue that was named, of several the gravest."""
        codes = (self.facts.get("problem_type"), *(self.facts.get("more_problems") or ()))
        named = [self.problems[str(code)] for code in codes if str(code) in self.problems]
        return max(named, key=lambda problem: problem.gravity, default=None)

    @property
    def vulnerable(self) -> bool:
        """Tell whether somebody frail lives there, as they say themselves."""
        frail = ("vulnerable", "pregnant", "disability", "medical_equipment")
        return any(bool(self.facts.get(name)) for name in frail) or self.old or self.baby

    @property
    def publics(self) -> frozenset[str]:
        """Return the publics of data·inclusion somebody says to belong to."""
        said = {
            "seniors": self.fact("age") >= SENIOR,
            "jeunes": 0 < self.fact("age") < YOUNG,
            "familles": self.fact("children_count") > 0 or self.baby,
            "personnes-en-situation-de-handicap": bool(self.facts.get("disability")),
        }
        told = frozenset(public for public, holds in said.items() if holds)
        return told | PUBLICS.get(self.need, frozenset())

    @property
    def old(self) -> bool:
        """Tell whether somebody is 75 or more."""
        return _number(self.facts.get("age")) >= OLD

    @property
    def baby(self) -> bool:
        """Tell whether there is a child under three."""
        age = self.facts.get("child_age")
        return age is not None and _number(age) < 3  # noqa: PLR2004 (routing 3.1)

    @property
    def urgency(self) -> str:
        """Return the urgency of the defect, where there is one."""
        problem = self.problem
        return problem.urgency_where(condition_holds=self.graver) if problem else ""

    @property
    def severity_of_condition(self) -> int:
        """Return the severity that the condition of the defect asks for, 0 where it asks none."""
        condition = self.problem.condition if self.problem and self.graver else None
        return (condition.severity or 0) if condition else 0

    @property
    def graver(self) -> bool:
        """Tell whether the condition of the defect holds."""
        condition = self.problem.condition if self.problem else None
        return condition is not None and _CONDITIONS[condition.when](self)

    @property
    def today(self) -> date:
        """Return the day in Paris: rules of law and of seasons go by it."""
        return self.now.astimezone(self.calendar.zone).date()

    @property
    def legal_date_near(self) -> bool:
        """Tell whether a hearing or another legal date is at most fifteen days away."""
        said = _day(self.facts.get("hearing"))
        return said is not None and 0 <= (said - self.today).days <= LEGAL_DAYS

    @property
    def cut_near(self) -> bool:
        """Tell whether power or water is cut, or will be within seven days (routing 3.3)."""
        if self.told("cut_off") == "done":
            return True
        on = _day(self.facts.get("cut_on"))
        return self.told("cut_off") == "announced" and (
            on is None or (on - self.today).days <= CUT_DAYS
        )

    def days_since(self, name: str) -> int:
        """Return how many days a date of the facts is past, 0 where it is not known."""
        said = _day(self.facts.get(name))
        return (self.today - said).days if said is not None else 0

    def fact(self, name: str) -> float:
        """Return a fact as a number, 0 where it is not known."""
        return _number(self.facts.get(name))

    def told(self, name: str) -> str:
        """Return a fact as a word; empty where it is not known, or is not a word."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else ""


# The names are those of the catalogue, routing 3.4.
_CONDITIONS: Mapping[str, Callable[[Situation], bool]] = {
    "always": lambda s: s.problem is not None,
    "only_wc": lambda s: bool(s.facts.get("only_toilet", True)),
    "vulnerable_cold_season": lambda s: s.vulnerable and s.today.month in HEATING_MONTHS,
    "vulnerable_upstairs": lambda s: s.vulnerable and s.facts.get("floor") != 0,
    "zone_building": lambda s: s.need is Need.COMMON_AREA,
    "whole_stair": lambda s: bool(s.facts.get("whole_stair")),
    "child_or_declared_vulnerability": lambda s: s.vulnerable or s.fact("children_count") > 0,
    "falling": lambda s: bool(s.facts.get("falling")),
    "several_dwellings": lambda s: bool(s.facts.get("several_dwellings")),
}
CONDITIONS = frozenset(_CONDITIONS)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
