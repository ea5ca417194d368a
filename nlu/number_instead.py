"""A number said and taken back at once, "2 enfin 3": the later one is meant."""

import re
from typing import Final

from nlu.folding import Folded

_NOT_COUNTED: Final = r"(?<![0-9.,/:h+-])"
_TAKEN_BACK: Final = re.compile(
    rf"{_NOT_COUNTED}\b(?P<first>[0-9]{{1,4}})(?P<unit>(?: [a-z€']+){{0,4}}?),? "
    r"(?:(?:euh|heu|ah|oh|ou)[ ,]+)*"
    r"(?:enfin|non|nan|pardon|plutot|je veux dire|je voulais dire|sorry|i mean|hayir)[ ,]+"
    r"(?:(?:non|pardon|plutot|c'? ?est|cest|on est|on e)[ ,]+)*"
    r"(?P<later>[0-9]{1,4})(?![0-9.,/:])(?: ?(?P<other>[a-z€]+))?"
)
_UNITS: Final = frozenset(
    {"mois", "moi", "euros", "euro", "e", "€", "eur", "h", "heures", "jours", "semaines", "ans",
     "enfants", "personnes", "etage", "eme", "em", "er", "loyers", "loyer", "pieces", "fois",
     "months", "days", "people", "ay", "gun"}
)  # fmt: skip


def take_back(message: Folded) -> Folded:
    """Write the later number in place of the one it takes back; number words are digits already.

    A number of something else takes nothing back: "2 mois, enfin 300 euros".
    """
    found = [match for match in _TAKEN_BACK.finditer(message.text) if _is_of_the_same(match)]
    if not found:
        return message
    return message.replaced([(*match.span("first"), match["later"]) for match in found])


def _is_of_the_same(match: re.Match[str]) -> bool:
    other = match["other"]
    if other not in _UNITS:
        return True
    said = match["unit"].split()
    return not _UNITS & {*said} or other in said
