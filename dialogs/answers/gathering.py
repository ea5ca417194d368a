"""What one message answers, form by form, before anything is decided."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogs.answers.answered_beside import by_words_alone
from dialogs.answers.availability import read_availability
from dialogs.answers.expecting import with_birth_ahead
from dialogs.answers.in_no_need import said_in_no_need
from dialogs.answers.in_writing import CALLBACK, wants_writing
from dialogs.answers.months_owed import owes_months
from dialogs.answers.no_and_value import put_right_by_no
from dialogs.answers.past_days import coming_day
from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.answers.put_right import numbers_put_right, values_alone
from dialogs.answers.reading import read_answer, read_payload, read_unasked
from dialogs.answers.said_dates import is_over, takes_a_day_back
from dialogs.answers.said_over import is_said_over, values_said_over
from dialogs.answers.sums_gathered import (
    how_often,
    not_owed_too,
    offer_told_late,
    offers_made,
    sum_meant,
)
from dialogs.answers.which_place import WISHED, takes_a_place_back, towns_apart
from dialogs.conversation import Conversation, Topic
from dialogs.danger.bereaved import lost_no_work
from dialogs.forms import Form, Slot
from dialogs.needs.also_told import both_problems, not_in_its_place
from dialogs.needs.changes import FORM as HOUSEHOLD_CHANGE
from dialogs.needs.changes import dead_long_ago
from dialogs.needs.cold import tells_cold
from dialogs.needs.defects import PROBLEM, defect, defect_read_apart, says_what_leaks
from dialogs.needs.opening_needs import URGENT_FIRST
from dialogs.needs.somebody_else import tells_of_another, tells_of_myself
from dialogs.needs.unpaid_wage import tells_no_wage
from dialogs.read_once import once
from dialogs.scene import ACT, Heard, find_entity
from dialogs.telling.shared import DETAILS, details_said
from nlu.losses import tells_a_death
from nlu.understanding import Understanding

CONFIRMING = ("report.confirm", "report.correct")  # what is said there puts answers right
PLACE = Slot(name="place", kind="place")
HOME_REPAIR, JOB_LOSS, REHOUSING = "home_repair", "job_loss", "rehousing"
_TOO_SMALL = "overcrowding"
WORRY = "worry"
A_SHORT_ANSWER = 4  # words
BESIDE = {  # by the kind of a question: what is kept too, of what else an answer says
    "date": frozenset({"money", "number"}),
    "month": frozenset({"money"}),
    "number": frozenset({"money"}),
    "money": frozenset({"date"}),
    "choice": frozenset({"number"}),
}
MOST_NEEDS = 4  # of one message; the others are said, and buttons under the summary

TOLD_BY_WORDS: tuple[tuple[str, Callable[[Heard], bool]], ...] = (  # whatever the model thinks
    (HOME_REPAIR, lambda heard: tells_cold(heard.text)),
    (HOUSEHOLD_CHANGE, lambda heard: tells_a_death(heard.text) and not dead_long_ago(heard)),
    ("arrears", lambda heard: owes_months(heard.text)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A need heard in a message: the form that takes it, and the words that said it."""

    form: str
    words: str
    span: tuple[int, int] | None
    sure: float


@once
def told_needs(forms: Mapping[str, Form], heard: Heard) -> tuple[Told, ...]:
    """Return the needs a message tells, the surest first; none for a button."""
    if heard.payload:
        return ()
    every, beyond = _by_form(forms, heard), told_beyond(forms, heard)
    told = {form: need for form, need in every.items() if form not in beyond}
    _put_right_by_words(told, forms, heard)
    if len(told) == 1:  # the whole message is about the one need
        (only,) = told.values()
        return (Told(form=only.form, words=heard.text, span=None, sure=only.sure),)
    return tuple(told.values())


