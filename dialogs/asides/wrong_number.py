"""Who says that we write to the wrong person: apology, no more notices, and no question."""

import re
from dataclasses import replace
from typing import Final

from dialogs.effects import AddToCase, Effect, OptOut, Say
from dialogs.needs.changes import FORM as HOUSEHOLD_CHANGE
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word

IDENTIFY: Final = "identify"  # who says not to be a tenant names nobody
_OURS: Final = (
    r"(?! ?(?:de |d')(?:locataire|porte|batiment|bat|rue|tel\w*|dossier|appart\w*|logement|"
    r"compte))"
)
_WRONG_NUMBER: Final = re.compile(
    rf"\b(?:tromp\w*|erreur|mauvais|faux|pas le bon) (?:[^\W_]+ )?(?:de |d')?"
    rf"(?:numeros?|num|nro|destinataire)\b{_OURS}|"
    r"\b(?:tromp\w*|erreur) (?:de|sur la) personne\b|"
    r"\b(?:wrong (?:number|person)|yanlis (?:numara|kisi)\w*)\b|"
    r"\b(?:nemra|ra9m|noumero|numero) (?:ghal[ea]t\w*|khat2?a2?)\b|"
    r"(?:رقم|نمره) (?:خطا|خاطئ|غلط)|(?:الرقم|النمره) (?:خطا|خاطئ|غلط)|اخطاتم? (?:ب?ال)?رقم"
)
_NOT_THEM: Final = re.compile(
    r"\b(?:suis|sui) (?:pas|plus) (?:du tout |un |une )?(?:votre |vos )?locataires? "
    r"(?:chez vous|de chez vous|de vous)\b|"
    r"\b(?:ben )?kiraci(?:niz)? degilim\b|\bnot (?:your|a) tenant\b|"
    r"(?:لست|مش|ماشي) (?:انا )?(?:مستاجر\w*|مكتري)(?: عندكم)?|"
    r"\b(?:suis|c'? ?est) pas (?:m|mr|mme|monsieur|madame|mlle)\.? \w+.{0,30}"
    r"\b(?:ecri\w*|envoy\w*|messages?|sms|nom|recoi\w*)\b|"
    r"\becri\w+ (?:a|au) (?:son|un autre|quelqu'un d'autre|une autre) ?(?:nom|personne)?\b|"
    r"\b(?:connais|connait) (?:pas|aucun) (?:cette personne|ce monsieur|cette dame|palier)\b"
)
_WANTS: Final = re.compile(
    r"\b(?:cherche\w*|voudrai\w*|veux|souhait\w*|demande\w*|mais (?:ma|mon|je|il|la)|encore|"
    r"besoin|comment|quand|loyers?|looking|need|want|istiyorum|ariyorum)\b|اريد|ابحث|بغيت"
)


def says_wrong_number(text: str) -> bool:
    """Tell whether a message says that it was not meant for who received ours.

    >>> says_wrong_number("vous vous trompez de numéro, je suis pas locataire chez vous")
    True
    >>> says_wrong_number("je me suis trompé de numéro de locataire")
    False
    """
    said = fold_word(text)
    wrong = _WRONG_NUMBER.search(said)
    return bool(wrong or _NOT_THEM.search(said)) and not _WANTS.search(said)


def answered(scene: Scene) -> Turn | None:
    """Apologise and write no more by ourselves; who is in the middle of a report goes on."""
    if scene.heard.payload or scene.conversation.topics or not says_wrong_number(scene.heard.text):
        return None
    if any(need.form not in {HOUSEHOLD_CHANGE, IDENTIFY} for need in told_now(scene)):
        return None
    told = (AddToCase(scene.heard.text),) if scene.known.open_cases else ()
    said: tuple[Effect, ...] = (*told, OptOut("notices"), Say("wrong_number.sorry"))
    return Turn(replace(scene.conversation, asked=None, tries=0, misses=0), said)
