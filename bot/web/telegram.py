"""Telegram's webhook: the secret first, in constant time; stored, then acknowledged."""

import hmac
from typing import Final

from aiohttp import web

from bot.channels.telegram_answer import LARGEST
from bot.palier import PALIER, Palier
from bot.strict_json import read_json

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
TOO_LARGE: Final = "a body that is too large"


async def webhook(request: web.Request) -> web.Response:
    """Take one update in; 403 without the secret, before anything is read."""
    palier = request.app[PALIER]
    if palier.telegram is None or not _is_telegram(request, palier):
        raise web.HTTPForbidden(text="")
    if request.content_type != "application/json" or "Content-Encoding" in request.headers:
        raise web.HTTPUnsupportedMediaType(text="")  # Telegram sends plain JSON
    await palier.telegram.accept(await _update(request))
    return web.Response()


def _is_telegram(request: web.Request, palier: Palier) -> bool:
    """Tell whether the secret is ours; one that stands twice is nobody's."""
    secret = palier.settings.telegram_webhook_secret
    known = secret.get_secret_value() if secret else ""
    given = request.headers.getall(HEADER, [])
    alone = given[0] if len(given) == 1 else ""
    return bool(known) and hmac.compare_digest(_bytes(alone), _bytes(known))


async def _update(request: web.Request) -> object:
    """Return what the body holds; what is no JSON is set aside as it is, never asked for again."""
    body = await _body(request)
    if body is None:
        return TOO_LARGE
    try:
        return read_json(body)
    except ValueError:
        return body.decode("utf-8", "replace")


async def _body(request: web.Request) -> bytes | None:
    """Return the body, None when it is larger than an update can be; the rest is not read."""
    body = bytearray()
    async for chunk in request.content.iter_chunked(LARGEST):
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _bytes(header: str) -> bytes:
    """Return a header as it came: any byte may stand in one."""
    return header.encode("utf-8", "surrogateescape")
