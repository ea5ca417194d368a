"""When somebody is free, kept in their own words where these say more than a part of the day."""

import re

from dialogs.scene import Heard
from nlu.entities import Entity
from nlu.folding import fold_word

_BOUND = re.compile(
    r"\b(?:sauf|excepte|hormis|jamais(?= l[ea]s?\b|$)|"
    r"mais pas|pas (?:le|avant|apres)|avant|apres(?! ?midi)|jusqu\w*|"
    r"entre|a partir|des \d|except|but not|not (?:on|before|after)|before|after(?!noon)|until|"
    r"haric|disinda|kadar|once|(?<!ogleden )sonra|الا|ما عدا|قبل|بعد(?! الظهر)|من الساعه)\b"
)
_CALL = re.compile(
    r"\b(?:r?appel\w*|pass\w+|ven\w+|vien\w+|dispo\w*|libre|joign\w+|la|present\w*|call\w*|come|"
    r"svp|s'il vous plait|si possible|de preference|visit|free|available|ara\w*|gel\w*|musait\w*|"
    r"اتصل\w*|تعال\w*|متاح\w*)\b"
)
_AT_HOME = re.compile(
    r"\b(?:chez (?:moi|nous)|a la maison|(?:suis|serai|sommes) la|present\w*|dispo\w*|libres?|"
    r"en repos|"
    r"at home|evde\w*)\b.*\b(?:le|les|que|tous les|chaque|on|every)\b"
)
_SINCE = re.compile(r"\b(?:depuis|depui|dpuis|since|beri)\b|منذ")
_OTHER_COUNTS = (  # what is counted is no hour
    r"points?|euros?|€|fois|enfants?|gosses?|personnes?|ans|pieces?|mois|degres?|metres?"
)
_WHEN = re.compile(
    rf"(?<!\w)\d+(?! ?(?:{_OTHER_COUNTS})\b)\w*|"
    r"\b(?:(?:suis|serai|sera|est|sommes|toujours|tjrs|pas) la|la$|jours?|journees?|semaines?|sem|"
    r"matins?|matinees?|midis?|soirs?|soirees?|aprem\w*|"
    r"apres|nuits?|heures?|week|weekend|dispo\w*|libres?|travail\w*|boulot|bosse\w*|quand|"
    r"moments?|"
    r"toujours|tjrs?|importe|temps|jamais|rdv|rendez|prev\w*|r?appel\w*|avant|ecole|conges?|"
    r"dor\w*|"
    r"vacances|sms|horaires?|tot|tard|any\w*|when\w*|times?|days?|free|work\w*|always|never|"
    r"morning|afternoon|evening|call|saat\w*|gun\w*|hafta\w*|zaman\w*|farket\w*|musait\w*|"
    r"sabah\w*|"
    r"aksam\w*|ogle\w*|ara\w*|sbah|3chiya|lil|nhar|daba|wa9t\w*|weqt\w*)\b|"
    r"(?:وقت|يوم|ايام|ساعه|دايما|صباح|مساء|ليل|ظهر|عمل|متي|اسبوع|كل)"
)
_READ_HERE = frozenset({"fr", "en", "ar", "tr"})  # whose words of time are known
_CLAUSE = re.compile(r"[^.,;!?\n]+")
_ANY_TIME = re.compile(
    r"(?:(?:oui|ouais|bah|ben|ba|moi|vous pouvez (?:passer|venir)|passez|venez|ok|c'? ?est)[ ,]+)*"
    r"(?:n ?'? ?importe?(?: (?:quand|kan[dt]?|quan[dt]?|quel \w+|l'? ?heure))?|"
    r"(?:peu|pe) (?:m'? ?)?importe?|(?:quand|kan[dt]?|quan[dt]?) (?:vous|vou|vs|tu) "
    r"(?:voul\w+|pouv\w+|veux?)|comme (?:vous|vou|vs) (?:voul\w+|pouv\w+|preferez)|"
    r"(?:ca |sa )?m'? ?est egal|(?:j'? ?m'? ?en|je m'en) (?:fiche|fou[ts]?)|"
    r"tout(?:es?)? (?:me )?(?:va|convien\w*)|fark ?etmez|any ?time|whenever)"
    r"(?: (?:svp|stp|merci|pour moi|mais vite|please))*"
)
_TIMES = frozenset({"time", "date", "day_part", "month"})
_NOT = re.compile(r"\b(?:pas|jamais|plutot que|sauf|ni|not|no)\b[^.,;!?]{0,8}$")
_SEVERAL = 2
_A_SHORT_ANSWER = 10  # words
_A_FEW_WORDS = 5  # words: nothing else is said


