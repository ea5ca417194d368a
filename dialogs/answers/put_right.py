"""A number that takes the place of one told before: "non pas 75 mais 65"."""

import re
from collections.abc import Mapping
from typing import Any, Final

from dialogs.answers.availability import read_availability
from dialogs.answers.past_days import behind, coming_day
from dialogs.answers.said_dates import dates_said
from dialogs.conversation import Topic
from dialogs.forms import Form
from dialogs.scene import Heard
from nlu.amounts import read_sum

_NUMBER: Final = re.compile(r"(?<![\d.,])\d{1,5}(?:[.,]\d{1,2})?(?![\d/])")
COUNTED: Final = frozenset({"money", "number"})
_NOT: Final = re.compile(r"\b(?:et )?pas (?:de |du |d')?$", re.IGNORECASE)
_BOTH: Final = 2
_LEAST: Final = 10  # euros: a smaller number may count anything
NAMED: Final = frozenset({"amount", "phone", "tenant_number", "people_count", "months_count"})


def values_alone(form: Form, topic: Topic, heard: Heard) -> dict[str, Any]:
    """Return a sum and a day said with no word of what they are: "non c'est 350 et le 15"."""
    if not (heard.answer.correction or heard.answer.kind == "no"):
        return {}
    return _sum_put_right(form, topic, heard) | _day_put_right(form, topic, heard)


def numbers_put_right(form: Form, topic: Topic, heard: Heard) -> Mapping[str, Any]:
    """Return the answer that held the first of two numbers, with the other one."""
    numbers = list(_NUMBER.finditer(heard.text))
    said = [read_sum(number[0]) for number in numbers]
    if not heard.answer.correction or len(said) != _BOTH or said[0] == said[1]:
        return {}
    slots = [slot.name for slot in form.slots if slot.kind in COUNTED]
    held = {name: topic.answers[name] for name in slots if topic.answers.get(name) in said}
    if len(held) != 1:
        return {}
    ((name, old),) = held.items()
    kept = any(read_sum(n[0]) != old and _is_denied(heard.text, n) for n in numbers)
    return {} if kept else {name: next(number for number in said if number != old)}


def _is_denied(text: str, number: re.Match[str]) -> bool:
    """Tell the 3 of "c'est 2 mois pas 3": who says what stands already changes nothing."""
    return bool(_NOT.search(text[: number.start()]))


def _sum_put_right(form: Form, topic: Topic, heard: Heard) -> dict[str, Any]:
    """Return the one sum that was told, with a number said alone."""
    sums = [
        slot.name for slot in form.slots if slot.kind == "money" and slot.name in topic.answers
    ]
    numbers = [float(e.value) for e in heard.understood.entities if e.name == "number"]
    named = any(e.name in NAMED for e in heard.understood.entities)
    alone = numbers[0] if len(numbers) == 1 and not named else 0.0
    return {sums[0]: alone} if len(sums) == 1 and alone >= _LEAST else {}


def _day_put_right(form: Form, topic: Topic, heard: Heard) -> dict[str, Any]:
    """Return the one day that was told by the words around it, with a day said alone."""
    days = [slot.name for slot in form.slots if slot.cue and slot.name in topic.answers]
    said = [value for value, cue in dates_said(heard) if cue is None]
    asked = form.slot(days[0]) if len(days) == 1 else None
    to_call = read_availability(heard, asked=False) is not None
    if asked is None or len(said) != 1 or to_call:
        return {}
    moved = str(behind(asked, said[0], heard))
    if moved[:4] == said[0][:4]:
        return {asked.name: moved}
    ahead = [slot.name for slot in form.slots if slot.side == "ahead"]
    soon = coming_day(heard)  # a day to come is no day that a paper bears
    return {ahead[0]: soon} if soon and ahead else {}
