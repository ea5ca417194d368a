"""Whom a message is about: the person, a spouse, a child, a parent, a neighbour."""

import re
from typing import Final

from nlu.folding import Folded, Found
from nlu.kin import kin

_WIDER: Final = (
    "brother", "sister", "friend", "nephew", "aunt", "uncle", "grandparent", "cousin"
)  # fmt: skip
_MY: Final = r"(?:mon|ma|mes|my|notre|nos)"
_OF: Final = r"(?:mon|ma|mes|my|le|la|les|un|une|du|des|l|the|nos)"


def _mine(french: tuple[str, ...], english: str) -> str:
    return rf"{_MY} (?:{kin('fr', *french)}|{kin('en', english)})"


def _elsewhere(*groups: str) -> str:
    """Return the words of the languages that say "my" in the word."""
    return "|".join(kin(language, *groups) for language in ("tr", "ar", "ar_latin"))


_RELATIONS: Final = (
    ("spouse", rf"{_mine(('partner_he', 'partner_she'), 'partner')}|{_elsewhere('partner')}"),
    ("child", (
        rf"{_mine(('son', 'child', 'children'), 'child')}|{_MY} {kin('fr_mine')}|"
        rf"{_elsewhere('child')}"
    )),
    ("parent", rf"{_mine(('father', 'mother', 'parents'), 'parent')}|{_elsewhere('parent')}"),
    ("neighbour", (
        rf"{_OF} (?:{kin('fr', 'neighbour_he', 'neighbour_she', 'neighbours')}|"
        rf"{kin('en', 'neighbour')})|{_elsewhere('neighbour')}"
    )),
    ("other", (
        rf"{_mine(_WIDER, 'wider')}|my {kin('en', 'friend')}|"
        rf"kardesim|{kin('ar', 'wider')}|{kin('ar_latin', 'wider')}"
    )),
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
