"""A message as it is heard: understood, its answer read, the words of its buttons at hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import clock
from bot.brought import with_what_brings_them
from bot.clock import PARIS
from dialogs.answers.reading import read_payload
from dialogs.asides.their_language import read_in
from dialogs.conversation import Conversation
from dialogs.danger.alarm import BUTTONS
from dialogs.effects import Say
from dialogs.forms import Form
from dialogs.scene import Heard
from dialogs.telling.offered import numbered, offered, pressed
from dialogs.wording import Wording
from nlu.answers import read_answer_words
from nlu.explaining import Reason, find_reasons
from nlu.model import Knowledge
from nlu.understanding import Context, Understanding, understand


class Reading:
    """Reads messages with what is known of the places and the words."""

    def __init__(self, knowledge: Knowledge, forms: Mapping[str, Form], wording: Wording) -> None:
        self._knowledge = knowledge
        self._forms = forms
        self._wording = wording

    def understand(
        self, text: str, *, now: datetime, language: str | None = None, awaiting: str | None = None
    ) -> Understanding:
        """Return what a text says."""
        context = Context(now=now, language=language, awaiting=awaiting)
        return understand(text, context, self._knowledge)

    def is_urgent(self, text: str) -> bool:
        """Tell whether a text may be about danger: it is answered before anything else."""
        return bool(text) and self.understand(text, now=clock.now()).safety.level != "none"

    def reasons(self, text: str) -> tuple[Reason, ...]:
        """Return the words that decided the best intent of a text."""
        return find_reasons(text, self._knowledge)

    def hear(self, body: Mapping[str, Any], conversation: Conversation, *, now: datetime) -> Heard:
        """Read one message of a conversation."""
        text = str(body.get("text") or "")
        payload = body.get("payload")
        button = payload if payload and _is_button(str(payload)) else None
        # The label of a button is our words: read as theirs, it would change their language.
        labels = self._offered(conversation)
        shown = text == labels.get(button or "") or self._wording.is_ours(text)
        words = "" if button and (text == payload or not text or shown) else text
        typed = None if button else self._typed(text, labels, conversation)
        understood = self.understand(
            words,
            now=now,
            language=read_in(conversation),
            awaiting=self._awaited_kind(conversation),
        )
        language = understood.language
        understood = with_what_brings_them(
            understood, lambda said: self.understand(said, now=now, language=language)
        )
        answer = read_answer_words(words, language)
        if body.get("edits"):
            answer = replace(answer, correction=True)
        return Heard(
            text=words,
            understood=understood,
            answer=answer,
            today=now.astimezone(PARIS).date(),
            at=now.timestamp(),
            payload=button or typed,
            album=body.get("album"),
            **_file(body),
            edits=bool(body.get("edits")),
            own_phone=body.get("phone"),
            others_card=bool(body.get("card")),
            labels=self._labels(conversation),
        )

    @staticmethod
    def with_file(heard: Heard, body: Mapping[str, Any], *, now: datetime) -> Heard:
        """Return a message that was read before its file came, with what became of that."""
        today = now.astimezone(PARIS).date()
        return replace(heard, today=today, at=now.timestamp(), **_file(body))

    def _awaited_kind(self, conversation: Conversation) -> str | None:
        form, _, slot = (conversation.asked or "").partition(".")
        if form == "place":
            return "place"
        found = self._forms[form].slot(slot) if form in self._forms else None
        return found.kind if found else conversation.asked

    def _offered(self, conversation: Conversation) -> dict[str, str]:
        """Return the buttons of the pending question and what stands on them."""
        return {
            c.payload: self._wording.word(Say(c.label, c.values), conversation.language)
            for c in offered(self._forms, conversation)
        }

    def _typed(
        self, text: str, labels: Mapping[str, str], conversation: Conversation
    ) -> str | None:
        """Return the button whose label was typed; during an alarm words are read as said."""
        if conversation.alarm is not None:
            return None
        return pressed(text, labels) or numbered(text, self._forms, conversation)

    def _labels(self, conversation: Conversation) -> dict[str, str]:
        if conversation.alarm is not None:
            typed = {
                c.payload.partition("=")[2]: c.label for c in BUTTONS[conversation.alarm_stage]
            }
            return {v: self._wording.text(k, conversation.language) for v, k in typed.items()}
        form, _, name = (conversation.asked or "").partition(".")
        slot = self._forms[form].slot(name) if form in self._forms else None
        if slot is None or slot.kind != "choice":
            return {}
        ids = {choice: f"{form}.choice.{name}.{choice}" for choice in slot.choices}
        return {c: self._wording.text(key, conversation.language) for c, key in ids.items()}


def _file(body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "media": tuple(body.get("media", ())),
        "enclosed": _enclosed(body),
        "refused": body.get("refused"),
    }


def _enclosed(body: Mapping[str, Any]) -> str | None:
    """Return the kind of what came with a message, None when nothing did."""
    if body.get("media"):
        return str(body.get("kind") or "image")
    return "location" if body.get("location") else None


def _is_button(payload: str) -> bool:
    return read_payload(payload) is not None
