"""The needs that a finished report opens, the most urgent first."""

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.answers.in_writing import IN_WRITING
from dialogs.conversation import Conversation, Topic
from dialogs.effects import NeedTold
from dialogs.forms import Form
from dialogs.needs.also_told import FIRST, SECOND
from dialogs.telling.shared import WRITES_FOR

URGENT_FIRST = ("food", "legal_paper", "worry", "distress", "home_repair", "arrears", "job_loss")
FOR_ALL = ("phone", "not_agency", "no_call", "name", "access", WRITES_FOR, IN_WRITING)


def needs_told(forms: Mapping[str, Form], conversation: Conversation) -> tuple[NeedTold, ...]:
    """Return the needs a finished report opens; a need told twice is one."""
    told: dict[str, NeedTold] = {}
    for topic in by_urgency(conversation):
        form = forms[topic.form]
        facts = {**form.facts, **topic.answers, **_for_all(conversation)}
        for need in _needs_of(form, topic):
            own = facts | _second_problem(form, topic, need)
            told.setdefault(need, NeedTold(need, own, topic.words, topic.form))
    return tuple(told.values())


def _second_problem(form: Form, topic: Topic, need: str) -> dict[str, Any]:
    """Return the defect of the need that the second defect opens: it is the first one there."""
    second = topic.answers.get(SECOND)
    opens = any(slot == SECOND and by.get(str(second)) == need for slot, by in form.also_when)
    return {FIRST: second} if opens else {}


def _for_all(conversation: Conversation) -> dict[str, Any]:
    """Return what is known for every need: the number to call, that the agency is not wanted."""
    return {name: conversation.shared[name] for name in FOR_ALL if name in conversation.shared}


def _needs_of(form: Form, topic: Topic) -> Iterator[str]:
    first = form.need
    for slot, by_answer in form.need_when:
        yield by_answer.get(str(topic.answers.get(slot)), str(first))
    if not form.need_when and first is not None:
        yield first
    yield from form.also
    for slot, by_answer in form.also_when:
        if (answer := str(topic.answers.get(slot))) in by_answer:
            yield by_answer[answer]


def needs_of_form(form: Form) -> set[str]:
    """Return every need that a form may open."""
    beside = {
        need for _, by_answer in (*form.need_when, *form.also_when) for need in by_answer.values()
    }
    return {str(form.need), *(str(need) for need in form.also), *beside}


def by_urgency(conversation: Conversation) -> list[Topic]:
    """Return what is told, what cannot wait first."""
    rank = {form: place for place, form in enumerate(URGENT_FIRST)}
    return sorted(conversation.topics, key=lambda topic: rank.get(topic.form, len(rank)))
