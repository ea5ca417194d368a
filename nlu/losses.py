"""A death told by who is gone: "mon père vient de mourir", "j'ai perdu ma mère"."""

import re
from typing import Final

from nlu.folding import Folded, Found

_ELDERS: Final = (
    r"(?:grand[- ]?)?(?:peres?|meres?|papa|maman|papi|papy|mamie|mami|pepe|meme)|mari|femme|epoux|"
    r"epouse|conjoint|conjointe|compagnon|compagne|frere|soeur|seur|oncle|tante|parents?"
)
_CHILDREN: Final = r"fils|fille|enfant|bebe"
_ARABIC: Final = r"bba|baba|mama|yemma|lwalid|lwalida|rajli|zawji|mrati|khouya|khti"
_LOST: Final = re.compile(
    rf"\b(?:{_ELDERS}|{_CHILDREN}) (?:vien[ts]?|venait) de (?:mourr?ir|deceder|nous quitter)\b|"
    rf"\bperdu (?:mon|ma|mes|notre|nos) (?:{_ELDERS})\b|"
    rf"\b(?:{_ELDERS}|{_CHILDREN}) (?:nous (?:a|ont) quitt\w*|s'est eteinte?)\b|"
    rf"\b(?:{_ELDERS}|{_CHILDREN}|il|elle) (?:est |et |e )?(?:dcd|mor)\b|"
    r"\blost my (?:father|mother|dad|mum|mom|husband|wife|brother|sister|parents?)\b|"
    r"\bmy (?:father|mother|dad|mum|mom|husband|wife|brother|sister|son|daughter) (?:has |just )*"
    r"(?:died|passed)\b|"
    r"\b(?:babami|annemi|esimi|kocami|karimi|kardesimi) kaybett\w+|"
    r"\bفقدت (?:والدي|ابي|امي|والدتي|زوجي|زوجتي|اخي|اختي)\b|"
    rf"\b(?:{_ARABIC}) (?:mat|matt?et|twaff?a|twaff?at|rahmou)\b|"
    rf"\b(?:mat|matt?et|twaff?a|twaff?at) (?:{_ARABIC})\b"
)


def find_losses(message: Folded) -> tuple[Found, ...]:
    """Find a death in the household, for the form that asks what changes."""
    return tuple(
        Found(name="change", value="death", start=match.start(), end=match.end())
        for match in _LOST.finditer(message.text)
    )
