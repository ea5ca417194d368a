"""Who has to say it again: "je vous l'ai déjà dit trois fois"."""

import re

from nlu.folding import fold_word

_TIMES = r"(?:\d+|deux|trois|quatre|cinq|dix|plusieurs|plein de|je sais pas combien de)"
_AGAIN = re.compile(
    r"\b(?:vous|j'?|on|ai|avons|l'ai|avait|avez ete) ?(?:ai |avons |a |avais )?(?:deja|dja) "
    r"(?:\w+ )?(?:dit|di|ecrit|ecri|signal\w*|appel\w*|demand\w*|prevenu\w*|envoy\w*|parl\w*|"
    r"telephon\w*)\b|"
    rf"\b{_TIMES} fois (?:que )?(?:je|j'|on|deja|pour)|"
    rf"\b(?:dit|ecrit|signale|appele|demande|prevenu) (?:{_TIMES}) fois\b|"
    r"\b(?:ca|sa|cela) fait .{2,30} (?:que|k|ke) (?:j'attends?|je (?:demande|signale|reclame)|"
    r"on (?:attend|demande|signale))|"
    r"\b(?:already (?:told|said|reported|written|called)|told you \w+ times)\b|"
    r"\b(?:daha once|kac kere|kac defa|defalarca) (?:soyle|yaz|ara|bildir)\w*|"
    r"(?:قلت|اتصلت|كتبت|اخبرتكم) .{0,12}(?:مرات|مرتين|من قبل)"
)


def told_before(text: str) -> bool:
    """Tell whether somebody says that they said it before, and nothing came of it.

    >>> told_before("je vous ai deja dit 3 fois pour la moisissure")
    True
    >>> told_before("j'ai déjà payé")
    False
    """
    return bool(_AGAIN.search(fold_word(text)))
