"""Read the value that a message gives to one question."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from casework.situation import OLD
from dialogs.answers.availability import parts_meant, read_availability, says_any_time
from dialogs.answers.counted import read_number, says_nothing
from dialogs.answers.looks_like import looks_like, spot_said
from dialogs.answers.no_fact import wants_a_language
from dialogs.answers.past_days import (
    behind,
    is_no_day,
    is_of_the_past,
    is_other_month,
    so_long_ago,
)
from dialogs.answers.said_dates import dates_said, month_alone, period_said
from dialogs.answers.said_sums import (
    is_no_sum,
    is_owed,
    is_paid,
    offered_sum,
    owed_in_all,
    owed_sum,
    says_a_month_of_it,
    sums_said,
)
from dialogs.answers.several import months_said, read_several
from dialogs.answers.told_by_words import (
    AVAILABILITY,
    ONLY_TOILET,
    TOLD_BY_ITS_WORDS,
    says_only_one,
)
from dialogs.answers.which_place import place_of, places_meant
from dialogs.conversation import LONGEST_TEXT
from dialogs.forms import Slot
from dialogs.needs.defects import defect, first_defect, is_access
from dialogs.scene import Heard, find_entity, is_question
from dialogs.telling.sending import only_takes_note
from nlu.entities import Entity
from nlu.folding import fold_word

PAYLOAD = re.compile(r"^([a-z_]+)\.([a-z_]+)=([\w:.-]+)$")
SURE_LABEL = 84  # of 100: how near a typed answer must be to the words of a button
NOTHING_TOLD = frozenset({"no", "unknown", "refuse", "skip", "later"})
SAID_IN_WORDS = frozenset(
    {"entrance", "building", "floor", "room", "town"}
)  # "entrée B" reads better than "B", and a town than its INSEE code
NOT_A_SUM = (
    "date", "since", "month", "time", "phone", "tenant_number", "months_count", "floor",
    "duration", "people_count", "children_count", "age",
)  # fmt: skip
FEWEST_DIGITS = 4
WHEN_TO_COME = frozenset({"call_when", "visit_when", "moment"})
BARE = {"cut_off": {"yes": "announced", "no": "none"}}  # choices that a bare yes or no makes
FRAIL = frozenset({"baby", "elderly", "oxygen_equipment"})
ANY = "any"
AT_ONCE = re.compile(
    r"\b(?:tout de suite|tt de suite|toute suite|de suite|maintenant|immediatement|"
    r"des que possible|now|right away|immediately|hemen|simdi|الان|فورا|حالا|دابا|daba)\b"
)
NEGATION = re.compile(
    r"\b(?:pas|sans|aucune?|ni|no|not|without|yok|ma kaynch|ليس|لا|بدون)\b[^.,;!?]*$"
)
NEGATION_BEFORE = 16  # characters
A_FEW_WORDS = 4
SHORT_ANSWER = 6  # words; a longer message is not the label of a button


def read_payload(text: str | None) -> tuple[str, str, str] | None:
    """Return the form, the slot and the value of a button, or None.

    >>> read_payload("arrears.reason=job_loss")
    ('arrears', 'reason', 'job_loss')
    """
    found = PAYLOAD.match(text or "")
    return (found[1], found[2], found[3]) if found else None


def read_answer(form: str, slot: Slot, heard: Heard) -> object | None:
    """Return the value the message gives to a slot, or None when it gives none."""
    button = read_payload(heard.payload)
    if button is not None:
        return _from_button(slot, button[2]) if button[:2] == (form, slot.name) else None
    return behind(slot, READERS[slot.kind](slot, heard), heard)


def read_unasked(slot: Slot, heard: Heard, span: tuple[int, int] | None = None) -> object | None:
    """Return the value that the message's entities give to a slot nobody asked about."""
    for kind, reader in TOLD_BY_ITS_WORDS:
        if kind(slot) and (told := reader(slot, heard)) is not None:
            return told
    if slot.offered or (slot.kind == "money" and owed_sum(heard) is None):
        return None  # the only sum is an offer
    for entity in heard.understood.entities:
        inside = span is None or (span[0] <= entity.start and entity.end <= span[1])
        other = is_other_month(slot, heard, entity) or _is_other_words(slot, entity, heard)
        if entity.name in slot.entity and inside and not other:
            in_words = slot.kind == "text" and entity.name in SAID_IN_WORDS
            if slot.kind == "yes_no" and _says_yes(entity) and _negated(heard.text, entity.start):
                return False
            value = entity.text if in_words else _fitting(slot, entity, heard)
            return behind(slot, value, heard)
    return None


