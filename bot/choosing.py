"""A typed number that answers numbered choices: read as the button it stands for."""

from collections.abc import Mapping
from typing import Any

from bot.channels.contract import Caps, pairs
from bot.channels.fitting import Shown, how_shown, is_number, read_choice
from storage.kept import Kept


def with_choice(
    kept: Kept, body: Mapping[str, Any], conversation_id: int, caps: Caps
) -> Mapping[str, Any]:
    """Return a message as it was meant: "2" is the second choice, where numbers were shown."""
    text = str(body.get("text") or "")
    pressed = body.get("payload") not in {None, text}
    if pressed or not (caps.buttons == 0 or is_number(text)):
        return body
    offered = pairs(kept.mail.choices_offered(conversation_id))
    if how_shown(offered, caps) is not Shown.NUMBERS:
        return body
    chosen = read_choice(text, offered)
    return body if chosen is None else {**body, "payload": chosen[0], "text": chosen[1]}
