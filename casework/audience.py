"""Who a notice goes to, and why somebody is left out: one decision over rows, each person once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from casework.contact import Reachable
from casework.notices import ASKS_CONSENT, Kind

OF_AGE: Final = 18
# Nobody is woken there: what is written is read by who asks (the REST channel, the terminal).
NOT_FOR_NOTICES: Final = frozenset({"rest", "terminal"})
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


class LeftOut(StrEnum):
    """Why somebody does not get a notice.

    STOP and "not safe to write to" are one reason: in a staircase of ten homes, a count of the
    second alone would name a person.
    """

    MOVED_OUT = "moved_out"
    MINOR = "minor"
    NOT_TO_BE_WRITTEN_TO = "not_to_be_written_to"
    NO_CHAT = "no_chat"
    BLOCKED = "blocked"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One chat of somebody."""

    conversation_id: int
    channel: str
    reachable: Reachable = field(default_factory=Reachable)
    agreed: bool = False  # to offers, on this chat, and not taken back
    last_in_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Somebody whom a notice may be for.

    `who` is the household where the chats are tied to a lease (a chat proves a lease, not which
    person of it writes), else the chat itself.
    """

    who: str
    chats: tuple[Chat, ...] = ()
    birth_years: tuple[int | None, ...] = ()
    moved_out: bool = False
    unsafe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who gets a notice, `{who: conversation}`, and how many do not, by reason."""

    chosen: Mapping[str, int]
    left_out: Mapping[LeftOut, int]

    @property
    def people(self) -> int:
        """Return how many people were looked at: each is chosen or left out for one reason."""
        return len(self.chosen) + sum(self.left_out.values())


def choose_audience(kind: Kind, people: Iterable[Somebody], *, today_year: int) -> Audience:
    """Decide for each person, once, however many chats they have."""
    chosen: dict[str, int] = {}
    left_out: Counter[LeftOut] = Counter()
    for somebody in {one.who: one for one in people}.values():
        found = _chat_for(kind, somebody, today_year)
        if isinstance(found, LeftOut):
            left_out[found] += 1
        else:
            chosen[somebody.who] = found.conversation_id
    return Audience(chosen=chosen, left_out=dict(left_out))


def _chat_for(kind: Kind, somebody: Somebody, year: int) -> Chat | LeftOut:
    """Return the chat of somebody that was written from last, of those that may be written to."""
    for left_out, holds in OF_PEOPLE:
        if holds(kind, somebody, year):
            return left_out
    latest = sorted(_chats(somebody), key=lambda chat: chat.last_in_at or LONG_AGO, reverse=True)
    good = next((chat for chat in latest if _left_out(kind, chat) is None), None)
    refused = [because for chat in latest if (because := _left_out(kind, chat)) is not None]
    return good or refused[0]


def _left_out(kind: Kind, chat: Chat) -> LeftOut | None:
    return next((because for because, holds in OF_CHATS if holds(kind, chat)), None)


def _chats(somebody: Somebody) -> list[Chat]:
    return [chat for chat in somebody.chats if chat.channel not in NOT_FOR_NOTICES]


def _minor(kind: Kind, somebody: Somebody, year: int) -> bool:
    """Tell whether all who may stand behind the chats are known to be under age, for an offer."""
    known = [born for born in somebody.birth_years if born is not None]
    all_known = bool(known) and len(known) == len(somebody.birth_years)
    return kind in ASKS_CONSENT and all_known and year - min(known) < OF_AGE


OF_PEOPLE: Final[tuple[tuple[LeftOut, Callable[[Kind, Somebody, int], bool]], ...]] = (
    (LeftOut.MOVED_OUT, lambda _, one, __: one.moved_out),
    (LeftOut.MINOR, _minor),
    (LeftOut.NOT_TO_BE_WRITTEN_TO, lambda _, one, __: one.unsafe),
    (LeftOut.NO_CHAT, lambda _, one, __: not _chats(one)),
)
OF_CHATS: Final[tuple[tuple[LeftOut, Callable[[Kind, Chat], bool]], ...]] = (
    (
        LeftOut.NOT_TO_BE_WRITTEN_TO,
        lambda _, chat: chat.reachable.stopped or chat.reachable.unsafe,
    ),
    (LeftOut.BLOCKED, lambda _, chat: chat.reachable.gone),
    (LeftOut.NO_CONSENT, lambda kind, chat: kind in ASKS_CONSENT and not chat.agreed),
)
