"""What the tests share: the demonstration landlord, loaded once, and a running Palier on a copy of it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import clock
from bot.settings import read_settings
from bot.wiring import build, ensure_demo, open_database

MONDAY_9AM = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # nine o'clock in Paris


def pytest_addoption(parser):
    parser.addoption("--rewrite", action="store_true", help="write the conversations again")


@pytest.fixture(scope="session")
def trained(tmp_path_factory) -> Path:
    """A folder that keeps the trained model for the whole run."""
    kept = Path(__file__).parents[1] / "var" / "model"
    home = tmp_path_factory.mktemp("home")
    if kept.is_dir():
        shutil.copytree(kept, home / "model")
    yield home
    if not kept.is_dir() and (home / "model").is_dir():
        shutil.copytree(home / "model", kept)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory) -> Path:
    """A database with the demonstration landlord, as of MONDAY_9AM."""
    home = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: MONDAY_9AM)
        database = open_database(read_settings(home=home, demo=True))
        ensure_demo(database)
        database.close()
    return home / "palier.db"


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


@pytest.fixture
def palier(tmp_path, demo_file, trained, now):
    """A Palier of its own on a copy of the demonstration landlord."""
    home = tmp_path / "palier"
    home.mkdir()
    shutil.copy(demo_file, home / "palier.db")
    (home / "model").symlink_to(trained / "model") if (trained / "model").is_dir() else None
    settings = read_settings(home=home, demo=True)
    running = build(settings, open_database(settings))
    if not (trained / "model").is_dir():
        shutil.copytree(home / "model", trained / "model")
    yield running
    running.database.close()
