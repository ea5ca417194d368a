"""The clock of the database: one for all processes, whatever the machine of each says."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection
from sqlmodel import text

# Seconds since 1970, as each database says them; on SQLite all processes share one machine.
SECONDS: Final[Mapping[str, str]] = {
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
    "postgresql": "extract(epoch from clock_timestamp())::float8",
}
_ASK: Final = {name: text(f"SELECT {seconds}") for name, seconds in SECONDS.items()}


def now_there(connection: Connection) -> datetime:
    """Return the moment it is for the database."""
    seconds = connection.execute(_ASK[connection.dialect.name]).scalar_one()
    return datetime.fromtimestamp(float(seconds), UTC)
