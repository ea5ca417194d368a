"""The engine at rest and under a heap: idle processor time, and a burst of queued updates drained.

    make bench-engine
    make bench-engine ARGS="--updates 2000 --database postgresql://…"

A stand-in of the Bot API runs in this process and hands updates out as Telegram does: a hundred at
most, kept back while there are none. What Palier uses is counted as processor time (user and
system), which a busy machine does not change much; seconds and rates are of one run on one machine.
Answers leave at Telegram's pace, so the heap is drained when every update had its turn, and the
rows are counted: each update once, each answered, none set aside.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlmodel import col, func, select

from benchmarks.bench import cpu, free_port, memory, until_ready
from benchmarks.bench_telegram import TOKEN, BotApi
from storage.database import Database
from storage.kept import Kept
from storage.tables.messages import Inbox, Outbox

UPDATES, EACH = 20_000, 5  # updates in all, and of one person
IDLE, SETTLE = 60.0, 75.0  # seconds measured, and before: the engine looks often at first
LONGEST = 3_600.0  # seconds until the heap is given up
BATCH, KEPT_BACK = 100, 25.0  # updates in one answer, seconds an empty answer is kept back
SAID = ("bonjour", "ya plu de chofage depuis hier", "oui", "les tilleuls denain", "merci")


class QueuedApi(BotApi):
    """A stand-in with updates that wait to be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.queued: deque[dict[str, Any]] = deque()

    async def call(self, request: web.Request) -> web.Response:
        if request.match_info["method"].lower() != "getupdates":
            return await super().call(request)
        asked = await request.post()
        while self.queued and self.queued[0]["update_id"] < int(str(asked.get("offset", 0))):
            self.queued.popleft()
        if not self.queued:
            await asyncio.sleep(KEPT_BACK)
        batch = [self.queued[n] for n in range(min(BATCH, len(self.queued)))]
        return web.json_response({"ok": True, "result": batch})


