"""`palier say`: a conversation in the terminal, through the same turns as any channel."""

import asyncio
import sys
import uuid
from pathlib import Path

from rich.console import Console

from bot import clock
from bot.channels.contract import Incoming, clean
from bot.channels.terminal import NAME
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
    buttons: list[dict[str, str]] = []
    async for line in _lines(file):
        buttons = await _say(palier, user, line, language, buttons, out)
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


async def _say(
    palier: Palier,
    user: str,
    line: str,
    language: str,
    buttons: list[dict[str, str]],
    out: Console,
) -> list[dict[str, str]]:
    text, cut = clean(line)
    payload = next((b["payload"] for b in buttons if b["label"] == text), text)
    message = Incoming(
        channel=NAME,
        user=user,
        id=uuid.uuid4().hex,
        at=clock.now(),
        text=text,
        payload=payload,
        locale=language,
        cut=cut,
    )
    accepted = await palier.take(message)
    replies = await palier.database.read(lambda k: k.mail.replies_to(accepted.inbox_id))
    for reply in replies:
        out.print(
            f"< {reply.text}",
            style="bold red" if reply.urgent else None,
            highlight=False,
            markup=False,
        )
        for choice in reply.choices:
            out.print(f"  [{choice['label']}]", style="cyan", highlight=False, markup=False)
    return [dict(choice) for reply in replies for choice in reply.choices]
