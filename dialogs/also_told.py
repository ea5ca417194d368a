"""Two defects in one report: a leak and cockroaches are two needs; the second corrects nothing."""

import re
from collections.abc import Mapping
from typing import Any

from dialogs.forms import Form
from dialogs.scene import Heard
from nlu.folding import fold_word

FIRST, SECOND = "problem_type", "also_problem"
_ALSO = re.compile(
    r"\b(?:aussi|ossi|egalement|en plus|et puis|also|as well|too|ayrica|bir de|"
    r"ايضا|كمان)\b"
)


def both_problems(form: Form, heard: Heard, span: tuple[int, int] | None) -> dict[str, Any]:
    """Return the two defects of a message that open two needs, the one to repair first."""
    apart = _needs_apart(form)
    named = [
        str(entity.value)
        for entity in heard.understood.entities
        if entity.name == FIRST
        and (span is None or (span[0] <= entity.start and entity.end <= span[1]))
    ]
    repairs = [code for code in named if code not in apart]
    others = [code for code in named if code in apart]
    return {FIRST: repairs[0], SECOND: others[0]} if apart and repairs and others else {}


def not_in_its_place(
    form: Form, answers: Mapping[str, Any], said: Mapping[str, Any], heard: Heard
) -> dict[str, Any]:
    """Return what is said, a defect told with "aussi" beside the first and not in its place."""
    said = {**said, **_more_of_several(form, answers, said, heard)}
    new, first = said.get(FIRST), answers.get(FIRST)
    if heard.answer.correction or None in {new, first} or not _ALSO.search(fold_word(heard.text)):
        return dict(said)
    rest = {name: value for name, value in said.items() if name != FIRST}
    apart = _needs_apart(form)
    return {**rest, SECOND: new} if new in apart and first not in apart else rest


def _more_of_several(
    form: Form, answers: Mapping[str, Any], said: Mapping[str, Any], heard: Heard
) -> dict[str, Any]:
    """Return all the months asked for, where one more is told: "aussi août"."""
    if not _ALSO.search(fold_word(heard.text)):
        return {}
    lists = [s.name for s in form.slots if s.several and s.name in said and s.name in answers]
    return {name: sorted({*_listed(answers[name]), *_listed(said[name])}) for name in lists}


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _needs_apart(form: Form) -> frozenset[str]:
    """Return the defects that open a need of their own beside the first."""
    return frozenset(code for slot, codes in form.also_when if slot == SECOND for code in codes)
