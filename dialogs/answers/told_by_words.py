"""What the words of a message tell of a question nobody asked, where no entity does."""

import re
from collections.abc import Callable
from typing import Final

from dialogs.answers.availability import read_availability
from dialogs.answers.counted import less_than_one
from dialogs.answers.how_often import all_the_time
from dialogs.answers.looks_like import spot_of_a_floor
from dialogs.answers.months_owed import months_unpaid
from dialogs.answers.no_fact import says_enrolled, says_talked
from dialogs.answers.past_days import behind
from dialogs.answers.said_dates import dates_said
from dialogs.answers.said_sums import offered_monthly, offered_sum
from dialogs.answers.several import read_several
from dialogs.forms import Slot
from dialogs.needs.defects_named import defect_named
from dialogs.needs.more_words import rent_is_fine
from dialogs.needs.papers_named import document_said
from dialogs.needs.unpaid_wage import problem_said, reason_said
from dialogs.needs.welcomed import change_said
from dialogs.scene import Heard
from nlu.folding import fold_word

AVAILABILITY: Final = frozenset({"call_when", "visit_when"})
ONLY_TOILET: Final = "only_toilet"
_TOILET: Final = r"(?:w\.?c\.?|toilettes?|chiottes?|toilets?|tuvalet\w*)"
_NOT_OF_IT: Final = (
    r"(?! ?(?:fois|jours?|mois|enfants?|bebes?|trucs?|choses?|salaires?|revenus?)\b)"
)
_A_TOILET: Final = re.compile(rf"\b{_TOILET}\b")
_ONE: Final = re.compile(
    rf"\b(?:seule?s? {_TOILET}|{_TOILET} seule?s?|(?:le|la|les|mon|notre|un|une|"
    rf"1) seule?s?\b{_NOT_OF_IT}|"
    rf"(?:a|ai|avons) (?:pas )?(?:qu'?|que )(?:un|une|1)\b{_NOT_OF_IT}|"
    rf"qu'?une? (?:seule? )?{_TOILET}|"
    rf"pas (?:d'|de )?(?:autres?|deuxiemes?)(?: {_TOILET})?|only (?:one|{_TOILET})|just one|"
    rf"tek {_TOILET}|baska {_TOILET} yok)"
)
_NOT_THE_ONE: Final = re.compile(r"\bpas (?:le|la) seule?\b")
_MORE: Final = re.compile(
    rf"\b(?:2|3|deux|trois|two|iki) {_TOILET}|(?<!pas )\b(?:une?|l'|d') ?(?:autre|deuxieme|"
    rf"second) {_TOILET}|"
    r"\ben (?:ai|a|avons) (?:un autre|2|deux|trois)\b|"
    r"\banother one\b"
)


def says_only_one(text: str) -> bool | None:
    """Tell whether it is the only one, or one of several; None where nothing says it."""
    said = fold_word(text)
    if _ONE.search(said) and not _NOT_THE_ONE.search(said):
        return True
    return False if _MORE.search(said) or _NOT_THE_ONE.search(said) else None


def says_only_toilet(text: str) -> bool | None:
    """Tell it unasked, where toilets are named: "wc bouché et on en a qu'un".

    >>> says_only_toilet("c'est bouché dans les toilettes, le seul de l'appart")
    True
    >>> says_only_toilet("le radiateur est froid, on en a qu'un")
    """
    return says_only_one(text) if _A_TOILET.search(fold_word(text)) else None


def _dated(slot: Slot, heard: Heard) -> str | None:
    """Return the date that the words around it give to a slot, on the side of today it wants."""
    today = heard.today.isoformat() if heard.today else ""
    for value, cue in dates_said(heard):
        on_its_side = slot.side is None or (value >= today) == (slot.side == "ahead")
        if cue == slot.cue and on_its_side:
            moved = behind(slot, value, heard)
            return None if moved is None else str(moved)
    return None


def _when(slot: Slot, heard: Heard) -> str | None:
    del slot
    return read_availability(heard, asked=False)


def _offered(slot: Slot, heard: Heard) -> float | None:
    del slot
    return offered_sum(heard)


TOLD_BY_ITS_WORDS: tuple[
    tuple[Callable[[Slot], object], Callable[[Slot, Heard], object | None]], ...
] = (
    (lambda slot: slot.cue, _dated),
    (lambda slot: slot.several, read_several),
    (lambda slot: slot.zero and slot.kind == "number", less_than_one),
    (lambda slot: slot.zero and slot.kind == "number", months_unpaid),
    (lambda slot: slot.offered, _offered),
    (lambda slot: slot.name in AVAILABILITY, _when),
    (lambda slot: slot.name == "talked", lambda _, heard: says_talked(heard)),
    (lambda slot: slot.name == "every_month", lambda _, heard: offered_monthly(heard)),
    (lambda slot: slot.name == ONLY_TOILET, lambda _, heard: says_only_toilet(heard.text)),
    (lambda slot: slot.name == "moment", all_the_time),
    (lambda slot: slot.name == "change", change_said),
    (lambda slot: slot.name == "problem_type", defect_named),
    (lambda slot: slot.name == "where", spot_of_a_floor),
    (lambda slot: slot.name == "document", document_said),
    (lambda slot: slot.name == "reason" and "job_loss" in slot.choices, reason_said),
    (lambda slot: slot.name == "problem" and "pay" in slot.choices, problem_said),
    (lambda slot: slot.name == "rent", lambda _, heard: rent_is_fine(heard.text)),
    (lambda slot: slot.name == "registered", lambda _, heard: says_enrolled(heard)),
)
