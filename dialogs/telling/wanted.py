"""What somebody asked for before something else was asked of them: it is gone back to.

An answer that offers a person, a status that needs to know who asks: a yes, a number or one more
sentence goes on from there.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs.asides.menu import FOUR_CHOICES
from dialogs.conversation import LONGEST_TEXT, Conversation, Topic
from dialogs.effects import Effect, Say, TellAgency, TellStatus
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import asking
from dialogs.telling.shared import with_shared
from nlu.folding import fold_word

STATUS = "status"
AGENCY = "agency"
CALLBACK = "callback"
CHOOSING = "choose.form"
_WHERE_IT_STANDS = re.compile(
    r"\b(?:ou (?:(?:ca )?en )?(?:est|sont)|ou ca en est|avance\w*|suivi|statut|"
    r"nouvelles|reponse)\b"
    r".{0,25}\b(?:demandes?|dossiers?|reparations?|travaux|signalement)\b|"
    r"\b(?:status of|where is|any news)\b.{0,20}\b(?:request|case|file)\b|"
    r"\b(?:talebim|dosyam)\w* (?:ne (?:oldu|durumda)|nerede)\b|(?:اين|وصل).{0,15}(?:طلبي|ملفي)"
)
A_SENTENCE = 2  # words that may say more of what was asked for
NO_MORE = frozenset(  # what people say of something else
    {"greet", "thank_bye", "ask_bot_help", "change_language", "opt_out", "case_status", "cancel"}
)


def wanting(conversation: Conversation, what: str, words: str = "", say: str = "") -> Conversation:
    """Remember what is wanted, in the words of who wants it, and what was said to it."""
    wanted = {"what": what, "words": words[:LONGEST_TEXT], "say": say}
    return replace(conversation, misses=0, wanted=wanted)


def with_status_wanted(conversation: Conversation, text: str) -> Conversation:
    """Remember who asks where a request stands in the words that say who they are."""
    others = any(topic.form != "identify" for topic in conversation.topics)
    asks = _WHERE_IT_STANDS.search(fold_word(text)) and not others
    return wanting(conversation, STATUS) if asks else conversation


def gone_back_to(scene: Scene, *before: Effect) -> Turn:
    """Go on with what was wanted, once it is known who writes; never fall silent."""
    wanted = scene.conversation.wanted
    calm = replace(scene.conversation, wanted={}, asked=None, misses=0)
    told = _TELLS.get(wanted.get("what", ""))
    if told is not None:
        return Turn(calm, (*before, told(scene)))
    if wanted.get("what") in scene.forms:
        return begun(scene, *before)
    return Turn(calm, (*before, Say("lost.tell_me", choices=FOUR_CHOICES)))


def begun(scene: Scene, *before: Effect, more: str = "") -> Turn:
    """Begin what a person was offered for; the words of the wish go with it."""
    form = scene.conversation.wanted["what"]
    words = f"{scene.conversation.wanted['words']}\n{more}".strip()[:LONGEST_TEXT]
    slot = scene.forms[form].slot("about")
    topic = Topic(form=form, answers={"about": words} if slot and words else {}, words=words)
    calm = replace(scene.conversation, wanted={}, asked=None, misses=0).with_topic(topic)
    return asking.ask_next(scene.now_in(calm), *before)


def answered(scene: Scene) -> Turn | None:
    """Take a yes or a no to the person who was offered, and what is said more of the wish."""
    if scene.heard.payload or not _is_offered(scene.conversation):
        return None
    bare = len(scene.heard.answer.rest.split()) < A_SENTENCE
    said = scene.heard.answer.kind
    if (said == "yes" and bare) or said == "human" or scene.intent == "ask_human":
        return begun(scene)
    if said == "no" and bare:
        calm = replace(scene.conversation, wanted={}, asked=None, misses=0)
        return Turn(calm, (Say("offer.declined"),))
    return more_told(scene) if _says_who_and_where(scene) else None


def _says_who_and_where(scene: Scene) -> bool:
    """Tell a name and a residence, which a person was offered to look up, from a new need."""
    named = find_entity(scene.heard, "residence") is not None
    return named and scene.intent == "identify_self"


def more_told(scene: Scene) -> Turn | None:
    """Take one more sentence on what a person was offered for: they will read it all."""
    said = scene.heard.text.strip()
    beside = scene.heard.payload or scene.intent in NO_MORE or len(said.split()) < A_SENTENCE
    if beside or not _is_offered(scene.conversation):
        return None
    return begun(scene.now_in(with_shared(scene, scene.conversation)), more=said)


def place_told(scene: Scene) -> Turn | None:
    """Tell of the agency of a place that is named after it was asked for."""
    wanted = scene.conversation.wanted.get("what") == AGENCY
    named = find_entity(scene.heard, "residence", "town", "postcode") is not None
    if scene.heard.payload or not wanted or not named or scene.conversation.topics:
        return None
    kept = scene.now_in(with_shared(scene, scene.conversation))
    return gone_back_to(kept)


def chosen(scene: Scene, form: str) -> Turn | None:
    """Begin, at its button, what was offered for a wish that was told: its words go with it."""
    offered = _is_offered(scene.conversation) and form == CALLBACK
    return begun(scene) if offered else None


def _is_offered(conversation: Conversation) -> bool:
    offered = conversation.wanted.get("what") == CALLBACK
    return offered and conversation.asked == CHOOSING and not conversation.topics


def _agency(scene: Scene) -> TellAgency:
    return TellAgency(scene.conversation.shared.get("place") or {})


_TELLS: Mapping[str, Callable[[Scene], Effect]] = {
    STATUS: lambda _: TellStatus(),
    AGENCY: _agency,
}
