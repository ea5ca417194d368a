"""A message that takes the place of another, and the photo that goes out with one."""

import sqlalchemy as sa
from alembic import op

revision = "f2b6d8e10601"
down_revision = "f0c3d9a20707"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.add_column("outbox", sa.Column("edits", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("media", sa.String(), nullable=True))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("outbox", "media")
    op.drop_column("outbox", "edits")
