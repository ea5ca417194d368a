"""Who is deaf, or wants no call: answered in writing, here, and asked for no number or hour."""

import re
from typing import Final

from nlu.folding import fold_word

IN_WRITING: Final = "in_writing"
CALLBACK: Final = "callback"
_DEAF: Final = re.compile(
    r"\b(?:suis|chui|jsuis|etant|moi|personne|etre) "
    r"(?:une? |personne |tres |presque |un peu |a moitie )*"
    r"(?:sour(?:de?|t)|mal ?entendante?|mal ?entendant)\b|"
    r"^(?:bonjour |bjr )?(?:sourde?|malentendante?)\b|"
    r"\b(?:je|j) ?(?:n'? ?)?(?:ent(?:end|ant)s?) (?:pas|plus|mal|pa|rien)(?: bien)?"
    r"(?= au tel| le tel|[ ,.]*$)|"
    r"\bi(?:'? ?a?m) (?:\w+ )?(?:deaf|hard of hearing)|"
    r"\b(?:sagirim|isitme engelli\w*|duyamiyorum|duymuyorum)\b|"
    r"\b(?:ana|rani) (?:atrach|tarcha|trach)\b|\bma ?k?ansma3ch\b|"
    r"(?:انا|اني) (?:اصم|صماء|طرش\w*|اطرش)|لا اسمع(?! (?:شي|صوت))|(?:ضعيف\w*|ضعف) السمع"
)
_NO_CALLS: Final = re.compile(
    r"(?<!voulez )(?<!pouvez )(?<!veut )(?<!peut )(?<!allez )(?<!va )"
    r"\bpas (?:m'|me |de |d'|par )?(?:r?appeler|appels?|telephoner|telephone|"
    r"coups? de (?:fil|tel\w*))\b(?! (?:pour|les|l'|la|le|mon|de) )|"
    r"(?<!vous )\b(?:ne )?(?:m'|me )(?:r?appelez|telephonez) (?:surtout |jamais )?pas\b|"
    r"\b(?:ecri(?:re|vez|vez[- ]moi)|par (?:ecrit|sms|message)) (?:uniquement|seulement|only)\b|"
    r"\b(?:veu[xt]|voudrais|souhaite|prefere|faut|aime) (?:surtout )?pas "
    r"(?:qu'? ?(?:on|vous|ils?)|que (?:vous|l'? ?agence|quelqu'? ?un|personne)) "
    r"(?:me |m'|nous )?(?:r?appel|telephon)\w+|"
    r"\brepond(?:ez|iez|re|e|s)(?:[- ](?:moi|nous))? (?:juste |seulement |plutot )?"
    r"(?:ici|par ecrit|par message|par sms|sur ce chat)\b|"
    r"\b(?:please )?(?:do not|don'? ?t) (?:call|phone|ring) me\b|\bno (?:phone )?calls\b|"
    r"\b(?:beni |lutfen )*aramayin\b|لا تتصل\w*"
)


def wants_writing(text: str) -> bool:
    """Tell whether somebody can or will not be called.

    >>> wants_writing("je suis sourde"), wants_writing("mon voisin est sourd")
    (True, False)
    """
    said = fold_word(text)
    return bool(_DEAF.search(said) or _NO_CALLS.search(said))
