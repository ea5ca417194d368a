"""How fast each channel may be written to: documented limits, with a little to spare."""

from dataclasses import dataclass
from typing import Final

from bot.channels.telegram_chats import chat_of, is_group
from storage.kept import Kept


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two messages, and how many may go at once after a silence."""

    every: float
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Paces:
    """The pace of a channel: over all, to one chat, to one group; of notices, below the first.

    What notices leave free is for answers: they never wait behind a notice to thousands.
    """

    overall: Pace
    chat: Pace
    group: Pace
    notices: Pace | None = None


PACES: Final[dict[str, Paces]] = {
    # Bot API: about 30 a second over all (25 here: security.md BC-08), one a second to a chat with
    # short bursts, 20 a minute to a group.
    "telegram": Paces(
        overall=Pace(1 / 25, 3), chat=Pace(1.0, 3), group=Pace(3.4, 2), notices=Pace(1 / 20)
    ),
}


def book(kept: Kept, channel: str, user: str) -> float:
    """Book the next place for a message to somebody; return the seconds to wait.

    The place of the channel comes first and the chat's is counted from it: booked the other way
    round, two messages to one chat came 0.17 s apart.
    """
    paces = PACES.get(channel)
    if paces is None:
        return 0.0
    chat = paces.group if is_group(user) else paces.chat
    over_all = kept.rates.book(channel, every=paces.overall.every, burst=paces.overall.burst)
    return kept.rates.book(
        chat_key(channel, user), every=chat.every, burst=chat.burst, after=over_all
    )


def book_notice(kept: Kept, channel: str) -> float:
    """Book the next place for a notice on a channel; return the seconds to wait."""
    paces = PACES.get(channel)
    if paces is None or paces.notices is None:
        return 0.0
    pace = paces.notices
    return kept.rates.book(f"{channel} notices", every=pace.every, burst=pace.burst)


def rest(kept: Kept, channel: str, user: str, seconds: float, *, all_of_it: bool) -> None:
    """Let a chat rest that was refused, and the channel too where a crowd was.

    In the order in which places are booked: else two would wait for each other.
    """
    if all_of_it:
        kept.rates.hold(channel, seconds)
    kept.rates.hold(chat_key(channel, user), seconds)


def chat_key(channel: str, user: str) -> str:
    """Return the name under which a chat's pace is kept; the topics of a group share one."""
    return f"{channel}:{chat_of(user)}"
