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
    "close": "finir",
    "refer": "orienter",
}  # on a case → its command
CLOSING = "close_draft"
BOXES = {"noter": "note_draft", "finir": CLOSING}  # where words belong that did not leave
LONGEST_CHOICE = 64


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
    text = " ".join((*_chosen(form, "need", "outcome"), text)).strip()
    about = ":".join((case, *_chosen(form, "service")))
    return Incoming(
        channel=NAME,
        user=agent_id,
        id=f"{agent_id}:{given}:{digest(act, text, about)}",
        at=now,
        text=text,
        payload=f"desk.{ACTS[act]}={about}",
        cut=cut,
    )


def _chosen(form: Mapping[str, Any], *names: str) -> tuple[str, ...]:
    """Return what was chosen from lists; raises Malformed for what is no code."""
    given = [str(form[name]) for name in names if form.get(name)]
    if not all(one.isascii() and one.replace("_", "").isalnum() for one in given):
        raise Malformed("no such choice")
    return tuple(one[:LONGEST_CHOICE] for one in given)


def box_of(body: Mapping[str, Any]) -> str:
    """Return in which box of the page words belong that did not leave: a note is for no tenant."""
    command = str(body.get("payload") or "").removeprefix("desk.").partition("=")[0]
    return BOXES.get(command, "draft")
