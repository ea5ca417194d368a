"""Whom a message is about: the person, a spouse, a child, a parent, a neighbour."""

import re
from typing import Final

from nlu.folding import Folded, Found

_MY: Final = r"(?:mon|ma|mes|my|notre|nos)"
_RELATIONS: Final = (
    ("spouse", (rf"{_MY} (?:mari|femme|fame|conjointe?|compagnon|compagne|copain|"
rf"copine|epoux|epouse|husband|wife|partner)|esim|kocam|زوجي|"
rf"زوجتي|rajli|mrati")),
    ("child", (rf"{_MY} (?:fils|fiston|filles?|enfants?|enfan|garcons?|petite?s?|"
rf"gosses?|gamins?|son|sons|daughters?|kids?|child|children)|oglum|"
rf"kizim|cocugum|ابني|ابنتي|بنتي|ولدي|weldi|benti")),
    ("parent", (rf"{_MY} (?:mere|pere|parents?|maman|papa|mother|mum|mom|father|dad)"
rf"|annem|babam|امي|ابي|والدتي|والدي|mama|walidi|walidti|l walid")),
    ("neighbour", (r"(?:mon|ma|mes|my|le|la|les|un|une|du|des|l|the|nos) (?:voisine?s?|"
r"voizine?s?|neighbou?rs?)|komsum|komsu|komsunun|جاري|جارتي|الجيران|"
r"جيراني|jari|jarti|jiran")),
    ("other", (rf"{_MY} (?:frere|soeur|ami|amie|neveu|niece|tante|oncle|grand mere|"
rf"grand pere|cousine?|brother|sister|friend|uncle|aunt)|kardesim|"
rf"اخي|اختي|khouya|khti")),
    ("self", r"(?:c'? ?est|c) pour moi|pour moi meme|c'? ?est moi|for myself|kendim icin|لنفسي"),
)  # fmt: skip
_RELATION: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _RELATIONS) + r")\b"
)


def find_relations(message: Folded) -> tuple[Found, ...]:
    """Find the people a message names by what they are to the writer, each once."""
    found: dict[str, Found] = {}
    for match in _RELATION.finditer(message.text):
        name = str(match.lastgroup)
        if name not in found:
            found[name] = Found(name="relation", value=name, start=match.start(), end=match.end())
    return tuple(found.values())
