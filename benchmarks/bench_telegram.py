"""From Telegram's webhook to sendMessage: latency, throughput, CPU a message, an idle process.

    make bench-telegram

A stand-in of the Bot API runs in this process; each server is another process. Beside Palier: bare
aiohttp that answers at once, and python-telegram-bot as its manual shows it (its own httpx). Every
figure is of one run on one machine; compare inside the table. Palier keeps to Telegram's pace
(27 messages a second), so its busy line shows how fast turns are taken, and what a message costs.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp
from aiohttp import web
from rich.console import Console
from rich.table import Table

from benchmarks.bench import cpu, free_port, memory, until_ready

TOKEN, SECRET = "1:bench", "s" * 32
QUIET, PAUSE = 30, 0.4  # messages one by one, and seconds between them
BUSY, LINES = 400, 32
IDLE = 20.0  # seconds
TEXT = "ya plu de chofage depuis hier"


class BotApi:
    """A stand-in of the Bot API that writes down when each chat got its first message."""

    def __init__(self) -> None:
        self.first: dict[str, float] = {}
        self.sent = 0
        self.got = asyncio.Event()

    async def call(self, request: web.Request) -> web.Response:
        """Answer any method; only sendMessage counts."""
        given: dict[str, Any] = dict(await request.post()) if request.can_read_body else {}
        if request.match_info["method"].lower() == "getme":
            me = {"id": 1, "is_bot": True, "first_name": "b", "username": "b"}
            return web.json_response({"ok": True, "result": me})
        if request.match_info["method"].lower() != "sendmessage":
            return web.json_response({"ok": True, "result": True})
        self.first.setdefault(str(given["chat_id"]), time.perf_counter())
        self.sent += 1
        self.got.set()
        chat = {"id": int(given["chat_id"]), "type": "private"}
        message = {"message_id": self.sent, "date": 1, "chat": chat, "text": "…"}
        return web.json_response({"ok": True, "result": message})


def updates(start: int) -> Iterator[dict[str, Any]]:
    """Yield updates of as many people, one each."""
    number = start
    while True:
        number += 1
        who = {"id": number, "is_bot": False, "first_name": "K", "language_code": "fr"}
        chat = {"id": number, "type": "private"}
        message = {"message_id": 1, "date": 1795341600, "chat": chat, "from": who, "text": TEXT}
        yield {"update_id": number, "message": message}


async def post(session: aiohttp.ClientSession, url: str, update: dict[str, Any]) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with session.post(f"{url}/webhooks/telegram", json=update, headers=headers) as answer:
        assert answer.status == 200, answer.status


async def until(holds: Any) -> None:
    for _ in range(6_000):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise SystemExit("no answer came")


async def one_by_one(api: BotApi, url: str, people: Iterator[dict[str, Any]]) -> list[float]:
    """Send one message at a time to an idle server; return milliseconds to the first answer."""
    waits = []
    async with aiohttp.ClientSession() as session:
        for _ in range(QUIET):
            update = next(people)
            begun, chat = time.perf_counter(), str(update["update_id"])
            await post(session, url, update)
            await until(lambda chat=chat: chat in api.first)
            waits.append((api.first[chat] - begun) * 1000)
            await asyncio.sleep(PAUSE)
    return sorted(waits)


async def waiting(session: aiohttp.ClientSession, url: str, box: str = "inbox") -> int:
    """Return how many messages wait for their turn, or to leave; none where that is not told."""
    async with session.get(f"{url}/metrics") as answer:
        if answer.status != 200:
            return 0
        lines = (await answer.text()).splitlines()
    return int(next(line for line in lines if line.startswith(f"palier_{box}_waiting")).split()[1])


async def all_at_once(url: str, people: Iterator[dict[str, Any]], count: int) -> float:
    """Send many messages through many lines; return the seconds until all had their turn."""
    begun = time.perf_counter()
    async with aiohttp.ClientSession() as session:

        async def line() -> None:
            for _ in range(count // LINES):
                await post(session, url, next(people))

        await asyncio.gather(*(line() for _ in range(LINES)))
        while await waiting(session, url):  # noqa: ASYNC110 (another process's inbox)
            await asyncio.sleep(0.2)
    return time.perf_counter() - begun


async def all_left(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        while await waiting(session, url, "outbox"):  # noqa: ASYNC110 (another process's outbox)
            await asyncio.sleep(1)
    await asyncio.sleep(5)


async def measure(
    name: str, command: list[str], url: str, given: dict[str, str], api: BotApi, burst: int
) -> list[str]:
    process = subprocess.Popen(
        command,
        env={**os.environ, **given},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    people = updates(abs(hash(name)) % 1_000_000 * 1_000)
    try:
        await until_ready(url, process)
        await asyncio.sleep(2)
        waits = await one_by_one(api, url, people)
        begun = cpu(process)
        seconds = await all_at_once(url, people, burst)
        spent = cpu(process) - begun
        await all_left(url)  # at Telegram's pace; then nothing happens
        resting = cpu(process)
        await asyncio.sleep(IDLE)
        idle = (cpu(process) - resting) / IDLE * 100
        return [
            name,
            f"{median(waits):.1f}",
            f"{waits[int(len(waits) * 0.95)]:.1f}",
            f"{burst / seconds:.0f}",
            f"{spent / burst * 1000:.1f}",
            f"{idle:.1f}",
            f"{memory(process):.0f}",
        ]
    finally:
        process.terminate()
        process.wait(20)


async def run(burst: int) -> Table:
    api = BotApi()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", api.call)
    runner = web.AppRunner(app)
    await runner.setup()
    api_port = free_port()
    await web.TCPSite(runner, "127.0.0.1", api_port).start()
    table = Table(
        "server",
        "first answer p50 ms",
        "p95 ms",
        f"turns/s, {LINES} lines",
        "CPU ms/message",
        "idle CPU %",
        "memory MB",
        title="From the webhook to sendMessage",
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, command in (
            ("aiohttp", [sys.executable, "-m", "benchmarks.reference_telegram", "aiohttp"]),
            (
                "python-telegram-bot",
                [sys.executable, "-m", "benchmarks.reference_telegram", "ptb"],
            ),
            ("palier", [str(Path(sys.executable).with_name("palier")), "serve"]),
        ):
            port = free_port()
            given = {
                "PALIER_HOME": f"{folder}/home",
                "PALIER_DEMO": "1",
                "PALIER_PORT": str(port),
                "PALIER_PUBLIC_URL": f"http://127.0.0.1:{port}",
                "PALIER_TELEGRAM_TOKEN": TOKEN,
                "PALIER_TELEGRAM_NEW_CHATS": "0",  # all come at once, from one machine
                "PALIER_TELEGRAM_API_URL": f"http://127.0.0.1:{api_port}",
                "PALIER_TELEGRAM_WEBHOOK_SECRET": SECRET,
            }
            row = await measure(name, command, f"http://127.0.0.1:{port}", given, api, burst)
            table.add_row(*row)
    await runner.cleanup()
    return table


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument(
        "--burst", type=int, default=BUSY, help="messages at once; 20000 takes long"
    )
    Console(width=120).print(asyncio.run(run(asked.parse_args().burst)))


if __name__ == "__main__":
    main()