def _is_other_words(slot: Slot, entity: Entity, heard: Heard) -> bool:
    """Tell a day that a person takes back, and the "tout" of "tout de suite", from an answer."""
    if slot.kind in {"date", "month"} and is_no_day(slot, heard, entity):
        return True
    if slot.name in WHEN_TO_COME and is_of_the_past(heard, entity):
        return True
    if is_access(heard, entity) or _is_another_sum(slot, entity, heard):
        return True
    if entity.name == "town" and slot.kind == "text" and find_entity(heard, "residence"):
        return True  # the town of the residence, not the town that is wished for
    at_once = AT_ONCE.match(fold_word(heard.text[entity.start :]))
    return slot.kind == "choice" and (bool(at_once) or _is_taken_back(heard, entity))


def _is_taken_back(heard: Heard, entity: Entity) -> bool:
    """Tell the morning of "c'est pas le matin c'est l'après-midi": another one is meant."""
    if entity.name == "day_part" and (parts := parts_meant(heard)):
        return str(entity.value) not in parts
    same = [e for e in heard.understood.entities if e.name == entity.name]
    meant = any(not _is_denied_itself(heard, other, same) for other in same if other != entity)
    return meant and _is_denied_itself(heard, entity, same)


def _is_denied_itself(heard: Heard, entity: Entity, same: list[Entity]) -> bool:
    """Tell whether the no before a word is its own: "pas le soir le matin" denies the evening."""
    since = max((other.end for other in same if other.end <= entity.start), default=0)
    return _negated(heard.text[since:], entity.start - since)


def _is_another_sum(slot: Slot, entity: Entity, heard: Heard) -> bool:
    """Tell what is earned, offered or paid already from the sum that is looked for."""
    paid = slot.owed and entity.name == "amount" and is_paid(heard.text, entity)
    return slot.kind == "money" and (paid or is_no_sum(heard, entity))


def _negated(text: str, start: int) -> bool:
    """Tell whether "no" stands just before a word: "ya pas de bébé"."""
    return bool(NEGATION.search(fold_word(text[max(0, start - NEGATION_BEFORE) : start])))


def _from_button(slot: Slot, value: str) -> object | None:
    if slot.kind == "yes_no":
        return value == "yes"
    try:
        match slot.kind:
            case "number" | "money":
                return float(value)
            case "date" | "month":
                return date.fromisoformat(f"{value}-01"[:10]).isoformat()[: len(value)]
            case _:
                return value
    except ValueError:
        return None  # a button that we never made


def _says_yes(entity: Entity) -> bool | None:
    """Return what a thing named says to a yes or no; None where it says nothing of it."""
    value = entity.value
    if entity.name == "age":  # 81 says that somebody old lives there
        return True if isinstance(value, int | float) and value >= OLD else None
    if entity.name == "risk_marker":  # water that runs is nobody frail
        return True if value in FRAIL else None
    return value not in {"none", "no", False}


def _fitting(slot: Slot, entity: Entity, heard: Heard) -> object | None:
    value = entity.value
    if slot.kind == "choice" and value not in slot.choices:
        return None
    fitted = FITTED.get(slot.kind)
    return fitted(heard, entity) if fitted else value


def _as_exact_as_said(heard: Heard, entity: Entity) -> object:
    """Return a month or a week where no day was said: "la semaine dernière" is none."""
    return month_alone(heard, entity) or period_said(heard, entity) or entity.value


