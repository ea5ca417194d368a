"""A topic that may have been made twice: when it was asked for, and whether that was again."""

import sqlalchemy as sa
from alembic import op

revision = "a7c4e1f20601"
down_revision = "a3c9e1d40808"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.add_column("room_topic", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "room_topic",
        sa.Column("maybe_twice", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_column("room_topic", "maybe_twice")
    op.drop_column("room_topic", "asked_at")