def _put_right_by_words(told: dict[str, Told], forms: Mapping[str, Form], heard: Heard) -> None:
    """Add the needs that words alone tell; take away those that the words tell to be none."""
    if HOME_REPAIR not in told and tells_cold(heard.text):
        told.pop(HOUSEHOLD_CHANGE, None)  # a baby in a cold home is why it is urgent, no change
    if REHOUSING in told and _is_only_too_small(heard):
        told.pop(HOME_REPAIR, None)  # "on est 6 dans 2 pièces": nothing is broken
    for form, tells in TOLD_BY_WORDS:
        if form in forms and form not in told and tells(heard):
            told[form] = Told(form=form, words=heard.text, span=None, sure=1.0)
    for form in _of_the_other(told, heard):
        told.pop(form)
    if len(told) > 1 and lost_no_work(heard.text):
        told.pop(JOB_LOSS, None)
    if len(told) > 1 and wants_writing(heard.text):
        told.pop(CALLBACK, None)  # "m'écrire, pas appeler" is how, and no need


def _is_only_too_small(heard: Heard) -> bool:
    """Tell whether the only defect of a message is a home too small for those who live there."""
    named = {str(e.value) for e in heard.understood.entities if e.name == PROBLEM}
    guessed = {defect.name for defect in heard.understood.defects[:1]}
    return (named or guessed) == {_TOO_SMALL}


def _of_the_other(told: Mapping[str, Told], heard: Heard) -> list[str]:
    """Return what is told of another beside a worry for them: "elle a plus rien à manger"."""
    if WORRY not in told or not tells_of_another(heard.text):
        return []
    return [f for f, need in told.items() if f != WORRY and not tells_of_myself(need.words)]


def told_beyond(forms: Mapping[str, Form], heard: Heard) -> dict[str, str]:
    """Return the words of needs that are too many for one report: none is dropped in silence."""
    told = _by_form(forms, heard)
    kept = sorted(told, key=_rank)
    return {form: told[form].words for form in told if form in kept[MOST_NEEDS:]}


def _rank(form: str) -> int:
    return URGENT_FIRST.index(form) if form in URGENT_FIRST else len(URGENT_FIRST)


@once
def _by_form(forms: Mapping[str, Form], heard: Heard) -> Mapping[str, Told]:
    started = {intent: form.name for form in forms.values() for intent in form.started_by}
    told: dict[str, Told] = {}
    for said in _said(heard.understood):
        form = started.get(said.intent)
        if form and form not in told:
            told[form] = Told(
                form=form, words=said.text, span=(said.start, said.end), sure=said.confidence
            )
    return told


def _said(understood: Understanding) -> Iterable[Any]:
    for place, said in enumerate(understood.needs):
        if place or said.confidence >= ACT:  # a further need has shown its own evidence
            yield said


def gather(
    forms: Mapping[str, Form], conversation: Conversation, heard: Heard
) -> dict[str, dict[str, Any]]:
    """Return what the message gives: to the pending question, to new needs, as corrections."""
    found = _of_needs(forms, heard)
    # A message put right answers no question that was asked after it.
    pending = None if heard.edits else _pending(forms, conversation, heard)
    short, over = pending is None and is_short(heard), said_over(forms, conversation, heard)
    for topic in conversation.topics:
        if topic.form in found:
            found[topic.form] = not_in_its_place(
                forms[topic.form], topic.answers, found[topic.form], heard
            )
        if pending is None and (offer := offers_made(forms[topic.form], topic, heard)):
            found.setdefault(topic.form, {}).update(offer)
        read = _unasked(forms[topic.form], heard, None)
        said = not_in_its_place(forms[topic.form], topic.answers, read, heard)
        if puts_right(conversation, heard):
            moved = _moved(forms[topic.form], topic, heard, alone=pending is None)
            said = {**said, **moved, **over.get(topic.form, {})}
            found.setdefault(topic.form, {}).update(said)
        elif topic.form in over:
            found.setdefault(topic.form, {}).update(over[topic.form])
        elif short:  # "le matin", said when the place is asked
            said = offer_told_late(forms[topic.form], topic, said, heard)
            new = {
                name: v
                for name, v in said.items()
                if name not in topic.answers and not _of_an_appointment(conversation, name)
            }
            found.setdefault(topic.form, {}).update(new)
    if pending is not None:
        form, name, value = pending
        found[form] = {
            **not_owed_too(forms[form], name, value, found.get(form, {})),
            **_beside(forms[form], name, conversation.topic_of(form), heard),
            **how_often(forms[form], name, conversation.topic_of(form), heard),
            **_on_its_side(forms[form], name, value, heard),
        }
    found = with_birth_ahead(conversation, heard, found)
    where = _who_and_where(forms, found, conversation, heard)
    return towns_apart(conversation, heard, found | where)


