"""An answer of getUpdates: each update read alone, as strictly as one of the webhook."""

import contextlib
import re
from typing import Final

from bot.strict_json import read_json

LARGEST: Final = 256 * 1024  # bytes of one update; the largest that Telegram sends is a tenth
MOST_UPDATES: Final = 100  # in one answer (Bot API, getUpdates)
LARGEST_ANSWER: Final = MOST_UPDATES * LARGEST
# Strings first: a bracket in what somebody writes is none.
_TOKEN: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
_RESULT: Final = re.compile(rb'"result"\s*:\s*\[')
_NUMBER: Final = re.compile(r'"update_id"\s*:\s*(\d{1,18})\b')
CLOSING: Final = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}


def read_updates(payload: bytes) -> list[object]:
    """Return the updates of an answer; one that cannot be read is its own text.

    Raises ValueError where the answer does not end as it should: then no update is known whole.
    """
    found = _RESULT.search(payload)
    if found is None:
        raise ValueError("no updates in this answer")
    return [_read(part) for part in _split(payload, found.end())]


def find_number(text: str) -> int | None:
    """Return the number of an update that cannot be read, where its text still tells it."""
    found = _NUMBER.search(text)
    return int(found[1]) if found else None


def _read(part: bytes) -> object:
    if len(part) <= LARGEST:
        with contextlib.suppress(ValueError):
            return read_json(part)
    return part[:LARGEST].decode("utf-8", "replace")


def _split(payload: bytes, start: int) -> list[bytes]:
    """Return the parts of the list that begins there."""
    parts, depth = list[bytes](), 0
    for token in _TOKEN.finditer(payload, start):
        if depth == 0 and token[0] in {b",", b"]"}:
            parts.append(payload[start : token.start()].strip())
            start = token.end()
            if token[0] == b"]":
                return [part for part in parts if part]
        depth += CLOSING.get(token[0], 0)
    raise ValueError("the answer is cut")
