"""What the Bot API allows: methods, their parameters, and the lengths it refuses."""

import json
from collections.abc import Mapping
from pathlib import Path

_API = json.loads((Path(__file__).parent / "bot" / "bot_api.json").read_text("utf-8"))
METHODS, UPDATES = _API["methods"], _API["updates"]
LONGEST = {"text": 4_096, "caption": 1_024}
LONGEST_DATA = 64  # bytes of what a button sends back
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup"})


def wrong_call(method: str, form: Mapping[str, object]) -> str | None:
    """Return why the Bot API would refuse a call, None when it would take it."""
    known = METHODS.get(method)
    if known is None:
        return f"there is no method {method}"
    given = set(form)
    if lacking := set(known["required"]) - given:
        return f"{method} lacks {sorted(lacking)}"
    if strange := given - {*known["required"], *known["optional"]}:
        return f"{method} knows no {sorted(strange)}"
    return _too_long(form) or _wrong_buttons(method, form)


def _too_long(form: Mapping[str, object]) -> str | None:
    long = [n for n, most in LONGEST.items() if len(str(form.get(n, ""))) > most]
    empty = "text" in form and not str(form["text"]).strip()
    return f"{long} too long" if long else "message text is empty" if empty else None


def _wrong_buttons(method: str, form: Mapping[str, object]) -> str | None:
    markup = json.loads(str(form.get("reply_markup", "{}")))
    if method in EDITS and markup and "inline_keyboard" not in markup:
        return "an edit takes inline buttons only"
    keys = [key for row in markup.get("inline_keyboard", ()) for key in row]
    long = any(len(key.get("callback_data", "").encode()) > LONGEST_DATA for key in keys)
    return "callback_data too long" if long else None
