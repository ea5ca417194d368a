"""Notices to many people: what was written, chunks with counters, and the ledger."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "f0c3d9a20707"
down_revision = "e7a4b1c20501"
branch_labels = None
depends_on = None

COUNTERS = ("size", "queued", "out", "sent", "failed", "unsure", "withheld", "cancelled")


def upgrade() -> None:
    """Add the three tables."""
    moment = storage.columns.UtcDateTime(timezone=True)

    def agent(name: str, *, nullable: bool) -> sa.Column:
        return sa.Column(name, sa.String(), sa.ForeignKey("staffuser.id"), nullable=nullable)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False, index=True),
        sa.Column("unit", sa.String(), nullable=False, index=True),
        sa.Column("place_kind", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("entrance", sa.String(), nullable=False),
        sa.Column("fields", storage.columns.Json, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("left_out", storage.columns.Json, nullable=False),
        agent("written_by", nullable=False),
        sa.Column("written_at", moment, nullable=False),
        agent("validated_by", nullable=True),
        sa.Column("validated_at", moment, nullable=True),
        agent("sent_by", nullable=True),
        sa.Column("started_at", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("useful_until", moment, nullable=True),
    )
    op.create_table(
        "notice_chunk",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("notice_id", sa.Integer(), sa.ForeignKey("notice.id"), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTERS),
    )
    op.create_index("ix_notice_chunk_notice", "notice_chunk", ["notice_id", "id"])
    op.create_table(
        "notice_delivery",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("notice_id", sa.Integer(), sa.ForeignKey("notice.id"), nullable=False),
        sa.Column("chunk_id", sa.Integer(), sa.ForeignKey("notice_chunk.id"), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column(
            "conversation_id", sa.Integer(), sa.ForeignKey("conversation.id"), nullable=False
        ),
        sa.Column("state", sa.String(), nullable=False),
        sa.UniqueConstraint("notice_id", "who"),
    )
    op.create_index("ix_notice_delivery_chunk", "notice_delivery", ["chunk_id", "state", "id"])


def downgrade() -> None:
    """Forget them; what waits in the outbox of a notice does not leave."""
    op.execute(
        "UPDATE outbox SET status = 'cancelled', error = 'downgrade' "
        "WHERE status = 'queued' AND key LIKE 'notice:%'"
    )
    for table in ("notice_delivery", "notice_chunk", "notice"):
        op.drop_table(table)
