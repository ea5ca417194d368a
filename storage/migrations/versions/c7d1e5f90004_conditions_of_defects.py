"""When a defect is graver than usual and who answers for it; the buildings of a perimeter."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "c7d1e5f90004"
down_revision = "b2c4d6e80003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; `load_figures` fills them from the catalogue that is shipped."""
    op.add_column("problemtype", sa.Column("condition", storage.columns.Json, nullable=True))
    buildings = sa.Column(
        "perimeter_buildings", storage.columns.Json, server_default="[]", nullable=False
    )
    op.add_column("residence", buildings)
    op.add_column("problemtype", sa.Column("role", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("residence", "perimeter_buildings")
    op.drop_column("problemtype", "role")
    op.drop_column("problemtype", "condition")
