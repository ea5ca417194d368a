"""Which words decided: what the model would say without each of them."""

import re
from dataclasses import dataclass
from typing import Final

from nlu.language import follow
from nlu.model import Knowledge

_WORD: Final = re.compile(r"\S+")
_MOST: Final = 40  # words tried; a longer text is explained by its beginning
_LEAST: Final = 0.02  # of probability: less is no reason


@dataclass(frozen=True, slots=True)
class Reason:
    """A word, and how much less sure the intent would be without it."""

    word: str
    weight: float


def find_reasons(text: str, knowledge: Knowledge, *, most: int = 4) -> tuple[Reason, ...]:
    """Return the words that made the best intent, the heaviest first.

    Each word is left out in turn and the message is read again, so the reasons are those of the
    whole model, whatever it is made of.
    """
    spans = [match.span() for match in _WORD.finditer(text)][:_MOST]
    if len(spans) < 2:  # noqa: PLR2004 (one word is its own reason)
        return tuple(Reason(text[a:b], 1.0) for a, b in spans)
    without = [f"{text[:start]}{text[end:]}" for start, end in spans]
    rows = knowledge.read([text, *without], follow(text, None)).intents
    best = rows[0].argmax()
    reasons = (
        Reason(text[start:end], float(rows[0][best] - row[best]))
        for (start, end), row in zip(spans, rows[1:], strict=True)
    )
    heavy = sorted((r for r in reasons if r.weight >= _LEAST), key=lambda r: -r.weight)
    return tuple(heavy[:most])
