"""Who comes: a marriage, somebody put on the lease; a baby that was lost is no birth."""

import re
from typing import Final

from dialogs.forms import Slot
from dialogs.scene import Heard
from nlu.folding import fold_word
from nlu.losses import tells_a_death

CHANGE: Final = "change"
WEDDING: Final = re.compile(
    r"\b(?:(?:me|nous|se|s'|m'|ns) ?(?:suis|sommes|est|somme|etait|etions|va|vais|allons|sont)? ?"
    r"(?:(?:de|tout juste|juste|enfin) )*mari(?:ee?s?|er|ons)|(?:on|nous|je|vien\w*|vais|va|"
    r"allons) "
    r"(?:\w+ ){0,3}(?:mari(?:ee?s?|er)|pacs(?:er|ee?s?))|"
    r"(?:mon|notre|nos|le|un|de|du) mariages?|^mariage|(?:jeunes?|nouveaux) maries?|pacs\w*|"
    r"noces?|epous(?:e|er|ee?) (?:mon|ma)|got married|(?:getting|just|am now) married|our wedding|"
    r"evlen\w*|dugun\w*|tzew+e?j\w*)\b|تزوج\w*|زواج\w*"
)
NO_WEDDING: Final = re.compile(
    r"\b(?:divorc\w*|separ\w*|pas marie\w*|mariage force|forc\w+ (?:a|de) (?:me |se )?mari\w*|"
    r"obli\w+ (?:a|de) (?:me |se )?mari\w*|fete|bruit|musique|voisin\w*|salle)\b"
)
_WHO: Final = (
    r"(?:mari|femme|epou\w+|conjointe?|compagn\w+|copine|copain|concubine?|fils|fille|enfants?|"
    r"mere|"
    r"pere|soeur|frere|husband|wife|partner|son|daughter|kocam\w*|esim\w*|karim\w*|oglum\w*|"
    r"kizim\w*)"
)
_PUT_ON: Final = re.compile(
    rf"\b(?:r?ajout\w*|mett?r?\w*|inscri\w*|rajout\w*|add|declar\w*|ekle\w*)\b.{{0,20}}\b{_WHO}\b|"
    rf"\b{_WHO}\b.{{0,25}}\b(?:sur|au|dans|on|to) (?:le |mon |the |my )?(?:bail|contrat|lease)\b|"
    r"(?:اضاف\w*|اضيف|نزيد).{0,20}(?:زوج\w*|ابن\w*|بنت\w*|ولد\w*)"
)
ON_THE_LEASE: Final = re.compile(
    rf"\b(?:r?ajout\w*|mett?r?\w*|inscri\w*|rajout\w*|add|ekle\w*)\b.{{0,20}}\b{_WHO}\b.{{0,30}}"
    r"\b(?:bail|contrat|lease|nom du logement)\b|"
    rf"\b(?:bail|contrat|lease)\b.{{0,30}}\b(?:r?ajout\w*|mett?r?\w*|add)\b.{{0,20}}\b{_WHO}\b|"
    r"(?:اضاف\w*|اضيف|نزيد).{0,20}(?:زوج\w*|ابن\w*|بنت\w*).{0,20}(?:عقد|الايجار)"
)
_TAKES_OFF: Final = re.compile(
    r"\b(?:enlev\w*|retir\w*|suppr\w*|sort\w*|parti\w*|quitt\w*|remove|caution|garant\w*|"
    r"paniers?)\b"
)
_BABY: Final = re.compile(
    r"\b(?:bebes?|bb|nouveau[- ]?nee?|nourrisson|naissance|nee?s?|accouch\w*|enceinte|baby)\b"
)
_LOST: Final = re.compile(
    r"\b(?:fausse[- ]couche|perdu (?:mon|ma|le|notre|un) (?:bebe|bb|enfant|grossesse)|"
    r"mort[- ]?nee?|"
    r"avort\w*|ivg|(?:bebe|bb|grossesse) .{0,15}(?:mort|decede|pas survecu|arretee?)|miscarriage|"
    r"stillborn|lost (?:my|our) baby|dusuk yap\w*)\b"
)


def change_said(slot: Slot, heard: Heard) -> str | None:
    """Return the change that words tell where none of the lexicon does."""
    said = fold_word(heard.text)
    if slot.name != CHANGE or heard.payload:
        return None
    if _LOST.search(said):
        return "death"  # nobody is congratulated on a baby that was lost
    if WEDDING.search(said) and not NO_WEDDING.search(said) and not tells_a_death(heard.text):
        return "marriage"
    joins = _PUT_ON.search(said) and not _TAKES_OFF.search(said) and not _BABY.search(said)
    return "arrival" if joins else None
