"""Whom a danger is of: a "no" of who writes says nothing of the neighbour they told of."""

from dataclasses import replace

from dialogs.conversation import Conversation
from dialogs.danger.followed import where_said
from dialogs.danger.said_of_danger import says_not_that
from dialogs.effects import Say
from dialogs.scene import Scene
from nlu.safety import FROM_PEOPLE

NEIGHBOUR = "neighbour"
MONOXIDE = "emergency_monoxide"
NOT_THAT = Say("alarm.not_that")
OTHERS = {  # what to do for somebody else, or if the threat is back
    intent: Say(f"alarm.other.{intent}", urgent=True)
    for intent in (*FROM_PEOPLE, "emergency_medical", "emergency_suicide")
}
CARE = Say("alarm.monoxide.care", urgent=True)  # it has no smell: a no is never the last word


def without_the_tale(conversation: Conversation) -> Conversation:
    """Return the conversation without a complaint that the danger itself was taken for.

    Who hears a neighbour cry for help is not asked what noise disturbs them.
    """
    taken = conversation.topic_of(NEIGHBOUR)
    if taken is None or taken.words:  # told in words of its own
        return conversation
    of_it = (conversation.asked or "").startswith(f"{NEIGHBOUR}.")
    rest = conversation.without(NEIGHBOUR)
    return replace(rest, asked=None) if of_it else rest


def where_asked(scene: Scene, calm: Conversation) -> tuple[Say, ...]:
    """Ask where somebody else is in danger, once, where nothing else is asked nor known."""
    known = scene.known.place or calm.shared.get("place") or where_said(scene)
    asks = scene.conversation.alarm_of_another and not (calm.topics or calm.asked or known)
    return (Say("alarm.other.where"),) if asks else ()


def words_after_no(scene: Scene) -> Say:
    """Return what is said to a "no": the number again, where the danger may be another's."""
    conversation = scene.conversation
    alarm = conversation.alarm or ""
    if alarm == MONOXIDE:
        return CARE
    grave = alarm in FROM_PEOPLE and not conversation.alarm_faint
    if alarm not in OTHERS or says_not_that(scene.heard.text):
        return NOT_THAT
    return OTHERS[alarm] if grave or conversation.alarm_of_another else NOT_THAT
