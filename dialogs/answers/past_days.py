"""A day that must lie behind: "lundi" was the last one, "demain" is no answer to since when."""

import re
from datetime import date, timedelta

from dialogs.answers.availability import read_availability
from dialogs.answers.said_dates import (
    DATES,
    dates_said,
    is_asked_about,
    is_denied,
    is_over,
    is_refused,
    is_weekday,
    month_alone,
)
from dialogs.forms import Slot
from dialogs.scene import Heard
from nlu.calendar_steps import shift_months
from nlu.entities import Entity
from nlu.folding import fold_word
from nlu.tenses import is_about_to

LASTED = re.compile(r"P(?P<count>\d+)(?P<unit>[DWMY])")
DAYS = {"D": 1, "W": 7}
MONTHS = {"M": 1, "Y": 12}
A_WEEK = timedelta(weeks=1)
HALF_A_YEAR = timedelta(days=182)  # nearer to come than it is behind
_THE_DAY = re.compile(r"(?:le |the )?\d{1,2}(?:er| er|st|nd|rd|th)?")  # "le 28": of a month
_CALENDAR = re.compile(r"\d")  # "le 3 janvier", "12/01"
_JUST_BEFORE = 14  # characters
_WELL_BEFORE = 24  # characters
_IN_MONTH = re.compile(
    r"(?:^|\b(?:en|depuis|mois d[e']?|debut|fin|mi|courant|since|in|last)[ ']*)$"
)
_OF_RENT = re.compile(r"\b(?:loyers?|quittances?|echeances?|rent|kira\w*|factures?)\b")
_SINCE_JUST_BEFORE = re.compile(
    r"\b(?:depuis|depui|dpuis|since|hadi|desde|od|from)"
    r"(?: (?:le|la|l'|ce|se|cet|cette|sette|this|the|hier))*'?$|"
    r"(?:^|\s)(?:منذ|من) ?(?:ال)?$"
)
_UNTIL = re.compile(r"\b(?:jusqu\w*|until|till)\b")
_WEEKLY = re.compile(r"(?:^|\s)(?:le|les|chaque|tous les|every)\s*$")
_BOTH = re.compile(
    r"\b(?:les|ces|des|mes|aux|pour|the|both)\s*$"
)  # "les deux mois" last from no day
_TO_COME = re.compile(
    r"\b(?:demain|dans|prochaine?s?|ce soir|ce week ?end|tomorrow|next|tonight|in|yarin|gelecek|"
    r"sonra|غدا|بعد|القادم\w*)\b"
)

_LIVES_AFTER = re.compile(
    r"^ ?(?:que |qu'? ?)?(?:je |j'? ?|on |nous )?(?:y |vous )?(?:habit\w*|vi[st]\b|vivons|loge\w*|"
    r"suis (?:la|ici|dans|locataire|chez)|sommes (?:la|ici|dans|locataires)|loue\w*|live\b|lived)"
)
_LIVES_BEFORE = re.compile(
    r"\b(?:habit\w*|loge\w*|vi[st]|vivons|locataires?|lived?|oturuyor\w*)"
    r"(?: (?:la|ici|dans|chez|l'|le|ce|cet|mon|ma|vous|immeuble|logement|appart\w*|here|"
    r"residence|maison))* ?$"
)


def behind(slot: Slot, value: object, heard: Heard) -> object:
    """Move a day or a month to the last time it came; None for one that can only be to come."""
    if not slot.past or heard.today is None or not isinstance(value, str):
        return value
    said = _first_day(value)
    if said is None or said <= heard.today or _is_next_month(slot, value, heard.today):
        return value
    if "/" in value:
        return None  # a week that is to come is no answer to since when
    if is_weekday(heard, value):
        return (heard.today - (heard.today - said) % A_WEEK).isoformat()
    months = _months_back(heard, value)
    return shift_months(said, -months).isoformat()[: len(value)] if months else None


def _first_day(value: str) -> date | None:
    first = value if len(value) > len("2027-01") else f"{value}-01"
    try:
        return date.fromisoformat(first[:10])
    except ValueError:
        return None


def _is_next_month(slot: Slot, value: str, today: date) -> bool:
    """Tell the rent of December, asked for in November, from last December's."""
    return slot.kind == "month" and value[: len("2026-12")] == f"{shift_months(today, 1):%Y-%m}"


def _months_back(heard: Heard, value: str) -> int:
    """Return by how much a day that is named comes back; 0 where it does not: "demain"."""
    named = [entity for entity in heard.understood.entities if _is_it(entity, value)]
    words = [fold_word(entity.text) for entity in named]
    if any(_TO_COME.search(said) for said in words):
        return 0
    if any(_THE_DAY.fullmatch(said) for said in words):
        return 1
    calendar = any(_CALENDAR.search(said) for said in words)
    month = any(e.name == "month" or month_alone(heard, e) for e in named)
    return MONTHS["Y"] if calendar or month or not named else 0


