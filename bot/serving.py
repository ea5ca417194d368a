"""`palier serve`: one process, from the empty folder to the first answer."""

import asyncio
import contextlib
import signal
from datetime import timedelta

from aiohttp import web
from rich.console import Console

from bot import clock
from bot.palier import Palier
from bot.settings import Settings
from bot.tasks.timers import fire_due
from bot.telegram_door import TelegramDoor
from bot.web.app import make_app
from bot.wiring import build, ensure_demo, open_database
from storage.kept import Kept

DEMO_ROLES = ("social_adviser", "cell_manager")
LINK = timedelta(hours=12)
EVERY = 5.0  # seconds between two looks at what is due or was left
GRACE = 10.0


async def serve(settings: Settings, out: Console) -> None:
    """Serve until a signal; what a crash left is taken up first."""
    palier = await start(settings, out)
    runner = web.AppRunner(make_app(palier), access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.port).start()
    _say_where(palier, out)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    running = [asyncio.create_task(tick(palier))]
    if palier.telegram is not None:
        await _open_telegram(palier, palier.telegram, running)
    await stop.wait()
    for task in running:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    await runner.cleanup()
    if palier.telegram is not None:
        await palier.telegram.close()
    palier.database.close()


async def _open_telegram(
    palier: Palier, door: TelegramDoor, running: list[asyncio.Task[None]]
) -> None:
    """Have Telegram call us where there is an address and a secret, else ask it for updates."""
    settings, secret = palier.settings, palier.settings.telegram_webhook_secret
    if settings.public_url and secret is not None:
        await door.call_us(f"{settings.public_url}/webhooks/telegram", secret.get_secret_value())
    else:
        running.append(asyncio.create_task(door.poll()))


async def start(settings: Settings, out: Console) -> Palier:
    """Open the database, load the demo where asked for, and take up what was left."""
    database = open_database(settings)
    if settings.demo:
        with out.status("loading the demonstration landlord"):
            ensure_demo(database)
    palier = build(settings, database)
    palier.ringing.on(asyncio.get_running_loop())
    await palier.intake.sweep()
    return palier


async def tick(palier: Palier) -> None:
    """Fire timers and sweep, every few seconds, until cancelled."""
    while True:
        await asyncio.sleep(EVERY)
        await fire_due(palier)
        await palier.intake.sweep()
        if palier.rooms is not None:
            await palier.rooms.tend()


def _say_where(palier: Palier, out: Console) -> None:
    settings = palier.settings
    out.print(f"Palier is on {settings.url}  (web chat; REST channel on /webhooks/rest/webhook)")
    if settings.demo:
        for name, secret in palier.database.write_now(lambda kept: _demo_links(palier, kept)):
            out.print(f"desk, {name}: {settings.url}/desk/enter/{secret}", soft_wrap=True)
        for person in palier.demo_tenants:
            out.print(
                f"play {person['first_name']} {person['last_name']}, {person['number']}: "
                f"“{person['sentence']}”",
                soft_wrap=True,
            )
    if palier.telegram is None:
        out.print("channels: web chat, REST. Telegram is off: PALIER_TELEGRAM_TOKEN is not set.")
    else:
        out.print("channels: web chat, REST, Telegram.")


def _demo_links(palier: Palier, kept: Kept) -> list[tuple[str, str]]:
    links = []
    for role in DEMO_ROLES:
        agent = next((a for a in kept.staff.all() if a.role == role), None)
        if agent is not None:
            secret = palier.secrets.give(kept, "desk_link", agent.id, now=clock.now(), lasts=LINK)
            links.append((f"{role} {agent.full_name}", secret))
    return links
