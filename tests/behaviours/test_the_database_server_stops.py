"""The server of the database is stopped and started while people write, on REST and on Telegram."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from functools import partial

import aiohttp
import pytest
from sqlalchemy import text
from sqlmodel import Session, select, update

from bot import clock
from bot.channels.contract import Incoming
from bot.intake import store
from storage.database import Database
from storage.tables.messages import ConversationRow, Inbox, Outbox
from storage.tables.people import ChannelAddress
from storage.tables.work import ScheduleRow
from tests.conftest import load_demo_at
from tests.fake_telegram import CHAT, KARIM, TOKEN, said
from tests.own_postgres import OwnPostgres, free_port

SAID = ("bonjour", "ya plu de chofage", "depuis 3 jour", "oui", "les tilleuls denain", "merci")
PEOPLE = 3  # on each channel
STOPS = ("fast", "immediate", "kill")
AT_WORK, AWAY = 2.0, 2.0  # seconds
PATIENCE = 240.0  # seconds until all has settled, on a machine that others use too


# `palier`, whose rests between two looks at what is left are shorter: nobody waits for them here.
QUICK = """
import bot.work, storage.engine
bot.work.BEAT, bot.work.SWEEP, bot.work.KEEP, storage.engine.POLL = 2.0, 1.0, 1.0, 0.2
from bot.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def own_server(tmp_path_factory):
    """A server of these tests' own, with the demonstration landlord to copy."""
    own = OwnPostgres(tmp_path_factory.mktemp("own") / "data")
    own.start()
    load_demo_at(own.create("demo"), tmp_path_factory.mktemp("own-demo"))
    yield own
    own.close()


@pytest.fixture
def server(own_server, socket_enabled):
    """That server, with a database that holds the demonstration landlord."""
    own_server.create("palier", "demo")
    return own_server


@pytest.fixture
def processes(server, api, tmp_path):
    """`palier serve`, which asks Telegram for updates, and `palier worker`, on that server."""
    port = free_port()
    given = {
        **os.environ,
        "PALIER_HOME": str(tmp_path / "home"),
        "PALIER_DATABASE_URL": server.url("palier"),
        "PALIER_SECRET_KEY": "k" * 40,
        "PALIER_DEMO": "1",
        "PALIER_PORT": str(port),
        "PALIER_TELEGRAM_TOKEN": TOKEN,
        "PALIER_TELEGRAM_API_URL": api.url,
    }
    palier = (sys.executable, "-c", QUICK)
    with contextlib.ExitStack() as until_the_end:
        started = []
        for role in ("serve", "worker"):
            log = until_the_end.enter_context((tmp_path / role).open("wb"))
            process = subprocess.Popen([*palier, role], env=given, stdout=log, stderr=log)
            until_the_end.callback(process.wait, 60)
            until_the_end.callback(process.terminate)
            started.append(process)
        yield f"http://127.0.0.1:{port}", started


async def until(holds, what):
    end = time.monotonic() + PATIENCE
    while not await asyncio.to_thread(holds):
        if time.monotonic() > end:
            pytest.fail(f"it did not come to pass: {what}")
        await asyncio.sleep(0.2)


class Writers:
    """People who write until told to end, and who come again when told to."""

    def __init__(self, url, api) -> None:
        self.url, self.api = url, api
        self.ended = asyncio.Event()
        self.acknowledged = []
        self.told = Counter()
        self.updates = 0

    async def on_rest(self, session, user):
        number = 0
        while not self.ended.is_set():
            who, words = f"{user}-{number // len(SAID)}", SAID[number % len(SAID)]
            body = {"sender": who, "message": words, "message_id": f"{number}"}
            if await self._is_taken(session, body):
                self.acknowledged.append(f"{who}:{number}")
                number += 1
            else:
                await asyncio.sleep(0.2)

    async def _is_taken(self, session, body):
        async with session.post(f"{self.url}/webhooks/rest/webhook", json=body) as answer:
            self.told[answer.status] += 1
            if answer.status == 503:
                assert "send it again in a few seconds" in (await answer.json())["error"]
                assert answer.headers["Retry-After"] == "5"
            return answer.status == 200

    async def on_telegram(self):
        while not self.ended.is_set():
            self.updates += 1
            talk, place = divmod(self.updates // PEOPLE, len(SAID))
            who, words = 555 + PEOPLE * talk + self.updates % PEOPLE, SAID[place]
            update = said(
                self.updates, words, chat={**CHAT, "id": who}, **{"from": {**KARIM, "id": who}}
            )
            self.api.updates.append(update)
            await asyncio.sleep(0.2)

    @contextlib.asynccontextmanager
    async def writing(self):
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as all_of_them:
            for number in range(PEOPLE):
                all_of_them.create_task(self.on_rest(session, f"u{number}"))
            all_of_them.create_task(self.on_telegram())
            yield
            self.ended.set()


def workers(database):
    return {row.id for row in database.read_now(lambda kept: kept.workers.all())}


@pytest.fixture
def database(server):
    """The database of the processes, as an operator looks at it."""
    looking = Database(server.url("palier"))
    yield looking
    looking.close()


async def both_at_work(url, database, folder):
    """Wait until both have started: a process gives a sign of life before it has."""
    await until(lambda: len(workers(database)) == 2, "both at work")
    await until(lambda: "working" in (folder / "worker").read_text(), "the worker has started")
    async with aiohttp.ClientSession() as session:
        for _ in range(600):
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)
    pytest.fail("it did not start")


