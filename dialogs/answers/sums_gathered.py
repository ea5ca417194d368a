"""Where a sum goes that a message names: what is owed, what is offered, and how often."""

from collections.abc import Mapping
from typing import Any

from dialogs.answers.said_sums import is_bare_sum, is_monthly, offered_sum, pays_all
from dialogs.conversation import Topic
from dialogs.forms import Form, Slot
from dialogs.scene import Heard

EVERY_MONTH = "every_month"


def offers_made(form: Form, topic: Topic, heard: Heard) -> dict[str, Any]:
    """Return the sum that somebody offers, whatever was asked: a new offer is the offer."""
    sum_said = offered_sum(heard)
    offered = [slot.name for slot in form.slots if slot.offered]
    if sum_said is None or not offered:
        return {}
    return dict.fromkeys(offered, sum_said) | how_often(form, offered[0], topic, heard)


def sum_meant(slot: Slot, value: object, topic: Topic | None, heard: Heard) -> object:
    """Return the sum that is meant: all that is owed for "oui tout", none for "3" months again."""
    if not slot.offered or topic is None:
        return value
    if value is None and pays_all(heard):
        return topic.answers.get("amount")
    again = heard.text.strip(" .!").isdigit() and value == topic.answers.get("months_count")
    return None if again and value else value


def how_often(form: Form, name: str, topic: Topic | None, heard: Heard) -> dict[str, bool]:
    """Tell whether an offer is for every month, where it is or where the one before was."""
    slot = form.slot(name)
    if slot is None or not slot.offered or form.slot(EVERY_MONTH) is None:
        return {}
    monthly = is_monthly(heard.text)
    before = topic is not None and EVERY_MONTH in topic.answers
    return {EVERY_MONTH: monthly} if monthly or before else {}


def offer_told_late(
    form: Form, topic: Topic, said: Mapping[str, Any], heard: Heard
) -> dict[str, Any]:
    """Give a sum to what is offered, where what is owed was told before: "30€".

    Once an offer was asked for, a bare sum is no debt: "100e", asked what happened.
    """
    sums = [slot for slot in form.slots if slot.kind == "money"]
    owed = [s.name for s in sums if not s.offered and s.name in {*said} & {*topic.answers}]
    offers = [s.name for s in sums if s.offered and s.name not in {*said, *topic.answers}]
    asked = any(s.offered and s.name in {*topic.answers, *topic.passed} for s in sums)
    if asked and is_bare_sum(heard):
        return {name: v for name, v in said.items() if name not in {s.name for s in sums}}
    return {**said, offers[0]: said[owed[0]]} if owed and offers else dict(said)


def not_owed_too(form: Form, name: str, value: object, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said without the sum that answers: what is offered is not owed too."""
    asked = form.slot(name)
    if asked is None or not asked.offered:
        return dict(said)
    money = {slot.name for slot in form.slots if slot.kind == "money"}
    return {other: v for other, v in said.items() if not (other in money and v == value)}
