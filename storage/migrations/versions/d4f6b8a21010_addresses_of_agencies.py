"""Where an agency is, street and number: tenants ask for it."""

import sqlalchemy as sa
from alembic import op

revision = "d4f6b8a21010"
down_revision = "b8d2f4a60909"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it, empty: the landlord's import gives it."""
    op.add_column("agency", sa.Column("address", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("agency", "address")
