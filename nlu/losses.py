"""A death told by who is gone: "mon père vient de mourir", "j'ai perdu ma mère"."""

import re
from typing import Final

from nlu.folding import Folded, Found, fold_text

_CLOSE: Final = (
    r"(?:mari|femme|epoux|epouse|conjointe?|compagn(?:on|e)|pere|mere|papa|maman|frere|soeur|"
    r"grand ?-? ?(?:pere|mere)|mamie|mamy|papi|papy|oncle|tante|cousine?|amie?|parents?|"
    r"beau ?-? ?(?:pere|frere)|belle ?-? ?(?:mere|soeur))"
)
_KIN: Final = rf"(?:{_CLOSE}|fils|fille|enfant|bebe)"
_DYING: Final = (
    r"(?:(?:est|et|e|vien[ts]?|venait|etait|a|ete|juste|de|d'?|etre|nous|ont) )*"
    r"(?:mort|morte|mor|mourr?ir|decede\w*|deceder|dcd)"
)
_MY_OWN: Final = r"(?:father|mother|dad|mum|mom|husband|wife|brother|sister|son|daughter|partner)"
_IN_ARABIC: Final = r"(?:bba|baba|mama|yemma|lwalida?|rajli|zawji|mrati|khouya|khti)"
_LOST: Final = re.compile(
    rf"\b(?:mon|ma|mn|notre|son|sa) {_KIN} {_DYING}\b|"
    rf"\b{_KIN} (?:nous (?:a|ont) quitt\w*|s'est eteinte?|vien[ts]? de nous quitter)\b|"
    rf"\b(?:la mort|le deces|l'enterrement|les obseques) de (?:mon|ma|notre) {_KIN}\b|"
    rf"\b(?:perdu|perdre) (?:mon|ma|mes|notre|nos) {_CLOSE}\b|"
    rf"\benterr\w+ (?:mon|ma|notre) {_KIN}\b|"
    rf"\blost my {_MY_OWN}\b|\bmy {_MY_OWN} (?:has |just )*(?:died|passed)\b|"
    r"\b(?:babam|annem|esim|kocam|karim|kardesim|abim|ablam|oglum|kizim)\w* "
    r"(?:yeni )?(?:oldu|vefat|kaybett\w+)\b|"
    r"(?<!\w)(?:مات|ماتت|توفي|توفيت|فقدت (?:والدي|ابي|امي|والدتي|زوجي|زوجتي|اخي|اختي))(?!\w)|"
    rf"\b{_IN_ARABIC} (?:mat|matt?et|twaff?at?|rahmou)\b|"
    rf"\b(?:mat|matt?et|twaff?at?) {_IN_ARABIC}\b"
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
