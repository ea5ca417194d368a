"""Questions that may have several answers at once: "voir et effacer mes données"."""

import re

from dialogs.forms import Slot
from dialogs.scene import Heard
from nlu.folding import fold_word

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
            r"corrig\w+|rectifi\w+|modifi\w+|chang\w+|correct|fix|duzelt\w+|degistir\w+|تصحيح|تعديل"
        ),
        "object": r"oppos\w+|object|itiraz\w*|اعتراض",
    }
}
_PATTERNS = {
    slot: {answer: re.compile(rf"\b(?:{words})\b") for answer, words in answers.items()}
    for slot, answers in WORDS.items()
}


def read_several(slot: Slot, heard: Heard) -> list[str] | str | None:
    """Return every answer said, in the order of the buttons; one alone by itself."""
    said = fold_word(heard.text)
    patterns = _PATTERNS.get(slot.name, {})
    found = [c for c in slot.choices if c in patterns and patterns[c].search(said)]
    return found if len(found) > 1 else next(iter(found), None)
