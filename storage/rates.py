"""The pace that all processes share: a generic cell rate, one row per channel and per chat.

GCRA (ITU-T I.371), by the clock of the database: it is one for all, whatever a machine's says.
"""

from typing import Final

from sqlmodel import text

from storage.moments import SECONDS
from storage.transaction import Store

LONGEST_WAIT: Final = 3600.0  # seconds; a row further ahead is the trace of a clock that jumped
_BIGGER: Final = {"sqlite": "max", "postgresql": "greatest"}
_SMALLER: Final = {"sqlite": "min", "postgresql": "least"}
_ROW: Final = text("INSERT INTO rate (key, tat) VALUES (:key, 0) ON CONFLICT (key) DO NOTHING")


class Rates(Store):
    """The paces of one transaction."""

    def book(self, key: str, *, every: float, burst: int = 1, after: float = 0.0) -> float:
        """Book the next place, not before `after` seconds from now; return the seconds to wait.

        `every`: seconds between two; `burst`: so many may go at once after a silence.
        """
        base = self._bigger(self._bounded(), f"{self._now} + :after")
        ahead = self._ahead(f"{base} + :every", key, every=every, after=after)
        return max(after, ahead - every * burst)

    def has_room(self, key: str, *, every: float, at_once: int) -> bool:
        """Tell whether a place is free now, and take it; who is refused is not counted."""
        self._connection.execute(_ROW, {"key": key})
        tat = self._bigger("tat", self._now)
        taken = text(
            f"UPDATE rate SET tat = {tat} + :every"  # noqa: S608 (our own words)
            f" WHERE key = :key AND tat - {self._now} <= :ahead"
        )
        asked = {"key": key, "every": every, "ahead": every * (at_once - 1)}
        return self._connection.execute(taken, asked).rowcount == 1

    def hold(self, key: str, seconds: float) -> None:
        """Let nothing go for a while: the channel asked for it."""
        ahead = self._bigger(self._bounded(), f"{self._now} + :seconds")
        self._ahead(ahead, key, seconds=seconds)

    def forget_idle(self) -> None:
        """Drop the paces of chats that were not written to for a day."""
        idle = f"DELETE FROM rate WHERE tat < {self._now} - 86400"  # noqa: S608 (our own words)
        self._connection.execute(text(idle))

    def _ahead(self, tat: str, key: str, **values: float) -> float:
        """Move the row of a key, and tell how many seconds ahead of now it is."""
        connection = self._connection
        connection.execute(_ROW, {"key": key})
        moved = text(
            f"UPDATE rate SET tat = {tat} WHERE key = :key RETURNING tat - {self._now}"  # noqa: S608 (our own words)
        )
        return float(connection.execute(moved, {"key": key, **values}).scalar_one())

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    @property
    def _now(self) -> str:
        return SECONDS[self._dialect]

    def _bigger(self, one: str, other: str) -> str:
        return f"{_BIGGER[self._dialect]}({one}, {other})"

    def _bounded(self) -> str:
        return f"{_SMALLER[self._dialect]}(tat, {self._now} + {LONGEST_WAIT})"
