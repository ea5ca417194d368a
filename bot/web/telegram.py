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
        or not hmac.compare_digest(_bytes(given), _bytes(known))
    ):
        raise web.HTTPForbidden(text="")
    await palier.telegram.accept(await _update(request))
    return web.Response()


async def _update(request: web.Request) -> object:
    """Return what the body holds; what is no JSON is set aside as it is, never asked for again."""
    try:
        return json.loads(await request.read())
    except (ValueError, RecursionError):
        return (await request.read()).decode("utf-8", "replace")
    except web.HTTPRequestEntityTooLarge:
        return "a body that is too large"


def _bytes(header: str) -> bytes:
    """Return a header as it came: any byte may stand in one."""
    return header.encode("utf-8", "surrogateescape")
