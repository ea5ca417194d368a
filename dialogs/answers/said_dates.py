"""Which date of a message is which: the paper's own, a hearing's, the day to leave."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from dialogs.scene import Heard
from nlu.calendar_words import get_calendar_words
from nlu.entities import Entity
from nlu.folding import fold_word

_AROUND = 60  # characters before a date in which its cue may stand
_AFTER = 25
CUES = {
    "paper": (
        r"(?:papier|lettre|courrier|acte|commandement|assignation|convocation|jugement|avis)"
        r"(?: (?:[ld]')?[^\W_']+){0,6}? du ?$|(?:^|(?<=c'est )|(?<=elle est )|(?<=il est ))du ?$|"
        r"(?:papier|lettre|courrier|acte|commandement)(?: (?:c'? ?est|est|date|recue?))+ le ?$|"
        r"dat\w+(?: d[ue]| le)?|recue?s? le|ecrit\w*|signifi\w+ le|dated|written|"
        r"tarihli|مورخه?|بتاريخ"
    ),
    "hearing": (
        r"audience\w*|tribunal|juge|convoqu\w+|convocation|comparai\w+|jugement|hearing|court|"
        r"judge|durusma\w*|mahkeme\w*|جلسه|الجلسه|محكمه|المحكمه|القاضي"
    ),
    "eviction": (
        r"expuls\w+|quitter les lieux|quitter (?:le|mon|l') ?\w+|partir|sortir|vider|liberer|"
        r"dehors|evict\w*|leave|move out|tahliye\w*|cikma\w*|اخلاء|الاخلاء|طرد|الطرد|الخروج"
    ),
    "cut": r"coup\w+|suspen\w+|cut|disconnect\w*|kesil\w*|kesecek\w*|قطع|يقطع\w*|تقطع\w*",
}
_CUES = {name: re.compile(rf"\b(?:{words})(?!\w)") for name, words in CUES.items()}
OVER = re.compile(
    r"\b(?:etait|a eu lieu|s'est passee?|est passee?|c'etait|j'y suis allee?|was|took place|oldu|"
    r"gecti|olmustu|كانت|كان|مرت)\b"
)
DATES = ("date", "since")
AHEAD = frozenset({"hearing", "eviction"})
SOON = timedelta(days=200)
A_DAY = len("2026-12-14")
PERIODS = {"week": "P1W", "weekend": "P2D"}
_ARTICLE = re.compile(r"^(?:depuis |since )?(?:la |le |l'|the )?")
_YEAR = re.compile(r"\d{4}|[/.-]\d{2}$")
_DIGIT = re.compile(r"\d")
_NO = r"(?:pas|non|not|machi|mchi|mech|مش|مو|ليس)"
_DENIED = re.compile(
    rf"\b{_NO} (?:(?:le|la|du|au|ce|cette|on|يوم) )*$|"
    rf"(?:^|[,.;!?] ?|\b(?:non|mais|et|ou|c'? ?est|c|it'? ?s|is) ){_NO} "
    r"(?:(?:le|la|du|depuis|since|from|منذ) )*$"
)  # "pas lundi, mardi": before the day that was wrong; not "marche pas depuis lundi"
_DAY_AND_NO = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|demain|\d|day|yesterday)"
    r"[ ,]+(?:euh |virgule )*(?:non|no)$"
)
_OPENING_NO = re.compile(r"(?:(?:ah|oh|euh|heu|mais|ben|bah)[ ,]+)*(?:non|nan|no)(?: le)?[ ,]*")
_DENIED_AFTER = re.compile(r"^ ?degil\b")
_TAKEN_BACK = re.compile(
    r"^[ ,.]*(?:(?:euh|heu|virgule|ah|oh|ou|mais|et)[ ,]+)*"
    r"(?:non|nan|pardon|enfin|plutot|je veux dire|je me trompe|desolee?|no|sorry|i mean|rather|"
    r"hayir|yok|pardon|لا)\b"
    r"(?:[ ,]+(?:non|pardon|plutot|enfin|je veux dire|c'? ?est|c etait|virgule|desolee?|le|la|du|"
    r"depuis|on|since|ce|يوم))*[ ,]+"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|avant hier|demain|\d{1,2}\b|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|tomorrow|"
    r"pazartesi|sali|carsamba|persembe|cuma|cumartesi|pazar|dun|الاثنين|الثلاثاء|الاربعاء|الخميس|"
    r"الجمعه|السبت|الاحد)"
)  # "depuis lundi, non mardi": the later word holds
_DENIAL_BEFORE = 24  # characters
_EXCEPT = re.compile(
    r"\b(?:jamais|sauf|excepte|hormis|surtout pas|a part|except|but not|never|haric|الا|ما عدا)"
    r"(?: (?:le|la|les|l|du|ce|pour|on|يوم))* ?$"
)
_NEVER_AFTER = re.compile(
    r"^ ?(?:c'? ?est |ca |ce )?(?:jamais|non|impossible|pas possible|haric|asla|never)\b"
)
_BUSY_AFTER = re.compile(
    r"^ ?(?:mais )?(?:je (?:ne )?(?:peux|suis|serai) pas|j'?peux pas|on (?:ne )?peut pas|"
    r"pas dispo\w*)"
)
_ASKS_ABOUT = re.compile(r"^[^.!;\n]{0,40}[?؟]")
_A_WISH = re.compile(
    r"\b(?:peux|peut|pouvez|pourr\w+|possible|serait|voudr\w+|rdv|rendez|moyen|can|could|"
    r"possible|olur|يمكن\w*|ممكن)\b"
)
_A_QUESTION = 3  # words: "mardi ?" is an answer that is not sure
_NEXT = re.compile(r"[.!?;\n,]|\b(?:et|mais|and|but|ve|ama|و)\b")  # something else begins


def dates_said(heard: Heard) -> Iterator[tuple[str, str | None]]:
    """Yield each date of a message, and what it is the date of: None where nothing says it."""
    for entity in heard.understood.entities:
        if entity.name in DATES and not is_denied(heard.text, entity):
            cue = _cue(heard.text, entity)
            value = _to_come(heard, entity) if cue in AHEAD else str(entity.value)
            ahead = heard.today is not None and value > heard.today.isoformat()
            yield value, _not_written_yet(heard.text, entity) if ahead and cue == "paper" else cue


def _to_come(heard: Heard, entity: Entity) -> str:
    """Return the day of a hearing: "j'ai reçu…, audience le 14 décembre" is not last December."""
    value, today = str(entity.value), heard.today
    if today is None or is_over(heard) or _YEAR.search(entity.text) or len(value) < A_DAY:
        return value
    with suppress(ValueError):  # 29 February
        day = date.fromisoformat(value[:A_DAY])
        next_one = day.replace(year=day.year + 1)
        if day < today <= next_one <= today + SOON:
            return next_one.isoformat()
    return value


def is_denied(text: str, entity: Entity) -> bool:
    """Tell whether a day is the one that was wrong: "c'est pas lundi c'est mardi"."""
    before = fold_word(text[max(0, entity.start - _DENIAL_BEFORE) : entity.start].rstrip())
    after = fold_word(text[entity.end : entity.end + _DENIAL_BEFORE])
    later = _TAKEN_BACK.match(fold_word(text[entity.end : entity.end + _AROUND]))
    opens = _OPENING_NO.fullmatch(fold_word(text[: entity.start].strip()))  # "non mardi"
    denied = _DENIED.search(f"{before} ") and not (opens or _ends_a_day(before))
    return bool(denied or later or _DENIED_AFTER.match(f" {after.strip()}"))


def _ends_a_day(before: str) -> bool:
    """Tell the "non" that takes back the day before it from one that refuses the day after."""
    return bool(_DAY_AND_NO.search(before))


def is_refused(text: str, entity: Entity, *, past: bool = False) -> bool:
    """Tell the day on which somebody wants nobody: "sauf samedi", "le mardi jamais"."""
    before = fold_word(text[max(0, entity.start - _DENIAL_BEFORE) : entity.start].rstrip())
    after = fold_word(text[entity.end : entity.end + _DENIAL_BEFORE])
    refused = _EXCEPT.search(f"{before} ") or _NEVER_AFTER.match(after)
    return bool(refused or (past and _BUSY_AFTER.match(after)))


def is_asked_about(text: str, entity: Entity, *, past: bool = False) -> bool:
    """Tell the day of a question: "quelqu'un vient aujourd'hui ?" says nothing of since when.

    Who asks whether a day would do wishes for it; of what is behind nobody wishes.
    """
    if entity.name == "since" or not _ASKS_ABOUT.match(text[entity.end :]):
        return False
    asked = re.split(r"[.!;\n]", text[: entity.end])[-1]
    wished = bool(_A_WISH.search(fold_word(asked))) and not past
    return len(asked.split()) >= _A_QUESTION and not wished


def takes_a_day_back(heard: Heard) -> bool:
    """Tell whether a message gives one day in place of another: "mardi pas lundi"."""
    days = [e for e in heard.understood.entities if e.name in DATES]
    denied = [e for e in days if is_denied(heard.text, e)]
    return bool(denied) and len(denied) < len(days)


def period_said(heard: Heard, entity: Entity) -> str | None:
    """Return a week or a week-end as such, "2026-11-16/P1W": no day was said."""
    periods = get_calendar_words(heard.understood.language).periods
    kind, _ = periods.get(_ARTICLE.sub("", fold_word(entity.text)), ("", 0))
    return f"{entity.value}/{PERIODS[kind]}" if entity.name in DATES and kind in PERIODS else None


def is_weekday(heard: Heard, value: str) -> bool:
    """Tell whether a date was said as a day of the week alone: it comes every seven days."""
    weekday = get_calendar_words(heard.understood.language).weekday
    said = [entity.text for entity in heard.understood.entities if str(entity.value) == value]
    return any(weekday.search(fold_word(text)) and not _DIGIT.search(text) for text in said)


def month_alone(heard: Heard, entity: Entity) -> str | None:
    """Return a month that was said without a day, "2026-09" for "septembre"; None for a day."""
    month = get_calendar_words(heard.understood.language).month
    alone = entity.name in DATES and month.fullmatch(fold_word(entity.text))
    return str(entity.value)[: len("2026-09")] if alone else None


def _not_written_yet(text: str, entity: Entity) -> str | None:
    """Return what a day to come is, near the name of a paper: "convocation du 8 janvier"."""
    before = fold_word(text[max(0, entity.start - _AROUND) : entity.start])
    return next((name for name in ("eviction", "hearing") if _CUES[name].search(before)), None)


def is_over(heard: Heard) -> bool:
    """Tell whether what is dated is spoken of as past: "l'audience était le 3"."""
    return bool(OVER.search(fold_word(heard.text)))


def _cue(text: str, entity: Entity) -> str | None:
    """Return the cue nearest before a date in its sentence, else just after it."""
    before = re.split(r"[.!?;\n]", text[max(0, entity.start - _AROUND) : entity.start])[-1]
    after = _NEXT.split(fold_word(text[entity.end : entity.end + _AFTER]))[0]
    written = "paper" if after.strip().startswith("tarihli") else None  # "12 kasım tarihli"
    return written or _last_cue(fold_word(before)) or _last_cue(after)


def _last_cue(words: str) -> str | None:
    """Return the cue that ends last; of those that end together, the longest."""
    ends = [
        (match.end(), match.end() - match.start(), name)
        for name, pattern in _CUES.items()
        for match in pattern.finditer(words)
    ]
    return max(ends)[2] if ends else None
