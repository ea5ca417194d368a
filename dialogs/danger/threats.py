"""Threats to those who work here: their manager is told, and nobody is threatened back."""

import re
from dataclasses import replace

from dialogs.asides.menu import FOUR_CHOICES
from dialogs.effects import Effect, Say, WarnOfThreat
from dialogs.scene import Scene, Turn
from dialogs.telling import report
from nlu.folding import fold_word

_I_WILL = (
    r"(?:\b(?:je |j'?)(?:vais|vai|ve|v|viens|vien|arrive|passe)\b|\bon (?:va|vien\w*|arrive)\b|"
    r"\bje vous jure\b|\bi(?:'ll| will|'? ?m going to| am going to|'? ?m gonna| gonna)\b)"
)
_STAFF = (
    r"(?:gardien\w*|technicien\w*|agents?|employes?|employees?|conseill\w+|direct(?:eur|rice)|"
    r"responsable|concierge|plombier|secretaire|personnel|collegues?|caretaker|technician|staff)"
)
_HOUSE = (
    r"(?:l ?'? ?agences?|votre agence|vos (?:bureaux|locaux)|votre (?:bureau|accueil|boite)|"
    r"l'?accueil|chez vous|your (?:agency|office)|the (?:agency|office))"
)
_HURT = (
    r"(?:(?:casse|pete|eclate|defonce)\w* (?:la )?(?:gueule|geule|tete|figure|bouche)|"
    r"frapper|frape\w*|taper|tabass\w+|defonc\w+|demont\w+|cogner|tuer|buter|crever|planter|"
    r"eclater|fumer|demolir|egorger|poignarder|bruler|cramer|massacrer|gifler|faire la peau|"
    r"mettre (?:une|des|mon|un) (?:balles?|claques?|droites?|poing|coups?)|"
    r"beat|kill|punch|hit|hurt|stab|shoot|smash|break)"
)
_STAFF_IN_TURKISH = r"(?:hepinizi|sizi|seni|ajansi|ofisi|gorevliyi|kapiciyi|teknisyeni)"
_WRECK = (
    r"(?:casser|peter|defoncer|bruler|cramer|retourner|exploser|saccager|"
    r"(?:mettre|foutre|foute) le feu|smash|burn|break|wreck)"
)
_BETWEEN = (
    r"(?: (?:tout|toute?s?|tous|le|la|les|l'?|votre|vos|ce|cette|a|au|aux|dans|chez|un|une|porte|"
    r"vitres?|vitrine|down|up|the|your))*"
)
_ALL = r"(?:tous |toutes |ts |venir |aller |y aller |come |there |and |et |tout |finir par )*"
_WAYS_TO_THREATEN = (
    rf"{_I_WILL} {_ALL}(?:vous|ts) {_ALL}{_HURT}\b",
    rf"{_I_WILL} {_ALL}(?:lui |leur )?{_HURT}{_BETWEEN} {_STAFF}\b",
    rf"{_I_WILL} {_ALL}{_HURT} (?:all of )?you\b",
    rf"{_I_WILL} [^.!?]{{0,25}}\b{_WRECK}{_BETWEEN} ?{_HOUSE}\b",
    rf"{_I_WILL} [^.!?]{{0,25}}{_HOUSE} (?:et |pour |and |to )?(?:tout |vous |le |la )*{_WRECK}\b",
    r"\bje sais ou (?:vous habitez|tu habites?)\b",
    r"\bje (?:vous|t'?) ?attends? (?:tous )?(?:a la sortie|dehors|devant (?:l'?|votre )agence)\b",
    rf"\b{_STAFF_IN_TURKISH} (?:\w+ )?(?:dov|oldur|gebert|yak|vur|bicakla)\w*(?:im|um|iz|uz)\b",
    r"(?:سا|س ?ا|راح |رح |غادي )(?:ا|ن)?(?:ضرب|قتل|حرق|كسر)(?:كم|ك|هم)(?!\w)",
    r"(?:سا|راح |رح |غادي )(?:ا|ن)?(?:حرق|كسر) (?:ال)?(?:وكاله|مكتب)",
    r"\b(?:ghadi|gadi|radi|rani) n?(?:drb|dreb|derb|9tl|9tel|qtel|7r9|hre9|kser|kasser)\w*kou?m\b",
)
_THREAT = re.compile("|".join(_WAYS_TO_THREATEN))
_REPORTED = re.compile(
    r"\b(?:dit|disait|dis|crie|criait|hurle|menace\w*|ecrit|repete|said|says|told|shouts|"
    r"dedi|diyor|soyledi)\b|قال|يقول"
)  # "il a dit je vais vous tuer": the tenant is the one in danger


def threatens_staff(text: str) -> bool:
    """Tell whether the writer threatens those who work for the landlord, or their house.

    >>> threatens_staff("jvais vous casser la gueule")
    True
    >>> threatens_staff("le voisin a dit je vais vous casser la gueule")
    False
    """
    said = fold_word(text)
    found = _THREAT.search(said)
    return found is not None and not _REPORTED.search(said[: found.start()])


def hides_no_danger(scene: Scene) -> bool:
    """Tell a threat to others, for which the model guesses a danger, from a danger in words."""
    verdict = scene.heard.understood.safety
    if not verdict.because.startswith("model") or not threatens_staff(scene.heard.text):
        return False
    return verdict.level == "ask" or verdict.intent == "emergency_assault"


def to_staff(scene: Scene) -> Turn | None:
    """Answer a threat calmly, have the manager told, and go on with what the person needs."""
    if scene.heard.payload or not threatens_staff(scene.heard.text):
        return None
    warned: tuple[Effect, ...] = (WarnOfThreat(scene.heard.text), Say("threat.heard"))
    more = report.new_needs(scene)
    if more is not None:
        return Turn(more.conversation, (*warned, *more.effects))
    question = report.repeat_question(scene) or (Say("lost.tell_me", choices=FOUR_CHOICES),)
    return Turn(replace(scene.conversation, misses=0), (*warned, *question))


def with_manager_told(scene: Scene, turn: Turn) -> Turn:
    """Have the manager told too where a threat comes with a danger, which is answered first."""
    if not threatens_staff(scene.heard.text):
        return turn
    return Turn(turn.conversation, (*turn.effects, WarnOfThreat(scene.heard.text)))
