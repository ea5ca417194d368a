"""The agencies' rooms; which case an agent holds a conversation for, and what they began to type."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "e4a9d2c70005"
down_revision = "d8e2f6a10005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    moment = storage.columns.UtcDateTime(timezone=True)
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("tied_by", sa.String(), nullable=False),
        sa.Column("tied_at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["address_id"], ["channel_address.id"]),
        sa.ForeignKeyConstraint(["tied_by"], ["staffuser.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_room_address_id", "room", ["address_id"])
    op.create_index("ix_room_unit", "room", ["unit"])
    op.create_table(
        "room_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", moment, nullable=True),
        sa.Column("not_before", moment, nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.ForeignKeyConstraint(["address_id"], ["channel_address.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("room_id", "case_id"),
    )
    for column in ("room_id", "case_id", "address_id"):
        op.create_index(f"ix_room_topic_{column}", "room_topic", [column])
    op.add_column("conversation", sa.Column("held_case_id", sa.Integer(), nullable=True))
    op.add_column("conversation", sa.Column("desk_awaits", sa.String(), nullable=True))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("conversation", "desk_awaits")
    op.drop_column("conversation", "held_case_id")
    op.drop_table("room_topic")
    op.drop_table("room")
