"""The REST channel: Rasa's `{"sender", "message"}` in, its list of replies out."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.channels.contract import ANY, Caps, Incoming, Malformed, Outgoing, Pair, clean, pairs
from bot.channels.fitting import fit

NAME = "rest"
LONGEST_SENDER = 200
CAPS = Caps(buttons=ANY)


class RestChannel:
    """Replies travel in the answer to the request, so there is nothing to push."""

    name = NAME
    pull = True
    caps = CAPS

    async def send(self, message: Outgoing) -> str:
        """Return the key: the reply waits in the outbox for the request that asks."""
        return message.key


def read(payload: Any, *, now: datetime) -> Incoming:  # noqa: ANN401 (whatever JSON holds)
    """Read one request; raises Malformed with a sentence that says what to send.

    `message_id`, where given, makes a repeated request give the same replies.
    """
    if not isinstance(payload, dict):
        raise Malformed('send a JSON object: {"sender": "u1", "message": "…"}')
    sender = payload.get("sender")
    if not isinstance(sender, str) or not sender.strip() or len(sender) > LONGEST_SENDER:
        raise Malformed(f'"sender" must be a text of 1 to {LONGEST_SENDER} characters')
    if not isinstance(payload.get("message", ""), str | type(None)):
        raise Malformed('"message" must be a text')
    text, cut = clean(payload.get("message"))
    given = payload.get("message_id")
    return Incoming(
        channel=NAME,
        user=clean(sender)[0],
        id=f"{clean(sender)[0]}:{given}" if isinstance(given, str | int) else uuid.uuid4().hex,
        at=now,
        text=text,
        payload=text or None,
        cut=cut,
    )


def render(user: str, replies: Sequence[Any]) -> list[dict[str, Any]]:
    """Return replies, rows of the outbox, in Rasa's shape."""
    return [
        {
            "recipient_id": user,
            "text": part.text,
            **({"buttons": _buttons(part.choices)} if part.choices else {}),
        }
        for row in replies
        for part in fit(row.text, CAPS, choices=pairs(row.choices), language=row.language)
    ]


def _buttons(choices: Sequence[Pair]) -> list[dict[str, str]]:
    return [{"title": words, "payload": payload} for payload, words in choices]
