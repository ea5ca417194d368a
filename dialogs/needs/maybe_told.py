"""Needs that a message may tell besides: buttons under the summary, no question of their own.

A long story tells causes and what is settled too; what of it is a wish, its teller knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from dialogs.conversation import Conversation
from dialogs.effects import Choice, Say
from dialogs.forms import Form
from dialogs.needs.changes import FORM as HOUSEHOLD_CHANGE
from dialogs.needs.changes import no_event
from dialogs.scene import Heard

MOST: Final = 2  # buttons
# What is told with a need as its background: never a second wish.
BACKGROUND: Final[Mapping[str, frozenset[str]]] = {
    "home_repair": frozenset({"common_area", "household_change", "health", "works"}),
    "common_area": frozenset({"home_repair", "household_change", "works"}),
    "worry": frozenset({"neighbour", "antisocial", "distress", "household_change"}),
    "neighbour": frozenset({"worry", "antisocial", "distress"}),
    "antisocial": frozenset({"worry", "neighbour", "distress"}),
    "job_search": frozenset({"rehousing", "worksite_school", "placement", "job_loss"}),
    "worksite_school": frozenset({"rehousing", "job_search", "placement", "works"}),
    "placement": frozenset({"rehousing", "job_search", "worksite_school"}),
    "arrears": frozenset({"household_change", "rent_bill"}),
    "legal_paper": frozenset({"rehousing", "household_change"}),
    "household_change": frozenset({"distress", "worry"}),
}
_SEND: Final = (
    Choice("report.confirm=yes", "report.choice.send"),
    Choice("report.confirm=no", "report.choice.correct"),
    Choice("report.confirm=cancel", "report.choice.cancel"),
)
_NOT_OFFERED: Final = frozenset({"callback", "identify", "privacy"})  # no subjects of a report


def with_maybe(
    forms: Mapping[str, Form], conversation: Conversation, heard: Heard
) -> Conversation:
    """Return a conversation that remembers what a message may tell besides."""
    started = {intent: form.name for form in forms.values() for intent in form.started_by}
    heard_of = {started.get(need.intent): need.text for need in heard.understood.maybe}
    if no_event(heard):
        heard_of.pop(HOUSEHOLD_CHANGE, None)
    new = {form: said for form, said in heard_of.items() if form and form not in _NOT_OFFERED}
    return replace(conversation, maybe={**new, **conversation.maybe})


def at_the_end(conversation: Conversation) -> tuple[Choice, ...]:
    """Return the buttons under the summary: to send it, and to add what may have been told."""
    return (*_SEND, *_to_add(conversation))


def _to_add(conversation: Conversation) -> tuple[Choice, ...]:
    told = {topic.form for topic in conversation.topics}
    return tuple(
        Choice(f"choose.form={form}", "report.add", {"need": Say(f"{form}.label")})
        for form in worth_adding(told, conversation.maybe)
    )


def worth_adding(told: Iterable[str], maybe: Iterable[str]) -> tuple[str, ...]:
    """Return the forms that may be wished besides those told, and are no background of them."""
    known = {*told}
    behind = {form for topic in known for form in BACKGROUND.get(topic, ())}
    return tuple(form for form in maybe if form not in known | behind)[:MOST]
