"""How often a visitor of the web may open conversations; what is counted is in bot/limits.py."""

from typing import Final

from aiohttp import web

from bot import limits
from bot.palier import Palier
from bot.web import words

NEARBY: Final = frozenset({None, "127.0.0.1", "::1"})  # a proxy of this machine stands for all


async def has_room(palier: Palier, what: str, who: str) -> bool:
    """Tell whether somebody may do a thing once more, and count it if so."""
    return await palier.database.write(
        lambda kept: limits.has_room(kept, palier.secrets, what, who)
    )


async def let_in(request: web.Request, palier: Palier) -> None:
    """Refuse one more conversation to an address that opens them by the dozen; raises 429."""
    if request.remote in NEARBY or await has_room(palier, "session", str(request.remote)):
        return
    language = words.language_of(request, palier)
    raise web.HTTPTooManyRequests(text=palier.wording.text("error.too_many_visits", language))