def coming_day(heard: Heard) -> str | None:
    """Return a day of the months ahead, asked for the day of a paper: it is a hearing's.

    "Le 14 décembre", said in November, is not last year's; "le 28" may be of last month.
    """
    today = heard.today
    if today is None or is_over(heard):
        return None
    for value, cue in dates_said(heard):
        ahead = _first_day(value) if cue in {None, "paper", "hearing"} else None
        calendar = not is_weekday(heard, value) and _months_back(heard, value) == MONTHS["Y"]
        if ahead and today < ahead <= today + HALF_A_YEAR and calendar and "/" not in value:
            return value
    return None


def _is_it(entity: Entity, value: str) -> bool:
    return str(entity.value)[: len(value)] == value


def is_no_day(slot: Slot, heard: Heard, entity: Entity) -> bool:
    """Tell a day that is named and is not meant: taken back, refused, asked about, to come."""
    text, dated = heard.text, entity.name in {*DATES, "month"}
    today = heard.today.isoformat() if heard.today else ""
    if dated and slot.side == "ahead" and not slot.cue and str(entity.value) < today:
        return True
    return dated and (
        is_denied(text, entity)
        or is_how_long_here(text, entity)
        or is_refused(text, entity, past=slot.past)
        or is_asked_about(text, entity, past=slot.past)
        or says_when_to_come(slot, heard, entity)
        or (slot.past and is_coming(heard, entity))
        or is_no_start(slot, heard, entity)
    )


def is_how_long_here(text: str, entity: Entity) -> bool:
    """Tell since when somebody lives here from since when something is wrong."""
    after = fold_word(text[entity.end : entity.end + _WELL_BEFORE])
    before = fold_word(text[max(0, entity.start - _WELL_BEFORE) : entity.start])
    return bool(_LIVES_AFTER.match(after) or _LIVES_BEFORE.search(before))


def is_other_month(slot: Slot, heard: Heard, entity: Entity) -> bool:
    """Tell the rent of August from "perdu mon travail en août"."""
    if entity.name != "month" or slot.kind != "date":
        return False
    text = heard.text
    before = fold_word(text[max(0, entity.start - _WELL_BEFORE) : entity.start].rstrip())
    return not _IN_MONTH.search(f"{before} ") or bool(_OF_RENT.search(before))


def says_when_to_come(slot: Slot, heard: Heard, entity: Entity) -> bool:
    """Tell the day of a visit from the day since when: "l'après-midi sauf mercredi"."""
    ahead = heard.today is not None and str(entity.value) > heard.today.isoformat()
    timed = any(one.name == "time" for one in heard.understood.entities)
    of_a_change = slot.name == "date" and timed  # "demain avant 10h" is the day of no birth
    return bool(
        (slot.past or of_a_change)
        and entity.name == "date"
        and ahead
        and (_has_part(heard) or read_availability(heard, asked=True))
    )


def is_coming(heard: Heard, entity: Entity) -> bool:
    """Tell the day on which something is going to begin from the last one of that name."""
    if entity.name != "date" or heard.today is None:
        return False
    ahead = str(entity.value) > heard.today.isoformat()
    return ahead and is_about_to(fold_word(heard.text[: entity.start]))


def is_of_the_past(heard: Heard, entity: Entity) -> bool:
    """Tell the morning of "depuis ce matin", or of "hier matin", from one on which to come."""
    if entity.name != "day_part" or heard.today is None:
        return False
    today, before = heard.today.isoformat(), fold_word(heard.text[: entity.start].rstrip())
    over = (
        day
        for day in heard.understood.entities
        if day.name == "since" or (day.name == "date" and str(day.value) < today)
    )
    near = any(d.start <= entity.end + 1 and entity.start <= d.end + 1 for d in over)
    return near or bool(_SINCE_JUST_BEFORE.search(before))


def is_no_start(slot: Slot, heard: Heard, entity: Entity) -> bool:
    """Tell an end, "jusqu'en mars", and a day of each week, "le mardi", from a first day."""
    if slot.name != "available":
        return False
    before = fold_word(heard.text[max(0, entity.start - _JUST_BEFORE) : entity.start])
    weekly = is_weekday(heard, str(entity.value)) and bool(_WEEKLY.search(before))
    return weekly or bool(_UNTIL.search(before) or _UNTIL.match(fold_word(entity.text)))


def _has_part(heard: Heard) -> bool:
    return any(entity.name == "day_part" for entity in heard.understood.entities)


def so_long_ago(heard: Heard) -> str | None:
    """Return the day that a duration leads back to: "une semaine", asked since when."""
    durations = (
        e.value
        for e in heard.understood.entities
        if e.name == "duration" and not _BOTH.search(fold_word(heard.text[: e.start]))
    )
    said = LASTED.fullmatch(str(next(durations, "")))
    if said is None or heard.today is None:
        return None
    count, unit = int(said["count"]), said["unit"]
    if unit in MONTHS:
        return shift_months(heard.today, -count * MONTHS[unit]).isoformat()
    return (heard.today - timedelta(days=count * DAYS[unit])).isoformat()