def _of_needs(forms: Mapping[str, Form], heard: Heard) -> dict[str, dict[str, Any]]:
    needs = told_needs(forms, heard)
    return {
        told.form: by_words_alone(told.form, heard)
        | _in_no_need(forms, told, needs, heard)
        | _unasked(forms[told.form], heard, told.span)
        for told in needs
    }


def _in_no_need(
    forms: Mapping[str, Form], mine: Told, needs: Sequence[Told], heard: Heard
) -> dict[str, Any]:
    if mine.span is None:
        return {}
    others = [forms[told.form] for told in needs if told != mine]
    return said_in_no_need(forms[mine.form], others, [told.span for told in needs], heard)


def _moved(form: Form, topic: Topic, heard: Heard, *, alone: bool) -> dict[str, Any]:
    """Return the numbers that take the place of others, those said with no word too."""
    values = values_alone(form, topic, heard) if alone else {}
    return {**numbers_put_right(form, topic, heard), **values}


def _of_an_appointment(conversation: Conversation, name: str) -> bool:
    """Tell that a day is the one wished for an appointment, and no first day of work."""
    return name == "available" and conversation.topic_of("appointment") is not None


def is_short(heard: Heard) -> bool:
    """Tell an answer of a few words, or one that only says when, or that no wage has come."""
    few = len(heard.text.split()) <= A_SHORT_ANSWER or tells_no_wage(heard.text)
    return few or read_availability(heard, asked=False) is not None


def puts_right(conversation: Conversation, heard: Heard) -> bool:
    """Tell whether what a message gives replaces what was given before."""
    marked = heard.answer.correction or takes_a_day_back(heard) or takes_a_place_back(heard)
    marked = marked or says_what_leaks(conversation, heard)
    return marked or conversation.asked in CONFIRMING


def said_over(
    forms: Mapping[str, Form], conversation: Conversation, heard: Heard
) -> dict[str, Mapping[str, Any]]:
    """Return what takes the place of other answers without a word of correction, form by form."""
    if by_no := put_right_by_no(forms, conversation, heard):
        return dict(by_no)
    if heard.payload or not is_said_over(heard):
        return {}
    pending = _pending(forms, conversation, heard)
    answered = forms[pending[0]].slot(pending[1]) if pending else None
    over = {
        topic.form: values_said_over(forms[topic.form], topic, heard, answered)
        for topic in conversation.topics
    }
    return {form: values for form, values in over.items() if values}


def _beside(form: Form, name: str, topic: Topic | None, heard: Heard) -> dict[str, Any]:
    """Return what stands beside an answer: dates told by their words, a sum beside a day.

    What was told before stays.
    """
    if heard.payload:
        return {}
    asked, known = form.slot(name), {*(topic.answers if topic else {})}
    kinds = BESIDE.get(asked.kind, frozenset()) if asked and not asked.offered else frozenset()
    more = [s for s in form.slots if s.cue or (s.kind in kinds and s.name not in known)]
    return {slot.name: v for slot in more if (v := read_unasked(slot, heard)) is not None}


def _on_its_side(form: Form, name: str, value: object, heard: Heard) -> dict[str, object]:
    """Give a day to the slot of its side: a hearing that took place, one that a paper calls to."""
    asked = form.slot(name)
    if asked is None or not asked.cue or heard.today is None:
        return {name: value}
    if asked.past and (soon := coming_day(heard)) is not None:
        ahead = [slot.name for slot in form.slots if slot.side == "ahead"]
        return {ahead[0]: soon} if ahead else {name: value}
    if asked.side != "ahead" or not is_over(heard):
        return {name: value}
    over = [slot.name for slot in form.slots if (slot.cue, slot.side) == (asked.cue, "behind")]
    return {over[0] if over and str(value) < heard.today.isoformat() else name: value}


