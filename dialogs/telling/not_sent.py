"""Who says not to send, or to wait, where leave to send is asked: nothing leaves before a yes."""

import re
from dataclasses import replace

from dialogs.effects import Say
from dialogs.needs.maybe_told import at_the_end
from dialogs.scene import Heard, Scene, Turn
from dialogs.telling.sending import only_takes_note, only_thanks
from nlu.folding import fold_word

HELD = "not_to_send"  # thanks do not send it any more
UNDECIDED = frozenset({"unknown", "later", "refuse", "skip"})
_SEND = r"(?:envo[iy]\w*|transm\w+|valid\w+|confirm\w+)"
_SENT = r"(?:envo[iy]\w*|transm\w+)"
_NOT = re.compile(
    rf"\b(?:ne |n')?(?:le |la |les |l'|l |lui )?{_SEND}(?:[- ](?:le|la|les))? "
    r"(?:surtout |encore |tout de suite |deja )*(?:pas|pa|rien|jamais|plus)\b|"
    r"\b(?:pas|rien) (?:l'|l |le |les |la )?(?:envoyer|transmettre)\b|"
    rf"\b(?:veux|veut|voulais|voudrais|faut|souhaite) (?:pas|plus|pa)\b.{{0,20}}\b{_SENT}|"
    r"\b(?:do not|don'? ?t|not|never) (?:\w+ )?(?:send|submit)|"
    r"\b(?:gonder|yolla|ilet)me\w*|(?<!\w)(?:لا|ما|مش) ?(?:ت|ا)?(?:رسل|بعث)\w*|"
    r"\bma ?t?(?:sift|sayft|b3at)\w*|\bno (?:lo |la )?(?:envi|mand)\w+|\bnao envi\w+|"
    r"\bnie wysyl\w+|\bnu trimit\w+|\bnon (?:mandar|inviar)\w*|\bне (?:над|від)сила\w+"
)
_WAITS = re.compile(
    r"(?:(?:non|oui|ok|ah|oh|euh|bon|mais|bonjour|no|yes|hayir) ?,? ?)*"
    r"(?:(?:j'?)?attend\w*|atten(?:d|s|dez|der)?|atendez|"
    r"une? (?:petite? )?(?:instant|moment|minute|seconde)|"
    r"(?:1|2|deux|une?) ?(?:min(?:ute)?s?|sec(?:onde)?s?)|pas (?:tout de suite|encore|maintenant)|"
    r"wait|hold on|not (?:yet|now)|one moment|bekle\w*|dur\w*|bir (?:dakika|saniye)|henuz degil|"
    r"انتظر\w*|لحظه|دقيقه|استن[يي]\w*|ليس الان|tsenna\w*|tsna|sbar|sber|blati|chwila|czekaj\w*|"
    r"espera\w*|espere|aspett\w+|asteapta\w*|зачекаите)"
    r"(?: (?:svp|stp|s'il vous plait|un peu|un (?:instant|moment)|une (?:minute|seconde)|merci|"
    r"please|lutfen|avant|d'?envoyer|je reflechis|je verifie))*"
)


def says_not_to_send(text: str) -> bool:
    """Tell whether words refuse that something is sent, or ask to wait.

    >>> says_not_to_send("Ne l'envoyez pas")
    True
    >>> says_not_to_send("attendez c'est au 3e")
    False
    """
    said = fold_word(text).strip(" .!؟?،,")
    return bool(_NOT.search(said) or _WAITS.fullmatch(said))


def held_back(scene: Scene) -> Turn | None:
    """Keep what was summed up, and say that it is not sent; what is told beside it is read."""
    if not _holds(scene.heard) and not _only_notes_it(scene):
        return None
    return Turn(kept(scene).conversation, (not_sent(scene),))


def kept(scene: Scene) -> Scene:
    """Return the scene in which thanks do not send: somebody said no, or wait."""
    shared = {**scene.conversation.shared, HELD: True}
    waiting = replace(scene.conversation, shared=shared, asked="report.confirm", tries=0, misses=0)
    return scene.now_in(waiting)


def thanks_send(scene: Scene) -> bool:
    """Tell a thank you of who believes that it is sent: it is, unless they refused before."""
    return only_thanks(scene.heard.text) and HELD not in scene.conversation.shared


def not_sent(scene: Scene) -> Say:
    """Say that nothing leaves before a yes, with the buttons of the end."""
    return Say("report.not_sent", choices=at_the_end(scene.conversation))


def _holds(heard: Heard) -> bool:
    undecided = heard.answer.kind in UNDECIDED and not heard.answer.rest
    return undecided or says_not_to_send(heard.text)


def _only_notes_it(scene: Scene) -> bool:
    """Tell the "ok merci" of who refused: it agrees that nothing is sent."""
    return HELD in scene.conversation.shared and only_takes_note(scene.heard.text)
