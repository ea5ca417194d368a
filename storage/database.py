"""The database, and the one unit of work: short synchronous transactions in a small pool."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from storage.kept import Kept
from storage.transaction import Transaction

Result = TypeVar("Result")
WRITERS_WAIT = 30_000  # milliseconds a writer waits for its turn on SQLite
# How a file of SQLite is used by whoever opens it, the durable engine too.
SHARED_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={WRITERS_WAIT}")
# A process that hangs in a transaction, or waits for one, lets the others go on after a while.
PATIENCE = "-c lock_timeout=15000 -c idle_in_transaction_session_timeout=60000"
# A server that is gone without a word is missed after a minute, also by who only listens.
ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
THREADS = 4
THREADS_ON_SQLITE = 1  # the work is Python's: a second thread only takes turns with the first

# Another wrote the same at the same time; nothing was changed by this one.
Clashed = IntegrityError


class DatabaseAway(Exception):
    """The database cannot be used now: away, full or locked. Nothing was changed; ask again."""


class Database:
    """Where everything is kept, on SQLite or PostgreSQL.

    `read` and `write` run a function of a `Kept` in one transaction, in a worker thread;
    `read_now` and `write_now` do the same in the calling thread. All raise DatabaseAway.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._writing = _turn_of_writers(url)
        self.threads = THREADS_ON_SQLITE if url.startswith("sqlite") else THREADS
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="palier-db")

    async def read(self, work: Callable[[Kept], Result]) -> Result:
        """Run `work` on what is kept, without a lock."""
        return await self.in_thread(lambda: self.read_now(work))

    async def write(self, work: Callable[[Kept], Result]) -> Result:
        """Run `work` and commit all of it, or nothing."""
        return await self.in_thread(lambda: self.write_now(work))

    async def in_thread(self, work: Callable[[], Result]) -> Result:
        """Run `work` in the pool of the database."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def read_now(self, work: Callable[[Kept], Result]) -> Result:
        """Run `work` on what is kept, here and now."""
        with (
            _known_trouble(),
            self._read() as connection,
            Transaction(connection) as transaction,
        ):
            return work(Kept(transaction))

    def write_now(self, work: Callable[[Kept], Result]) -> Result:
        """Run `work` and commit, here and now."""
        with (
            _known_trouble(),
            self._writing,
            self.engine.begin() as connection,
            Transaction(connection) as transaction,
        ):
            result = work(Kept(transaction))
            transaction.flush()
            return result

    def answers(self) -> bool:
        """Tell whether the database can be read now."""
        try:
            with self._read() as connection:
                connection.exec_driver_sql("SELECT 1")
        except SQLAlchemyError:
            return False
        return True

    def close(self) -> None:
        """Let the threads and the connections go."""
        self._pool.shutdown(wait=True)
        self.engine.dispose()

    @contextlib.contextmanager
    def _read(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.connection.cursor().execute("BEGIN")  # waits for nobody: cannot fail
            yield connection


@contextlib.contextmanager
def _known_trouble() -> Iterator[None]:
    """Give what may pass with time its own name, so that nobody takes it for a mistake."""
    try:
        yield
    except (OperationalError, InterfaceError, InternalError) as wrong:
        raise DatabaseAway(type(wrong.orig).__name__) from wrong
    except NoConnectionLeft as wrong:  # all are at work, and stayed so for half a minute
        raise DatabaseAway(type(wrong).__name__) from wrong


def _turn_of_writers(url: str) -> contextlib.AbstractContextManager[Any]:
    """Let one writer in at a time on SQLite: it would have the others sleep, and too long."""
    return threading.Lock() if url.startswith("sqlite") else contextlib.nullcontext()


def driver_url(url: str) -> str:
    """Return an address with the driver that we use for PostgreSQL."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _engine(url: str) -> Engine:
    url = driver_url(url)
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            pool_size=THREADS,
            max_overflow=2,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"options": PATIENCE, **ALIVE},
        )
    engine = create_engine(
        url.replace("sqlite:", "sqlite+palier:", 1),
        connect_args={"check_same_thread": False, "timeout": 30},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _on_sqlite_connect)
    return engine


class OnSQLite(SQLiteDialect_pysqlite):
    """SQLite as we use it: who has not begun to read begins to write.

    A listener of the engine's transactions would do, and every statement would look for others.
    """

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:  # noqa: ANN401 (the library's own)
        """Begin as a writer, who waits for a turn instead of failing half-way."""
        if not dbapi_connection.in_transaction:
            dbapi_connection.cursor().execute("BEGIN IMMEDIATE")


registry.register("sqlite.palier", __name__, OnSQLite.__name__)


def _on_sqlite_connect(connection: Any, record: object) -> None:  # noqa: ANN401 (sqlite3's own)
    """Take transactions over from the driver: with its own BEGIN, writers deliver twice."""
    del record
    connection.isolation_level = None
    for pragma in (*SHARED_PRAGMAS, "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")