def updates(count: int) -> deque[dict[str, Any]]:
    """Return so many updates, a few of each person, in the order in which people write."""
    people = max(1, count // EACH)
    return deque(_update(number, number % people + 1, number // people) for number in range(count))


def _update(number: int, person: int, place: int) -> dict[str, Any]:
    who = {"id": person, "is_bot": False, "first_name": "K", "language_code": "fr"}
    chat = {"id": person, "type": "private"}
    text = SAID[place % len(SAID)]
    message = {"message_id": number + 1, "date": 1795341600, "chat": chat, "from": who}
    return {"update_id": number + 1, "message": {**message, "text": text}}


class Running:
    """One process of Palier on a database, which ends with the block."""

    def __init__(self, command: str, folder: str, given: Mapping[str, str]) -> None:
        self._command = command
        self._port = free_port()
        self._given = {
            **{name: value for name, value in os.environ.items() if "PALIER_TELE" not in name},
            "PALIER_HOME": folder,
            "PALIER_DEMO": "1",
            "PALIER_PORT": str(self._port),
            **given,
        }

    async def __aenter__(self) -> "subprocess.Popen[bytes]":
        quiet = subprocess.DEVNULL
        palier = str(Path(sys.executable).with_name("palier"))
        self._process = subprocess.Popen(
            [palier, self._command], env=self._given, stdout=quiet, stderr=quiet
        )
        if self._command == "serve":
            await until_ready(f"http://127.0.0.1:{self._port}", self._process)
        return self._process

    async def __aexit__(self, *_: object) -> None:
        self._process.terminate()
        await asyncio.to_thread(self._process.wait, 60)


async def idle(command: str, folder: str, given: Mapping[str, str]) -> float:
    """Return how much of one core a process uses that has nothing to do, in percent."""
    async with Running(command, folder, given) as process:
        await asyncio.sleep(SETTLE)
        before, begun = cpu(process), time.perf_counter()
        await asyncio.sleep(IDLE)
        return (cpu(process) - before) / (time.perf_counter() - begun) * 100


async def drain(
    api: QueuedApi, url: str, folder: str, given: Mapping[str, str], count: int
) -> Table:
    """Hand so many updates out, wait until each had its turn, and count the rows."""
    api.queued = updates(count)
    async with Running("serve", folder, given) as process:
        database = Database(url)
        before, begun = cpu(process), time.perf_counter()
        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("updates that had their turn", total=count)
            while (done := database.read_now(_turns_taken)) < count:
                progress.update(bar, completed=done)
                if process.poll() is not None or time.perf_counter() - begun > LONGEST:
                    break
                await asyncio.sleep(2)
        seconds, spent, most = (
            time.perf_counter() - begun,
            cpu(process) - before,
            memory(process, "VmHWM"),
        )
        rows = database.read_now(_counts)
        database.close()
    table = Table("measure", "value", title=f"{count} queued updates drained")
    table.add_row("seconds", f"{seconds:.0f}")
    table.add_row("updates a second", f"{count / seconds:.0f}")
    table.add_row("CPU ms/message", f"{spent / count * 1000:.1f}")
    table.add_row("most memory MB", f"{most:.0f}")
    for name, value in rows.items():
        table.add_row(name, str(value))
    lost = count - rows["updates kept"] + rows["set aside"] + rows["not answered"]
    table.add_row("lost", str(lost))
    return table


def _turns_taken(kept: Kept) -> int:
    query = select(func.count()).select_from(Inbox).where(col(Inbox.done_at).is_not(None))
    return kept.session.exec(query.where(Inbox.channel == "telegram")).one()


def _counts(kept: Kept) -> dict[str, int]:
    ours = Inbox.channel == "telegram"
    answered = select(Outbox.inbox_id).where(col(Outbox.inbox_id).is_not(None))

    def count(*those: Any) -> int:
        return kept.session.exec(select(func.count()).select_from(Inbox).where(ours, *those)).one()

    said = select(func.count()).select_from(Outbox).where(Outbox.kind == "reply")
    return {
        "updates kept": count(),
        "set aside": count(col(Inbox.error).is_not(None)),
        "not answered": count(col(Inbox.id).not_in(answered)),
        "answers made": kept.session.exec(said).one(),
        "answers that left": kept.session.exec(said.where(Outbox.status == "sent")).one(),
    }


async def run(count: int, database_url: str | None, *, only_burst: bool) -> list[Table]:
    api = QueuedApi()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", api.call)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    telegram = {
        "PALIER_TELEGRAM_TOKEN": TOKEN,
        "PALIER_TELEGRAM_NEW_CHATS": "0",  # all come at once, from one machine
        "PALIER_TELEGRAM_API_URL": f"http://127.0.0.1:{port}",
    }
    tables = []
    with tempfile.TemporaryDirectory() as folder:
        home = f"{folder}/home"
        url = database_url or f"sqlite:///{home}/palier.db"
        where = {"PALIER_DATABASE_URL": url}
        if not only_burst:
            rest = Table("process", "CPU % of one core", title=f"At rest, over {IDLE:.0f} s")
            for name, command, given in (
                ("palier serve", "serve", where),
                ("palier serve, Telegram by polling", "serve", {**where, **telegram}),
                ("palier worker", "worker", where),
            ):
                rest.add_row(name, f"{await idle(command, home, given):.2f}")
            tables.append(rest)
        if count:
            tables.append(await drain(api, url, home, {**where, **telegram}, count))
    await runner.cleanup()
    return tables


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--updates", type=int, default=UPDATES, help="0: only at rest")
    asked.add_argument("--database", help="an empty database; else SQLite in a folder")
    asked.add_argument("--only-burst", action="store_true", help="not at rest")
    given = asked.parse_args()
    made = asyncio.run(run(given.updates, given.database, only_burst=given.only_burst))
    for table in made:
        Console(width=100).print(table)


if __name__ == "__main__":
    main()
