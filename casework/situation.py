"""All that the rules may look at when a need is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casework.needs import Need
from casework.partners import Service
from casework.problems import Problem, urgency_of
from casework.roles import Role
from casework.working_time import Calendar

LEGAL_DAYS = 15
OLD = 75


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
    priority_district: bool = False


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
        """Return the defect of the catalogue that was named."""
        return self.problems.get(str(self.facts.get("problem_type")))

    @property
    def vulnerable(self) -> bool:
        """Tell whether somebody frail lives there, as they say themselves."""
        frail = ("vulnerable", "pregnant", "disability", "medical_equipment")
        return any(bool(self.facts.get(name)) for name in frail) or self.old or self.baby

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
        if problem is None:
            return ""
        toilet = bool(self.facts.get("only_toilet", True))
        return urgency_of(
            problem, vulnerable=self.vulnerable, only_toilet=toilet, month=self.now.month
        )

    @property
    def legal_date_near(self) -> bool:
        """Tell whether a hearing or another legal date is at most fifteen days away."""
        said = _day(self.facts.get("hearing"))
        return said is not None and 0 <= (said - self.now.date()).days <= LEGAL_DAYS

    def fact(self, name: str) -> float:
        """Return a fact as a number, 0 where it is not known."""
        return _number(self.facts.get(name))

    def told(self, name: str) -> str:
        """Return a fact as a word; empty where it is not known, or is not a word."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else ""


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
