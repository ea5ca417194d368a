"""Turns through the REST channel: latency, throughput, memory, beside a bare echo with one row.

    make bench

Every figure is taken in one run on one machine; compare inside the table. The load comes from this
process and the server is another: on two cores they share. Processor time is the server's alone, so
that it says something on a machine where others work too. Bounded: MESSAGES a line.

People do not write in step: each sender begins at a place of its own in the script. A line "in
step" has all of them send the same message at once, the dearest ones too: the worst case.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import aiohttp
from rich.console import Console
from rich.table import Table

MESSAGES = 400
SENDERS = (1, 8, 32)
IN_STEP = 8
WARM_UP = 40
SCRIPT = (
    "bjr jai perdu mon boulo et je doi 2 mois de loyer",
    "rien pour le moment",
    "les tilleuls denain",
    "le matin",
    "oui",
    "non merci",
    "ya plu de chofage depuis hier",
    "oui",
    "le matin",
    "oui",
    "ou en est mon dossier",
    "merci",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def until_ready(url: str, process: subprocess.Popen[bytes]) -> float:
    begun = time.perf_counter()
    async with aiohttp.ClientSession() as session:
        while time.perf_counter() - begun < 120 and process.poll() is None:
            try:
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:
                        return time.perf_counter() - begun
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    raise SystemExit("the server did not start")


async def load(
    url: str, senders: int, run: str, *, in_step: bool = False
) -> tuple[list[float], float]:
    """Send MESSAGES in all, each sender one after the other; return latencies (ms) and seconds."""
    waits: list[float] = []
    begun = time.perf_counter()
    async with aiohttp.ClientSession() as session:

        async def one(number: int) -> None:
            first = 0 if in_step else number * len(SCRIPT) // senders
            for place in range(first, first + MESSAGES // senders):
                body = {"sender": f"{run}-{number}", "message": SCRIPT[place % len(SCRIPT)]}
                start = time.perf_counter()
                async with session.post(f"{url}/webhooks/rest/webhook", json=body) as answer:
                    await answer.read()
                    assert answer.status == 200, await answer.text()
                waits.append((time.perf_counter() - start) * 1000)

        await asyncio.gather(*(one(number) for number in range(senders)))
    return waits, time.perf_counter() - begun


def memory(process: subprocess.Popen[bytes], which: str = "VmRSS") -> float:
    """Return the memory of a process in MB: what it holds, or with VmHWM the most it has held."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(which)).split()[1]) / 1024


def cpu(process: subprocess.Popen[bytes]) -> float:
    """Return the seconds of processor that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    in_user_code, in_the_kernel = int(fields[11]), int(fields[12])  # in ticks: proc(5)
    return (in_user_code + in_the_kernel) / os.sysconf("SC_CLK_TCK")


async def measure(
    name: str, command: list[str], url: str, table: Table, environment: dict[str, str]
) -> None:
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        started = await until_ready(url, process)
        await load(url, 4, "warm")
        for senders, in_step in (*((senders, False) for senders in SENDERS), (IN_STEP, True)):
            before = cpu(process)
            waits, seconds = await load(url, senders, f"s{senders}{in_step}", in_step=in_step)
            processor = (cpu(process) - before) / len(waits) * 1000
            waits.sort()
            table.add_row(
                name,
                f"{senders} in step" if in_step else str(senders),
                f"{median(waits):.1f}",
                f"{waits[int(len(waits) * 0.95)]:.1f}",
                f"{processor:.1f}",
                f"{len(waits) / seconds:.0f}",
                f"{memory(process):.0f}",
                f"{started:.1f}",
            )
    finally:
        process.terminate()
        process.wait(20)


def main() -> None:
    table = Table(
        "server",
        "senders",
        "p50 ms",
        "p95 ms",
        "CPU ms",
        "messages/s",
        "memory MB",
        "start s",
        title="Turns through REST",
    )
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        bare = [sys.executable, "-m", "benchmarks.reference", folder, str(port)]
        asyncio.run(
            measure("aiohttp + one row", bare, f"http://127.0.0.1:{port}", table, dict(os.environ))
        )
        port = free_port()
        settings = {
            **os.environ,
            "PALIER_HOME": f"{folder}/home",
            "PALIER_DEMO": "1",
            "PALIER_PORT": str(port),
        }
        palier = [str(Path(sys.executable).with_name("palier")), "serve"]
        asyncio.run(measure("palier", palier, f"http://127.0.0.1:{port}", table, settings))
    Console().print(table)


if __name__ == "__main__":
    main()
