"""Whether words look like what a question asks: else they are words of the need."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from dialogs.answers.availability import may_say_when
from dialogs.scene import Heard, as_written, find_entity
from nlu.folding import fold_word

_SPOT: Final = re.compile(
    r"\b(?:halls?|entrees?|cages?|escaliers?|marches?|paliers?|couloirs?|etages?|rdc|rez|caves?|"
    r"sous ?-?sols?|garages?|parkings?|places? \d+|ascenseurs?|locaux|local|poubelles?|"
    r"containers?|"
    r"conteneurs?|boites?|toits?|toiture|terrasses?|cours?|jardins?|pelouses?|parc|aire|bancs?|"
    r"jeux|portes?|portails?|grilles?|fenetres?|balcons?|facades?|murs?|plafonds?|trottoirs?|"
    r"rues?|"
    r"allees?|chemins?|abords|devant|derriere|dehors|exterieur|bas|haut|fond|gauche|droite|face|"
    r"dessus|dessous|milieu|partout|batiments?|bat|immeubles?|residence|tours?|blocs?|apparts?|"
    r"appartements?|logements?|chez|voisine?s?|interphone|compteurs?|gaines?|\d+ ?(?:e|er|eme|"
    r"em))\b"
)
_SENTENCE: Final = re.compile(
    r"\b(?:je|j|j'|jai|jsuis|chui|il|ils|elle|elles|on|ya|y'?a|c'? ?est|c etait|ca|sa|ils?|vous|"
    r"nous|"
    r"depuis|depui|avant|apres|hier|aujourd'? ?hui|demain|merci)\b"
)
_OF_THE_LEASE: Final = re.compile(
    r"\b(?:mon|le|de|ce|pas de|pas ce) (?:num|numero)\b|"
    r"\bbail (?:est|c'? ?est|il est|et|a) (?:a |au |seulement |juste )*(?:mon|nos|notre|nous|moi|"
    r"son|"
    r"leur|nom|mes)\b"
)
_OF_PAYING: Final = re.compile(
    r"\d|\b(?:loyers?|pay\w*|pai\w*|regl\w*|retards?|mois|dois|doit|dette\w*|jours?|ok|bon|bien|"
    r"va|"
    r"difficil\w*|dur\w*|galer\w*|compliqu\w*|chaud|serr\w*|just\w*|peu[xt](?! ?etre)|pourr\w*|"
    r"arriv\w*|"
    r"apl|caf|aides?|rien|encore|pas|plus|prelev\w*|vir\w+|huissiers?|plan|normal\w*|impec\w*|"
    r"nickel|argent|sous|thune\w*|probleme\w*|soucis?|inquiet\w*|peur|bientot|tout|oui|non)\b"
)
_SOMEBODY_AGREED: Final = re.compile(
    r"\b(?:a|ont|m'?a|m'?ont|mont|ma) (?:deja |bien )?(?:dit (?:oui|non|ok|que c'? ?est bon)|"
    r"accept\w*|valid\w*|accord\w*|refus\w*|donne (?:son|l'?) ?accord)\b|\best d'? ?accord\b"
)
_A_SUM: Final = re.compile(r"\d+(?:[.,]\d+)? ?(?:e|eur|euros?|€)?")
_A_NAME: Final = 3  # words: more of them than that are a sentence where a verb stands


def looks_like(slot: str, heard: Heard) -> bool:
    """Tell whether words may be what a question asks, however they are put.

    Only French is looked at so closely: elsewhere, what is said is taken.
    """
    if heard.understood.language != "fr" and slot not in _IN_ALL_LANGUAGES:
        return True
    may_be = _LOOKS.get(slot)
    return may_be is None or may_be(heard, fold_word(heard.text))


def spot_said(heard: Heard) -> str | None:
    """Return the words of a spot that say more than a building: "la cave 12, batiment A"."""
    spots = _SPOT.findall(fold_word(heard.text))
    return heard.text.strip() if len(spots) > 1 and len(heard.text.split()) <= _A_SPOT else None


_A_SPOT: Final = 10  # words
_OF_A_FLOOR: Final = re.compile(
    r"\b(?:couloirs?|paliers?|cages?(?: d'? ?escaliers?)?|escaliers?|halls?|etages?) "
    r"(?:du|au|de l'?) ?(?:\d{1,2} ?(?:e|er|eme|ieme|em|nd)?|premier|deuxieme|troisieme|quatrieme|"
    r"cinquieme|sixieme|rdc)(?: etage)?\b|\b(?:corridor|landing|hallway) (?:on|of) the "
    r"(?:\w+ ){0,2}floor\b"
)


def spot_of_a_floor(slot: object, heard: Heard) -> str | None:
    """Return a spot that its floor tells, unasked: "le couloir du 2ème"."""
    del slot
    found = _OF_A_FLOOR.search(fold_word(heard.text))
    return None if found is None else as_written(heard, found)


def only_names_a_spot(heard: Heard) -> bool:
    """Tell "la cave 12, bâtiment A", and nothing that happened there."""
    said = fold_word(heard.text)
    return bool(_SPOT.search(said)) and not _SENTENCE.search(said) and spot_said(heard) is not None


def _is_a_spot(heard: Heard, said: str) -> bool:
    """Tell a place in a building from what else happened there: "il cherchait quelqu'un"."""
    if _SPOT.search(said) or find_entity(heard, "entrance", "building", "floor", "room"):
        return True
    return not _SENTENCE.search(said) and find_entity(heard, "since", "date") is None


def _is_a_town(heard: Heard, said: str) -> bool:
    """Tell the name of a town, of ours or not, from a sentence that names none."""
    named = find_entity(heard, "town", "residence", "postcode") is not None
    return named or not (_SENTENCE.search(said) and len(said.split()) > _A_NAME)


def _not_of_the_lease(_: Heard, said: str) -> bool:
    return not _OF_THE_LEASE.search(said)


def _may_be_why(_: Heard, said: str) -> bool:
    return not (_OF_THE_LEASE.search(said) or _A_SUM.fullmatch(said.strip(" .!")))


def _of_paying(_: Heard, said: str) -> bool:
    return bool(_OF_PAYING.search(said))


def _helps(_: Heard, said: str) -> bool:
    return not (_SOMEBODY_AGREED.search(said) or _OF_THE_LEASE.search(said))


def _says_when(heard: Heard, _: str) -> bool:
    return may_say_when(heard)


_LOOKS: Final[Mapping[str, Callable[[Heard, str], bool]]] = {
    "where": _is_a_spot,
    "wanted_town": _is_a_town,
    "rent": _of_paying,
    "adaptation": _helps,
    "reason": _may_be_why,
    "change": _not_of_the_lease,
    "call_when": _says_when,
    "visit_when": _says_when,
    "moment": _says_when,
}
_IN_ALL_LANGUAGES: Final = frozenset(
    {"call_when", "visit_when", "moment"}
)  # words of time are known
