"""What is said in a few words to a question about danger: yes, no, not that, safe, not safe."""

import re

from nlu.folding import fold_word

_BEFORE = r"\s*(?:(?:mais|bah|ben|euh|ah|bien sur que) )*"
_NO = (
    r"non|nan|nn|pas du tout|aucun\w*|no|nope|hayir|yok|laa|lala|لا|nie|nu|ni|nao|"
    r"la(?= la\b| choukran| merci| ?[,.!]| *$)"  # "la nuit j'y pense" is no Arabic no
)
_YES = r"oui|ouais|wi|yes|yeah|evet|ih|wah|na3am|نعم|ايه|tak|da|sim|si|так"
_FIRST_NO = re.compile(rf"{_BEFORE}(?:{_NO})(?!\w)")
_FIRST_YES = re.compile(rf"{_BEFORE}(?:{_YES})\b")
_YET = re.compile(
    r"\b(?:mais|enfin|but|ama)\b.*\b(?:oui|j'?y pense\w*|des fois|parfois|souvent|un peu|"
    r"presque|quand meme|yes|sometimes|often|bazen)\b"
)  # "non mais j'y pense parfois"
_NOT_THAT = re.compile(
    r"\b(?:(?:c'?|c'?est|cest|se|ce n'?est) pas (?:du tout )?(?:ca|sa|le gaz|grave)\b(?! va)|"
    r"c'?est une (?:expression|blague|facon de parler)|"
    r"facon de parler|rien a voir|fausse alerte|aucun danger|pas de danger|je rigole|"
    r"je plaisante|j'?ai juste dit|false alarm|not that|just an expression)\b"
)
_ABOUT_SOMETHING_ELSE = re.compile(
    r"\b(?:je|j) ?parl\w*(?: juste| que)? (?:du|des?|de l'?a?|de mon|de mes) ?"
    r"(?:loyers?|bruit|chauffage|eau|factures?|charges|argent|dettes?|retards?|travaux|bail)\b"
)
_SAFE = re.compile(
    r"\b(?:dehors|sorti\w*|en securite|a l'?abri|outside|safe|disari\w*|guvende\w*)\b|"
    r"\b(?:pompiers?|samu|secours|ambulance|police|policiers?|medecin|grdf)"
    r" (?:sont|est|son|et|ss) (?:la|ici|arrives?|sur place)\b|"
    r"\b(?:firefighters|police|ambulance|doctor) (?:is|are) here\b|في امان|في الخارج"
)
_GONE_OUT = re.compile(r"\b(?:dehors|sorti\w*|outside|disari\w*)\b|في الخارج")
_STILL = re.compile(
    r"\b(?:pompiers?|samu|secours|ambulance|police|medecin|dehors|sorti\w*|dedans|fumee|feu|gaz|"
    r"firefighters|smoke|gas|fire|itfaiye|duman)\b"
)
_NOT_SAFE = re.compile(
    r"\b(?:pas|pa|peu[tx]? plus|plus moyen|jamais|encore|mais|sauf|seule?|dedans|bloque\w*|"
    r"coince\w*|enferme\w*|reste\w*|toujours|not|but|inside|stuck|degil|ama)\b|\?"
)


_OVER = re.compile(
    r"\b(?:c'? ?est|cest|c) (?:bon )?(?:c'? ?est |cest |c )?(?:fini|passe|termine|regle)\b|"
    r"\b(?:il|elle) (?:est|et|e|s'est) (?:partie?|calmee?)\b|"
    r"\b(?:je vais|jvais|ca va|sa va) mieux\b|"
    r"\btout va bien\b|\b(?:he|she) (?:left|is gone)\b|\bit'?s over\b|\bgitti\b|\bbitti\b|"
    r"\bغادر\b|\bذهب\b|\bانتهي\b"
)


def says_it_is_over(text: str) -> bool:
    """Tell whether words say that a danger told before is over: "il est parti"."""
    return bool(_OVER.search(fold_word(text)))


def begins_with_yes(text: str) -> bool:
    """Tell whether words begin with a yes."""
    return bool(_FIRST_YES.match(fold_word(text)))


def begins_with_no(text: str) -> bool:
    """Tell whether words begin with a no that nothing takes back."""
    folded = fold_word(text)
    return bool(_FIRST_NO.match(folded)) and not _YET.search(folded)


def says_not_that(text: str) -> bool:
    """Tell whether words say that the danger is a misunderstanding: "nn c pas ca".

    >>> says_not_that("mais non je parle du loyer")
    True
    >>> says_not_that("non c'est pas ça va")
    False
    """
    folded = fold_word(text)
    other = begins_with_no(text) and _ABOUT_SOMETHING_ELSE.search(folded)
    return bool(_NOT_THAT.search(folded) or other)


def is_safe(text: str, *, out_is_safe: bool) -> bool:
    """Tell whether words say plainly that people are safe, or that help is there.

    Who thinks of dying is not safer outside.

    >>> is_safe("oui on est dehors", out_is_safe=True)
    True
    >>> is_safe("oui mais mon fils est resté dedans", out_is_safe=True)
    False
    """
    folded = fold_word(text)
    if _NOT_SAFE.search(folded) or not _SAFE.search(folded):
        return False
    return out_is_safe or not _GONE_OUT.search(folded)


def speaks_of_the_danger(text: str) -> bool:
    """Tell whether words go on about the danger and the help: no report begins with them."""
    return bool(_STILL.search(fold_word(text)))
