"""The web chat: frames of the socket and fields of the form, in and out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channels.contract import ANY, Caps, Incoming, Malformed, Outgoing, clean, pairs
from bot.channels.fitting import RIGHT_TO_LEFT, fit

NAME = "webchat"
LONGEST_ID = 64
CAPS = Caps(buttons=ANY, media=frozenset({"image"}))


class WebChannel:
    """The page fetches what it has not seen, so what is committed is delivered."""

    name = NAME
    pull = True
    caps = CAPS

    async def send(self, message: Outgoing) -> str:
        """Return the key: the page asks for it by number."""
        return message.key


def direction(language: str) -> str:
    """Return the direction in which a language is written, as HTML names it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def read_say(user: str, frame: Mapping[str, Any], *, now: datetime) -> Incoming:
    """Read what a person said; the client's id makes a repeated frame harmless."""
    said = frame.get("id")
    if not isinstance(said, str) or not 0 < len(said) <= LONGEST_ID:
        raise Malformed('"id" must be a text of 1 to 64 characters')
    text, cut = clean(frame.get("text"))
    payload = frame.get("payload")
    locale = frame.get("lang")
    return Incoming(
        channel=NAME,
        user=user,
        id=f"{user}:{said}",
        at=now,
        text=text,
        payload=payload if isinstance(payload, str) else None,
        locale=locale if isinstance(locale, str) else None,
        cut=cut,
    )


def received_frame(seq: int, ext_id: str, body: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return what the person said, as their own page shows it."""
    return {
        "type": "msg",
        "seq": seq,
        "who": "me",
        "id": ext_id.rpartition(":")[2],
        "text": body.get("text", ""),
        "media": [{"kind": "image", "url": f"/chat/files/{m}"} for m in body.get("media", ())],
        "at": at.isoformat(),
    }


def sent_frame(row: Any) -> dict[str, Any]:  # noqa: ANN401 (a row of the outbox; SQL stays below)
    """Return what was answered."""
    (part,) = fit(row.text, CAPS, choices=pairs(row.choices), language=row.language)
    return {
        "type": "msg",
        "seq": row.seq,
        "who": row.who,
        "name": row.name,
        "text": part.text,
        "lang": row.language,
        "dir": direction(row.language),
        "media": [{"kind": "image", "url": f"/chat/files/{row.media}"}] if row.media else [],
        "buttons": [{"payload": payload, "label": words} for payload, words in part.choices],
        "urgent": row.urgent,
        "at": row.created_at.isoformat(),
    }