FITTED: Mapping[str, Callable[[Heard, Entity], object | None]] = {
    "yes_no": lambda _, entity: _says_yes(entity),
    "month": lambda _, entity: str(entity.value)[: len("2026-09")],
    "date": _as_exact_as_said,
    "problem": defect,
    "money": owed_in_all,
}


def _money(slot: Slot, heard: Heard) -> float | None:
    found = offered_sum(heard) if slot.offered else None
    if found is not None:
        return found
    sums = sums_said(heard)
    said = [e for e in sums if not _is_for_another(slot, e, heard)]
    if said or sums:
        return float(said[0].value) if said else None
    return _nothing_or_aread_number(slot, heard)


def _nothing_or_aread_number(slot: Slot, heard: Heard) -> float | None:
    """Read an answer without a sum of its own: "rien", "50"; a day and a wage are none."""
    if slot.offered and says_nothing(heard) and len(heard.text.split()) <= A_FEW_WORDS:
        return 0.0  # "0 j'ai rien"
    others = [name for name in NOT_A_SUM if not (slot.offered and name == "month")]
    if find_entity(heard, *others) is not None:
        return None  # "le 3 novembre" answers another question; "200 ce mois-ci" does not
    if heard.answer.kind == "no" or says_nothing(heard):
        return 0.0 if slot.offered else None  # nobody owes nothing, who speaks of a debt
    number = None if find_entity(heard, "amount") is not None else read_number(slot, heard)
    return number or (0.0 if number == 0 and slot.offered else None)


def _is_for_another(slot: Slot, entity: Entity, heard: Heard) -> bool:
    """Tell a sum that answers another question: owed, paid already, or none at all."""
    if slot.offered:
        return is_owed(heard.text, entity) or is_paid(heard.text, entity)
    month = slot.owed and says_a_month_of_it(heard)
    return month or not entity.value or (slot.owed and is_paid(heard.text, entity))


def _date(slot: Slot, heard: Heard) -> str | None:
    if slot.cue:
        said = dict(reversed([(cue, value) for value, cue in dates_said(heard)]))
        if said:
            return said.get(slot.cue, said.get(None))
    found = _day_named(slot, heard)
    if found is None and slot.past:
        return so_long_ago(heard)
    at_once = not slot.cue and AT_ONCE.search(fold_word(heard.text))  # no hearing is "now"
    if found is None and heard.today is not None and at_once:
        return heard.today.isoformat()
    return str(found) if found is not None else None


def _day_named(slot: Slot, heard: Heard) -> object | None:
    """Return the first day or month of a message that is not the one it takes back."""
    names = {*slot.entity, "date", "since", "month"}
    return next(
        (
            _as_exact_as_said(heard, entity)
            for entity in heard.understood.entities
            if entity.name in names and not _is_other_words(slot, entity, heard)
        ),
        None,
    )


def _month(slot: Slot, heard: Heard) -> list[str] | str | None:
    if slot.several and (months := months_said(slot, heard)) is not None:
        return months
    found = find_entity(heard, "month", "date", "since", *slot.entity)
    return str(found)[:7] if found is not None else None


def _choice(slot: Slot, heard: Heard) -> list[str] | str | None:
    if slot.several:
        return read_several(slot, heard) or _one_choice(slot, heard)
    if ANY in slot.choices and says_any_time(heard.text):
        return ANY
    if slot.name in AVAILABILITY:
        return read_availability(heard, asked=True) or _one_choice(slot, heard) or _part(heard)
    return _one_choice(slot, heard)


def _one_choice(slot: Slot, heard: Heard) -> str | None:
    unasked = read_unasked(slot, heard)
    if unasked is not None:
        return str(unasked)
    bare = None if heard.answer.rest else BARE.get(slot.name, {}).get(heard.answer.kind)
    return bare or _numbered(slot, heard.text) or _labelled(slot, heard)


def _part(heard: Heard) -> str | None:
    """Return the words of a part of the day that is none of the choices: "le soir"."""
    parts = [e for e in heard.understood.entities if e.name == "day_part"]
    said = any(not is_of_the_past(heard, part) for part in parts)
    return heard.text.strip() if said and len(heard.text.split()) <= SHORT_ANSWER else None


