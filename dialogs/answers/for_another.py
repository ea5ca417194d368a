"""Who writes for somebody else: "je suis le fils de Mme Leroy", "ma mère est sourde"."""

import re
from typing import Final

from nlu.folding import fold_text
from nlu.kin import kin

LONGEST: Final = 60  # characters
_FR: Final = kin("fr")
_NO_NEIGHBOUR: Final = rf"(?!{kin('fr', 'neighbour_he', 'neighbour_she', 'neighbours')}\b){_FR}"
_TITLE: Final = r"(?:mme|madame|mr|monsieur|m\.|mlle|melle)\.?"
_OFFICE: Final = r"(?:le |la )?(?:directeur|directrice|maire|president|gardien|juge|huissier)"
_NAMED: Final = rf"{_TITLE} (?!{_OFFICE})(?:(?:le|la|de|el|ben|van|da|di|du) )?[^\W\d_][\w'-]*"
_TENANT: Final = r"(?:votre |la |le |l'? ?une de vos )(?:vieille )?(?:locataires?|dame|monsieur)"
_HELPER: Final = (
    r"(?:assistante? sociale?|aidante?|auxiliaire de vie|aide a domicile|infirmiere?|"
    r"tut(?:eur|rice)|curat(?:eur|rice)|educat(?:eur|rice)|aide menagere|traducteur|interprete)"
)
_I_AM: Final = r"(?:je suis|jsuis|chui|chuis|suis|c'? ?est|ici|moi c'? ?est)"
_I_WRITE: Final = (
    r"(?:j'? ?(?:vous )?(?:ecris|ecri|appelle|envoie)|je (?:vous )?(?:ecris|ecri|signale|demande)|"
    r"je parle|je reponds|c'? ?est)"
)
_FOR: Final = r"(?:pour|de la part de|au nom de|a la place de)"
_MY: Final = r"(?:mon|ma|mes|notre|nos)"
_CANNOT: Final = (
    r"(?:est (?:sourde?|malentendante?|muette?|aveugle|alitee?)|"
    r"(?:ne |n')?(?:entend|parle|voit|sait|lit|ecrit|comprend) (?:pas|plus|rien|mal)|"
    r"(?:n'? ?)?a pas (?:de |le )?(?:tel\w*|portable|internet|whatsapp))"
)
_MY_EN: Final = rf"(?:my|our) {kin('en')}"
_TR: Final = kin("tr", "partner", "child", "parent", "sibling", "neighbour")
_AR: Final = kin("ar", "partner", "child", "parent")
_FOR_WHOM: Final = re.compile(
    rf"\b{_I_AM} (?:bien )?(?P<a>(?:le |la |l'? ?|un |une )?(?:{_FR}|{_HELPER}) "
    rf"(?:de |d'? ?|du |a )(?:{_NAMED}|{_TENANT}))\b(?! qui\b)|"
    rf"\b{_I_WRITE} (?:ca |sa )?{_FOR} "
    rf"(?P<b>{_MY} {_NO_NEIGHBOUR}(?: {_NAMED})?|{_MY} {_FR} {_NAMED}|{_NAMED})\b|"
    rf"\b(?P<c>{_MY} {_FR}) (?:\w+ )?{_CANNOT}\b|"
    rf"\bi(?:'? ?m| am) (?P<d>(?:the )?{kin('en')} of (?:mrs?|ms|{_TITLE})\.? \w+|"
    rf"(?:mrs?|ms)\.? \w+'? ?s {kin('en')})|"
    r"\b(?:writ(?:e|ing)|call(?:ing)?) (?:for|on behalf of) "
    rf"(?P<e>{_MY_EN}|(?:mrs?|ms)\.? \w+)\b|"
    rf"\b(?P<f>{_MY_EN}) (?:is (?:deaf|blind)|can'?t (?:write|hear|speak|read)|has no phone)\b|"
    rf"\b(?P<g>{_TR}) (?:icin yaz\w*|adina|sagir|duymuyor|okuma yazma bilm\w*)\b|"
    rf"(?:اكتب|نكتب|اراسلكم) (?:ل|عن|نيابه عن|باسم) ?(?P<h>{_AR})|"
    rf"(?<!\w)(?P<i>{_AR}) (?:صماء|طرشاء|اطرش|اصم|لا (?:تسمع|يسمع))"
)


def for_whom(text: str) -> str | None:
    """Return the words that say for whom somebody writes, as they wrote them.

    >>> for_whom("bonjour je suis le fils de Mme Leroy, 88 ans")
    'le fils de Mme Leroy'
    >>> for_whom("c'est pour ma mère, elle est tombée")
    'ma mère'
    >>> for_whom("je suis la mère de trois enfants")
    """
    message = fold_text(text)
    found = _FOR_WHOM.search(message.text)
    if found is None or found.lastgroup is None:
        return None
    start, end = message.original_span(*found.span(found.lastgroup))
    return text[start:end][:LONGEST]
