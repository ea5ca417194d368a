"""Who does not know their tenant number: the other ways are said at once, and none is needed."""

import re
from dataclasses import replace

from dialogs.asides.menu import A_PERSON
from dialogs.effects import Say
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import asking
from dialogs.telling.wanted import CALLBACK, CHOOSING, wanting
from nlu.folding import fold_word

_NUMBER = r"(?:numeros?|num|nr|no|n°|number|identifiant|matricule)"
_LACKS = (
    r"(?:oubli\w*|perdu\w*|sais (?:plus|pas)|connais (?:plus|pas)|trouve\w* (?:plus|pas)|"
    r"retrouve\w*(?: (?:plus|pas))?|souviens (?:plus|pas)|rappelle (?:plus|pas)|"
    r"(?:ai|a|g) (?:plus|pas)|forgot\w*|lost|(?:don'?t|do not) (?:know|have|remember)|"
    r"unut\w*|bilmiyorum|hatirlamiyorum)"
)
_FORGOTTEN = re.compile(
    rf"\b{_LACKS}\b.{{0,20}}\b{_NUMBER}\b(?!.{{0,4}}\b(?:tel|portable|phone))|"
    rf"\b{_NUMBER}\b(?: (?:de )?(?:locataires?|client|dossier|bail|tenant))?.{{0,16}}\b{_LACKS}\b|"
    r"\bkiraci numara\w*.{0,12}(?:unut\w*|bilmiyorum|yok)|"
    r"(?:نسيت|لا اعرف|ضيعت|ما عندي|ليس لدي).{0,10}رقم"
)
_AGAIN = re.compile(
    rf"\b(?:je (?:viens de|vous ai)|deja) (?:vous )?(?:le )?di(?:re|t)\b|\b{_LACKS}$"
)
_OF_A_PHONE = re.compile(r"\b(?:tel|telephone|portable|gardien\w*|agence|technicien|phone)\b")


def said(scene: Scene) -> Turn | None:
    """Say the other ways to who has no number; beside other needs, that none is wanted."""
    if scene.heard.payload or not _lacks_it(scene):
        return None
    if any(need.form not in {"identify", "privacy"} for need in told_now(scene)):
        return None
    rest = scene.conversation.without("identify")
    if rest.topics:
        asked = asking.without_identity(scene.conversation) if _asked_who(scene) else rest
        return asking.ask_next(scene.now_in(asked), Say("identify.not_needed"))
    return other_ways(scene)


def other_ways(scene: Scene) -> Turn:
    """Offer to be recognised by a person: a name and a residence said next go to them."""
    words = scene.conversation.wanted.get("words") or scene.heard.text
    rest = wanting(scene.conversation.without("identify"), CALLBACK, words)
    asked = replace(rest, asked=CHOOSING, tries=0)
    return Turn(asked, (Say("identify.other_ways", choices=A_PERSON),))


def _lacks_it(scene: Scene) -> bool:
    text = fold_word(scene.heard.text).strip(" .!?")
    if find_entity(scene.heard, "tenant_number") is not None or _OF_A_PHONE.search(text):
        return False
    return bool(_FORGOTTEN.search(text)) or (_asked_who(scene) and bool(_AGAIN.search(text)))


def _asked_who(scene: Scene) -> bool:
    return (scene.conversation.asked or "") == "identify.tenant_number"
