"""Tell how a case of the past year may go: its story, and the way it takes through the states."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from storage.demo.files import read_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """A second need that comes with the first, in that share of the cases (per cent)."""

    need: str
    facts: Mapping[str, str | int]
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One kind of case: what the tenant writes, what the staff note, how long it takes.

    `days` are working days from the first reply to the end; `fits` names a filter of households;
    `thematics` replace those of the need when the story is narrower.
    """

    key: str
    need: str
    weight: int
    severity: int
    facts: Mapping[str, str | int]
    months: tuple[int, ...]
    fits: str
    role: str
    thematics: tuple[str, ...]
    days: tuple[int, int]
    paths: str
    also: Also | None
    outcomes: tuple[str, ...]
    messages: tuple[str, ...]
    notes: Mapping[str, tuple[str, ...]]

    @property
    def needs(self) -> frozenset[str]:
        """List the needs that a case of this story may hold."""
        return frozenset({self.need} | ({self.also.need} if self.also else set()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of status, after that share of the story's days (per cent)."""

    to: str
    by: str
    reason: str
    share: int


def _step(to: str, by: str, reason: str, share: int) -> Step:
    return Step(to=to, by=by, reason=reason, share=share)


def _resolve(share: int) -> Step:
    return _step("resolved", "owner", "all_needs_ended", share)


_BACK = _step("in_progress", "tenant", "tenant_answered", 30)
_ESCALATE = _step("escalated", "owner", "level_1_failed", 25)
_TAKEN = _step("in_progress", "cell", "taken_by_cell", 10)
_PROPOSE = _step("waiting_partner", "owner", "referral_proposed", 20)

WAYS: Mapping[str, tuple[Step, ...]] = {
    "straight": (_resolve(100),),
    "document": (_step("waiting_tenant", "owner", "document_awaited", 30), _BACK, _resolve(40)),
    "access": (_step("waiting_tenant", "owner", "access_awaited", 30), _BACK, _resolve(40)),
    "internal": (
        _step("waiting_internal", "owner", "task_sent", 25),
        _step("in_progress", "owner", "task_done", 50),
        _resolve(25),
    ),
    "partner": (_PROPOSE, _step("in_progress", "partner", "support_ended", 60), _resolve(20)),
    "cell": (_ESCALATE, _TAKEN, _resolve(65)),
    "cell_partner": (
        _ESCALATE,
        _TAKEN,
        _PROPOSE,
        _step("in_progress", "partner", "support_ended", 35),
        _resolve(10),
    ),
    "reopened": (
        _resolve(50),
        _step("in_progress", "tenant", "same_need_again", 20),
        _resolve(30),
    ),
    "no_answer": (
        _step("waiting_tenant", "owner", "answer_awaited", 20),
        _step("in_progress", "timer", "no_response", 50),
        _resolve(30),
    ),
    "followed": (
        _step("waiting_partner", "owner", "referral_proposed", 6),
        _step("in_progress", "partner", "support_ended", 90),
        _resolve(4),
    ),
    "cancelled": (_step("cancelled", "owner", "person_asked", 40),),
}

# How often each way is taken, by the kind of story.
MIXES: Mapping[str, Mapping[str, int]] = {
    "settled": {"straight": 80, "document": 12, "cancelled": 4, "reopened": 4},
    "works": {
        "straight": 60, "access": 16, "internal": 12, "reopened": 8, "cell": 2, "cancelled": 2,
    },
    "money": {
        "straight": 30, "document": 35, "cell": 12, "cell_partner": 8, "no_answer": 10,
        "partner": 5,
    },
    "wait": {"document": 60, "straight": 25, "internal": 10, "cell": 5},
    "internal": {"internal": 70, "straight": 20, "cell": 10},
    "partner": {"partner": 55, "straight": 25, "document": 15, "cell_partner": 5},
    "cell": {"cell": 60, "cell_partner": 40},
    "escalated": {"cell": 100},
    "late": {"straight": 55, "document": 45},
    "followed": {"followed": 100},
}  # fmt: skip


def read_stories() -> tuple[Story, ...]:
    """Read every story in the order of the file."""
    return tuple(_read_story(row) for row in read_json("stories.json"))


def _read_story(row: dict[str, Any]) -> Story:
    values = {field.name: row[field.name] for field in fields(Story)}
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    notes = {when: tuple(texts) for when, texts in row["notes"].items()}
    also = Also(**row["also"]) if row["also"] else None
    return Story(**(values | lists | {"notes": notes, "also": also}))
