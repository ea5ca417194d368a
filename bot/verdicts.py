"""What becomes of a message that could not be sent: a table of errors, and no effects.

No channel has a key that makes a second sending harmless, so when a line breaks after writing
one must choose (design.md 8): a reply goes once more and is marked, a notice is held for a
person to decide, what saves a life always goes again.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.channels.contract import ChannelError, Gone, Malformed, RetryLater, Unsure

FIRST_WAIT: Final = 1.0  # seconds, doubled at each attempt, with jitter
LONGEST_WAIT: Final = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A message as it was tried; `attempts` counts the ones before."""

    kind: str
    urgent: bool = False
    attempts: int = 0
    maybe_twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of a message: its status, and in how many seconds it is tried again."""

    status: str
    because: str
    again_in: float = 0.0
    maybe_twice: bool = False

    @property
    def again(self) -> bool:
        """Tell whether the message is tried again; those behind it wait."""
        return self.status == "queued"


def verdict(wrong: Exception, tried: Tried, chance: random.Random) -> Verdict:
    """Decide what becomes of a message after an error; an unknown one is our mistake."""
    decide = next((d for kind, d in VERDICTS.items() if isinstance(wrong, kind)), _never)
    return decide(wrong, tried, chance)


def _later(wrong: Exception, tried: Tried, chance: random.Random) -> Verdict:
    """Try again until the message is of no use: the channel said that it was not sent."""
    asked = wrong.after if isinstance(wrong, RetryLater) else 0.0
    wait = asked * (1 + chance.random() / 10) if asked else backoff(tried.attempts, chance)
    return Verdict(status="queued", because=type(wrong).__name__, again_in=wait)


def _unsure(wrong: Exception, tried: Tried, chance: random.Random) -> Verdict:
    again = not tried.maybe_twice or tried.urgent
    if tried.kind == "notice" or not again:
        return Verdict(status="unsure", because=type(wrong).__name__, maybe_twice=True)
    wait = backoff(tried.attempts, chance)
    return Verdict(status="queued", because=type(wrong).__name__, again_in=wait, maybe_twice=True)


def _never(wrong: Exception, tried: Tried, chance: random.Random) -> Verdict:
    del tried, chance
    return Verdict(status="failed", because=type(wrong).__name__)


def backoff(attempts: int, chance: random.Random) -> float:
    """Return the seconds before the next attempt: doubled each time, give or take a quarter."""
    doubled = min(FIRST_WAIT * 2 ** min(attempts, 20), LONGEST_WAIT)
    return float(doubled * (0.75 + chance.random() / 2))


Decide = Callable[[Exception, Tried, random.Random], Verdict]
VERDICTS: Final[Mapping[type[ChannelError], Decide]] = {
    RetryLater: _later,
    Unsure: _unsure,
    Gone: _never,
    Malformed: _never,
}
