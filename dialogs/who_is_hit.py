"""Who is hit where children look on: the one who writes, and 3919 answers them."""

import re
from dataclasses import replace

from dialogs.discreet import VIOLENCE
from dialogs.effects import Say
from dialogs.scene import Scene
from nlu.folding import fold_word
from nlu.safety import Verdict

_HITS = (
    r"(?:re ?)?(?:tap|frap|cogn|gifl|tabass|etrangl|viol|bless|pouss|menac)\w*|batt?u\w*|"
    r"mis(?:e)? (?:une|des) \w+"
)
_HITS_ME = re.compile(
    rf"\bm'? ?(?:a|as|avait|ont) (?:\w+ ){{0,2}}?(?:{_HITS})|"
    rf"\bme (?:re)?(?:tap|frap|cogn|gifl|tabass|etrangl|viol|bat)\w*|"
    r"\b(?:hit|hits|beat|beats|hitting|beating|punch\w*|slap\w*) me\b|"
    r"\b(?:bana vur|beni (?:dov|tokat|yumruk))\w*|(?:ضربني|يضربني|كيضربني|اعتدي علي)|"
    r"\b(?:drabni|drebni|kaydrabni|kaydrebni|daribni)\b"
)


def whose(scene: Scene) -> Verdict:
    """Return the danger; who is hit before the children is hit themselves."""
    verdict = scene.heard.understood.safety
    if verdict.intent != "emergency_child" or not _HITS_ME.search(fold_word(scene.heard.text)):
        return verdict
    return replace(verdict, intent=VIOLENCE)


def children_too(scene: Scene, intent: str) -> tuple[Say, ...]:
    """Say who answers for the children, where the message told of them."""
    told = scene.heard.understood.safety.intent == "emergency_child" and intent == VIOLENCE
    return (Say("alarm.violence.children"),) if told else ()
