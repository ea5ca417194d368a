"""What a turn may ask the outside world to do: plain data, performed by bot/performing.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Month:
    """A month, said as one: "octobre 2026"."""

    first_day: date


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect: its label in the catalogue of problems, or the person's own words."""

    code: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A residence or a town by its code: its name in the directory."""

    code: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer offered as a button: what comes back, and the id of its words."""

    payload: str
    label: str
    values: Mapping[str, Any] = field(default_factory=dict)


SHARE_PHONE = "share.phone=own"  # a button that hands over one's own number, where one can


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the person something, by message id."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class NeedTold:
    """One need as the person told it."""

    need: str
    facts: Mapping[str, Any]
    words: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Open the household's case with these needs, or join them to the open one."""

    needs: tuple[NeedTold, ...]
    media: tuple[str, ...] = ()
    place: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AddToCase:
    """Keep what was said with the open case, for the agent to read."""

    text: str
    media: tuple[str, ...] = ()
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by need, in its place


@dataclass(frozen=True, slots=True)
class CorrectPlace:
    """Put right where the open case is, say so, and send it where it should have gone."""

    place: Mapping[str, Any]
    words: tuple[object, ...]  # what is put right, said back


@dataclass(frozen=True, slots=True)
class RaiseAlarm:
    """Write a safety event, open a case of severity 4 or 3, wake people up."""

    intent: str
    level: str
    because: str
    words: str = ""
    media: tuple[str, ...] = ()
    read_later: bool = False  # a doubt that a few people read of, and that wakes nobody
    place: Mapping[str, Any] = field(default_factory=dict)  # where it is, as far as it was told
    needs: tuple[NeedTold, ...] = ()  # told beside it: they go where it goes


@dataclass(frozen=True, slots=True)
class AddToAlarm:
    """Add what the person answers during an alarm to the case of that alarm."""

    text: str
    intent: str
    answer: str
    place: Mapping[str, Any] = field(default_factory=dict)  # where it is, when they say it
    media: tuple[str, ...] = ()
    needs: tuple[NeedTold, ...] = ()  # wished besides, for the same readers


@dataclass(frozen=True, slots=True)
class WarnOfThreat:
    """Have the manager told that somebody threatens those who work here; the words stay behind."""

    words: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Ask a person to take over, and say why, where it is, and what they should read."""

    because: str
    place: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""  # of several messages; without any, those of this one


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Store a yes or a no to one purpose, with the wording that was shown."""

    purpose: str
    given: bool
    wording: str


@dataclass(frozen=True, slots=True)
class LinkPerson:
    """Tie this channel address to the lease that was proven."""

    lease_number: str
    proof: str = "number_and_name"  # | link | number_and_phone


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Keep the language for this person."""

    language: str


@dataclass(frozen=True, slots=True)
class OptOut:
    """Stop what Palier starts by itself on this channel."""

    scope: str


@dataclass(frozen=True, slots=True)
class OptIn:
    """Write notices again to who stopped them and asks for them."""


@dataclass(frozen=True, slots=True)
class TellStatus:
    """Say where the person's cases stand; where none is open, that, unless nobody asked."""

    if_any: bool = False


@dataclass(frozen=True, slots=True)
class TellAgency:
    """Say where the agency of a place is, when it is open and its number."""

    place: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Complain:
    """Record a complaint about a missing answer on the open cases."""

    words: str


Effect = (
    Say
    | OpenCase
    | AddToCase
    | CorrectPlace
    | RaiseAlarm
    | AddToAlarm
    | WarnOfThreat
    | HandOver
    | GiveConsent
    | LinkPerson
    | SetLanguage
    | OptOut
    | OptIn
    | TellStatus
    | TellAgency
    | Complain
)


def is_urgent(effect: Effect) -> bool:
    """Tell whether an effect says what must stand first: a number to call."""
    return isinstance(effect, Say) and effect.urgent
