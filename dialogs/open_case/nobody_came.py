"""Nobody came, or called, as they should have: said by who waits once more."""

import re
from typing import Final

from nlu.folding import fold_word

LONGEST: Final = 20  # words
_WHO: Final = (
    r"(?:plombier|plonbier|technicien\w*|tecnicien\w*|ouvriers?|artisan|reparateur|chauffagiste|"
    r"electricien|serrurier|menuisier|depanneur|peintre|prestataire|entreprise|societe|gardien|"
    r"(?:mec|gars|type|monsieur|dame|equipe) (?:pour|de|du)[^.,;!?]{2,25}|agents?|vous)"
)
THEY: Final = r"(?:ils?|elles?|on (?:ne |n'? ?)?(?:m'? ?|nous ))"
NOT_COME: Final = (
    r"(?:(?:n'?|ne )?(?:est|et|sont|etes|etait|es) ?|a |ont |s'est )"
    r"(?:(?:toujours|tjrs|tjs|encore|meme|vraiment) )*"
    r"(?:pas|pa|jamais|point) (?:encore )?"
    r"(?:venue?s?|vnu|passee?s?|presentee?s?|deplacee?s?|pointee?s?|arrivee?s?(?! a\b))"
)
_MISSED: Final = re.compile(
    rf"\b{_WHO} (?:qui devait [^.,;!?]{{3,25}} )?(?:ne |n'? ?)?{NOT_COME}\b|"
    r"\b(?:personne|quelqu'? ?un) (?:ne |n'? ?|m'? ?)?(?:est|et|s'est|etait|a) ?"
    r"(?:(?:toujours|encore|jamais|pas) )*(?:venue?s?|vnu|passee?|presentee?|deplacee?)\b|"
    r"\bj?'?attend\w* (?:[^.,;!?]{0,40} )?(?:pour rien|en vain)\b|"
    r"\battendu\w*\b[^;!?]{0,50}\b(?:personne|aucun technicien|rien)\b|"
    r"\bpose\w* un lapin\b|\b(?:rdv|rendez ?vous|visite|passage) (?:pas|non|jamais) honore\w*|"
    r"\b(?:plumber|technician|worker|repairman|nobody|no one)\b.{0,15}"
    r"\b(?:did ?n.?t (?:come|show)|never (?:came|showed)|came\b|showed up)|"
    r"\b(?:tesisatci|usta|teknisyen|kimse|elektrikci)\w* (?:hala |yine )?gelmedi\w*|"
    r"لم يات (?:السباك|الفني|احد|التقني)|(?:السباك|الفني|التقني|احد) لم يات|"
    r"ما جا(?:ء)? (?:حد|السباك)"
)
_OF_A_VISIT_TO_THEM: Final = re.compile(
    r"\b(?:me voir|me rendre visite|mon (?:anniversaire|mari|fils|ex)|ma (?:fille|femme|famille)|"
    r"mes (?:enfants|amis)|guichet|telephone|repond\w*|accueil|see me|visit me)\b"
)
_NOBODY_CALLED: Final = re.compile(
    r"\b(?:pas|jamais|tjrs pas|toujours pas|encore pas|personne (?:n'? ?)?(?:est|a|m'? ?a)?) ?"
    r"(?:etait |encore |ete )?(?:r?appelee?s?|repondue?s?|rien (?:eu|recu))\b|"
    r"\b(?:rien (?:eu|recu)|rdv manque|(?:rate|loupe) le rdv)\b|"
    r"\bpersonne (?:ne )?(?:vien\w*|passe|r?appelle|repond)\b|"
    r"\b(?:pas|jamais) (?:encore )?(?:venue?s?|passee?s?)\b|"
    r"\b(?:nobody|no one|never|not|did ?n'? ?t) (?:came|come|called|call|showed)\b|"
    r"\b(?:kimse gelmedi|gelmedi\w*|aramadi\w*)\b|(?:لم|ما) (?:يات|ياتي|جاء|جا|يتصل) ?(?:احد|حد)?"
)
_MINE: Final = re.compile(r"\b(?:je|j|moi|nous) ?(?:ne |n'? ?)?(?:suis|sommes) (?:pas|jamais) ")


def says_missed(text: str) -> bool:
    """Tell whether words say that somebody of ours did not come.

    >>> says_missed("j'ai attendu toute la journée personne")
    True
    >>> says_missed("mon fils n'est pas venu me voir")
    False
    """
    said = fold_word(text)
    few = len(said.split()) <= LONGEST
    return few and bool(_MISSED.search(said)) and not _OF_A_VISIT_TO_THEM.search(said)


def says_nobody_came(text: str) -> bool:
    """Tell whether words say that somebody who was expected did not come or call.

    >>> says_nobody_came("le technicien est encore pas venu c'est la 3eme fois")
    True
    >>> says_nobody_came("je suis pas passé à l'agence")
    False
    """
    said = fold_word(text)
    return says_missed(text) or bool(_NOBODY_CALLED.search(said) and not _MINE.search(said))
