"""A death told by who is gone: "mon père vient de mourir", "j'ai perdu ma mère"."""

import re
from typing import Final

from nlu.folding import Folded, Found, fold_text
from nlu.kin import kin

_CLOSE: Final = kin(
    "fr", "partner_he", "partner_she", "father", "mother", "parents", "brother", "sister",
    "grandparent", "uncle", "aunt", "cousin", "friend", "in_law_he", "in_law_she",
)  # fmt: skip
_KIN: Final = rf"(?:{_CLOSE}|{kin('fr', 'son', 'daughter', 'child', 'grandchild')})"
_DYING: Final = (
    r"(?:(?:est|et|e|vien[ts]?|venait|etait|a|ete|juste|de|d'?|etre|nous|ont) )*"
    r"(?:mort|morte|mor|mourr?ir|decede\w*|deceder|dcd)"
    r"(?! d[e' ]+ ?(?:inquiet\w*|angoisse|fatigue|trouille|peur|rire|faim|soif|froid|honte)\b)"
)
_MY_OWN: Final = kin("en", "partner", "child", "parent", "wider")
_IN_TURKISH: Final = kin("tr", "partner", "wife", "child", "parent", "sibling")
_IN_ARABIC: Final = kin("ar", "partner", "parent", "wider")
_IN_LATIN: Final = kin("ar_latin", "partner", "spouse", "parent", "elders", "wider")
_MORE_IN_LATIN: Final = (
    r"(?:wl?a?lid(?:i|ti|iti|a)|wliditi|yemma|mmi|bba|khouya|khoya|ikhti|khti|jeddi|"
    r"jdda|3ammi|khali)"
)
_IN_OTHERS: Final = (  # as it is said in other languages of Europe
    r"mi[oa] (?:padre|madre|marito|moglie|fratello|sorella|nonn[oa]) (?:e |ci )?"
    r"(?:mort[oa]|ha lasciato)|"
    r"(?:mort[oa]|decedut[oa]) mi[oa] (?:padre|madre|marito|moglie|fratello|sorella)|"
    r"mi (?:padre|madre|marido|mujer|esposa|esposo|hermano|hermana|abuel[oa]) "
    r"(?:se )?(?:ha |acaba de )?(?:murio|muerto|morir|fallecio|fallecido|fallecer)|"
    r"(?:meu|minha|o meu|a minha) (?:pai|mae|marido|mulher|esposa|irmao|irma|avo) "
    r"(?:morreu|faleceu)|"
    r"(?:moj|moja) (?:maz|zona|ojciec|tata|mama|matka|brat|siostra) (?:zmarla?|umarla?|nie zyje)|"
    r"(?:a (?:murit|decedat) (?:sotul|sotia|tatal|mama|tata|fratele|sora)|"
    r"(?:sotul|sotia|tatal|tata|mama|fratele|sora)(?: meu| mea)? a (?:murit|decedat))"
)
_LOST: Final = re.compile(
    rf"\b(?:mon|ma|mn|notre|son|sa) {_KIN} {_DYING}\b|"
    rf"\b{_KIN} (?:nous (?:a|ont) quitt\w*|s'est eteinte?|vien[ts]? de nous quitter)\b|"
    rf"\b(?:la mort|le deces|l'enterrement|les obseques) de (?:mon|ma|notre) {_KIN}\b|"
    rf"\b(?:perdu|perdre) (?:mon|ma|mes|notre|nos) (?:{_CLOSE}|bebes?)\b|"
    rf"\benterr\w+ (?:mon|ma|notre) {_KIN}\b|"
    rf"\b{_MORE_IN_LATIN} (?:lay ?r7?e?mou |llah y ?rahmou )?(?:mat|matt?et|twaff?at?)\b|"
    rf"\b(?:{_IN_OTHERS})\b|"
    rf"\blost my {_MY_OWN}\b|\bmy {_MY_OWN} (?:has |just )*(?:died|passed)\b|"
    rf"\b{_IN_TURKISH}\w* "
    r"(?:yeni )?(?:oldu|vefat|kaybett\w+)\b|"
    rf"(?<!\w)(?:مات|ماتت|توفي|توفيت|فقدت {_IN_ARABIC})(?!\w)|"
    rf"\b{_IN_LATIN} (?:lay ?r7?e?mou |llah y ?rahmou )?(?:mat|matt?et|twaff?at?|rahmou)\b|"
    rf"\b(?:mat|matt?et|twaff?at?) {_IN_LATIN}\b"
)


def find_losses(message: Folded) -> tuple[Found, ...]:
    """Find that somebody close died, for the form that asks what changes."""
    return tuple(
        Found(name="change", value="death", start=match.start(), end=match.end())
        for match in _LOST.finditer(message.text)
    )


def tells_a_death(text: str) -> bool:
    """Tell whether a text tells that somebody close died: "mon père vient de mourir".

    >>> tells_a_death("mon frère est mort la semaine dernière")
    True
    >>> tells_a_death("mon téléphone est mort, mon père le répare")
    False
    """
    return bool(find_losses(fold_text(text)))
