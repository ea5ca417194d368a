"""Whom a danger is of: a "no" of who writes says nothing of the neighbour they told of."""

import re
from dataclasses import replace

from dialogs.conversation import Conversation
from dialogs.effects import Say
from dialogs.followed import where_said
from dialogs.said_of_danger import says_not_that
from dialogs.scene import Scene
from nlu.folding import fold_word
from nlu.kin import kin
from nlu.safety import FROM_PEOPLE

NEIGHBOUR = "neighbour"
MONOXIDE = "emergency_monoxide"
NOT_THAT = Say("alarm.not_that")
OTHERS = {  # what to do for somebody else, or if the threat is back
    intent: Say(f"alarm.other.{intent}", urgent=True)
    for intent in (*FROM_PEOPLE, "emergency_medical", "emergency_suicide")
}
CARE = Say("alarm.monoxide.care", urgent=True)  # it has no smell: a no is never the last word
_NOT_THE_PARTNER = (
    "son", "daughter", "child", "children", "father", "mother", "parents", "brother", "sister",
    "grandparent", "grandchild", "in_law_she", "aunt", "cousin", "nephew", "friend",
    "neighbour_he", "neighbour_she", "neighbours",
)  # fmt: skip
_PEOPLE = (
    r"(?:dame|madame|mme|monsieur|mr|fille|homme|femme|enfants?|petite?s?|bebe|gamine?s?|"
    r"vieille|vieux|personne|locataire|gardien\w*|gens|couple|collegue)"
)
_SOMEBODY_ELSE = re.compile(
    rf"\b(?:mon|ma|mes|le|la|les|l'?|un|une|des|sa|son|ses|notre|nos) ?"
    rf"{kin('fr', *_NOT_THE_PARTNER)}\b|"
    rf"\b(?:la|le|les|l'?|une?|cette|cet|des) ?(?:petite? |jeune |vieille |vieux )?{_PEOPLE}\b|"
    r"\b(?:quelqu'?un|qqun|qqn|somebody|someone|biri|birisi|birini|vecin\w*|sasiad\w*|vecino|"
    r"vecina|vizinh\w*|vicin[oa])\b|сусід\w*|"
    rf"\b(?:{kin('en', 'parent', 'wider', 'friend', 'neighbour')}|(?:a|the|that) (?:\w+ )?"
    r"(?:woman|man|lady|girl|boy|kid|child))\b|"
    rf"\b{kin('tr', 'child', 'parent', 'sibling', 'neighbour')}|\bkomsu\w*|"
    rf"(?<!\w)(?:{kin('ar', 'child', 'parent', 'wider', 'neighbour')}|جار\w*|امراه|مرا)(?!\w)|"
    rf"\b{kin('ar_latin', 'child', 'parent', 'wider', 'neighbour')}\b"
)


def tells_of_another(text: str) -> bool:
    """Tell whether a message tells of somebody who is not its writer, nor lives with them.

    >>> tells_of_another("la dame du 4 elle crie au secours")
    True
    >>> tells_of_another("mon mari me frappe")
    False
    """
    return bool(_SOMEBODY_ELSE.search(fold_word(text)))


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
