"""Words that only announce that something will be told: "j'ai un problème", "3andi mochkil"."""

import re
from typing import Final

from nlu.folding import fold_word
from nlu.unmeant import SHAME

_HELLO: Final = (
    r"(?:bonjour|bjr|bonsoir|bsr|salut|slt|coucou|hello|hi|hey|salam|slm|merhaba|selam|"
    r"madame|monsieur|سلام|مرحبا)"
)
_ANNOUNCES: Final = (
    (
        r"(?:bon |ben |alors |euh |finalement |voila |en fait )*"
        r"(?:j ?'?ai|g|j ?'?aurais|je veux signaler|"
        r"je voudrais (?:vous )?(?:signaler|dire|parler d'?))"
        r" ?(?:encore |aussi )?(?:un|1|une|des|quelque) ?(?:petite? |gros(?:se)? |autre )?"
        r"(?:problemes?|pb|soucis?|questions?|trucs?|choses?|demandes?)"
        r"(?: (?:a (?:vous )?(?:signaler|dire|demander|raconter)|avec vous))?"
    ),
    (
        r"(?:(?:je|j) ?(?:ne )?(?:sais|sai|c|ses|chais) (?:pas|plus|pa) )?"
        r"par (?:ou|quoi) (?:je )?commenc\w+"
    ),
    (
        r"(?:euh |bon |ben |alors |enfin )*(?:je|j) ?(?:ne )?(?:sais|sai|c|ses|chais) "
        r"(?:pas|plus|pa) (?:trop |vraiment )?"
        r"comment (?:dire|le dire|vous dire|expliquer|vous expliquer)(?: ca)?"
    ),
    rf"(?:c'? ?est pour|enfin|voila|bon|ben|euh|[ .,…])*{SHAME}",
    r"(?:j ?'?ai )?besoin (?:d'?aide|d'?un renseignement)",
    r"(?:i have|i ?'?ve got|i got) an? (?:problem|question|issue)|i need help",
    r"(?:bir )?(?:sorunum|problemim|sorum|derdim) var|yardim lazim",
    r"(?:3a?|a)n[dt]i (?:wa7ed |wahed )?(?:mochkil|mouchkil|mochkila|so2al|soual)",
    r"(?:عندي|لدي) (?:مشكله|مشكل|سؤال)|(?:احتاج|محتاج) مساعده",
)
_ENDS: Final = r"(?: (?:svp|stp|please|merci|madame|monsieur))*[ .!?…]*"
_OPENING: Final = re.compile(rf"(?:{_HELLO}[ ,]+)*(?:{'|'.join(_ANNOUNCES)}){_ENDS}")


def only_opens(text: str) -> bool:
    """Tell whether a message announces that something will be told, and tells nothing of it."""
    return bool(_OPENING.fullmatch(fold_word(text)))
