"""Several processes at work: who has a sending in hand, until when it is of use, at what pace."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "d8e2f6a10005"
down_revision = "c7d1e5f90004"
branch_labels = None
depends_on = None

NEW = ("owner", "ext_id", "useful_until", "maybe_twice")


def upgrade() -> None:
    """Add the processes, what one alone may do, the pace, and four facts of a sending."""
    moment = storage.columns.UtcDateTime(timezone=True)
    op.create_table(
        "worker",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=False),
    )
    op.create_table(
        "duty",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("until", moment, nullable=False),
    )
    op.create_table(
        "rate",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("tat", sa.Float(), nullable=False),
    )
    op.add_column("outbox", sa.Column("owner", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("ext_id", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("useful_until", moment, nullable=True))
    op.add_column(
        "outbox",
        sa.Column("maybe_twice", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Forget them; what was in hand is queued again."""
    op.execute("UPDATE outbox SET status = 'queued' WHERE status = 'sending'")
    for column in reversed(NEW):
        op.drop_column("outbox", column)
    for table in ("rate", "duty", "worker"):
        op.drop_table(table)
