"""What answers no question: thanks, a closing, the name of who writes."""

import re
from dataclasses import replace

from dialogs.answers.names import bare_name
from dialogs.answers.names_told import name_told
from dialogs.conversation import Conversation
from dialogs.effects import AddToCase, Say
from dialogs.scene import Scene, Turn
from dialogs.telling import asking, report
from dialogs.telling.sending import only_thanks
from dialogs.telling.shared import NAME
from nlu.folding import fold_word

_POLITE = (
    r"merci\w*|mrc|thanks|thank you|beaucoup|bcp|bien|d'? ?avance|infiniment|madame|monsieur|mme|"
    r"mr|ok|okay|oki|super|parfait|tres|c'? ?est|gentil\w*|sympa|a vous|a (?:toute l')?equipe|"
    r"[cs]a|me|nous|rassure|soulage|aide|fait du bien|"
    r"tesekkur\w*|ederim|ediyorum|sagol\w*|sag ol\w*|cok|شكرا|جزيلا|لكم|لك|كثيرا|"
    r"very much|so much|a lot"
)
_CLOSING = (
    r"cordialement|bien cordialement|bien a vous|sinceres|salutations?|respectueusement|"
    r"bonne (?:journee|soiree|nuit|fin de journee|apres midi|aprem\w*|continuation)|"
    r"bon (?:week end|courage|aprem\w*)|au revoir|a bientot|a plus|regards|kind|best|bye|"
    r"have a (?:nice|good) day|saygilar\w*|iyi (?:gunler|aksamlar)|مع السلامه|تحياتي"
)
_COURTESY = re.compile(rf"(?:(?:{_POLITE}|{_CLOSING})(?:[ ,.!]+|$))+")
_THANKS = re.compile(r"\b(?:merci\w*|mrc|thank\w*|tesekkur\w*|sagol\w*|sag ol\w*)\b|شكرا")
_CLOSES = re.compile(rf"\b(?:{_CLOSING})\b")


def courtesy(scene: Scene) -> Turn | None:
    """Give thanks back and put the question again; who takes leave is asked once more."""
    if not _is_asked(scene) or not says_only_courtesy(scene.heard.text):
        return None
    thanked = (Say("thanks.short"),) if _THANKS.search(fold_word(scene.heard.text)) else ()
    return Turn(scene.conversation, (*thanked, *report.repeat_question(scene)))


def says_only_courtesy(text: str) -> bool:
    """Tell whether a message only thanks, or takes leave.

    >>> says_only_courtesy("ok merci, bonne journée")
    True
    >>> says_only_courtesy("merci c'est la chaudière")
    False
    """
    said = fold_word(text).strip(" .!،,")
    polite = _COURTESY.fullmatch(said) and (_THANKS.search(said) or _CLOSES.search(said))
    return bool(polite) or only_thanks(text)


def name_alone(scene: Scene) -> Turn | None:
    """Keep the name of who writes, where none is known, and put the question again."""
    name = bare_name(scene)
    if name is None or not _may_be_a_name(scene):
        return None
    if not scene.conversation.topics:
        added = AddToCase(scene.heard.text, scene.heard.media)
        return Turn(replace(scene.conversation, misses=0), (added, Say("case.added")))
    named = _named(scene, name)
    said = () if named == scene.conversation else (asking.said_back(scene, named),)
    again = scene.now_in(named)
    if named.asked == "report.confirm":
        return asking.sum_up(again, *said)
    return Turn(named, (*said, *report.repeat_question(again)))


def _may_be_a_name(scene: Scene) -> bool:
    """Tell whether a name would answer nothing: no name is asked, and no case would miss it."""
    asked = scene.conversation.asked or ""
    if scene.heard.payload or asked.startswith(("identify.", "consent.", "choose.")):
        return False
    form, _, slot = asked.partition(".")
    answered = slot in scene.gathered.answers.get(form, {}) and scene.heard.understood.entities
    return not answered and bool(scene.conversation.topics or scene.known.open_cases)


def _named(scene: Scene, name: str) -> Conversation:
    known = NAME in scene.conversation.shared and name_told(scene.heard.text) is None
    if scene.known.verified or known:
        return scene.conversation
    return replace(scene.conversation, shared={**scene.conversation.shared, NAME: name})


def _is_asked(scene: Scene) -> bool:
    """Tell whether a question of a report is pending; at its end a thank you sends."""
    form = (scene.conversation.asked or "").partition(".")[0]
    pending = bool(scene.conversation.topics) and (form in scene.forms or form == "place")
    return pending and not scene.heard.payload
