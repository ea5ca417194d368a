"""Alive, ready, and numbers for whoever watches; never a secret, never a person."""

import shutil

from aiohttp import web

from bot.palier import PALIER, Palier
from storage.kept import Kept
from storage.migrating import at_head

LEAST_FREE = 0.05  # of the disk


async def alive(request: web.Request) -> web.Response:
    """Say that the process answers."""
    del request
    return web.json_response({"alive": True})


async def ready(request: web.Request) -> web.Response:
    """Say whether messages can be taken: database, migrations, disk, waiting messages."""
    palier = request.app[PALIER]
    checks = await _checks(palier)
    status = 200 if all(checks[name] for name in ("database", "migrations", "disk")) else 503
    return web.json_response(checks, status=status)


async def _checks(palier: Palier) -> dict[str, bool | int]:
    disk = shutil.disk_usage(palier.settings.home)
    enough = disk.free / disk.total > LEAST_FREE
    if not await palier.database.in_thread(palier.database.answers):
        return {"database": False, "migrations": False, "disk": enough, "waiting": -1}
    return {
        "database": True,
        "migrations": await palier.database.in_thread(lambda: at_head(palier.database)),
        "disk": enough,
        "waiting": await palier.database.read(lambda kept: kept.mail.count_open()),
    }


async def metrics(request: web.Request) -> web.Response:
    """Return counts in the format of Prometheus."""
    counts = await request.app[PALIER].database.read(_counts)
    lines = [
        f"# TYPE palier_{name} gauge\npalier_{name} {value}\n" for name, value in counts.items()
    ]
    return web.Response(text="".join(lines), content_type="text/plain")


def _counts(kept: Kept) -> dict[str, int]:
    return {
        "inbox_waiting": kept.mail.count_open(),
        "inbox_set_aside": len(kept.mail.set_aside()),
        "outbox_waiting": kept.sending.count_waiting(),
        "outbox_undelivered": len(kept.sending.undelivered()),
        "cases_open": len(kept.cases.listed(open_only=True, limit=1_000_000)),
    }
