"""A Palier whose Telegram is a Bot API of our own, with groups and topics."""

import asyncio
import shutil
import uuid
from functools import partial

import pytest
from aiohttp.test_utils import TestServer

from bot import clock
from bot.secrets_kept import INVITATION
from tests.bot.forum import (
    ADVISER,
    GROUP,
    MANAGER,
    TENANT,
    ForumApi,
    Updates,
    case_of,
    thread_of,
)
from tests.play import ARREARS

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
async def running(start, forum_url, forum, at_any_pace):
    """A Palier on a copy of the demonstration landlord, whose Telegram is `forum`: at any pace."""
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


@pytest.fixture
async def room(updates, linked, forum):
    """The room of an agency, made by its manager; topics of the demonstration's cases are in it."""
    await linked(MANAGER, "agency_manager")
    await linked(ADVISER, "social_adviser")
    await updates.group(MANAGER, "/salle")
    assert any("Cette salle est celle" in text for text in forum.sent(GROUP))


@pytest.fixture
async def tenant_case(updates, running):
    """Return a way for a tenant on Telegram to open a case; gives its reference."""

    async def open_case(*lines: str) -> str:
        for line in lines or ARREARS:
            await updates.private(TENANT, line)
        return (await case_of(running)).reference

    return open_case


@pytest.fixture
async def topic(room, tenant_case, running, forum):
    """The topic of a tenant's case: its reference and its thread."""
    reference = await tenant_case()
    return reference, await thread_of(running, forum, reference)
