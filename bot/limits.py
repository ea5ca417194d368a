"""How often somebody may do what costs room: new conversations, photos.

What somebody writes is never limited here: each text is read for danger (dialogs/asides/pace.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.secrets_kept import Secrets
from storage.kept import Kept
from storage.tables.people import ChannelAddress

MINUTE: Final = 60.0
DAY: Final = 24 * 3600.0
NEW_CHATS: Final = "new_chats:telegram"


@dataclass(frozen=True, slots=True)
class Room:
    """Seconds that one use takes up, and how many fit at once."""

    every: float
    at_once: int


ROOM: Final[Mapping[str, Room]] = {
    "session": Room(every=2.0, at_once=60),  # a stairwell behind one address is no attack
    # Of somebody unknown, in a day (security.md RL-03); an account is more than a browser.
    "photo": Room(every=DAY / 3, at_once=3),
    "photo_of_account": Room(every=DAY / 10, at_once=10),
    "photo_of_known": Room(every=120.0, at_once=30),  # a tenant with a lease, an agent
}


def has_room(kept: Kept, secrets: Secrets, what: str, who: str) -> bool:
    """Tell whether somebody may do a thing once more, and count it if so."""
    room = ROOM[what]
    key = f"{what}:{secrets.pseudonym(who)}"
    return kept.rates.has_room(key, every=room.every, at_once=room.at_once)


def is_crowded(kept: Kept, most: int) -> bool:
    """Tell whether more chats begin on Telegram than may in a minute; else count this one.

    One count for all processes. `most`: 0 for no end.
    """
    return most > 0 and not kept.rates.has_room(NEW_CHATS, every=MINUTE / most, at_once=most)


def refused_photo(
    kept: Kept, secrets: Secrets, address: ChannelAddress, sender: str | None
) -> str | None:
    """Return the id of the sentence that says why no photo is taken now, None when one is.

    Photos of tenants and of agents are counted alike. `sender`: who writes, in a group.
    """
    known = address.household_id or address.staff_id or sender
    what, sentence = KNOWN if known else UNKNOWN
    return None if has_room(kept, secrets, what, sender or address.user) else sentence


KNOWN: Final = ("photo_of_known", "media.wait_a_little")
UNKNOWN: Final = ("photo_of_account", "media.enough_photos")