def all_settled(database, updates):
    """Tell whether every update was stored, every message had its turn, and every answer left."""
    with Session(database.engine) as session:
        inbox = session.exec(select(Inbox)).all()
        outbox = session.exec(select(Outbox).where(Outbox.status.in_(("queued", "sending")))).all()
    stored = sum(row.channel == "telegram" for row in inbox)
    return stored == updates and not outbox and all(row.done_at for row in inbox)


def check_rows(database, writers):
    with Session(database.engine) as session:
        inbox = session.exec(select(Inbox).where(Inbox.channel.in_(("rest", "telegram")))).all()
        outbox = session.exec(select(Outbox)).all()
    assert [row.error for row in inbox if row.error] == []
    assert set(writers.acknowledged) <= {row.ext_id for row in inbox if row.channel == "rest"}
    assert {row.id for row in inbox} == {row.inbox_id for row in outbox if row.kind == "reply"}
    assert len({row.key for row in outbox}) == len(outbox)


def check_duplicates(database, api):
    """What Telegram got more often than it stands in the outbox is marked there, or is unsure."""
    query = (
        select(ChannelAddress.user, Outbox.status, Outbox.maybe_twice)
        .join(ConversationRow, ConversationRow.address_id == ChannelAddress.id)
        .join(Outbox, Outbox.conversation_id == ConversationRow.id)
        .where(ChannelAddress.channel == "telegram", Outbox.status.in_(("sent", "unsure")))
    )
    with Session(database.engine) as session:
        rows = session.exec(query).all()
    kept = Counter(user for user, status, _ in rows if status == "sent")
    doubtful = Counter(user for user, status, twice in rows if twice or status == "unsure")
    got = Counter(form["chat_id"] for form in api.of("sendMessage"))
    assert set(kept) <= set(got) <= {*kept, *doubtful}
    wrong = {
        user: (kept[user], got[user], doubtful[user])
        for user in got
        if not kept[user] <= got[user] <= kept[user] + doubtful[user] * len(STOPS)
    }
    assert not wrong, "kept, got, doubtful"


def check_logs(folder):
    """What is to be expected is a sentence in the log, once for each time that it happens."""
    for role in ("serve", "worker"):
        told = (folder / role).read_text()
        assert "Traceback" not in told
        assert told.count("bells are not heard") <= len(STOPS)


def seen_since(database, since):
    """Return the processes that gave a sign of life since a moment."""
    alive = text("SELECT id FROM worker WHERE extract(epoch FROM seen_at) > :since")
    with database.engine.connect() as connection:
        return set(connection.execute(alive, {"since": since}).scalars())


def night_work_is_done(database):
    """Tell whether somebody does what is due, once it is made due."""
    row = database.read_now(lambda kept: kept.schedules.all()[0])
    return row.due_at > clock.now() and row.done_at


def make_the_night_due(database):
    with database.engine.begin() as connection:
        connection.execute(update(ScheduleRow).values(due_at=clock.now(), done_at=None))


def leave_a_message(database):
    """Store a message as a process does that dies before its turn."""
    at = clock.now() - timedelta(seconds=30)
    left = Incoming(channel="rest", user="left", id="left", at=at, text="bonjour")
    return database.write_now(partial(store, left)).inbox_id


async def test_a_server_that_is_stopped_and_killed_loses_nothing_and_all_goes_on_by_itself(
    server, processes, database, api, tmp_path
):
    url, started = processes
    await both_at_work(url, database, tmp_path)
    writers = Writers(url, api)

    async with writers.writing():
        for how in STOPS:
            await asyncio.sleep(AT_WORK)
            before = len(writers.acknowledged)
            await asyncio.to_thread(server.stop, how)
            await asyncio.sleep(AWAY)
            await asyncio.to_thread(server.start)
            await until(lambda n=before: len(writers.acknowledged) > n + PEOPLE, "taken again")
    again = time.time()

    await until(lambda: all_settled(database, writers.updates), "all answered")
    assert writers.told[503] > 0
    assert set(writers.told) == {200, 503}
    check_rows(database, writers)
    check_duplicates(database, api)
    left = leave_a_message(database)
    await until(lambda: database.read_now(lambda k: k.mail.get(left)).done_at, "it was swept up")
    assert len(workers(database)) == 2
    await until(lambda: seen_since(database, again) == workers(database), "both are alive")
    make_the_night_due(database)
    await until(lambda: night_work_is_done(database), "one of them keeps house")
    assert [process.poll() for process in started] == [None, None]
    check_logs(tmp_path)


async def test_a_process_told_to_stop_while_the_server_is_away_stops_well(
    server, processes, database, tmp_path
):
    url, started = processes
    await both_at_work(url, database, tmp_path)
    left = workers(database)

    await asyncio.to_thread(server.stop, "fast")
    await asyncio.sleep(AWAY)
    for process in started:
        process.terminate()
    codes = [await asyncio.to_thread(process.wait, 60) for process in started]
    await asyncio.to_thread(server.start)

    assert codes == [0, 0]
    assert workers(database) == left, "they could not say so: the others find it out"
    for role in ("serve", "worker"):
        *_, last = (tmp_path / role).read_text().splitlines()
        assert "the others find out" in last, "one line, and nothing after it"
