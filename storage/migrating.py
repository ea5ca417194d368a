"""Bring a database to the tables of this version, and say whether it is there."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage.database import Database

PREPARING = 0x9A11E5  # the key of the lock
AGAIN = 0.2  # seconds between two looks
_ASK = text("SELECT pg_try_advisory_lock(:key)")
_GIVE_BACK = text("SELECT pg_advisory_unlock(:key)")
MIGRATIONS = Path(__file__).parent / "migrations"


def configured(database: Database) -> Config:
    """Return the settings of Alembic for a database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring a database up to a revision."""
    command.upgrade(configured(database), revision)


@contextlib.contextmanager
def one_at_a_time(database: Database) -> Iterator[None]:
    """Keep other processes out while a database is made ready: several may start together.

    By a lock of PostgreSQL; on SQLite the first writer keeps the others waiting.
    """
    if database.engine.dialect.name != "postgresql":
        yield
        return
    with database.engine.connect() as connection:
        # Asked again and again: who waits inside a statement holds a snapshot, and an index that
        # is built concurrently waits for that snapshot, for ever.
        while not connection.execute(_ASK, {"key": PREPARING}).scalar_one():
            connection.commit()
            time.sleep(AGAIN)
        connection.commit()
        try:
            yield
        finally:
            connection.execute(_GIVE_BACK, {"key": PREPARING})


def downgrade(database: Database, revision: str) -> None:
    """Bring a database back to a revision."""
    command.downgrade(configured(database), revision)


def at_head(database: Database) -> bool:
    """Tell whether a database has the tables of this version."""
    head = ScriptDirectory.from_config(configured(database)).get_current_head()
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def write_migration(database: Database, name: str) -> None:
    """Write the migration that brings the database to the tables of the code."""
    command.revision(configured(database), message=name, autogenerate=True)
