"""What a channel is: messages in, messages out, and what its failures mean."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

LONGEST_TEXT = 4_000  # characters kept of one message
SHOWN_AS_NOTHING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
KEPT_CONTROLS = frozenset("\n\t\u200c\u200d")  # line feeds, and the joiners that scripts need


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
    file: str | None = None  # the channel's id of a photo that is still to be fetched

    def with_file(self, file: str) -> "Incoming":
        """Return the message with a photo to fetch."""
        return replace(self, file=file)

    def body(self) -> dict[str, Any]:
        """Return what the inbox keeps of it."""
        sender = {"sender": self.sender} if self.sender is not None else {}
        return {
            **sender,
            "text": self.text,
            "payload": self.payload,
            "media": list(self.media),
            "voice": self.voice,
            "locale": self.locale,
            "cut": self.cut,
            "file": self.file,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message to a person; the key is the row of the outbox, the same in every retry."""

    key: str
    user: str
    text: str
    language: str
    choices: tuple[tuple[str, str], ...] = ()  # payload, words
    urgent: bool = False


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

    async def send(self, message: Outgoing) -> str:
        """Send one message and return the channel's id of it; raises ChannelError."""


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
