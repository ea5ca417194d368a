"""An address where nobody is any more."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "b2c4d6e80003"
down_revision = "a1f3c0de0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add when an address was found gone."""
    moment = storage.columns.UtcDateTime(timezone=True)
    op.add_column("channel_address", sa.Column("gone_at", moment, nullable=True))


def downgrade() -> None:
    """Forget it; without a copy of the table, which other tables point to."""
    op.drop_column("channel_address", "gone_at")
