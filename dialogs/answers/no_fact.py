"""Words that give nothing to the question asked: a number, how long, when, a reproach."""

import re

from dialogs.answers.availability import read_availability
from dialogs.languages import wanted_languages
from dialogs.scene import Heard, is_question
from dialogs.telling.sending import only_thanks
from nlu.folding import fold_word

HERE = re.compile(
    r"\b(?:ici|par ecrit|par message|par sms|sms|ecri\w+|chat|pas de (?:tel|forfait)\w*|"
    r"plus de forfait|sourde?|malentendante?|here|in writing|burada|buradan|هنا)\b"
)
LONG_AGO = re.compile(
    r"\b(?:longtemps|lontemps|tjrs|toujours|des (?:mois|annees|semaines)|un (?:moment|bail)|"
    r"une eternite|long time|ages|forever|for (?:months|years)|uzun zaman\w*|cok oldu|yillardir|"
    r"aylardir|زمان|زمن طويل|وقت طويل|سنوات|اشهر)\b"
)  # no day can be made of it: the words are kept
STILL_NOTHING = re.compile(
    r"^(?:toujours|tjrs|tjr|encore) (?:rien|pareil|pas)\b|^still (?:nothing|not)\b|^hala\b"
)
OF_OTHERS = frozenset({"risk_marker", "child_age", "age", "phone", "tenant_number"})
_NUMBER = re.compile(r"\d{1,3}\s*[.)!]?")
_SUM = re.compile(
    r"\d{1,5}(?:[.,]\d\d)? ?(?:€|euros?|eur)(?: (?:par mois|ce mois ?-?ci|en tout))?"
)
_THE_MOST = re.compile(  # "60 c'est mon maximum"
    r"(?:\d{1,5} ?(?:€|euros?|eur)? ?)?"
    r"(?:(?:c'? ?est|est|et|mon|le|un|au|grand|pas plus|je peux) ?)+"
    r"max\w*(?: ?\d{1,5} ?(?:€|euros?)?)?|(?:je peux )?pas plus(?: (?:de|que) \d{1,5}.{0,8})?"
)
_SINCE = re.compile(r"(?:[cs]a dure |c'? ?est )?(?:depuis|depui|since)\b.{0,40}")
_ENROLLED = re.compile(
    r"(?:(?:oui|ouais?|oue|wi|si|mais|bien|toujours|je suis|jsuis|chui|suis|non|nan|deja)[ ,]+)*"
    r"(?P<no>pas (?:encore )?)?inscrit[es]*\b.{0,30}"
)
_ENROLLED_THERE = re.compile(
    r"\b(?:suis|jsuis|chui) (?P<no>pas )?(?:(?:bien|deja|toujours|encore) )*inscrit[es]* (?:a|"
    r"chez|au) "
    r"(?:(?:la|le) )?(?:pole|paul|france travail|francetravail|ft|anpe|p\.?e\b)"
)
_TALKED = re.compile(
    r"(?:(?:oui|non|si|mais|deja|bien sur|et)[ ,]+)*(?:je|j|j'|on|nous)"
    r"(?: (?:ne|n'|l'|lui|leur|les|en))* ?(?:ai|a|avons|suis allee?)"
    r"(?: (?:lui|leur|deja|bien|jamais|pas|encore|rien|souvent))* "
    r"(?:parle\w*|dit|discut\w*|demande\w*|prevenu\w*|voir)\b.{0,40}|"
    r"(?:(?:yes|no|already)[ ,]+)*i (?:already |have |never |did not |didn'?t )*"
    r"(?:talk|spoke|speak|told)\w*\b.{0,30}"
)
_NEGATED = re.compile(r"\b(?:pas|jamais|rien|never|not|didn'?t)\b")
_REPROACH = re.compile(
    r"\b(?:vous|vs|tu|personne|jamais|ils|on|you|nobody)\b.*"
    r"\b(?:rien (?:faire|fait|foutre|foutu)|fait(?:es)? (?:jamais )?rien|fou(?:s|tez)|moque\w*|"
    r"servez a rien|sert a rien|nothing)\b"
)


def says_something(heard: Heard, kind: str) -> bool:
    """Tell words that may be an answer from a bare yes, a thank you, a question, another fact."""
    text = heard.text.strip()
    bare = heard.answer.kind in {"yes", "no"} and not heard.answer.rest
    others = bool({entity.name for entity in heard.understood.entities} & OF_OTHERS)
    asks = is_question(text) or bool(STILL_NOTHING.match(fold_word(text)))
    return bool(text) and not (
        bare or others or asks or only_thanks(text) or is_beside(heard, kind)
    )


def is_beside(heard: Heard, kind: str) -> bool:
    """Tell words that are never the defect or the reason that was asked for; they are kept."""
    said = fold_word(heard.text).strip(" .!")
    if kind not in {"choice", "problem"}:
        return False
    whole = any(
        pattern.fullmatch(said)
        for pattern in (_NUMBER, _SUM, _THE_MOST, _SINCE, _ENROLLED, _TALKED)
    )
    return whole or bool(_REPROACH.search(said) or read_availability(heard, asked=True))


def says_enrolled(heard: Heard) -> bool | None:
    """Tell whether somebody says that they are registered as looking for work, or are not."""
    said = fold_word(heard.text).strip(" .!")
    found = _ENROLLED.fullmatch(said) or _ENROLLED_THERE.search(said)
    return None if found is None else found["no"] is None


def says_talked(heard: Heard) -> bool | None:
    """Tell whether somebody says that they spoke with the neighbour: "oui je lui ai parlé"."""
    found = _TALKED.fullmatch(fold_word(heard.text).strip(" .!"))
    return None if found is None else not _NEGATED.search(found[0])


def wants_a_language(heard: Heard) -> bool:
    """Tell "türkçe konuşabilir miyiz" from the name of a place."""
    return heard.understood.intent == "change_language" and bool(wanted_languages(heard.text))


def since_no_day(heard: Heard) -> bool:
    """Tell how long it has been in words of which no day can be made: "depuis la tempête"."""
    said = fold_word(heard.text).strip(" .!")
    return bool(LONG_AGO.search(said) or _SINCE.fullmatch(said))


def stays_here(heard: Heard) -> bool:
    """Tell who wants to be answered where they write, and not by telephone."""
    return bool(HERE.search(fold_word(heard.text)))
