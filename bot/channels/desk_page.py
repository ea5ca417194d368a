"""An agent's page on the desk, as a channel: what is done there is a message like any other."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channels.contract import (
    ANY,
    LONGEST_TEXT,
    Caps,
    Incoming,
    Malformed,
    Outgoing,
    clean,
)
from bot.channels.forms import digest, with_plain_ends
from casework.references import read_reference
from storage.conversations import DESK_PAGE

NAME = DESK_PAGE
CAPS = Caps(buttons=ANY, media=frozenset({"image"}))
LONGEST_ID = 64
LONGEST_WORDS = LONGEST_TEXT
ACTS = {
    "take": "prendre",
    "give_back": "rendre",
    "say": "ecrire",
    "note": "noter",
}  # on a case → its command


class DeskPageChannel:
    """The page shows what is committed, so that is delivered."""

    name = NAME
    pull = True
    caps = CAPS

    async def send(self, message: Outgoing) -> str:
        """Return the key: the page reads the outbox."""
        return message.key


def read(
    agent_id: str, act: str, reference: str, form: Mapping[str, Any], *, now: datetime
) -> Incoming:
    """Read what an agent does with a case; the form's id makes a second sending harmless.

    Other words under the same id are another message: a browser shows old forms again.
    """
    case, given = read_reference(reference), form.get("id")
    if act not in ACTS or case is None:
        raise Malformed("no such act on a case")
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_ID:
        raise Malformed('"id" must be a text of 1 to 64 characters')
    text, cut = clean(with_plain_ends(form.get("text")))
    return Incoming(
        channel=NAME,
        user=agent_id,
        id=f"{agent_id}:{given}:{digest(act, text)}",
        at=now,
        text=text,
        payload=f"desk.{ACTS[act]}={case}",
        cut=cut,
    )


def box_of(body: Mapping[str, Any]) -> str:
    """Return in which box of the page words belong that did not leave: a note is for no tenant."""
    noted = str(body.get("payload") or "").startswith("desk.noter=")
    return "note_draft" if noted else "draft"
