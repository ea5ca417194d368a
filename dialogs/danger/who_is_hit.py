"""Who is hit: the one who writes where children look on, or people who live elsewhere."""

import re
from dataclasses import replace

from dialogs.danger.discreet import VIOLENCE
from dialogs.effects import Say
from dialogs.scene import Scene
from nlu.folding import fold_word
from nlu.kin import kin
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
_OF_ME = re.compile(  # then it may be at home, and what is answered there may be read
    r"\b(?:me|moi|nous|ns)\b|\bm(?:'| )(?:a|as|ont|avait)\b|\bj'? ?ai (?:peur|mal)\b|"
    rf"\bmon {kin('fr', 'partner_he', 'ex', 'father')}\b|"
    rf"\bma {kin('fr', 'partner_she', 'mother')}\b|"
    r"\b(?:me|us|my (?:husband|wife|partner|boyfriend|girlfriend|ex|father|mother|mum|dad))\b|"
    rf"\b(?:beni|bana|bizi|{kin('tr', 'partner', 'parent')})\b|"
    rf"{kin('ar', 'partner', 'parent')}|ضربني|يضربني"
)
ASSAULT = "emergency_assault"
_STRANGERS = re.compile(
    r"\b(?:deal\w*|squatt?\w*|drogu\w*|toxico\w*|trafic\w*|junkie\w*|bandes?|"
    r"(?:des|les) (?:jeunes|mecs?|gars|types|gens|inconnus))\b"
)
_OF_ME_AT_HOME = re.compile(
    rf"\b(?:mon|ma|mes) "
    rf"{kin('fr', 'partner_he', 'partner_she', 'ex', 'father', 'mother', 'son', 'brother')}\b"
)
_ELSEWHERE = re.compile(
    rf"\b{kin('fr', 'neighbour_he', 'neighbour_she', 'neighbours')}\b|"
    r"\b(?:la |une? |le )?(?:dame|monsieur|mr|mme|fille|femme|homme|couple|locataire) "
    r"(?:du|d'|de l|a cote|en (?:haut|bas)|au)|"
    r"\b(?:quelqu'?un|qqun|qqn|un (?:homme|mec|type)|une (?:femme|fille|dame))\b|"
    rf"\bma {kin('fr', 'sister', 'daughter', 'friend', 'cousin', 'aunt')}\b.{{0,40}}"
    rf"\bson {kin('fr', 'partner_he', 'ex')}\b|"
    rf"\b(?:{kin('en', 'neighbour')}|somebody|someone|a (?:woman|man))\b|"
    rf"\b{kin('tr', 'neighbour')}\w*|\b(?:birisi|biri)\b|"
    rf"(?<!\w)(?:{kin('ar', 'neighbour')}|جار\w*)"
)


_THEY = re.compile(
    r"\b(?:il|elle) (?:la|le|l'|les) ?(?:re)?(?:frap|tap|bat|cogn|gifl|tabass|secou)\w*\b"
)


def goes_on_next_door(scene: Scene) -> bool:
    """Tell blows between others, where it is a neighbour's noise that is being told."""
    told = scene.conversation.topic_of("neighbour") is not None
    said = fold_word(scene.heard.text)
    return told and bool(_THEY.search(said)) and not _OF_ME.search(said)


def is_elsewhere(text: str) -> bool:
    """Tell whether words tell of blows between others, in another dwelling than the writer's.

    >>> is_elsewhere("ma voisine du 3e se fait frapper par son mari")
    True
    >>> is_elsewhere("mon voisin me frappe")
    False
    """
    said = fold_word(text)
    return bool(_ELSEWHERE.search(said)) and not _OF_ME.search(said)


def whose(scene: Scene) -> Verdict:
    """Return the danger; who is hit before the children is hit themselves.

    Who fears to come home past strangers is in no danger from who lives there.
    """
    verdict, said = scene.heard.understood.safety, fold_word(scene.heard.text)
    if verdict.intent == "emergency_child" and _HITS_ME.search(said):
        return replace(verdict, intent=VIOLENCE)
    strangers = _STRANGERS.search(said) and not _OF_ME_AT_HOME.search(said)
    return (
        replace(verdict, intent=ASSAULT) if verdict.intent == VIOLENCE and strangers else verdict
    )


def children_too(scene: Scene, intent: str) -> tuple[Say, ...]:
    """Say who answers for the children, where the message told of them."""
    told = scene.heard.understood.safety.intent == "emergency_child" and intent == VIOLENCE
    return (Say("alarm.violence.children"),) if told else ()
