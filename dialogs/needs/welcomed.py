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
    r"(?:mari|femme|epou\w+|conjointe?|compagn\w+|copine|copains?|copins?|concubine?|fils|filles?|"
    r"enfants?|(?:belle[- ]?)?mere|(?:beau[- ]?)?pere|parents|soeur|frere|cousine?|neveu|niece|"
    r"ami(?:e|s)?|boyfriend|girlfriend|mother|father|husband|wife|partner|son|daughter|kocam\w*|esim\w*|karim\w*|oglum\w*|"
    r"kizim\w*)"
)
_PUT_ON: Final = re.compile(
    rf"\bj?(?:r?ajout\w*|mett?r?\w*|inscri\w*|rajout\w*|add|declar\w*|ekle\w*)\b.{{0,20}}\b{_WHO}\b|"
    rf"\b{_WHO}\b.{{0,25}}\b(?:sur|au|dans|on|to) (?:le |mon |the |my )?(?:bail|contrat|lease)\b|"
    r"(?:اضاف\w*|اضيف|نزيد).{0,20}(?:زوج\w*|ابن\w*|بنت\w*|ولد\w*)"
)
_WITH_ME: Final = (
    r"(?:(?:chez|avec|ché|che|ak) (?:moi|nous)|ici|a la maison|dans mon (?:appart\w*|logement))"
)
_MOVES_IN: Final = re.compile(
    rf"\b(?:vien\w*|veu\w*|va|vont|voudrai\w*|aimerai\w*|arrive\w*|souhaite\w*|peu[xt]|doi\w*)"
    rf"(?: (?:plus tard|bientot|bien|tous?|de|pour|me|nous|venir|vivre|juste))* "
    rf"(?:h?abit\w*|viv\w*|log\w*|s'? ?install\w*|emmenag\w*|amenag\w*|rest\w*)"
    rf"(?: (?:ici|maintenant|bientot|un peu|quelques? (?:temps|mois)))? {_WITH_ME}\b|"
    rf"\b(?:s'? ?install\w*|emmenag\w*|vien\w* (?:h?abit\w*|viv\w*)) {_WITH_ME}\b|"
    rf"\b{_WHO}\b.{{0,12}}\b(?:h?abit\w*|vi[tvs]\w*) (?:maintenant |desormais )?(?:chez|avec) moi"
    rf" (?:maintenant|desormais|depuis)\b|"
    rf"\b{_WHO} (?:is|are|will be) (?:moving in|coming to live)\b|"
    rf"\b(?:moving in|move in|come to live) with (?:me|us)\b|"
    rf"\byanima tasin\w*|(?:سي|ي|ت|ست)(?:سكن|عيش) (?:معي|معنا|عندي)"
)
_STAYS_OUT: Final = re.compile(r"\b(?:pas|plus|pa|jamais|not|n'?t|never|ex|voisin\w*)\b")
ON_THE_LEASE: Final = re.compile(
    rf"\bj?(?:r?ajout\w*|mett?r?\w*|inscri\w*|rajout\w*|add|ekle\w*)\b.{{0,20}}\b{_WHO}\b.{{0,30}}"
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
    if _BABY.search(said) or _TAKES_OFF.search(said):
        return None
    moves_in = _MOVES_IN.search(said) and not _STAYS_OUT.search(said)
    return "arrival" if moves_in or _PUT_ON.search(said) else None
