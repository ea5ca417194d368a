"""The bimonthly audit of arrears: one session an agency and a period, and its files."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.columns import SITUATION, STAFF, TECHNICAL, json_column, moment, tagged


class AuditSession(SQLModel, table=True):
    """The audit of one agency for two months; `period` is their first day."""

    __tablename__ = "audit_session"
    __table_args__ = (UniqueConstraint("agency", "period"),)

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    agency: str = tagged(STAFF)  # or the head office, or the cell: whoever has the cases
    period: date = tagged(TECHNICAL)
    status: str = tagged(TECHNICAL, default="planned")
    listed_at: datetime | None = moment(TECHNICAL, default=None)


class AuditItem(SQLModel, table=True):
    """One file of an audit: why it is there, and what was decided; the ids are in their order."""

    __tablename__ = "audit_item"
    __table_args__ = (UniqueConstraint("session_id", "case_id"),)

    id: int | None = tagged(TECHNICAL, default=None, primary_key=True)
    session_id: int = tagged(TECHNICAL, foreign_key="audit_session.id")
    case_id: int = tagged(SITUATION, foreign_key="case.id", index=True)
    state: str = tagged(SITUATION, default="candidate")
    why: list[str] = json_column(SITUATION, default_factory=list)
    decision: str | None = tagged(SITUATION, default=None)
    decided_by: str | None = tagged(STAFF, default=None, foreign_key="staffuser.id")
    decided_at: datetime | None = moment(SITUATION, default=None)
    owner_id: str | None = tagged(STAFF, default=None, foreign_key="staffuser.id")
    due_at: datetime | None = moment(SITUATION, default=None)
