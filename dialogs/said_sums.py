"""Which sum of a message is which: what is owed, and what somebody offers to pay."""

import re

from dialogs.scene import Heard
from nlu.entities import Entity
from nlu.folding import fold_word

_BEFORE = 40  # characters in which the offer stands
_AFTER = 20
_OFFER = re.compile(
    r"\b(?:peux|peu|pourrais?|pe|propose|vais|voudrais|souhaite|compte|jpeux|jpe|can|could|will) "
    r"(?:vous )?(?:payer|paye|donner|done|verser|mettre|regler|rembourser|faire|pay|give|offer)\b"
    r"[^.!?;]*$|\bpropose\b[^.!?;]*$|\bيمكنني (?:ان )?(?:ادفع|دفع)[^.]*$"
)
_OWED = re.compile(
    r"\b(?:dois|doit|devons|reste|restent|restant|manque|dettes?|retard|owe|left|borc\w*|kal[ad]i\w*|"
    r"علي|دين)(?: (?:de|encore|a payer|que|plus que|environ))*\s*$"
)
_OFFERED_AFTER = re.compile(r"[^.!?;]*\b(?:ode\w*bilir\w*|verebilir\w*|par mois|a month|كل شهر)\b")


def offered_sum(heard: Heard) -> float | None:
    """Return the sum that somebody says they can pay."""
    return next((_value(e) for e in sums_said(heard) if _is_offered(heard.text, e)), None)


def owed_sum(heard: Heard) -> float | None:
    """Return the first sum that is no offer."""
    return next((_value(e) for e in sums_said(heard) if not _is_offered(heard.text, e)), None)


def is_owed(text: str, entity: Entity) -> bool:
    """Tell a sum that is owed from one that is paid: "reste 520" offers nothing."""
    return bool(_OWED.search(fold_word(text[max(0, entity.start - _BEFORE) : entity.start])))


def sums_said(heard: Heard) -> list[Entity]:
    """Return the sums of money that a message names."""
    return [entity for entity in heard.understood.entities if entity.name == "amount"]


def _value(entity: Entity) -> float:
    return float(entity.value)


def _is_offered(text: str, entity: Entity) -> bool:
    before = fold_word(text[max(0, entity.start - _BEFORE) : entity.start])
    after = fold_word(text[entity.end : entity.end + _AFTER])
    return bool(_OFFER.search(before) or _OFFERED_AFTER.match(after))
