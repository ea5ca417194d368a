"""Pages hear of what another process said, also of what was said while nobody could be heard."""

import asyncio

import psycopg
import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlmodel import col, select
from structlog.testing import capture_logs

from bot import clock
from bot.web import sockets
from bot.web.app import make_app
from bot.work import Work
from bot.workplace import me
from storage.database import Database
from storage.tables.people import ChannelAddress

NAME = "t_bells"
LISTENS = "datname = %s AND query LIKE 'LISTEN palier%%'"


@pytest.fixture
async def on_postgres(start, postgres):
    """A Palier at work on PostgreSQL, and the address of its database."""
    url = postgres.create(NAME, "palier_demo")
    palier = start(url)
    palier.ringing.on(asyncio.get_running_loop())
    work = Work(palier, me("serve"))
    await work.start()
    yield palier, url
    await work.close()


@pytest.fixture
async def page(on_postgres):
    """An open page of the web chat, and the conversation it shows."""
    palier, _ = on_postgres
    async with TestClient(TestServer(make_app(palier))) as client:
        await client.post("/chat/open")
        socket = await client.ws_connect("/chat/ws")
        await socket.send_json({"type": "hello", "last": 0})
        assert (await socket.receive_json())["type"] == "welcome"

        def shown(kept):
            newest = select(ChannelAddress).order_by(col(ChannelAddress.id).desc())
            last = kept.session.exec(newest).first()
            return kept.conversations.of_address(last).id

        yield socket, palier.database.write_now(shown)


def say_in_another_process(url, conversation_id, words):
    """Say something as another process does that shares nothing but the database."""
    other = Database(url)
    other.write_now(
        lambda kept: kept.mail.send(
            conversation_id,
            key=f"other:{words}",
            message="m",
            text=words,
            language="fr",
            now=clock.now(),
            delivered=True,
        )
    )
    other.close()


def write_in_another_process(url, conversation_id, words):
    """Take in what a person wrote, as another process does; the bot is silent."""
    other = Database(url)
    other.write_now(
        lambda kept: kept.mail.take_in(
            conversation_id,
            channel="webchat",
            account="",
            ext_id=words,
            body={"text": words},
            now=clock.now(),
        )
    )
    other.close()


async def read_until(socket, words):
    async with asyncio.timeout(20):
        while (await socket.receive_json()).get("text") != words:
            pass


def count_and_end(url, *, end=False):
    what = "count(pg_terminate_backend(pid))" if end else "count(*)"
    with psycopg.connect(url, autocommit=True) as line:
        return line.execute(
            f"SELECT {what} FROM pg_stat_activity WHERE {LISTENS}", [NAME]
        ).fetchone()[0]


async def until_there_are(url, number):
    async with asyncio.timeout(20):
        while await asyncio.to_thread(count_and_end, url) != number:  # noqa: ASYNC110 (the server's)
            await asyncio.sleep(0.05)


@pytest.fixture(autouse=True)
def no_look(monkeypatch):
    """Have pages told by bells alone."""
    monkeypatch.setattr(sockets, "LOOK", 24 * 3600.0)


async def test_a_page_catches_up_on_what_was_said_while_its_process_heard_nothing(
    on_postgres, page, caplog
):
    _, url = on_postgres
    socket, conversation = page
    await until_there_are(url, 1)
    await asyncio.to_thread(say_in_another_process, url, conversation, "entendu")
    await read_until(socket, "entendu")

    with capture_logs() as logs:
        assert await asyncio.to_thread(lambda: count_and_end(url, end=True)) == 1
        await until_there_are(url, 0)
        await asyncio.to_thread(say_in_another_process, url, conversation, "manqué")
        await until_there_are(url, 1)
        await read_until(socket, "manqué")

    told = [line["event"] for line in logs]
    assert told == ["bells are not heard", "bells are heard again"]
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


async def test_what_a_person_writes_to_an_agent_rings_the_pages_of_other_processes(
    on_postgres, page
):
    palier, url = on_postgres
    socket, conversation = page

    def hold(kept):
        agent = kept.staff.all()[0]
        kept.conversations.hold(kept.conversations.get(conversation), agent.id, now=clock.now())

    palier.database.write_now(hold)
    await until_there_are(url, 1)
    await asyncio.to_thread(write_in_another_process, url, conversation, "vous êtes là ?")

    await read_until(socket, "vous êtes là ?")
