"""How to reach who asks for a person and told neither a number nor a place: asked once."""

from dataclasses import replace

from dialogs.answers.in_writing import IN_WRITING
from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.answers.reading import NOTHING_TOLD
from dialogs.conversation import Conversation
from dialogs.needs.told_now import with_told
from dialogs.scene import Scene, Turn
from dialogs.telling import asking
from dialogs.telling.shared import with_shared


def is_lacking(scene: Scene) -> bool:
    """Tell whether nobody could reach the person, and they were not asked how yet."""
    conversation = scene.conversation
    begun = conversation.topic_of("callback")
    asked = conversation.asked == asking.REACH or (begun is not None and "phone" in begun.passed)
    told = conversation.shared.get("phone") or conversation.shared.get(IN_WRITING)
    told = told or conversation.shared.get("place")
    return not (asked or told or scene.known.verified or scene.known.place)


def asked_once(conversation: Conversation) -> Turn:
    """Ask it; whatever comes next, the report leaves."""
    return Turn(
        replace(conversation, asked=asking.REACH, tries=0, misses=0), (asking.HOW_TO_REACH,)
    )


def with_what_follows(scene: Scene) -> Conversation:
    """Return the report with the number, the place or the words that were answered."""
    conversation = with_shared(scene, scene.conversation)
    if scene.heard.payload or scene.heard.answer.kind in NOTHING_TOLD:
        return conversation
    if not only_fills_a_form(scene.heard):
        conversation = with_told(scene, conversation)
    callback = conversation.topic_of("callback")
    if callback is None:
        return conversation
    return conversation.with_topic(callback.adding(scene.heard.text.strip()))
