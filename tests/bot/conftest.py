"""A Palier whose Telegram is a Bot API of our own, with groups and topics."""

import asyncio
import shutil
import uuid
from functools import partial

import pytest
from aiohttp.test_utils import TestServer

from bot import clock, pacing
from bot.secrets_kept import INVITATION
from tests.bot.forum import ForumApi, Updates

TOKEN = "123456:AAtoken"


@pytest.fixture
async def forum():
    fake = ForumApi()
    async with TestServer(fake.app()) as server:
        fake.url = str(server.make_url("/"))
        yield fake
    assert fake.wrong == []


@pytest.fixture
def forum_url(request, tmp_path, demo_file):
    """A database of this test's own; PostgreSQL where the test asks for it."""
    if getattr(request, "param", "sqlite") == "postgresql":
        cluster, name = request.getfixturevalue("postgres"), f"t{uuid.uuid4().hex[:12]}"
        yield cluster.create(name, "palier_demo")
        cluster.drop(name)
        return
    shutil.copy(demo_file, tmp_path / "forum.db")
    yield f"sqlite:///{tmp_path / 'forum.db'}"


@pytest.fixture
async def running(start, forum_url, forum, monkeypatch):
    """A Palier on a copy of the demonstration landlord, whose Telegram is `forum`: at any pace."""
    monkeypatch.setattr(pacing, "PACES", {})
    palier = start(
        forum_url,
        telegram_token=TOKEN,
        telegram_api_url=forum.url,
        public_url="https://palier.example",
    )
    palier.ringing.on(asyncio.get_running_loop())
    yield palier
    await palier.telegram.close()


@pytest.fixture
def updates(running) -> Updates:
    return Updates(running)


@pytest.fixture
def linked(running, updates):
    """Return a way to link a Telegram account to the first agent of a role."""

    async def link(user: int, role: str, unit: str = "AG-VAL", place: int = 0) -> str:
        def invite(kept):
            found = [a for a in kept.staff.all() if a.role == role and a.unit == unit][place]
            give = partial(running.secrets.give, kept, "invitation", found.id)
            return found.first_name, give(now=clock.now(), lasts=INVITATION)

        name, code = running.database.write_now(invite)
        await updates.private(user, f"/agent {code}")
        return name

    return link
