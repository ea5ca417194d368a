"""All that is remembered of a conversation between two messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

LONGEST_TEXT = 500  # characters kept of what somebody says of a need


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One need being told: its form, the answers so far, the person's own words."""

    form: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    passed: tuple[str, ...] = ()  # asked, and the person does not know or prefers not to say
    words: str = ""

    def adding(self, text: str) -> "Topic":
        """Return the topic with more of the person's own words."""
        return replace(self, words=f"{self.words}\n{text}"[:LONGEST_TEXT])


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Where a person and Palier are; a plain value that goes to JSON and back."""

    greeted: bool = False
    language: str = "fr"
    language_chosen: bool = False  # asked for in words or by a button: it stays
    language_offered: str | None = None  # "shall we go on in Arabic?": until the next message
    topics: tuple[Topic, ...] = ()
    asked: str | None = None  # "form.slot" of the pending question
    offers: tuple[str, ...] = ()  # the forms last offered to who was not understood, in order
    questions: int = 0  # asked since the report began
    tries: int = 0  # readings of the pending question that failed
    puts: int = 0  # times the pending question was put again beside what else was said
    misses: int = 0  # messages not understood, in a row
    unread: tuple[str, ...] = ()  # what was said and began nothing: a person may have to read it
    maybe: Mapping[str, str] = field(default_factory=dict)  # forms perhaps told too, their words
    added: str | None = None  # the form last added by a button under the summary
    shared: Mapping[str, Any] = field(default_factory=dict)  # place, phone: once for all topics
    media: tuple[str, ...] = ()
    album: str | None = None  # photos sent together: the first was answered for all
    alarm: str | None = None  # the intent of an alarm that is being answered
    alarm_stage: str | None = None  # "check": the gentle question; "numbers": the full message
    alarm_before: str | None = None  # an alarm that was answered: a place told next goes to it
    alarm_before_until: float = 0.0  # seconds since 1970; then it is over for good
    alarm_faint: bool = False  # the gentle question comes from a guess that is hardly one
    alarm_sure: bool = False  # it comes from words of danger, or the model is sure
    alarm_of_another: bool = False  # the gentle question was put to who told of somebody else
    their_language: str | None = None  # in which they write, if we do not speak it: it is read so
    told_of_language: bool = False  # that they may write in it
    alarm_placed: bool = False  # help was told where to go
    alarm_elsewhere: bool = False  # it is of people in another dwelling: they are asked where
    alarm_language: str | None = None  # in which the danger was told, if we do not speak it
    doubt_read: str | None = None  # a doubt that was denied or left, of which people read
    last_danger: str | None = None  # the last alarm raised: "il est revenu" speaks of it
    last_danger_at: float = 0.0  # seconds since 1970
    said_discreetly: tuple[str, ...] = ()  # to who fears to be read: each sentence once
    asked_about_danger: tuple[str, ...] = ()  # gentle questions already put, never twice
    identity_tries: int = 0
    arabic_offered: bool = False  # to somebody who writes it in Latin letters
    sent: tuple[str, ...] = ()  # forms that an open case was told with: "household_change.death"
    wanted: Mapping[str, str] = field(default_factory=dict)  # before: dialogs/telling/wanted.py
    report: int = 0  # how many reports were ended before this one
    busy_until: float = 0.0  # seconds since 1970: the pace of messages (dialogs/asides/pace.py)
    slowed: bool = False  # was asked to slow down
    crowded: bool = False  # was asked to come back: too many people began to write

    @property
    def topic(self) -> Topic | None:
        """Return the topic whose question is pending or next."""
        return self.topics[0] if self.topics else None

    def topic_of(self, form: str) -> Topic | None:
        """Return the topic told with this form."""
        return next((topic for topic in self.topics if topic.form == form), None)

    def with_topic(self, topic: Topic) -> "Conversation":
        """Return the conversation with this topic put in, or in place of its former self."""
        if self.topic_of(topic.form) is None:
            return replace(self, topics=(*self.topics, topic))
        topics = tuple(topic if old.form == topic.form else old for old in self.topics)
        return replace(self, topics=topics)

    def without(self, form: str) -> "Conversation":
        """Return the conversation without the topic told with this form."""
        return replace(self, topics=tuple(t for t in self.topics if t.form != form))

    def as_sent(self, *, joined: bool) -> "Conversation":
        """Remember what is sent; what was sent before counts only while its case is open."""
        told = (
            f"{topic.form}.{change}" if (change := topic.answers.get("change")) else topic.form
            for topic in self.topics
        )
        forms = (*(self.sent if joined else ()), *told)
        return replace(self, sent=tuple(dict.fromkeys(forms)))

    def at_rest(self) -> "Conversation":
        """Return the conversation with nothing being told and nothing asked."""
        return replace(
            self,
            topics=(),
            asked=None,
            questions=0,
            tries=0,
            misses=0,
            unread=(),
            maybe={},
            added=None,
            wanted={},
            media=(),
            report=self.report + 1,
        )


def to_json(conversation: Conversation) -> dict[str, Any]:
    """Return the conversation as JSON values."""
    kept = {name: getattr(conversation, name) for name in Conversation.__dataclass_fields__}
    return {**kept, "topics": [_topic_to_json(topic) for topic in conversation.topics]}


def _topic_to_json(topic: Topic) -> dict[str, Any]:
    return {name: getattr(topic, name) for name in Topic.__dataclass_fields__}


def from_json(kept: Mapping[str, Any]) -> Conversation:
    """Read a conversation back; keys of a later version are left out."""
    known = {name: kept[name] for name in Conversation.__dataclass_fields__ if name in kept}
    known["topics"] = tuple(
        Topic(**{**topic, "passed": tuple(topic.get("passed", ()))})
        for topic in kept.get("topics", ())
    )
    for name in ("media", "offers", "asked_about_danger", "said_discreetly", "sent", "unread"):
        known[name] = tuple(kept.get(name, ()))
    return Conversation(**known)
