"""What is answered to "cut the current": it is cut, or it cannot be; no date, and no bill."""

import re

from dialogs.danger.wet_current import tells_wet_current
from dialogs.effects import Say
from dialogs.scene import Scene, Turn
from dialogs.telling.report import repeat_question
from nlu.folding import fold_word

HOME_REPAIR = "home_repair"
_OF_THE_CURRENT = r"(?:courant|compteur|tableau|disjoncteur|jus|electricite|plombs?|power|current)"
_CANNOT = re.compile(
    r"\b(?:arrive|arriv|peux|peu|sais|trouve|ose|atteins?)\b.{0,12}\b(?:pas|pa|plus)\b.{0,30}"
    rf"\b(?:coup\w*|{_OF_THE_CURRENT})\b|"
    rf"\b(?:ou|u) (?:est|se trouve|c'? ?est)\b.{{0,8}}\b{_OF_THE_CURRENT}\b|"
    r"\b(?:tableau|compteur|disjoncteur) (?:est )?"
    r"(?:mouille|trempe|dans l'eau|loin|bloque|ferme)\w*|"
    r"\b(?:can'?t|cannot) (?:cut|reach|find|turn)\b"
)
_DONE = re.compile(
    r"^(?:(?:oui|ok|c'? ?est|c|voila|ca y est|j'? ?ai|jai|g|on a|nous avons|tout|bien|deja|"
    rf"bon|il est|le|la|{_OF_THE_CURRENT})[ ,]+)*"
    r"(?:coupee?s?|disjoncte\w*|eteint\w*|fait|cut off|turned off)\b"
)
CUT = Say("wet_current.cut")
CANNOT_CUT = Say("wet_current.cannot_cut", urgent=True)


def answered(scene: Scene) -> Turn | None:
    """Read what is said of the current, where water told before must have it cut."""
    topic = scene.conversation.topic_of(HOME_REPAIR)
    wet = topic is not None and tells_wet_current(topic.words)
    if topic is None or scene.heard.payload or not wet:
        return None
    said = fold_word(scene.heard.text)
    words = CANNOT_CUT if _CANNOT.search(said) else CUT if _DONE.match(said) else None
    if words is None:
        return None
    kept = scene.conversation.with_topic(topic.adding(scene.heard.text))
    return Turn(kept, (words, *repeat_question(scene)))
