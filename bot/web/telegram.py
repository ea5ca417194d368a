"""Telegram's webhook: the secret first, in constant time; stored, then acknowledged."""

import hmac
import json

from aiohttp import web

from bot.palier import PALIER

HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def webhook(request: web.Request) -> web.Response:
    """Take one update in; 403 without the secret, before anything is read."""
    palier = request.app[PALIER]
    secret = palier.settings.telegram_webhook_secret
    given = request.headers.get(HEADER, "")
    known = secret.get_secret_value() if secret else ""
    if (
        palier.telegram is None
        or not known
        or not hmac.compare_digest(given.encode(), known.encode())
    ):
        raise web.HTTPForbidden(text="")
    try:
        update = json.loads(await request.read())
    except (ValueError, RecursionError):
        return web.Response(status=400)
    if not isinstance(update, dict):
        return web.Response(status=400)
    await palier.telegram.accept(update)
    return web.Response()
