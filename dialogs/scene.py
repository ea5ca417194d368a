"""What a turn may look at: the message as heard, and what is known of the person."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dialogs.conversation import Conversation
from dialogs.effects import Effect
from dialogs.forms import Form
from nlu.answers import Answer
from nlu.understanding import Understanding

ACT = 0.40  # calibrated confidence above which the best intent is taken as said
OFFER = 0.10  # below it, a guess is not even worth a button


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message of a person, read."""

    text: str
    understood: Understanding
    answer: Answer
    today: date | None = None
    at: float = 0.0  # seconds since 1970
    payload: str | None = None
    media: tuple[str, ...] = ()
    enclosed: str | None = None  # image | voice | document | location
    album: str | None = None
    refused: str | None = None  # id of the sentence that says why a file is not kept
    edits: bool = False  # it corrects a message said before
    own_phone: str | None = None  # their own number, proven by the channel
    others_card: bool = False  # somebody else's contact card
    labels: Mapping[str, str] = field(default_factory=dict)  # words of the choices on offer


@dataclass(frozen=True, slots=True)
class Link:
    """A link that ties a chat to a lease; one that opens nothing has none."""

    lease: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the person who writes, before this message."""

    landlord: str = ""
    new_here: bool = True  # nothing was said yet, or not for a day
    verified: bool = False
    place: bool = False  # the dwelling is known
    open_cases: tuple[str, ...] = ()
    held_by: str | None = None  # first name of the agent who has the conversation
    job_notices: bool | None = None  # consent, None when never asked
    languages: tuple[str, ...] = ("fr",)
    link: Link | None = None  # the link with which they came, once looked at
    crowded: bool = False  # a new chat for which there is no room now
    was_crowded: bool = False  # and it was told so before
    stopped: bool = False  # wants no notices
    notice: int | None = None  # the number they answer, where it was sent here
    lapsed: bool = False  # too long silent: who they are must be proven again


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the message answers, form by form, once checked; and what was refused."""

    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)  # form → message id


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that a reader of a message may look at."""

    forms: Mapping[str, Form]
    conversation: Conversation
    heard: Heard
    known: Known
    gathered: Gathered

    def now_in(self, conversation: Conversation) -> "Scene":
        """Return the scene a step further."""
        return replace(self, conversation=conversation)

    @property
    def intent(self) -> str | None:
        """Return the intent, where the confidence is enough to act."""
        understood = self.heard.understood
        return understood.intent if understood.confidence >= ACT else None

    @property
    def sent(self) -> tuple[str, ...]:
        """Return what the open case was told with; nothing once no case is open."""
        return self.conversation.sent if self.known.open_cases else ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What a message led to."""

    conversation: Conversation
    effects: tuple[Effect, ...] = ()


def find_entity(heard: Heard, *names: str) -> Any:  # noqa: ANN401 (an entity's value is of any kind)
    """Return the value of the first entity of a message with one of these names, or None."""
    return next((e.value for e in heard.understood.entities if e.name in names), None)


def is_question(text: str) -> bool:
    """Tell whether a text ends as a question does."""
    return text.rstrip().endswith(("?", "؟"))


def as_written(heard: Heard, found: re.Match[str]) -> str:
    """Return words found in the folded text as they were written, where folding moved none."""
    moved = len(found.string) != len(heard.text)
    return (found[0] if moved else heard.text[found.start() : found.end()]).strip()


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with blanks in place of some of it: what stands beside keeps its place."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