def read_availability(heard: Heard, *, asked: bool, with_days: bool = True) -> str | None:
    """Return the words that say when, where they hold an hour, a day or an exception.

    Unasked, they must stand beside a word of calling or coming: "passez après 14 h". Without days,
    "mardi après-midi" says no more than the afternoon: the day is asked for by itself.
    """
    words = len(heard.text.split())
    only_that = words <= (_A_SHORT_ANSWER if asked else _A_FEW_WORDS)
    if parts := parts_meant(heard):
        return heard.text.strip() if len(parts) > 1 and only_that else None
    for clause in _CLAUSE.finditer(heard.text):
        times = [e for e in heard.understood.entities if _in(clause, e) and e.name in _TIMES]
        comes = only_that or _calls(clause[0])
        bounded = _is_bounded(clause[0], times) or (with_days and _is_part_of_a_day(heard, times))
        if comes and times and not _is_since(clause[0]) and bounded:
            return heard.text.strip() if only_that else _words(clause, times)
        if _is_at_home(heard, clause[0], times):
            return clause[0].strip()
    return None


def parts_meant(heard: Heard) -> frozenset[str]:
    """Return the parts of the day that suit, where several are named and nothing else.

    "Matin ou soir" is both, "pas le matin l'après-midi" is one.
    """
    times = [e for e in heard.understood.entities if e.name in _TIMES]
    named = {str(e.value) for e in times if e.name == "day_part"}
    if len(named) < _SEVERAL or any(e.name != "day_part" for e in times):
        return frozenset()
    denied = {str(e.value) for e in times if _NOT.search(fold_word(heard.text[: e.start]))}
    return frozenset(named - denied)


def says_any_time(text: str) -> bool:
    """Tell whether words leave the moment to us, however they are written.

    >>> says_any_time("nimporte kan"), says_any_time("n'importe quoi")
    (True, False)
    """
    return bool(_ANY_TIME.fullmatch(fold_word(text).strip(" .!")))


def may_say_when(heard: Heard) -> bool:
    """Tell words that may say when somebody is free from "tout l'appartement" and a reproach."""
    if heard.understood.language not in _READ_HERE:
        return True
    named = {entity.name for entity in heard.understood.entities}
    return bool(named & _TIMES or _WHEN.search(fold_word(heard.text)))


def _is_bounded(said: str, times: list[Entity]) -> bool:
    return any(e.name == "time" for e in times) or bool(_BOUND.search(fold_word(said)))


def _is_since(said: str) -> bool:
    return bool(_SINCE.search(fold_word(said))) and not _calls(said)


def _is_part_of_a_day(heard: Heard, times: list[Entity]) -> bool:
    """Tell a part of a day to come: "mercredi après-midi"."""
    return any(e.name == "day_part" for e in times) and _is_ahead(heard, times)


def _is_at_home(heard: Heard, said: str, times: list[Entity]) -> bool:
    """Tell the day of each week on which somebody is at home: "je suis chez moi le mercredi"."""
    return _is_ahead(heard, times) and bool(_AT_HOME.search(fold_word(said)))


def _is_ahead(heard: Heard, times: list[Entity]) -> bool:
    today = heard.today.isoformat() if heard.today else ""
    return any(e.name == "date" and str(e.value) > today for e in times)


def _calls(said: str) -> bool:
    return bool(_CALL.search(fold_word(said)))


def _in(clause: re.Match[str], entity: Entity) -> bool:
    return clause.start() <= entity.start and entity.end <= clause.end()


def _words(clause: re.Match[str], times: list[Entity]) -> str:
    """Cut a clause from the word that bounds, or the first time, to the last time."""
    said = clause[0]
    start, end = min(e.start for e in times), max(e.end for e in times)
    words = [match.span() for match in re.finditer(r"[^\W_]+(?:'\w+)?", said)]
    for first, _ in words:
        if clause.start() + first < start and _BOUND.match(fold_word(said[first:])):
            start = clause.start() + first
    return said[start - clause.start() : end - clause.start()].strip()
