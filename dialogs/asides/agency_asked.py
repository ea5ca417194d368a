"""Where the agency is, when it is open, its number: "vous êtes ouverts quand ?" is answered."""

import re
from dataclasses import replace

from dialogs.effects import Say, TellAgency
from dialogs.scene import Scene, Turn, find_entity, is_question
from dialogs.telling import report
from dialogs.telling.shared import with_shared
from dialogs.telling.wanted import AGENCY, wanting
from nlu.folding import fold_word

A_QUESTION = 14  # words
_AGENCY = (
    r"(?:l ?)?(?:agences?|bureaux?|accueil|guichets?|standard|siege|bailleur|plainelys|office|"
    r"agency|ajans\w*|ofis\w*)"
)
_OF_IT = (
    r"(?:(?:de|d'|du|pour|a|of) ?(?:l'? ?|la |le |votre |vos |notre |mon |ma |the |your )?)"
    rf"{_AGENCY}"
)
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week ?end)s?"
_NUMBER = r"(?:numeros?|num|nr|n°|tel|telephone|phone|coordonnees|contact)"
_ASKS = (
    r"\b(?:horaires?|heures?)(?: d'? ?ouverture)?(?: (?:de |d'|du )?(?:l'|la |le |votre |notre )?"
    rf"{_AGENCY}| d'? ?ouverture)\b|"
    r"\bhoraires? d'? ?ouverture\b|"
    r"^(?:(?:et|bonjour|vos|les|c'? ?est quoi|quels? sont) )*horaires?"
    rf"(?: (?:le|du|les|pour le|un) {_DAY})?$|"
    r"\b(?:vous|vs) (?:etes|ete|serez|est) (?:\w+ )?(?:ouvert|ferme)\w*|"
    r"\b(?:etes|serez)[- ]vous (?:\w+ )?(?:ouvert|ferme)\w*|"
    r"\b(?:vous|vs) (?:ouvr\w+|ferm\w+)\b|\b(?:ouvrez|fermez)[- ]vous\b|"
    rf"\b{_AGENCY}\b.{{0,25}}\b(?:ouv[re]\w*|ferm\w*|horaires?|open|close[sd]?)\b|"
    rf"\b(?:ouv[re]\w*|ferm\w*|quelle heure)\b.{{0,15}}\b{_AGENCY}\b|"
    rf"\b(?:l'? ?)?adresse?s? (?:postale )?{_OF_IT}|"
    rf"\b(?:ou|adresse|comment (?:aller|venir|se rendre)) (?:c'? ?est |est |se (?:trouve|situe) |"
    rf"a )?(?:l'|la |le |votre |notre |mon )?{_AGENCY}\b|"
    rf"\b{_AGENCY}\b.{{0,30}}\b(?:(?:elle )?(?:c'? ?est|cest|est|c|se trouve|situee?)|elle) ou\b|"
    rf"\b(?:ou|adresse)\b.{{0,12}}\bvos bureaux\b|\bou (?:etes[- ]vous|vous etes|vous trouver)\b|"
    r"\bquelle agence (?:s'? ?en (?:occupe|charge)|gere|suit|est|c'? ?est)\b|"
    rf"\b{_NUMBER}\b.{{0,20}}{_OF_IT}|"
    rf"\b(?:quel|votre|un) (?:est (?:le |votre )?)?{_NUMBER}\b.{{0,25}}"
    r"\b(?:vous |)?(?:appeler|joindre|contacter|telephoner)\b|"
    r"\b(?:a quel|quel|votre) (?:numero|num|tel)\b.{0,15}"
    r"\b(?:vous (?:appel|joind|contact)\w*|appeler|joindre)\b|"
    r"\bcomment (?:(?:je |on )?(?:peux?|peut|puis[- ]je|faire pour) )?(?:vous |)"
    r"(?:joindre|contacter|appeler|telephoner)\b|"
    r"\b(?:what time|when) (?:do|are|is) (?:you|the (?:agency|office)) (?:open|close)\w*|"
    r"\bopening hours\b|\b(?:address|phone number|number) of the (?:agency|office)\b|"
    r"\bwhere is the (?:agency|office)\b|"
    r"\b(?:acilis|calisma) saat\w*|\b(?:ne zaman|kacta|saat kacta) (?:acik|acil|kapan)\w*|"
    r"\bajans\w* (?:adres|telefon|nerede|numara)\w*|"
    r"(?:ساعات|اوقات) (?:العمل|الفتح|عمل)|متي (?:تفتح\w*|تغلق\w*)|عنوان (?:الوكاله|المكتب)|"
    r"رقم (?:هاتف )?(?:الوكاله|المكتب)|اين (?:الوكاله|المكتب)"
)
_ASKED = re.compile(_ASKS)
_BARE_NUMBER = re.compile(
    r"^(?:(?:et|c'? ?est quoi|quel est|donnez(?:[- ]moi)?|votre|vous avez|un) )*"
    r"(?:le |l'|votre |un )?(?:numero|num|tel|telephone|adresse)(?: (?:svp|stp|de telephone))*$"
)
_ANOTHER = re.compile(  # after an answer: "et celle de lille c ou", "et le samedi ?"
    r"^(?:et |ou |mais )?(?:celle|celles|l'? ?autre) (?:de |d'|du |a |la ).*"
    r"\b(?:ou|adresse|horaires?|heures?|ouv\w+|numero|num|tel\w*)\b|"
    r"^et (?:celle|l'? ?agence) (?:de |d'|a )|"
    rf"^(?:et )?(?:c'? ?est |vous etes )?(?:ouvert\w* )?(?:le |les )?{_DAY}$"
)
_ONLY_A_DAY = re.compile(rf"{_DAY}$")
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:gaz|urgence\w*|astreinte|caf|mairie|ccas|edf|enedis|grdf|police|travaux|voisin\w*|"
    r"nouvelle adresse|chang\w+ (?:d'|mon |de )|portes?|fenetres?|local|volets?|hall|locataire)\b"
)


def asked(scene: Scene) -> Turn | None:
    """Say where the agency is, its hours and its number; ask which one where none is known."""
    said = fold_word(scene.heard.text).strip(" .!?؟")
    if scene.heard.payload or not _asks(scene, said):
        return None
    conversation = with_shared(scene, replace(scene.conversation, misses=0))
    named = scene.gathered.answers.get("place", {})  # "et celle de Lille": where it is, not home
    place = named or conversation.shared.get("place") or {}
    if place or scene.known.place:
        return Turn(conversation, (TellAgency(place), *report.repeat_question(scene)))
    if conversation.topics:
        question = report.repeat_question(scene)
        return Turn(conversation, (Say("agency.which_later"), *question))
    return Turn(wanting(conversation, AGENCY), (Say("agency.which"),))


def _asks(scene: Scene, said: str) -> bool:
    if len(said.split()) > A_QUESTION or _OF_SOMETHING_ELSE.search(said):
        return False
    if find_entity(scene.heard, "problem_type", "tenant_number", "phone") is not None:
        return False
    if _ASKED.search(said):
        return True
    question = is_question(scene.heard.text)
    at_rest = not scene.conversation.topics
    if at_rest and _ANOTHER.search(said):
        return question or not _ONLY_A_DAY.search(said)
    return question and at_rest and bool(_BARE_NUMBER.search(said))
