"""Whether the words around a day speak of what has happened or of what is to come.

Folding takes the accent away: "je paye" (now) and "payé" (done) differ by who stands before.
"""

import re
from typing import Final

_DONE: Final = (
    r"(?:payee?|paiye|reglee?|versee?|viree?|recue?s?|venue?s?|passee?s?|deposee?|envoyee?|appelee?|"
    r"licenciee?|coupee?s?|tombee?s?|arrivee?|partie?s?|morte?|decedee?|ete|etai[st]|avai[st]|"
    r"perdue?|commencee?|cassee?|arretee?|"
    r"paid|sent|came|was|got|lost|odedim|yatirdim|geldi|khellest|دفعت|جاء)"
)
# Participles that are also nouns, adjectives or present tenses: only after "have".
_DONE_AFTER_HAVE: Final = (
    r"(?:donn?e|vu|fait|fai|mis|eu|dit|di|demande|ecrit|quitte|rendu|remis|rempli|signale|pris|"
    r"signe|rammene|ramene|amene|telephone|rappele|reclame|declare|vire|retire|sorti|regle|poste)"
)
_HAVE: Final = r"(?:j'ai|jai|g|ai|as|a|avons|avez|ont|on a|ma|m'a)"
_NOW: Final = re.compile(
    r"\b(?:je|j|on|tu|jvous|jvs)(?: (?:vous|vs|le|la|les|l|lui|y|te|leur))? "
    r"(?:paye|paiye|regle|verse|vire|passe|depose|envoye|arrive|commence|arrete)s?\b"
)
_PAST: Final = re.compile(
    rf"\b(?:{_DONE}|{_HAVE}(?: (?:deja|tout|bien|rien|pas|tjs|toujours))? {_DONE_AFTER_HAVE})\b"
)
_FUTURE: Final = re.compile(
    r"\b(?:vais|vai|(?<!ca )(?<!sa )va|vont|sera[is]?|seront|pourra[is]?|"
    r"peux|peu|peut|jpe|jpeux|pouvez|paierai|payerai|"
    r"aurai|prochaine?|dispo|disponible|rdv|rendez vous|venez|passez|"
    r"viendra[is]?|voudrai[st]?|veux|veut|faut|possible|"
    r"confirme|annuler|decaler|deplacer|will|can)\b"
)
_ABOUT_TO: Final = re.compile(
    r"(?<!suis )(?<!est )(?<!ai )(?<!\ba )(?<!sont )(?<!avons )(?<!ont )(?<!jai )(?<!\bg )"
    r"\b(?:commences?|demarres?|debutes?|rentres?|sor[st]|revien[st]|reprends?|repar[st]|arrives?|"
    r"(?:vais|vont|doit|va(?! pas| plus| mal| tres| mieux)) (?:me |se |te |y )?[^\W\d_]+r[e]?|"
    r"serai|sera|starts?|begins|comes|leaves|will)"
    r"(?: [^\W\d_]+(?:'[^\W\d_]+)?){0,5} ?$"
)
_BEFORE: Final = 60  # characters looked at on each side, within the sentence
_AFTER: Final = 40
_STOP: Final = re.compile(r"(?<!\.)\.(?!\.)|[!?;\n]")  # "..." is a breath
_APPOINTED: Final = re.compile(
    r"\b(?:audience|convoque\w*|convocation|tribunal|hearing|durusma\w*|mahkeme\w*)"
    r"(?: (?:est|prevue?|fixee?|au tribunal|pour|le|on|is|for|du|a))* $"
)  # "j'ai reçu un papier, audience le 14": what was received is past, the hearing is not
_WAS: Final = re.compile(
    r"\b(?:etait|a eu lieu|s'est|passee?s?|ai eu|avais|y suis|was|took place)\b"
)
_NOW_WORDS: Final = frozenset({"maintenant", "maintenan"})
_COMING: Final = re.compile(
    r"\b(?:ven\w+|vien\w*|pass\w+|rappel\w+|appel\w+|dispo\w*|possible|pay\w+|verse\w*|depart|"
    r"part\w*|attend\w*|tout de suite)\b"
)
_OWED: Final = re.compile(
    r"\b(?:retards?|impayee?s?|dettes?|dois|doit|devons|"
    r"(?:pas|plus|rien) (?:encore )?(?:pu )?paye\w*|"
    r"arrieres?|owe|late|unpaid)\b[^.!?;\n]*$"
)
_SHORT: Final = 20  # characters of an answer to "when?"


def speaks_of_past(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a day speaks of what has happened."""
    before = _STOP.split(text[max(0, start - _BEFORE) : start])[-1]
    after = _STOP.split(text[end : end + _AFTER])[0]
    if is_about_to(before):
        return False
    if _APPOINTED.search(before) and not _WAS.search(before + " " + after):
        return False
    around = _NOW.sub(" ", before + " " + after)
    return bool(_PAST.search(around)) and not _FUTURE.search(around)


def is_about_to(before: str) -> bool:
    """Tell a day on which something will begin: "il rentre vendredi", not "il est rentré"."""
    return bool(_ABOUT_TO.search(_STOP.split(before)[-1]))


def speaks_of_debt(before: str) -> bool:
    """Tell a month that is owed, "de retard pour octobre", from one to come."""
    return bool(_OWED.search(before))


def is_moment(text: str, word: str) -> bool:
    """Tell "venez maintenant", a day, from "je suis seule maintenant"."""
    return word not in _NOW_WORDS or len(text) <= _SHORT or bool(_COMING.search(text))
