"""Bring a database to the tables of this version, and say whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import Database

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
