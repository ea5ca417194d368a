"""`palier serve`: one process, from the empty folder to the first answer; `palier worker`."""

import asyncio
import gc
import signal
from datetime import timedelta

from aiohttp import web
from rich.console import Console

from bot import clock
from bot.background import end
from bot.desk.agent_turn import entry_page
from bot.palier import Palier
from bot.settings import Settings
from bot.web.app import make_app
from bot.wiring import build, ensure_demo, open_database
from bot.work import Work
from bot.workplace import me
from storage.kept import Kept

DEMO_ROLES = ("social_adviser", "cell_manager")
LINK = timedelta(hours=12)
GRACE = 10.0


async def serve(settings: Settings, out: Console) -> None:
    """Serve until a signal; what a crash left is taken up first."""
    palier, work = await start(settings, out, "serve")
    runner = web.AppRunner(make_app(palier), access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.port).start()
    _say_where(palier, out)
    polling = await _open_telegram(palier, work)
    gc.freeze()  # what stays is not looked through again and again: a fifth of a second each time
    await _until_a_signal()
    if polling is not None:
        await end([polling])
    await runner.cleanup()
    await stop(palier, work)


async def work_only(settings: Settings, out: Console) -> None:
    """Do the durable work of an installation, without a web, until a signal."""
    palier, work = await start(settings, out, "worker")
    out.print("working; the web is another process's")
    gc.freeze()  # what stays is not looked through again and again: a fifth of a second each time
    await _until_a_signal()
    await stop(palier, work)


async def start(settings: Settings, out: Console, role: str) -> tuple[Palier, Work]:
    """Build a Palier, take up what was left, and run what comes."""
    this = me(role)
    palier = make_ready(settings, out, this.id)
    work = Work(palier, this)
    await work.start()
    return palier, work


def make_ready(settings: Settings, out: Console, worker: str) -> Palier:
    """Open the database, load the demo where asked for, and build a Palier on this loop."""
    database = open_database(settings)
    if settings.demo:
        with out.status("loading the demonstration landlord"):
            ensure_demo(database)
    palier = build(settings, database, worker)
    palier.ringing.on(asyncio.get_running_loop())
    return palier


async def stop(palier: Palier, work: Work) -> None:
    """Let what runs end, and close."""
    if palier.rooms is not None:
        await palier.rooms.close()
    if palier.telegram is not None:
        await palier.telegram.close()
    await work.close()
    palier.database.close()


async def _until_a_signal() -> None:
    told = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    await told.wait()


async def _open_telegram(palier: Palier, work: Work) -> asyncio.Task[None] | None:
    """Have Telegram call us where there is an address and a secret, else ask it for updates."""
    settings, secret = palier.settings, palier.settings.telegram_webhook_secret
    if palier.telegram is None:
        return None
    if settings.public_url and secret is not None:
        url = f"{settings.public_url}/webhooks/telegram"
        return asyncio.create_task(palier.telegram.be_called(url, secret.get_secret_value()))
    return asyncio.create_task(work.while_on_duty("telegram", palier.telegram.poll))


def _say_where(palier: Palier, out: Console) -> None:
    settings = palier.settings
    out.print(f"Palier is on {settings.url}  (web chat; REST channel on /webhooks/rest/webhook)")
    if settings.demo:
        for name, secret in palier.database.write_now(lambda kept: _demo_links(palier, kept)):
            out.print(f"desk, {name}: {entry_page(settings.url, secret)}", soft_wrap=True)
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
