"""A wage that was not paid, or hours that were cut: why the rent is late, and no work is lost."""

import re
from typing import Final

from dialogs.forms import Slot
from dialogs.scene import Heard, as_written
from nlu.folding import fold_word

OF_WORK: Final = frozenset({"job_loss", "placement"})  # what it resembles beside a rent
_EMPLOYER: Final = (
    r"(?:patrons?|patronne|chefs?|employeurs?|boite|entreprise|interim|agence d'? ?interim|boss|"
    r"boulot|travail|taf|employer|work|patron\w*|isveren\w*)"
)
UNPAID_WAGE: Final = re.compile(
    rf"\b{_EMPLOYER}\b.{{0,15}}\b(?:pas|pa|plus|jamais|toujours pas) (?:encore )?"
    r"(?:paye\w*|paie|verse\w*|vire le)\b|"
    r"\b(?:pas|pa|plus|jamais) (?:encore |ete )?(?:recu|eu|touche|paye\w* de|verse) "
    r"(?:de |d'|mon |ma |mes |le |la )?(?:salaires?|paies?|payes?)\b|"
    r"\b(?:salaires?|ma paie|ma paye|la paie|la paye)\b.{0,25}"
    r"\b(?:pas (?:encore )?(?:arrive\w*|tombe\w*|verse\w*|paye\w*|recu\w*|la)|en retard|"
    r"retarde\w*)|"
    r"\b(?:boss|employer|work) (?:has not|hasn'?t|did not|didn'?t|does not|doesn'?t) pa(?:id|y)\b|"
    r"\bmaasi\w* (?:alamadim|odenmedi|yatmadi)\b"
)
_FEWER_HOURS: Final = re.compile(
    r"\b(?:moins|pas assez|peu|baisse|reduction) (?:d'? ?|de (?:mes |nos )?)?heures?\b|"
    r"\b(?:heures?|temps) (?:reduites?|reduit|coupees?|baisse\w*)\b|\bchomage partiel\b|"
    r"\b(?:fewer|less|cut my|reduced my) hours\b"
)
NO_LOSS: Final = re.compile(
    r"\b(?:vire\w*|licenci\w*|perdu\w*|demission\w*|fin de contrat|ferm\w*|fired|lost)\b"
)


def tells_no_wage(text: str) -> bool:
    """Tell a wage that was not paid, and no work that is lost."""
    said = fold_word(text)
    return bool(UNPAID_WAGE.search(said)) and not NO_LOSS.search(said)


def reason_said(slot: Slot, heard: Heard) -> str | None:
    """Return why the rent is late, in the words of who was not paid: no choice says it."""
    del slot
    said = fold_word(heard.text)
    if tells_no_wage(heard.text):
        found = re.search(
            r"[^.,;!?\n]*\b(?:patron|chef|employeur|sal+aire|pa[iy]e)[^.,;!?\n]*", said
        )
        return None if found is None else as_written(heard, found)
    return "job_loss" if _FEWER_HOURS.search(said) and not NO_LOSS.search(said) else None


def problem_said(slot: Slot, heard: Heard) -> str | None:
    """Tell that the trouble at work is the pay, whoever did not pay it."""
    del slot
    return "pay" if UNPAID_WAGE.search(fold_word(heard.text)) else None