def _who_and_where(
    forms: Mapping[str, Form],
    found: Mapping[str, dict[str, Any]],
    conversation: Conversation,
    heard: Heard,
) -> dict[str, dict[str, Any]]:
    """Return a tenant number with the words it came with, and a place."""
    told: dict[str, dict[str, Any]] = {}
    if heard.own_phone:
        told["identify"] = {"own_phone": heard.own_phone}
    number = find_entity(heard, "tenant_number")
    if number is not None and conversation.asked != "identify.last_name":
        said = {"tenant_number": str(number), "said_with_it": heard.text}
        told["identify"] = {**found.get("identify", {}), **told.get("identify", {}), **said}
    where = read_answer("place", PLACE, heard)
    if isinstance(where, Mapping):  # the button "je ne sais pas" names none
        told["place"] = dict(where)
    elif details := _details(forms, conversation, heard):
        told["place"] = details
    return told


def _details(
    forms: Mapping[str, Form], conversation: Conversation, heard: Heard
) -> dict[str, Any]:
    """Return where inside a residence, put right or said by itself: "non pardon bâtiment C"."""
    if not conversation.topics or not (
        puts_right(conversation, heard) or only_fills_a_form(heard)
    ):
        return {}
    known = conversation.shared.get("place") or {}
    return details_said(heard, forms, conversation.topics, known)


def _unasked(form: Form, heard: Heard, span: tuple[int, int] | None) -> dict[str, Any]:
    read = {slot.name: _told(slot, heard, span) for slot in form.slots}
    told = {name: value for name, value in read.items() if value is not None}
    return told | both_problems(form, heard, span)


def _told(slot: Slot, heard: Heard, span: tuple[int, int] | None) -> object | None:
    """Look in the words of the need, then, where the form says so, in those of the others."""
    value = read_unasked(slot, heard, span)
    if value is None and PROBLEM in slot.entity:
        return _defect_on_the_edge(heard, span) or defect_read_apart(heard, span)
    return read_unasked(slot, heard) if value is None and slot.anywhere else value


def _defect_on_the_edge(heard: Heard, span: tuple[int, int] | None) -> str | None:
    """Return the last defect that stands partly in the words of a need: "et la serrure cassée"."""
    if span is None:
        return None
    named = (e for e in heard.understood.entities if e.name == PROBLEM)
    across = [e for e in named if e.start < span[1] and span[0] < e.end]
    return defect(heard, across[-1]) if across else None


def _pending(
    forms: Mapping[str, Form], conversation: Conversation, heard: Heard
) -> tuple[str, str, object] | None:
    asked = _asked(conversation, heard)
    if asked is None or asked[0] not in forms:
        return None
    slot = forms[asked[0]].slot(asked[1])
    if slot is None or _puts_right_beside(forms, conversation, slot, heard):
        return None
    said = read_answer(asked[0], slot, heard)
    value = sum_meant(slot, said, conversation.topic_of(asked[0]), heard)
    return (*asked, value) if value is not None else None


def _puts_right_beside(
    forms: Mapping[str, Form], conversation: Conversation, slot: Slot, heard: Heard
) -> bool:
    """Tell whether a message puts something else right, and does not answer the question."""
    if slot.kind == "yes_no" and _puts_another_right(forms, conversation, slot, heard):
        return True
    back = slot.name != WISHED and slot.kind != "place" and takes_a_place_back(heard)
    by_no = put_right_by_no(forms, conversation, heard)
    return back or bool(by_no) or _puts_a_place_right(slot, heard)


def _puts_a_place_right(slot: Slot, heard: Heard) -> bool:
    """Tell whether the "non" of a message takes a place back, and answers no question."""
    named = {entity.name for entity in heard.understood.entities}
    where = bool(named & {*DETAILS, "residence"})
    return (
        heard.answer.correction and where and slot.kind != "place" and not named & {*slot.entity}
    )


def _puts_another_right(
    forms: Mapping[str, Form], conversation: Conversation, asked: Slot, heard: Heard
) -> bool:
    """Tell the "non" of "non c'est depuis lundi" from one that answers yes or no."""
    if not heard.answer.correction or find_entity(heard, *asked.entity) is not None:
        return False
    return any(
        read_unasked(slot, heard) not in {None, topic.answers[slot.name]}
        for topic in conversation.topics
        for slot in forms[topic.form].slots
        if not slot.several and slot.name in topic.answers
    )


def _asked(conversation: Conversation, heard: Heard) -> tuple[str, str] | None:
    button = read_payload(heard.payload)
    if button and conversation.topic_of(button[0]):  # a button of this report, even an older one
        return button[0], button[1]
    form, _, slot = (conversation.asked or "").partition(".")
    return (form, slot) if slot else None
