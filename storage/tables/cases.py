"""One case a household, its needs, their routes, and its history that is never edited."""

from datetime import datetime
from typing import Any

from sqlmodel import SQLModel

from storage.columns import (
    CONTACT,
    SAFETY,
    SITUATION,
    STAFF,
    TECHNICAL,
    json_column,
    moment,
    tagged,
)


class Case(SQLModel, table=True):
    """What a household is going through, followed until it is closed."""

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    reference: str = tagged(SITUATION, unique=True)
    household_id: int | None = tagged(
        SITUATION, default=None, foreign_key="household.id", index=True
    )
    address_id: int | None = tagged(
        CONTACT, default=None, foreign_key="channel_address.id", index=True
    )
    status: str = tagged(SITUATION, index=True)
    level: int = tagged(SITUATION)
    severity: int = tagged(SITUATION, index=True)
    unit: str = tagged(STAFF, index=True)
    role: str = tagged(STAFF)
    owner_id: str | None = tagged(STAFF, default=None, foreign_key="staffuser.id", index=True)
    backup_id: str | None = tagged(STAFF, default=None, foreign_key="staffuser.id")
    channel: str = tagged(CONTACT)
    language: str = tagged(CONTACT)
    place: dict[str, Any] = json_column(SITUATION, default_factory=dict)
    restricted: bool = tagged(SITUATION, default=False)  # danger: its own case, its own readers
    opened_at: datetime = moment(SITUATION, index=True)
    reply_due_at: datetime = moment(SITUATION)
    due_at: datetime = moment(SITUATION)
    first_action_at: datetime | None = moment(SITUATION, default=None)
    resolved_at: datetime | None = moment(SITUATION, default=None)
    closed_at: datetime | None = moment(SITUATION, default=None)
    outcome: str | None = tagged(SITUATION, default=None)
    outcome_words: str | None = tagged(SITUATION, default=None)
    reopened_count: int = tagged(SITUATION, default=0)


class NeedRow(SQLModel, table=True):
    """One need of a case."""

    __tablename__ = "need"

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    case_id: int = tagged(SITUATION, foreign_key="case.id", index=True)
    code: str = tagged(SITUATION, index=True)
    status: str = tagged(SITUATION, default="open")
    severity: int = tagged(SITUATION)
    facts: dict[str, Any] = json_column(SITUATION, default_factory=dict)
    words: str = tagged(SITUATION, default="")
    opened_at: datetime = moment(SITUATION)


class RouteRecord(SQLModel, table=True):
    """Where a need was sent, why, and which rules lost."""

    __tablename__ = "route_record"

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    need_id: int = tagged(SITUATION, foreign_key="need.id", index=True)
    at: datetime = moment(SITUATION)
    role: str = tagged(STAFF)
    unit: str = tagged(STAFF)
    owner_id: str | None = tagged(STAFF, default=None)
    level: int = tagged(SITUATION)
    severity: int = tagged(SITUATION)
    because: list[Any] = json_column(SITUATION)
    also_considered: list[Any] = json_column(SITUATION)
    partners: list[Any] = json_column(SITUATION, default_factory=list)
    coverage_gap: bool = tagged(TECHNICAL, default=False)


class CaseEvent(SQLModel, table=True):
    """One line of a case's history: appended, never edited (triggers hold it)."""

    __tablename__ = "case_event"

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    case_id: int = tagged(SITUATION, foreign_key="case.id", index=True)
    at: datetime = moment(SITUATION)
    actor: str = tagged(STAFF)
    kind: str = tagged(SITUATION)
    frm: str | None = tagged(SITUATION, default=None)
    to: str | None = tagged(SITUATION, default=None)
    reason: str | None = tagged(SITUATION, default=None)
    details: dict[str, Any] = json_column(SITUATION, default_factory=dict)


class Note(SQLModel, table=True):
    """What an agent writes down, and who may read it."""

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    case_id: int = tagged(SITUATION, foreign_key="case.id", index=True)
    author_id: str = tagged(STAFF)
    audience: str = tagged(SITUATION, default="team")  # team | restricted | author
    text: str = tagged(SITUATION)
    at: datetime = moment(SITUATION)


class SafetyEvent(SQLModel, table=True):
    """A danger said, what was answered, who was told."""

    __tablename__ = "safety_event"

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    conversation_id: int = tagged(SAFETY, foreign_key="conversation.id", index=True)
    case_id: int | None = tagged(SAFETY, default=None, foreign_key="case.id")
    intent: str = tagged(SAFETY)
    level: str = tagged(SAFETY)
    because: str = tagged(SAFETY)
    text_hash: str = tagged(SAFETY)
    message: str = tagged(SAFETY, default="")
    alerted: list[str] = json_column(SAFETY, default_factory=list)
    answers: list[Any] = json_column(SAFETY, default_factory=list)
    at: datetime = moment(SAFETY)
    closed_as: str | None = tagged(SAFETY, default=None)
