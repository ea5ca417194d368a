"""Where things stand in a text, and whether they share letters of it."""

from collections.abc import Iterable
from typing import Protocol


class Stands(Protocol):
    """What stands in a text, from `start` to `end`."""

    @property
    def start(self) -> int:
        """Return the place of its first letter."""

    @property
    def end(self) -> int:
        """Return the place behind its last letter."""


def is_apart(one: Stands, others: Iterable[Stands]) -> bool:
    """Tell whether one shares no letter with others."""
    return all(one.end <= other.start or other.end <= one.start for other in others)
