"""Guards of a notice: when it leaves, its first readers, and why it paused by itself."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "b8d2f4a60909"
down_revision = "f3a7c1d50801"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add four columns; what is being sent already goes on as it began."""
    moment = storage.columns.UtcDateTime(timezone=True)
    yes = sa.true()
    op.add_column("notice", sa.Column("leaves_at", moment, nullable=True))
    op.add_column("notice", sa.Column("first_settled_at", moment, nullable=True))
    op.add_column("notice", sa.Column("paused_because", sa.String(), nullable=True))
    op.add_column("notice", sa.Column("watched", sa.Boolean(), nullable=False, server_default=yes))
    op.execute(
        "UPDATE notice SET first_settled_at = started_at, watched = false "
        "WHERE started_at IS NOT NULL"
    )


def downgrade() -> None:
    """Forget them; what nobody has looked at the first readers of waits for a person."""
    op.execute(
        "UPDATE notice SET status = 'paused' WHERE status = 'sending' AND first_settled_at IS NULL"
    )
    for name in ("watched", "paused_because", "first_settled_at", "leaves_at"):
        op.drop_column("notice", name)
