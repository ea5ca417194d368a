"""Of whom a message tells: of who writes, or of somebody else."""

import re

from nlu.folding import fold_word
from nlu.kin import kin

_NOT_THE_PARTNER = (
    "son", "daughter", "child", "children", "father", "mother", "parents", "brother", "sister",
    "grandparent", "grandchild", "in_law_she", "aunt", "cousin", "nephew", "friend",
    "neighbour_he", "neighbour_she", "neighbours",
)  # fmt: skip
_PEOPLE = (
    r"(?:dame|madame|mme|monsieur|mr|fille|homme|femme|enfants?|petite?s?|bebe|gamine?s?|"
    r"vieille|vieux|personne|locataire|gardien\w*|gens|couple|collegue)"
)
_SOMEBODY_ELSE = re.compile(
    rf"\b(?:mon|ma|mes|le|la|les|l'?|un|une|des|sa|son|ses|notre|nos) ?"
    rf"{kin('fr', *_NOT_THE_PARTNER)}\b|"
    rf"\b(?:la|le|les|l'?|une?|cette|cet|des) ?(?:petite? |jeune |vieille |vieux )?{_PEOPLE}\b|"
    r"\b(?:quelqu'?un|qqun|qqn|somebody|someone|biri|birisi|birini|vecin\w*|sasiad\w*|vecino|"
    r"vecina|vizinh\w*|vicin[oa])\b|сусід\w*|"
    rf"\b(?:{kin('en', 'parent', 'wider', 'friend', 'neighbour')}|(?:a|the|that) (?:\w+ )?"
    r"(?:woman|man|lady|girl|boy|kid|child))\b|"
    rf"\b{kin('tr', 'child', 'parent', 'sibling', 'neighbour')}|\bkomsu\w*|"
    rf"(?<!\w)(?:{kin('ar', 'child', 'parent', 'wider', 'neighbour')}|جار\w*|امراه|مرا)(?!\w)|"
    rf"\b{kin('ar_latin', 'child', 'parent', 'wider', 'neighbour')}\b"
)
_MYSELF = re.compile(r"\b(?:je|j|moi|nous|on|i|we|ben|biz)\b|\bj'|(?<!\w)انا(?!\w)")


def tells_of_another(text: str) -> bool:
    """Tell whether a message tells of somebody who is not its writer, nor lives with them.

    >>> tells_of_another("la dame du 4 elle crie au secours")
    True
    >>> tells_of_another("mon mari me frappe")
    False
    """
    return bool(_SOMEBODY_ELSE.search(fold_word(text)))


def tells_of_myself(text: str) -> bool:
    """Tell whether words name who writes: "j'ai faim", "nous sommes quatre".

    >>> tells_of_myself("et elle a plus rien dans le frigo")
    False
    """
    return bool(_MYSELF.search(fold_word(text)))
