"""The disk under PostgreSQL is full: who writes is told to come again, and nothing is lost."""

import secrets

import psycopg
import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlmodel import Session, select

from bot.web.app import make_app
from storage.tables.messages import Inbox, Outbox
from tests.conftest import load_demo_at
from tests.own_postgres import OwnPostgres

MEGABYTES = 96  # the demonstration landlord, and room to fill
MOST = 300  # messages until the disk must have been full
FULL = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
END $$
"""


@pytest.fixture
def small_disk(tmp_path_factory, socket_enabled):
    """The address of a database on a small disk that is really one."""
    folder = tmp_path_factory.mktemp("full")
    own = OwnPostgres(folder / "data")
    if not own.start_beside_a_small_disk(folder / "disk", MEGABYTES):
        pytest.skip("a small disk: this machine lets nobody mount one (unshare -m)")
    try:
        with psycopg.connect(own.url("postgres"), autocommit=True) as line:
            line.execute(f"CREATE TABLESPACE small LOCATION '{folder / 'disk'}'")
            line.execute("CREATE DATABASE palier TABLESPACE small")
        load_demo_at(own.url("palier"), folder / "demo")
        yield own.url("palier")
    finally:
        own.close()


def fill(url):
    """Take all the room there is: in large pieces, then in small ones."""
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("CREATE TABLE ballast (filled text)")
        for rows in (100_000, 1_000, 10, 1):
            with pytest.raises(psycopg.errors.DiskFull):  # noqa: PT012 (until it is)
                while True:
                    line.execute(
                        "INSERT INTO ballast SELECT repeat('x', 1900) FROM generate_series(1, %s)",
                        [rows],
                    )


async def say(client, number, words="bonjour"):
    body = {"sender": f"u{number}", "message": words, "message_id": "1"}
    async with client.post("/webhooks/rest/webhook", json=body) as answer:
        if answer.status == 503:
            assert "send it again in a few seconds" in (await answer.json())["error"]
            assert answer.headers["Retry-After"] == "5"
        return answer.status


def check_all_there(palier, taken):
    with Session(palier.database.engine) as session:
        inbox = session.exec(select(Inbox).where(Inbox.channel == "rest")).all()
        replied = set(session.exec(select(Outbox.inbox_id)).all())
    assert {f"u{number}:1" for number in taken} <= {row.ext_id for row in inbox}
    assert [row for row in inbox if row.done_at is None or row.error] == []
    assert {row.id for row in inbox} <= replied


async def test_on_a_disk_that_is_full_messages_come_again_and_all_goes_on_when_there_is_room(
    small_disk, start, socket_enabled
):
    palier = start(small_disk)
    fill(small_disk)
    async with TestClient(TestServer(make_app(palier))) as client:
        statuses = {}
        for number in range(MOST):
            statuses[number] = await say(client, number, secrets.token_hex(1_500))
            if list(statuses.values()).count(503) == 5:
                break
        assert set(statuses.values()) <= {200, 503}
        assert 503 in statuses.values()

        with psycopg.connect(small_disk, autocommit=True) as line:
            line.execute("DROP TABLE ballast")
        for number, status in statuses.items():
            if status == 503:
                assert await say(client, number) == 200
    await palier.intake.sweep()

    check_all_there(palier, statuses)


@pytest.mark.parametrize("table", ["inbox", "outbox"])
async def test_a_server_that_says_that_its_disk_is_full_is_asked_again_later(
    start, postgres, table
):
    url = postgres.create(f"t_full_{table}", "palier_demo")
    palier = start(url)
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(FULL)
        line.execute(
            f"CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION disk_is_full()"
        )
    async with TestClient(TestServer(make_app(palier))) as client:
        assert await say(client, 1) == 503
        with psycopg.connect(url, autocommit=True) as line:
            line.execute(f"DROP TRIGGER full_disk ON {table}")
        assert await say(client, 1) == 200

    check_all_there(palier, [1])
