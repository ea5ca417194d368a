"""The bimonthly audit of arrears: its sessions and their files."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "f3a7c1d50801"
down_revision = "a7c4e1f20601"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables."""
    moment = storage.columns.UtcDateTime(timezone=True)

    def agent(name: str) -> sa.Column:
        return sa.Column(name, sa.String(), sa.ForeignKey("staffuser.id"), nullable=True)

    op.create_table(
        "audit_session",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("listed_at", moment, nullable=True),
        sa.UniqueConstraint("agency", "period"),
    )
    op.create_table(
        "audit_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("session_id", sa.Integer(), sa.ForeignKey("audit_session.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", storage.columns.Json, nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        agent("decided_by"),
        sa.Column("decided_at", moment, nullable=True),
        agent("owner_id"),
        sa.Column("due_at", moment, nullable=True),
        sa.UniqueConstraint("session_id", "case_id"),
    )
    op.create_index("ix_audit_item_case_id", "audit_item", ["case_id"])


def downgrade() -> None:
    """Forget them; the history of each case keeps what was decided."""
    op.drop_table("audit_item")
    op.drop_table("audit_session")
