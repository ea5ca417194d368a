"""Who reads what is written here: "c'est secret ?", "qui va lire ?"."""

import re
from typing import Final

from nlu.folding import fold_word

_WHO_READS: Final = re.compile(
    r"\b(?:secrets?|confidentiel\w*|confidential|anonym\w*|entre nous|gizli|sirri)\b|"
    r"\b(?:c'? ?est|reste\w*|it'? ?s|is it|stays?|keep it) (?:bien |tout )?(?:prive|private)\b|"
    r"\bqui (?:va |peut |vont )?(?:lire|lit|lis|voir|voit)\b|"
    r"\b(?:savoir|sauront|saura|savent|dire|direz) (?:que )?(?:c'? ?est|ca vient de|sa vien de) "
    r"moi\b|"
    r"\bwho (?:can |will )?(?:reads?|sees?)\b|\b(?:kim|kimler) (?:oku|gor)\w*|"
    r"(?<!\w)(?:و|ب|ال|بال)?سر(?:ي|يه)?(?!\w)|(?<!\w)من (?:يقرا|يقرء|سيقرا)\w*|"
    r"\bchkoun (?:kaychouf|kay9ra|y9ra)\w*"
)


def asks_who_reads(text: str) -> bool:
    """Tell whether somebody asks who reads what they write.

    >>> asks_who_reads("qui va lire mes messages ?")
    True
    >>> asks_who_reads("عندي سرير مكسور")
    False
    """
    return bool(_WHO_READS.search(fold_word(text)))
