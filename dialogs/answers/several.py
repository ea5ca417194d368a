"""Questions that may have several answers at once: "voir et effacer mes données"."""

import re

from dialogs.answers.past_days import behind
from dialogs.forms import Slot
from dialogs.scene import Heard
from nlu.calendar_steps import shift_months
from nlu.folding import fold_word

MOST_MONTHS = 24
_LAST_MONTHS = re.compile(
    r"\b(?P<count>\d{1,2}) (?:derniers? mois|mois (?:derniers?|passes)|last months|ay)\b|"
    r"\blast (?P<count2>\d{1,2}) months\b"
)
_NOT = re.compile(r"\b(?:pas|plus|jamais|ni|sauf|not|no)\b[^.,;!?]{0,10}$")
BY_ENTITY = frozenset({"sector"})  # their words stand in the lexicon
WORDS = {
    "right": {
        "access": (
            r"voir|vois|voit|lit|lire|lisez|qui a|consult\w+|acces|acceder|copie|avoir|recevoir|"
            r"connaitre|see|access|copy|gor\w+|eris\w+|kopya\w*|ار[يى]|رؤيه|الاطلاع|نسخه"
        ),
        "erase": (
            r"effac\w+|supprim\w+|suprim\w+|enlev\w+|detrui\w+|eras\w+|delet\w+|remove|sil\w+|"
            r"حذف|محو|مسح|امسح\w*|احذف\w*"
        ),
        "rectify": (
            r"corrig\w+|rectifi\w+|modifi\w+|chang\w+|correct|fix|duzelt\w+|degistir\w+|تصحيح|"
            r"تعديل"
        ),
        "object": r"oppos\w+|object|itiraz\w*|اعتراض",
    }
}
_PATTERNS = {
    slot: {answer: re.compile(rf"\b(?:{words})\b") for answer, words in answers.items()}
    for slot, answers in WORDS.items()
}


def months_said(slot: Slot, heard: Heard) -> list[str] | str | None:
    """Return every month a message names; "les 3 derniers mois" are those before this one."""
    named = [str(e.value)[:7] for e in heard.understood.entities if e.name in slot.entity]
    named = [str(behind(slot, month, heard)) for month in named]
    last = _LAST_MONTHS.search(fold_word(heard.text))
    if last and heard.today is not None:
        first, count = (
            heard.today.replace(day=1),
            min(int(last["count"] or last["count2"]), MOST_MONTHS),
        )
        named += [f"{shift_months(first, -back):%Y-%m}" for back in range(count, 0, -1)]
    months = sorted(dict.fromkeys(named))
    return months if len(months) > 1 else next(iter(months), None)


def _named(slot: Slot, heard: Heard) -> list[str] | None:
    """Return the trades that are wished for, where more than one is: "ménage ou peinture"."""
    wished = (
        str(entity.value)
        for entity in heard.understood.entities
        if entity.name in slot.entity and not _NOT.search(fold_word(heard.text[: entity.start]))
    )
    named = list(dict.fromkeys(sector for sector in wished if sector in slot.choices))
    return named if len(named) > 1 else None


def read_several(slot: Slot, heard: Heard) -> list[str] | str | None:
    """Return every answer said, in the order of the buttons; one alone by itself."""
    if slot.kind == "month":
        return months_said(slot, heard)
    said = fold_word(heard.text)
    if slot.name in BY_ENTITY:
        return _named(slot, heard)
    patterns = _PATTERNS.get(slot.name, {})
    found = [c for c in slot.choices if c in patterns and patterns[c].search(said)]
    return found if len(found) > 1 else next(iter(found), None)
