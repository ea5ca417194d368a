"""What is known of a need, in words: each fact as the question that asks for it says it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from dialogs.answers.in_writing import IN_WRITING
from dialogs.effects import Month, Problem, Say
from dialogs.forms import Form, Slot
from dialogs.needs.opening_needs import needs_of_form
from dialogs.telling.shared import WRITES_FOR, where_words

LENGTH_OF_A_MONTH = len("2026-09")
FACT_NAMES = frozenset(
    {
        "access", IN_WRITING, "name", "not_agency", "no_call", "phone", "safety", "said",
        "subject", "because", "age", "children_count", "declared_payment", WRITES_FOR, "disputed",
    }
)  # fmt: skip


def facts_told(forms: Mapping[str, Form], need: str, facts: Mapping[str, Any]) -> tuple[Say, ...]:
    """Return what is known of a need in the words of its form; the rest by its own name."""
    takers = [form for form in forms.values() if need in needs_of_form(form)]
    said: dict[str, Say] = {}
    for form in takers:
        for slot in form.slots:
            say = say_fact(form.name, slot, facts.get(slot.name))
            if say is not None:
                said.setdefault(slot.name, say)
    slots = {slot.name for form in takers for slot in form.slots if slot.kind != "phone"}
    others = [name for name in facts if name not in slots]
    return (*said.values(), *(_other_fact(forms, name, facts[name]) for name in others))


def _other_fact(forms: Mapping[str, Form], name: str, value: object) -> Say:
    """Return a fact that no question of the need asks for; a wish is said by its name alone.

    What another need asks for is said in its words, and a door as a place is.
    """
    if value is True and name in FACT_NAMES:
        return Say(f"fact_name.{name}")
    if name in FACT_NAMES:
        return Say("desk.fact", {"name": Say(f"fact_name.{name}"), "value": str(value)})
    elsewhere = (
        say_fact(form.name, slot, value)
        for form in forms.values()
        for slot in form.slots
        if slot.name == name and (slot.kind != "choice" or value in slot.choices)
    )
    said = (*where_words({name: value}), *filter(None, elsewhere))
    plain = Say("desk.fact", {"name": name.replace("_", " "), "value": str(value)})
    return next((say for say in said if isinstance(say, Say)), plain)


def say_fact(form: str, slot: Slot, value: object) -> Say | None:
    """Return one answer in words; None where it says nothing, or is how to call."""
    if value is None or value is False or value == "other" or slot.kind == "phone":
        return None
    if isinstance(value, list | tuple):
        return _several(form, slot, value)
    if slot.kind == "choice":
        return _chosen(form, slot, value)
    if slot.zero and value == 0:
        return Say(f"{form}.fact.{slot.name}.zero")
    shown = _typed(slot, value)
    month = ".month" if slot.kind == "date" and isinstance(shown, Month) else ""
    said = Say(f"{form}.fact.{slot.name}{month}", {"value": shown})
    about = slot.kind == "date" and "/" in str(value)  # "la semaine dernière"
    return Say("report.about", {"fact": said}) if about else said


def _several(form: str, slot: Slot, values: Sequence[object]) -> Say:
    """Return several answers to one question, or what else is broken, in one line."""
    if slot.kind == "problem":
        return Say(f"{form}.fact.{slot.name}", {"value": tuple(Problem(str(v)) for v in values)})
    one = _chosen if slot.kind == "choice" else say_fact
    return Say("report.several", {"answers": tuple(one(form, slot, v) for v in values)})


def _chosen(form: str, slot: Slot, value: object) -> Say:
    """Return the words of a choice, or the person's own."""
    if value in slot.choices:
        return Say(f"{form}.choice.{slot.name}.{value}")
    return Say("report.words", {"value": value})


def _typed(slot: Slot, value: Any) -> object:  # noqa: ANN401 (an answer is of any JSON kind)
    with suppress(ValueError):
        match slot.kind:
            case "date" if len(str(value)) > LENGTH_OF_A_MONTH:
                return date.fromisoformat(str(value)[:10])
            case "date" | "month":
                return Month(date.fromisoformat(f"{str(value)[:7]}-01"))
            case "money":
                return Decimal(str(value))
            case "number":
                return int(value)
            case _:
                pass
    return Problem(str(value)) if slot.kind == "problem" else str(value)