def _numbered(slot: Slot, text: str) -> str | None:
    digits = re.fullmatch(r"\s*(\d{1,2})\s*[.)]?\s*", text)
    place = int(digits[1]) if digits else 0
    return slot.choices[place - 1] if 0 < place <= len(slot.choices) else None


def _labelled(slot: Slot, heard: Heard) -> str | None:
    said = fold_word(heard.text)
    if len(said.split()) > SHORT_ANSWER:
        return None
    scored = [
        (
            max(fuzz.ratio(said, label.removeprefix("ال")), fuzz.token_set_ratio(said, label)),
            choice,
        )
        for choice in slot.choices
        if (label := fold_word(heard.labels.get(choice, "")))
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= SURE_LABEL else None


def _yes_no(slot: Slot, heard: Heard) -> bool | None:
    said = {"yes": True, "no": False}.get(heard.answer.kind)
    if said and only_takes_note(heard.text):
        return None  # "d'accord merci" tells of no baby
    if said is False and slot.entity and read_unasked(slot, heard):
        return True  # "non mais ma mère a 80 ans"
    if said is not None:
        return said
    if slot.name == ONLY_TOILET and (only := says_only_one(heard.text)) is not None:
        return only
    found = read_unasked(slot, heard)
    return bool(found) if found is not None else None


def _phone(slot: Slot, heard: Heard) -> str | None:
    found = find_entity(heard, "phone")
    return str(found) if found else None


def _problem(slot: Slot, heard: Heard) -> str | None:
    del slot
    return first_defect(heard)


def _text(slot: Slot, heard: Heard) -> str | None:
    if slot.name == "tenant_number":
        return _tenant_number(heard)
    spot = spot_said(heard) if slot.name == "where" else None
    where = spot or (None if _is_denied(slot, heard) else read_unasked(slot, heard))
    if where is None and (heard.answer.kind in NOTHING_TOLD or _is_no_text(slot, heard)):
        return None
    return str(where or heard.text.strip()[:LONGEST_TEXT]) or None


def _is_denied(slot: Slot, heard: Heard) -> bool:
    """Tell "non, pas à Denain" from "non, à Valenciennes", which answers after all."""
    named = (e for e in heard.understood.entities if e.name in slot.entity)
    no = heard.answer.kind in NOTHING_TOLD
    return no and any(_negated(heard.text, entity.start) for entity in named)


def _is_no_text(slot: Slot, heard: Heard) -> bool:
    """Tell words that name nothing: "oui" is no name, and "vous avez un t4 ?" no town.

    Where the residence was named, it is kept, and the question stands.
    """
    asks = is_question(heard.text)
    elsewhere = bool(slot.entity) and (asks or _place(slot, heard) is not None)
    beside = elsewhere or not looks_like(slot.name, heard)
    return heard.answer.kind == "yes" or beside or wants_a_language(heard)


def _tenant_number(heard: Heard) -> str | None:
    """Return the number read, else what has enough digits to be one that was mistyped."""
    number = find_entity(heard, "tenant_number")
    if number is not None:
        return str(number)
    if find_entity(heard, "phone") is not None:
        return None  # a number to call, whatever was asked
    digits = sum(character.isdigit() for character in heard.text)
    return heard.text.strip()[:LONGEST_TEXT] if digits >= FEWEST_DIGITS else None


def _place(slot: Slot, heard: Heard) -> Mapping[str, Any] | None:
    del slot
    named = place_of(heard, places_meant(heard))
    return named if {"residence", "town", "tenant_number"} & set(named) else None


READERS: dict[str, Callable[[Slot, Heard], object | None]] = {
    "text": _text,
    "number": read_number,
    "date": _date,
    "month": _month,
    "money": _money,
    "choice": _choice,
    "yes_no": _yes_no,
    "phone": _phone,
    "place": _place,
    "problem": _problem,
}
