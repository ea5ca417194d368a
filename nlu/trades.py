"""Tell a trade looked for from the same word at home: "dans le bâtiment", "bâtiment B".

The words of trades are also those of a building, of a repair and of a removal. In a message that
says nothing of work, such a word is a trade only where it answers a question or a wish.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from nlu.folding import Folded, Found

_TRADES: Final = frozenset({"sector", "rome"})
_BLOCK: Final = re.compile(
    r"(?:bat|batiment|batimen|bt)(?: |(?=[0-9]))(?:n°|numero |num )?(?:[a-z]|[0-9]{1,2})\b"
)
_AT_HOME: Final = re.compile(
    r"(?:l'?|l[ea]s? |une? |du |des |mon |ma |mes |notre |votre |vos |au |d'une? |ce |ses )*"
    r"(?:batiments?|peintures?|plombiers?|plomberie|chauffagistes?|electriciens?|electricite|"
    r"menages?|demenagements?|demenageurs?|jardins?|tontes?|nettoyages?|maintenance|concierges?|"
    r"gardiens? d(?:e l)?'? ?immeuble|carrelages?|placo|bricolage|petites reparations|chauffeurs?|"
    r"livreurs?|encombrants|sortie des poubelles|agents? d'? ?entretien|agents? techniques?|"
    r"femmes? de menage|peintres?|cleaning|painting|plumber|electrician|caretaker)$"
)
_WORK: Final = re.compile(
    r"\b(?:trava\w+|boulots?|bosse\w*|bosser|tafs?|taffe\w*|jobs?|postes?|offres?|annonces?|emplois?|"
    r"embauch\w+|recrut\w+|cdd|cdi|interim|stages?|formations?|chantiers?|cherche\w*|charche|"
    r"metiers?|experiences?|permis|diplomes?|cap|bep|cv|dispo\w*|candidat\w*|postul\w*|insertion|"
    r"par semaine|temps (?:plein|partiel)|contrats?|missions?|entreprises?|patron|salaire|work\w*|"
    r"hiring|experience|is|posts?|position|"
    r"apply|apprenti\w*|reprendre|ans de|calisma\w*|khedma|kh?edm\w+|ne?khd\w+)\b"
)
_WISH: Final = re.compile(
    r"(?:\b(?:dans|en|faire|fait|fais|faisais|aime|aimerais|comme|suis|jsuis|chui|chu|etre|etais|etait|"
    r"plutot|ou|devenir|ancien|ancienne|veux|voudrais|interesse|interessee)"
    r"(?: (?:d|de|du|des|le|la|les|l|un|une))*[ ']{0,2})$"
)
_BEFORE: Final = 40  # characters looked at before a word
_SHORT: Final = 30  # characters of an answer to "which trade?"


def keep_trades(found: Iterable[Found], message: Folded) -> Iterator[Found]:
    """Leave out the words of the vocabulary that name a building or a repair, not a trade."""
    every = tuple(found)
    several = len({one.value for one in every if one.name == "sector"}) > 1
    for one in every:
        if one.name not in _TRADES or _is_trade(one, message.text, several=several):
            yield one


def _is_trade(found: Found, text: str, *, several: bool) -> bool:
    if _BLOCK.match(text, found.start):
        return False
    if several or len(text) <= _SHORT or not _AT_HOME.match(text[found.start : found.end]):
        return True
    before = text[max(0, found.start - _BEFORE) : found.start]
    return bool(_WORK.search(text) or _WISH.search(before))
