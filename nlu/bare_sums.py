"""Sums said without a currency: "je peux verser 60", "vous me demandez 742,18".

A number counts as a sum only after a word of paying or owing, with two decimals, or beside another
sum, and never before a thing that is counted: what is said back to a person must be sure.
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.amounts import read_sum
from nlu.folding import Folded, Found, keep_apart

_NUMBER: Final = (
    r"(?<![0-9.,/|#-])(?P<sum>[1-9][0-9]{0,2}(?: [0-9]{3})(?:,[0-9]{2})?"
    r"|[1-9][0-9]{0,3}(?:[.,][0-9]{2})?)(?![0-9])"
)
_PAYING: Final = (
    r"(?:(?:j|vs|me|m'|l'|re)?(?:vers|pai|pay|donn|don|regl|rembours|reclam|demand|debours)"
    r"(?:e|es|er|ez|ent|erai|erais|rai|rais|ions|ons|ais|ait|ee)"
    r"|paierai|payerai|mettre|mettrai|j?doi[st]?|devais|devez|devons|doivent|pris|prenez|prennent"
    r"|prelev(?:e|ez|er|ent)|touche|gagne|percois|reste|coute|loyers?|loye|dette|det|solde|caution"
    r"|(?:avance|acompte|regul|facture|cheque|virement)(?= d)|somme|montant|mensualite|echeance"
    r"|charges|apl|rsa|salaire|paye|retraite|pension|pay|owe|afford|rent|pagar|pago|debo|devo|platesc|datorez"
    r"|zaplacic|платити|заплатити)"
)
_BETWEEN: Final = (
    r"(?: (?:encore|que|ke|k|seulement|juste|environ|a peu pres|jusqu'? ?a|plutot|au moins|maxi?"
    r"|maximum|de|est|est de|c'? ?est|e|:|me|vous|bien|deja|plus de|moins de|pour|only|mensuel"
    r"|chaque mois|par mois|ce mois ci|d'? ?eau|d'electricite|d'edf|de gaz|de chauffage|de charges"
    r"|de regularisation|a payer|en tout)){0,3}"
)
_AFTER_WORD: Final = re.compile(rf"\b{_PAYING}{_BETWEEN} ?:? ?{_NUMBER}")
_BEFORE_WORD: Final = re.compile(
    rf"{_NUMBER}(?= (?:de |d')(?:dettes?|loyers?|impayes?|rsa|apl|retraite|salaire)\b)"
)
_DECIMAL: Final = re.compile(
    r"(?<![0-9.,/|#-])(?P<sum>[1-9][0-9]{1,4},[0-9]{2}|[1-9][0-9]{2,4}\.[0-9]{2})(?![0-9])"
)
_BESIDE: Final = re.compile(
    r"(?<!le )(?<!du )(?<!au )(?<!rue )(?<!apt )(?<!appt )(?<!porte )(?<!bat )(?<!numero )"
    r"(?<!n° )(?<!logement )(?<!ref )(?<!dossier )(?<!code )(?<!poste )(?<!article )(?<!n°)"
    r"(?<![0-9.,/|#-])(?<![0-9] )(?P<sum>[1-9][0-9]{2,3})(?![0-9])"
)
# What may follow a sum: the end, or a word that goes on with the sentence.
_FOLLOWS: Final = re.compile(
    r" ?(?:$|[.;!?)\n(]|,(?![0-9])| (?=\|)|"
    r"(?:par|pas|et|ou|mais|alors|au|a|le|la|les|l|chez|sur|pour|puis|max|maxi|maximum|chaque|tous"
    r"|toutes|ce|cette|si|c|ca|sa|je|j|jai|jme|on|vous|svp|stp|merci|pourquoi|pourkoi|en|encore|que"
    r"|de (?:plus|retard|loyer|cote|charges|apl|rsa|moins|dette)|depuis|selon|qui|avec|sans|donc"
    r"|voila|this|each|every|a month|please|now|il|elle|apl|faites|tout|dans|plus|moins|alor|alors"
    r"|al mes|al mese|por mes|pe luna|miesiecznie|maintenant|apres|avant)\b)"
)
_OTHER_UNITS: Final = re.compile(
    r" ?(?:m2|m3|m|kg|km|cm|mm|l|h|%|°|degres?|litres?|metres?|kwh)\b|[%°]"
)
_ELSE: Final = re.compile(r"\b(?:degres?|thermostat|temperature|metres?|m2|surface)\b")
_YEARS: Final = range(1940, 2040)
_LEAST: Final = 10


def find_bare_sums(message: Folded, *, beside: bool) -> tuple[Found, ...]:
    """Find sums in euros without a currency; `beside` tells that another sum is named.

    Every other reader of figures must have hidden what it took.
    """
    text = message.text
    if _ELSE.search(text):
        return ()
    owed = (_sum(match) for match in _BEFORE_WORD.finditer(text) if _is_enough(match))
    told = (*_decimals(text), *owed, *_sums(_AFTER_WORD, text))
    more = _sums(_BESIDE, text) if beside or told else ()
    return keep_apart((*told, *more), message)


def _decimals(text: str) -> Iterator[Found]:
    for match in _DECIMAL.finditer(text):
        if not _OTHER_UNITS.match(text, match.end()):
            yield _sum(match)


def _sums(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    return (_sum(match) for match in pattern.finditer(text) if _is_sum(match))


def _is_sum(match: re.Match[str]) -> bool:
    return _is_enough(match) and bool(_FOLLOWS.match(match.string, match.end()))


def _is_enough(match: re.Match[str]) -> bool:
    value = read_sum(match["sum"])
    return value >= _LEAST and not (value in _YEARS and match["sum"].isdigit())


def _sum(match: re.Match[str]) -> Found:
    start, end = match.span("sum")
    return Found(name="amount", value=round(read_sum(match["sum"]), 2), start=start, end=end)
