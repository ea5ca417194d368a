"""What a channel is: messages in, messages out, and what its failures mean."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Protocol

ANY = 1_000_000  # a channel that has no limit of its own
LONGEST_TEXT = 4_000  # characters kept of one message
SHOWN_AS_NOTHING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
KEPT_CONTROLS = frozenset("\n\t\u200c\u200d")  # line feeds, and the joiners that scripts need


Pair = tuple[str, str]  # what a choice sends back, and its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What a channel can carry; bot/channels/fitting.py makes every message fit it."""

    text: int = ANY  # longest text, as `measure` counts it
    measure: Callable[[str], int] = len
    buttons: int = 0  # most choices as buttons; none: they are numbered in the text
    rows: int = 0  # most choices in a list that opens
    label: int = ANY  # longest words of a choice
    payload: int = ANY  # bytes that a choice may send back
    media: frozenset[str] = field(default_factory=frozenset)  # kinds of files that go out
    edits: bool = False  # a message can take the place of one that was sent
    contact: bool = False  # a button can hand over the person's own number to call
    marks: bool = False  # plain text: the direction of each line must be written in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that goes out with a message; its words and address stand for it elsewhere."""

    kind: str  # image | document | voice
    url: str = ""
    words: str = ""
    name: str = ""  # under which it is kept


@dataclass(frozen=True, slots=True)
class FileToFetch:
    """A file that is still at the channel's."""

    id: str
    kind: str  # image | voice | document
    size: int = 0  # bytes, as the channel says; 0 where it does not


SELDOM = (
    "sender",
    "refused",
    "start",
    "phone",
    "card",
    "location",
    "album",
    "said_in",
    "edits",
    "under",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message of a person; (channel, account, id) is its key."""

    channel: str
    user: str
    id: str
    at: datetime
    account: str = ""
    text: str = ""
    payload: str | None = None
    media: tuple[str, ...] = ()
    voice: bool = False
    locale: str | None = None
    cut: bool = False
    sender: str | None = None  # who writes, where several people share a chat
    file: FileToFetch | None = None
    refused: str | None = None  # id of the sentence that says why a file is not kept
    start: str | None = None  # hash of the code of the link with which the person came
    phone: str | None = None  # their own number, proven by the channel
    card: bool = False  # somebody else's contact card, which proves nothing
    location: tuple[float, float] | None = None  # latitude and longitude
    album: str | None = None  # photos sent together arrive one by one
    said_in: str | None = None  # the channel's own id of the message, which an edit repeats
    edits: bool = False  # it corrects the message of that id
    under: str | None = None  # the channel's own id of the message whose button was pressed

    def body(self) -> dict[str, Any]:
        """Return what the inbox keeps of it; what is seldom there stands only where it is."""
        always = {
            "text": self.text,
            "payload": self.payload,
            "media": list(self.media),
            "voice": self.voice,
            "locale": self.locale,
            "cut": self.cut,
        }
        seldom = {name: getattr(self, name) for name in SELDOM}
        file = {"file": asdict(self.file)} if self.file else {}
        return always | {name: value for name, value in seldom.items() if value} | file


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message to a person; the key is the row of the outbox, the same in every retry."""

    key: str
    user: str
    text: str
    language: str
    choices: tuple[Pair, ...] = ()
    media: tuple[Attached, ...] = ()
    urgent: bool = False
    edits: str | None = None  # the channel's id of the message whose place it takes, if it can


class ChannelError(Exception):
    """A message could not be sent; `retry` tells whether later is worth a try."""

    retry = False


class RetryLater(ChannelError):
    """The app is busy or away: not sent for sure."""

    retry = True

    def __init__(self, after: float = 0.0) -> None:
        super().__init__(f"try again in {after:.0f} s")
        self.after = after


class Moved(RetryLater):
    """The chat has another id now: not sent, to be sent there."""

    def __init__(self, to: str) -> None:
        super().__init__()
        self.to = to


class Unsure(ChannelError):
    """The line broke after writing: maybe sent."""

    retry = True


class Gone(ChannelError):
    """The person blocked us or left: stop writing to them here."""


class Malformed(ChannelError):
    """The app says that our message is wrong: our mistake, never tried again."""


class Channel(Protocol):
    """A way to reach people."""

    name: str
    pull: bool  # the person's side fetches: what is committed is delivered
    caps: Caps

    async def send(self, message: Outgoing) -> str:
        """Send one message and return the channel's id of it; raises ChannelError."""


def pairs(choices: Iterable[Mapping[str, str]]) -> tuple[Pair, ...]:
    """Return the choices of a row of the outbox as they are offered."""
    return tuple((choice["payload"], choice["label"]) for choice in choices)


def clean(text: object) -> tuple[str, bool]:
    r"""Return the text as it is kept, and whether it was cut.

    NFC; control, bidi and zero-width characters and lone surrogates are dropped.

    >>> clean("bon\x00jour\u202e")
    ('bonjour', False)
    """
    if not isinstance(text, str):
        return "", False
    cut = len(text) > LONGEST_TEXT
    kept = "".join(
        c
        for c in text[:LONGEST_TEXT]
        if c in KEPT_CONTROLS or unicodedata.category(c) not in SHOWN_AS_NOTHING
    )
    return unicodedata.normalize("NFC", kept).strip(), cut
