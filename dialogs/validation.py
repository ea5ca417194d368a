"""Run what a message answers past the actions of the forms, before the turn."""

from collections.abc import Mapping
from typing import Any, Protocol

from dialogs.conversation import Conversation
from dialogs.scene import Gathered


class Checks(Protocol):
    """What checks the answers of a form (dialogs/rasa.py)."""

    def names(self) -> frozenset[str]:
        """Return the forms that have an action."""

    def check(
        self, form: str, given: Mapping[str, Any], answers: Mapping[str, Any]
    ) -> tuple[dict[str, Any], str | None]:
        """Return the answers as they may be kept, and the id of a refusal."""


def validate(
    found: Mapping[str, Mapping[str, Any]], conversation: Conversation, checks: Checks
) -> Gathered:
    """Return what was gathered, once each form's action has looked at it."""
    answers: dict[str, Mapping[str, Any]] = {}
    refused: dict[str, str] = {}
    for form, given in found.items():
        if form not in checks.names() or not given:
            answers[form] = given
            continue
        topic = conversation.topic_of(form)
        if form == "place":
            kept, refusal = checks.check(form, {"place": given}, {})
            kept = kept.get("place", {})
        else:
            kept, refusal = checks.check(form, given, topic.answers if topic else {})
        answers[form] = kept
        if refusal is not None:
            refused[form] = refusal
    return Gathered(answers=answers, refused=refused)
