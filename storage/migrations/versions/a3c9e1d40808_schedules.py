"""What is done again and again, and when next."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "a3c9e1d40808"
down_revision = "f2b6d8e10601"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the schedules; a process that starts puts them in."""
    moment = storage.columns.UtcDateTime(timezone=True)
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False, unique=True),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("done_at", moment, nullable=True),
        sa.Column("error", sa.String(), nullable=True),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("schedule")
