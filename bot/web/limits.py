"""How often a visitor may do what costs room: new conversations, photos of strangers.

What somebody writes is never limited here: each text is read for danger (dialogs/pace.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.palier import Palier
from bot.web import words
from storage.kept import Kept


@dataclass(frozen=True, slots=True)
class Room:
    """Seconds that one use takes up, and how many fit at once."""

    every: float
    at_once: int


ROOM: Final[Mapping[str, Room]] = {
    "session": Room(every=2.0, at_once=60),  # a stairwell behind one address is no attack
    "photo": Room(
        every=8 * 3600.0, at_once=3
    ),  # of somebody unknown, in a day (security.md RL-03)
}
NEARBY: Final = frozenset({None, "127.0.0.1", "::1"})  # a proxy of this machine stands for all


async def has_room(palier: Palier, what: str, who: str) -> bool:
    """Tell whether somebody may do a thing once more, and count it if so."""
    room = ROOM[what]
    key = f"{what}:{palier.secrets.pseudonym(who)}"

    def ask(kept: Kept) -> bool:
        return kept.rates.has_room(key, every=room.every, at_once=room.at_once)

    return await palier.database.write(ask)


async def let_in(request: web.Request, palier: Palier) -> None:
    """Refuse one more conversation to an address that opens them by the dozen; raises 429."""
    if request.remote in NEARBY or await has_room(palier, "session", str(request.remote)):
        return
    language = words.language_of(request, palier)
    raise web.HTTPTooManyRequests(text=palier.wording.text("error.too_many_visits", language))
