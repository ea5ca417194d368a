"""Months of rent told by how long nothing is paid: "ça fait deux mois que je paye pas"."""

import re
from datetime import date
from typing import Final

from dialogs.forms import Slot
from dialogs.scene import Heard
from nlu.entities import Entity
from nlu.folding import fold_word

_IN_MONTHS: Final = re.compile(r"\b(?:mois|moi|ans?|months?|years?|ay|yil)\b", re.IGNORECASE)
_PAID: Final = r"(?:pay|pai|pei|regl|vers)\w*"
_NOT: Final = r"(?:pas|pa|plus|plu|rien)"
_RENT: Final = r"(?: (?:de |mon |le |mes |les |du |notre )?loyers?)?"
_UNPAID: Final = re.compile(
    r"^(?:(?:bonjour|salut|retard|dette|mon|le|de|du|les|mes) )*loyers?$|"
    rf"\b(?:retard|(?:loyers?|retard) (?:de loyer|impayes?|en retard|(?:pas|non) {_PAID})|"
    rf"{_PAID} {_NOT}{_RENT}|{_NOT} {_PAID}{_RENT}|"
    r"(?:n'?t|not|no) (?:paid|pay|paying)(?: (?:my |the |our |any )?rent)?)$"
)
_THAT_NOTHING_IS_PAID: Final = re.compile(
    rf"^(?:(?:que|ke|k|qu')? ?(?:je|j'?|on|nous|jai) ?)(?:ne |n'? ?|ai |avons |a )*"
    rf"(?:{_PAID} {_NOT}|{_NOT} {_PAID})\b"
)
SEVERAL: Final = 2  # one month alone may not be all that is owed
_OWES: Final = re.compile(
    rf"\b(?:retard|impayee?s?|(?:je|j|on) ?(?:vous )?doi[st]?|{_NOT} (?:pu )?{_PAID}|"
    rf"{_PAID} {_NOT}|owe|unpaid|late|borc\w*|odeme(?:dim|dik))\b|متاخر\w*|لم (?:ا|ن)دفع"
)
_HAS_PAID: Final = re.compile(
    rf"\b(?:ai|a|avons|jai|g) (?:deja |bien |tout )?{_PAID}(?! {_NOT}\b)|\b(?:have|already) paid\b"
)


_SAYS_WHAT_IS_OWED: Final = re.compile(
    r"\b(?:je|j|on|nous|jvous) ?(?:vous )?(?:doi[st]?|devons|dois)\b (?:\w+ )?"
    r"(?:\d{1,2}|un|une|deux|trois|quatre|cinq|six) (?:mois|moi|loyers?)\b"
    r"(?! (?:de |d'? ?)?(?:preavis|caution|garantie|travail|stage|vacances|conges?|salaires?))|"
    r"\b(?:i|we) owe (?:\w+ )?(?:\d{1,2}|one|two|three|four) (?:months?|rents?)\b"
)


def owes_months(text: str) -> bool:
    """Tell whether words say that rents are owed: "ma femme a perdu son travail on doit 2 mois".

    >>> owes_months("on doit 2 mois"), owes_months("je dois 2 mois de préavis")
    (True, False)
    """
    return bool(_SAYS_WHAT_IS_OWED.search(fold_word(text)))


def months_unpaid(slot: Slot, heard: Heard) -> int | None:
    """Return for how many months nothing is paid, where that is told and no number of rents."""
    named = {entity.name for entity in heard.understood.entities}
    if slot.limit is None or named & {*slot.entity}:
        return None
    for entity in heard.understood.entities:
        months = _months(entity, heard)
        if 0 < months <= slot.limit and _is_unpaid(entity, heard):
            return months
    return _months_named(slot.limit, heard)


def _months_named(limit: int, heard: Heard) -> int | None:
    """Count the months that a debt is told to be of: "de retard pour octobre et novembre"."""
    said = fold_word(heard.text)
    if heard.today is None or not _OWES.search(said) or _HAS_PAID.search(said):
        return None
    now = f"{heard.today:%Y-%m}"
    named = {str(e.value)[:7] for e in heard.understood.entities if e.name == "month"}
    owed = {month for month in named if month <= now}
    return len(owed) if SEVERAL <= len(owed) <= limit else None


def _months(entity: Entity, heard: Heard) -> int:
    """Return how many months something lasts by now, 0 for what is told in other units."""
    if entity.name != "since" or heard.today is None or not _IN_MONTHS.search(entity.text):
        return 0
    since = date.fromisoformat(str(entity.value)[:10])
    return (heard.today.year - since.year) * 12 + heard.today.month - since.month


def _is_unpaid(entity: Entity, heard: Heard) -> bool:
    before = fold_word(heard.text[: entity.start])
    after = fold_word(heard.text[entity.end :])
    return bool(_UNPAID.search(before) or _THAT_NOTHING_IS_PAID.match(after))
