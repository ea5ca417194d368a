"""Links that tie a chat to a lease: one use, kept as hashes."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "e7a4b1c20501"
down_revision = "e4a9d2c70005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the links."""
    moment = storage.columns.UtcDateTime(timezone=True)
    op.create_table(
        "lease_link",
        sa.Column("hash", sa.String(), primary_key=True),
        sa.Column(
            "lease_number", sa.String(), sa.ForeignKey("lease.number"), nullable=False, index=True
        ),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=True),
        sa.Column("used_by", sa.Integer(), sa.ForeignKey("channel_address.id"), nullable=True),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("lease_link")
