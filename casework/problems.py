"""The catalogue of defects: how soon, who comes, what is dangerous. The catalogue is data."""

from dataclasses import dataclass

from casework.roles import Role

HEATING_MONTHS = frozenset({10, 11, 12, 1, 2, 3, 4})
SEVERITY = {"U1": 2, "U2": 1, "U3": 1, "": 1}
DANGER = 3
ORDER = ("", "U3", "U2", "U1")  # from the least urgent
HOURS = {"U1": 4, "U2": 24}
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a defect is graver, or less urgent, than usual: `when` is a name of `situation`."""

    when: str
    urgency: str | None = None
    severity: int | None = None


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
    role: Role = Role.TECHNICIAN
    condition: Condition | None = None

    def urgency_where(self, *, condition_holds: bool) -> str:
        """Return the urgency, with what the condition makes of it (routing 3.4)."""
        changed = self.condition.urgency if self.condition and condition_holds else None
        return changed or self.urgency

    def severity_at(self, urgency: str) -> int:
        """Return the severity of an urgency; a danger is 3."""
        return DANGER if self.danger else SEVERITY[urgency]

    @property
    def gravity(self) -> tuple[int, int]:
        """Return what compares two defects: the severity, then the urgency."""
        return self.severity_at(self.urgency), ORDER.index(self.urgency)
