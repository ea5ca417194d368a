"""Facts of a message of several needs that stand in the words of none of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from dialogs.answers.reading import read_unasked
from dialogs.forms import Form
from dialogs.needs.defects import PROBLEM
from dialogs.scene import Heard

_Span = tuple[int, int]


def said_in_no_need(
    mine: Form, others: Sequence[Form], spans: Sequence[_Span | None], heard: Heard
) -> dict[str, Any]:
    """Return what a form asks for, and no other of the message, and is told beside all needs.

    "payer en trois fois, la fenêtre ferme plus, j'ai pas de retard": the months owed are of the
    first. A defect is a need of its own.
    """
    elsewhere = {name for form in others for slot in form.slots for name in slot.entity} | {
        PROBLEM
    }
    asked = [slot for slot in mine.slots if elsewhere.isdisjoint(slot.entity)]
    found: dict[str, Any] = {}
    for gap in _between([span for span in spans if span], len(heard.text)):
        read = ((slot.name, read_unasked(slot, heard, gap)) for slot in asked)
        found = {name: value for name, value in read if value is not None} | found
    return found


def _between(spans: Sequence[_Span], end: int) -> Iterator[_Span]:
    """Yield what lies between spans, before the first and behind the last."""
    reached = 0
    for first, last in sorted(spans):
        yield reached, max(reached, first)
        reached = max(reached, last)
    yield reached, end
