"""Nobody came, or called, as they should have: said by who waits once more."""

import re
from typing import Final

from nlu.folding import fold_word

_NOBODY_CAME: Final = re.compile(
    r"\b(?:pas|jamais|tjrs pas|toujours pas|encore pas|personne (?:n'? ?)?(?:est|a)?) ?"
    r"(?:etait |encore |ete )?(?:venue?s?|passee?s?|r?appelee?s?|repondue?s?|presente?s?|"
    r"rien (?:eu|recu))\b|\b(?:rien (?:eu|recu)|pose un lapin|rdv manque|(?:rate|loupe) le rdv)\b|"
    r"\bpersonne (?:ne )?(?:vien\w*|passe|r?appelle|repond)\b|"
    r"\b(?:nobody|no one|never|not|did ?n'? ?t) (?:came|come|called|call|showed)\b|"
    r"\b(?:kimse gelmedi|gelmedi\w*|aramadi\w*)\b|(?:لم|ما) (?:يات|ياتي|جاء|جا|يتصل) ?(?:احد|حد)?"
)
_MINE: Final = re.compile(r"\b(?:je|j|moi|nous) ?(?:ne |n'? ?)?(?:suis|sommes) (?:pas|jamais) ")


def says_nobody_came(text: str) -> bool:
    """Tell whether words say that somebody who was expected did not come or call.

    >>> says_nobody_came("le technicien est encore pas venu c'est la 3eme fois")
    True
    >>> says_nobody_came("je suis pas passé à l'agence")
    False
    """
    said = fold_word(text)
    return bool(_NOBODY_CAME.search(said)) and not _MINE.search(said)
