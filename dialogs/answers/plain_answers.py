"""Words that only fill in a form: a place, a number, a sum, a day that is over, how long."""

import re
from collections.abc import Callable

from dialogs.scene import Heard, blanked
from nlu.entities import Entity
from nlu.folding import fold_word

PLACE_NAMES = frozenset(
    {"residence", "town", "postcode", "building", "entrance", "floor", "dwelling"}
)
FORM_NAMES = PLACE_NAMES | {
    "residence_like", "phone", "tenant_number", "amount", "months_count", "since", "duration",
    "number",
}  # fmt: skip
DATED = frozenset({"date", "month"})
BESIDE = re.compile(
    r"aux?|a|de|du|d|des|les?|la|l|une?|et|en|ce?|c?est|j?ai|j|g|je|que|depuis|pour|environ|"
    r"euros?|eur|mois|semaines?|jours|ans|mon|ma|mes|numero|num|tel|telephone|"
    r"habite|habitons|suis|residence|res|rue|appt?|apt|appart|appartement|porte|pte|gauche|droite|"
    r"etage|etg|batiment|bat|entree|il|ya?|"
    r"[sc]a|fait|voila|at|in|since|for|the|my|is|i|live|number|months|weeks|years"
)  # what stands around such an answer and says nothing else
_WORD = re.compile(r"\w+")


def only_fills_a_form(heard: Heard) -> bool:
    """Tell whether a message is nothing but what a form asks for.

    A day to come is not: "ce soir" may well answer whether somebody thinks of dying.
    """
    return is_nothing_but(heard, lambda entity: _fills(entity, heard))


def is_nothing_but(heard: Heard, wanted: Callable[[Entity], bool]) -> bool:
    """Tell whether a message is such values, and words that say nothing else."""
    spans = [(e.start, e.end) for e in heard.understood.entities if wanted(e)]
    rest = _WORD.findall(fold_word(blanked(heard.text, spans)))
    return bool(spans) and all(BESIDE.fullmatch(word) for word in rest)


def only_says_when(heard: Heard) -> bool:
    """Tell whether a message is nothing but a day to come: "demain", "ce soir"."""
    days = [e for e in heard.understood.entities if e.name == "date" and not _fills(e, heard)]
    named = sum(len(day.text.split()) for day in days)
    return bool(days) and len(heard.text.split()) - named <= 1


def place_said(heard: Heard) -> dict[str, object]:
    """Return where a message says it is, down to the floor alone."""
    return {e.name: e.value for e in heard.understood.entities if e.name in PLACE_NAMES}


def _fills(entity: Entity, heard: Heard) -> bool:
    if entity.name in DATED:
        return heard.today is not None and str(entity.value) < heard.today.isoformat()
    return entity.name in FORM_NAMES
