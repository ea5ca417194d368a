"""The database goes away, the disk is full, the clock jumps, the process is told to stop."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from bot.channels.contract import Incoming
from storage.database import Database, DatabaseAway
from storage.tables.messages import Inbox, Outbox
from tests.play import Player

SCRIPT = ("ya plu de chofage", "depuis 3 jour", "oui", "les tilleuls denain", "matin", "oui")


def kept_rows(palier):
    with Session(palier.database.engine) as session:
        return list(session.exec(select(Inbox))), list(session.exec(select(Outbox)))


async def insist(palier, user, number, text, now):
    """Send a message as a channel does that is told to come again: until it is acknowledged."""
    message = Incoming(channel="rest", user=user, id=f"{user}-{number}", at=now.at, text=text)
    for _ in range(200):
        try:
            return await palier.take(message)
        except DatabaseAway:
            await asyncio.sleep(0.05)
    pytest.fail("the message was never taken")


async def everybody_writes(palier, now, people=6):
    async def one(user):
        for number, text in enumerate(SCRIPT):
            await insist(palier, user, number, text, now)

    await asyncio.gather(*(one(f"u{n}") for n in range(people)))


def check_each_answered_once(palier, people=6):
    inbox, outbox = kept_rows(palier)
    assert len(inbox) == people * len(SCRIPT)
    assert [row for row in inbox if row.done_at is None or row.error] == []
    assert {row.inbox_id for row in outbox if row.kind == "reply"} == {row.id for row in inbox}
    assert len({row.key for row in outbox}) == len(outbox)


async def test_a_database_that_drops_its_connections_under_load_loses_nothing(
    start, postgres, now
):
    name = "t_dropped"
    palier = start(postgres.create(name, "palier_demo"))
    palier.ringing.on(asyncio.get_running_loop())
    ended = asyncio.Event()

    def drop():
        with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )

    async def keep_dropping():
        while not ended.is_set():
            await asyncio.to_thread(drop)
            await asyncio.sleep(0.3)

    dropping = asyncio.create_task(keep_dropping())
    try:
        await everybody_writes(palier, now)
    finally:
        ended.set()
        await dropping

    await palier.intake.sweep()
    check_each_answered_once(palier)


def limit_pages(palier, pages):
    """Make the disk as large as so many pages for every connection."""
    palier.database.engine.dispose()

    def on_connect(connection, record):
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(palier.database.engine, "connect", on_connect)
    return on_connect


def pages_of(palier):
    with palier.database.engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA page_count").scalar_one()


async def test_a_full_disk_refuses_messages_and_all_goes_on_when_there_is_room(palier, now, web):
    full = limit_pages(palier, pages_of(palier) + 1)
    statuses = []
    for number in range(30):
        body = {"sender": "u1", "message": "ya plu de chofage " * 50, "message_id": f"m{number}"}
        answer = await web.post("/webhooks/rest/webhook", json=body)
        statuses.append(answer.status)
    assert 503 in statuses
    refused = statuses.index(503)

    event.remove(palier.database.engine, "connect", full)
    palier.database.engine.dispose()
    with palier.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    body = {"sender": "u1", "message": "ya plu de chofage", "message_id": f"m{refused}"}
    assert (await web.post("/webhooks/rest/webhook", json=body)).status == 200
    await palier.intake.sweep()

    inbox, _ = kept_rows(palier)
    assert [row for row in inbox if row.done_at is None or row.error] == []
    with palier.database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


@pytest.mark.parametrize("jump", [timedelta(hours=-3), timedelta(days=400), timedelta(days=-400)])
def test_a_clock_that_jumps_loses_no_turn_and_no_order(on_both, now, jump):
    person = Player(on_both)
    for number, text in enumerate(SCRIPT):
        if number == 3:
            now.at += jump
        person.say(text)
    now.at -= jump
    person.say("merci")

    inbox, outbox = kept_rows(on_both)
    assert all(row.done_at is not None and row.error is None for row in inbox)
    answered = [row.inbox_id for row in sorted(outbox, key=lambda row: row.seq) if row.inbox_id]
    assert answered == sorted(answered)


def post(port, body):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/webhooks/rest/webhook", json.dumps(body).encode()
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def until_up(port):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("it did not start")


def serve(given):
    command = [str(Path(sys.executable).with_name("palier")), "serve"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env={**os.environ, **given}, stdout=quiet, stderr=quiet)


async def test_a_process_told_to_stop_under_load_ends_what_it_began(
    store, tmp_path, unused_tcp_port, socket_enabled
):
    given = {
        "PALIER_HOME": str(tmp_path / "served"),
        "PALIER_DATABASE_URL": store,
        "PALIER_SECRET_KEY": "k" * 40,
        "PALIER_DEMO": "1",
        "PALIER_PORT": str(unused_tcp_port),
    }
    with await asyncio.to_thread(serve, given) as served:
        await asyncio.to_thread(until_up, unused_tcp_port)
        answered = []

        async def write(user):
            for number, text in enumerate(SCRIPT * 3):
                body = {"sender": user, "message": text, "message_id": str(number)}
                try:
                    await asyncio.to_thread(post, unused_tcp_port, body)
                except (OSError, urllib.error.HTTPError):
                    return
                answered.append((user, number))

        writing = [asyncio.create_task(write(f"u{n}")) for n in range(4)]
        await asyncio.sleep(2)
        served.send_signal(signal.SIGTERM)
        await asyncio.gather(*writing)
        assert await asyncio.to_thread(served.wait, 25) == 0

    database = Database(store)
    rows = database.read_now(
        lambda kept: {row.ext_id: row.done_at for row in kept.session.exec(select(Inbox)).all()}
    )
    workers = database.read_now(lambda kept: kept.workers.all())
    database.close()
    assert answered
    assert all(rows[f"{user}:{number}"] is not None for user, number in answered)
    assert workers == []
