"""A whole SQLite database in one file, and back. PostgreSQL has pg_dump and pg_restore."""

import shutil
import sqlite3
from pathlib import Path

from storage.database import Database

SQLITE = "sqlite:///"
MAGIC = b"SQLite format 3\x00"


class CopyRefused(Exception):
    """The copy is not made: the message says why and what to do."""


def copy_database(database: Database, file: Path) -> None:
    """Copy a database that may be in use; raises CopyRefused."""
    source = _path(database.url)
    if file.exists():
        raise CopyRefused(f"{file} is there already: give another name")
    with sqlite3.connect(source) as running, sqlite3.connect(file) as copy:
        running.backup(copy)
    running.close()
    copy.close()


def restore_database(url: str, file: Path) -> None:
    """Put a copy where a database should be; raises CopyRefused."""
    target = _path(url)
    if target.exists():
        raise CopyRefused(f"{target} is there: move it away first, nothing is overwritten")
    if not file.is_file() or file.read_bytes()[: len(MAGIC)] != MAGIC:
        raise CopyRefused(f"{file} is not a copy made by palier backup")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _path(url: str) -> Path:
    if not url.startswith(SQLITE):
        raise CopyRefused("this copies SQLite only; use pg_dump and pg_restore for PostgreSQL")
    return Path(url.removeprefix(SQLITE))
