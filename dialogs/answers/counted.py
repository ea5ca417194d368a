"""How many: the number that a message gives to a question, and "rien" or "moins d'un mois"."""

import re

from dialogs.forms import Slot
from dialogs.scene import Heard, blanked, find_entity
from nlu.folding import fold_word

LETTERS_AS_DIGITS = (  # "m3a", "3afak": Arabic in Latin letters; "2mois" is a number
    r"(?<![^\W_])(?![23579](?!e(?:me|u|nf)|mois|ans?|jours?|pers|fois|month|people|kid|kisi|ay|tl)"
    r"[a-z]{2,})"
)
NUMBER = re.compile(LETTERS_AS_DIGITS + r"\d+(?:[.,]\d{1,2})?", re.IGNORECASE)
NOT_A_NUMBER = frozenset(
    {"date", "since", "month", "time", "floor", "building", "entrance", "dwelling", "postcode"}
)  # the digits of a place or of a day count nothing
A_FEW_WORDS = 3
LESS_THAN_ONE = re.compile(
    r"\b(?:moins d'? ?(?:un|1) mois|(?:meme )?pas (?:encore )?(?:un|1) mois|"
    r"(?:un|1) (?:bout|morceau)|une partie|aucun mois|(?:pas|pa) (?:encore )?en retard(?! d)|"
    r"(?:rien|aucun) (?:n'? ?(?:est )?|nest |est )?(?:en )?retard|less than (?:a|one|1) month|"
    r"not (?:even )?(?:a|one) month|"
    r"(?:bir|1) ay\w* (?:az|olmadi|bile degil)|اقل من (?:1 )?شهر)\b"
)
ONLY_ONE = re.compile(
    r"(?:juste |que |seulement |only |just )?(?:une?|one|1)(?: seule?)?(?: seulement)?|"
    r"(?:sadece )?bir(?: tane)?|"
    r"(?:tylko |doar |so |solo )?(?:jeden|jedna|um|uma|un[oa]|один|одна|одне)|"
    r"(?:(?:juste|just|que|seulement|uniquement|c'? ?est|le loyer de|celui de|pour|only|"
    r"sadece)[ ,]+)*"
    r"(?:ce|se|ceu?x?|this|bu) (?:mois|moi|month|ay)(?:[ -]?c?i)?(?: seulement| only)?|"
    r"واحد(?: فقط)?|شهر(?: واحد)?(?: فقط)?"
)
A_PART_LACKS = re.compile(
    rf"{LESS_THAN_ONE.pattern}|"
    r"\b(?:il (?:me )?manque|manquera|reste a payer|short by|eksik|ينقص\w*) (?:[^\W_]+ )?\d+"
)
NOTHING_WORDS = (
    "rien", "nothing", "hiç", "hiçbir", "walo", "walou", "والو", "لا شيء", "ولا شيء",
    "nic", "nimic", "nada", "niente", "нічого",
)  # fmt: skip
NOTHING = re.compile(rf"\b(?:{'|'.join(fold_word(word) for word in NOTHING_WORDS)})\b")


def less_than_one(slot: Slot, heard: Heard) -> int | None:
    """Return nothing whole: "il manque 200 euros" is less than a month of rent."""
    counted = find_entity(heard, *slot.entity) is not None
    return 0 if not counted and A_PART_LACKS.search(fold_word(heard.text)) else None


def read_number(slot: Slot, heard: Heard) -> float | None:
    """Return the number that answers a question; the digits of places and days count nothing."""
    counts, said = slot.zero and slot.kind == "number", fold_word(heard.text)
    if counts and (LESS_THAN_ONE.search(said) or NOTHING.fullmatch(said.strip(" .!"))):
        return 0
    if counts and ONLY_ONE.fullmatch(said.strip(" .!")):
        return 1
    if counts and find_entity(heard, "amount") is not None:
        return None  # "200 euros" is no number of months
    asked = find_entity(heard, *slot.entity)
    if asked is None and find_entity(heard, "phone") is not None:
        return None  # the digits of a telephone are no number of months
    others = find_entity(heard, "months_count", "people_count", "children_count")
    found = asked if asked is not None else others
    if found is None and len(said.split()) <= A_FEW_WORDS and not NUMBER.search(said):
        found = find_entity(heard, "number")  # written in words of any language: "dois"
    digits = None if isinstance(found, int | float) else NUMBER.search(_countable(heard))
    number = float(digits[0].replace(",", ".")) if digits else found
    believed = isinstance(number, int | float) and number <= (slot.limit or number)
    return number if believed else None


def _countable(heard: Heard) -> str:
    """Return a text without the digits of its places and days."""
    places = (e for e in heard.understood.entities if e.name in NOT_A_NUMBER)
    return blanked(heard.text, [(e.start, e.end) for e in places])


def says_nothing(heard: Heard) -> bool:
    """Tell whether a word for nothing stands in a message."""
    return bool(NOTHING.search(fold_word(heard.text)))
