"""What happened is never edited: case history, reads, safety events' rows are kept as written."""

from alembic import op

revision = "a1f3c0de0002"
down_revision = "d2bc02519eed"
branch_labels = None
depends_on = None

APPEND_ONLY = ("case_event", "access_log")
REFUSAL = "append only: a line of history is never edited nor deleted"


def upgrade() -> None:
    """Have the database itself refuse to edit or delete history."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION palier_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
    for table in APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            op.execute(_trigger(table, deed))


def _trigger(table: str, deed: str) -> str:
    name = f"{table}_no_{deed.lower()}"
    head = f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW"
    if op.get_bind().dialect.name == "postgresql":
        return f"{head} EXECUTE FUNCTION palier_append_only()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def downgrade() -> None:
    """Let history be edited again."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in APPEND_ONLY:
        for deed in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{deed}" + (f" ON {table}" if postgresql else ""))
    if postgresql:
        op.execute("DROP FUNCTION palier_append_only()")
