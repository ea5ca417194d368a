"""`palier say`: a conversation in the terminal, through the same turns as any channel."""

import asyncio
import sys
import uuid
from pathlib import Path
from typing import Any

from rich.console import Console

from bot import clock
from bot.channels.contract import Incoming, clean, pairs
from bot.channels.fitting import fit
from bot.channels.terminal import CAPS, NAME
from bot.palier import Palier
from bot.serving import make_ready
from bot.settings import Settings


async def talk(settings: Settings, language: str, file: Path | None, out: Console) -> None:
    """Read lines until the end, and print what Palier says."""
    palier = make_ready(settings, out, NAME)
    user = uuid.uuid4().hex
    if file is None and palier.demo_tenants:
        out.print("[dim]You may play one of these:[/dim]")
        for person in palier.demo_tenants:
            out.print(
                f"  {person['first_name']} {person['last_name']}, tenant {person['number']}, "
                f"{person['residence']}: [italic]{person['sentence']}[/italic]"
            )
    async for line in _lines(file):
        await _say(palier, user, line, language, out)
    palier.database.close()


async def _lines(file: Path | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if file is not None:
        for line in (await asyncio.to_thread(file.read_text, "utf-8")).splitlines():
            if line.startswith("> "):
                yield line[2:]
        return
    while True:
        sys.stdout.write("> ")
        sys.stdout.flush()
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        yield line.rstrip("\n")


async def _say(palier: Palier, user: str, line: str, language: str, out: Console) -> None:
    text, cut = clean(line)
    message = Incoming(
        channel=NAME,
        user=user,
        id=uuid.uuid4().hex,
        at=clock.now(),
        text=text,
        payload=text,
        locale=language,
        cut=cut,
    )
    for reply in await palier.answer(message):
        _print(palier, reply, out)


def _print(palier: Palier, reply: Any, out: Console) -> None:  # noqa: ANN401 (a row of the outbox)
    by_number = {reply.language: palier.wording.text("choices.by_number", reply.language)}
    choices = pairs(reply.choices)
    style = "bold red" if reply.urgent else None
    for part in fit(
        reply.text, CAPS, choices=choices, language=reply.language, by_number=by_number
    ):
        out.print(f"< {part.text}", style=style, highlight=False, markup=False)
