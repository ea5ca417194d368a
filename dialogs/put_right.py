"""A number that takes the place of one told before: "non pas 75 mais 65"."""

import re
from collections.abc import Mapping
from typing import Any, Final

from dialogs.conversation import Topic
from dialogs.forms import Form
from dialogs.scene import Heard
from nlu.amounts import read_sum

_NUMBER: Final = re.compile(r"(?<![\d.,])\d{1,5}(?:[.,]\d{1,2})?(?![\d/])")
COUNTED: Final = frozenset({"money", "number"})
_BOTH: Final = 2


def numbers_put_right(form: Form, topic: Topic, heard: Heard) -> Mapping[str, Any]:
    """Return the answer that held the first of two numbers, with the other one."""
    said = [read_sum(match[0]) for match in _NUMBER.finditer(heard.text)]
    if not heard.answer.correction or len(said) != _BOTH or said[0] == said[1]:
        return {}
    slots = [slot.name for slot in form.slots if slot.kind in COUNTED]
    held = {name: topic.answers[name] for name in slots if topic.answers.get(name) in said}
    if len(held) != 1:
        return {}
    ((name, old),) = held.items()
    return {name: next(number for number in said if number != old)}
