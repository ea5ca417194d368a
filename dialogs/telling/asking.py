"""Choose the next question of a report, and sum it up once enough is known."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from dialogs.answers.in_writing import IN_WRITING
from dialogs.conversation import Conversation, Topic
from dialogs.effects import (
    SHARE_PHONE,
    Choice,
    Effect,
    Problem,
    Say,
)
from dialogs.forms import Form, Slot
from dialogs.needs.defects import PROBLEM
from dialogs.needs.maybe_told import at_the_end
from dialogs.needs.opening_needs import by_urgency
from dialogs.scene import Known, Scene, Turn
from dialogs.telling.facts import say_fact
from dialogs.telling.shared import (
    IDENTITY_PASSED,
    WRITES_FOR,
    is_needless,
    is_placed,
    new_facts,
    where_words,
)
from nlu.phones import as_dialled

MOST_QUESTIONS = 4  # before something useful is given: domain/intents.md 2.5, rule 2
SINCE_WHEN = frozenset(  # questions that do not say of what
    {
        "benefits.month", "common_area.since", "health.since", "home_repair.since",
        "household_change.date", "placement.since",
    }
)  # fmt: skip
SEVERAL = 2  # needs that one question may be of
MOST_PUTS = 3  # of one question, beside what else is said; then it is left
FEW_ENOUGH_FOR_BUTTONS = 8
WORTH_A_BUTTON = 0.1  # how likely a defect must be
YES_NO = ("yes", "no")
BESIDE = {  # other ways to answer a question, on channels that have them
    "identify.tenant_number": (Choice(SHARE_PHONE, "identify.choice.share_phone"),),
}
WHEN = {  # what is told once is said back once, whichever needs it answers
    "call_when": "when", "visit_when": "when", "moment": "when",
    "wanted_on": "day", "available": "day",
}  # fmt: skip
PHONE = "callback.phone"
REACH = "report.reach"  # asked once, of who asks for a person: reaching.py
HOW_TO_REACH = Say(
    "report.ask.reach", choices=(Choice("report.reach=here", "report.choice.here"),)
)


def ask_next(scene: Scene, *before: Effect) -> Turn:
    """Ask the next thing worth knowing, or sum up what was told."""
    conversation = scene.conversation
    if not conversation.topics:
        return Turn(replace(conversation, asked=None), (*before, Say("lost.tell_me")))
    question = next_question(scene.forms, conversation, scene.known)
    if question is None:
        return sum_up(scene, *before)
    puts = conversation.puts + 1 if question == conversation.asked else 0
    if puts >= _most_puts(scene, question) and (passed := passed_by(scene, question)) is not None:
        return ask_next(scene.now_in(passed), *before)
    asked = replace(
        conversation,
        asked=question,
        puts=puts,
        tries=0,
        misses=0,
        questions=conversation.questions + (question != conversation.asked),
    )
    return Turn(asked, (*before, _put_first(scene, question)))


def _put_first(scene: Scene, question: str) -> Say:
    """Say of which need "depuis quand ?" is asked, the first time, where several are told."""
    form, _, name = question.partition(".")
    said = put_question(scene.forms, question)
    if name == PROBLEM:
        said = replace(said, choices=_defects_offered(scene, question))
    needs = [topic for topic in scene.conversation.topics if topic.form != "identify"]
    if question not in SINCE_WHEN or len(needs) < SEVERAL or question == scene.conversation.asked:
        return said
    values = {"need": Say(f"{form}.label"), "question": replace(said, choices=())}
    return replace(said, message="report.for_which", values=values)


def _defects_offered(scene: Scene, question: str) -> tuple[Choice, ...]:
    """Return buttons for what may be broken, as the message that told it was understood."""
    return tuple(
        Choice(f"{question}={defect.name}", "report.defect", {"value": Problem(defect.name)})
        for defect in scene.heard.understood.defects
        if defect.confidence >= WORTH_A_BUTTON
    )


def _is_identity_of_another(question: str, conversation: Conversation) -> bool:
    """Tell a question about the lease from others, to who writes for somebody else."""
    return WRITES_FOR in conversation.shared and question.startswith("identify.")


def _most_puts(scene: Scene, question: str) -> int:
    form, _, name = question.partition(".")
    slot = scene.forms[form].slot(name) if form in scene.forms else None
    once = slot is not None and slot.once
    return 1 if once or _is_identity_of_another(question, scene.conversation) else MOST_PUTS


def passed_by(scene: Scene, question: str) -> Conversation | None:
    """Leave a question that people speak beside of.

    Where it is, and the day that a law counts from, stay asked; who they are too, unless they
    tell of something else, which needs no proof.
    """
    form, _, name = question.partition(".")
    if form == "identify":
        rest = without_identity(scene.conversation)
        return rest if rest.topics or WRITES_FOR in rest.shared else None
    topic = scene.conversation.topic_of(form)
    slot = scene.forms[form].slot(name) if topic is not None else None
    if topic is None or slot is None or (slot.cue and not slot.once):
        return None
    return scene.conversation.with_topic(replace(topic, passed=(*topic.passed, name)))


def without_identity(conversation: Conversation) -> Conversation:
    """Leave who they are, which is asked once of who writes for somebody else."""
    shared = {**conversation.shared, IDENTITY_PASSED: True}
    return replace(conversation.without("identify"), shared=shared, asked=None, tries=0)


def next_question(
    forms: Mapping[str, Form], conversation: Conversation, known: Known
) -> str | None:
    """Return "form.slot" of the next question, None when enough was asked."""
    identity = conversation.topic_of("identify")
    if identity is not None:
        return next(_open_slots(forms, identity, conversation), None)
    if conversation.questions >= MOST_QUESTIONS:
        return None
    rounds = zip_longest(
        *(_open_slots(forms, topic, conversation) for topic in by_urgency(conversation))
    )
    known_phone = {PHONE} if known.verified else set()  # the agency has it on file
    ordered = [slot for slots in rounds for slot in slots if slot and slot not in known_phone]
    if _wants_place(forms, conversation, known):
        ordered.insert(min(1, len(ordered)) if conversation.questions == 0 else 0, "place.place")
    return next(iter(ordered), None)


def _open_slots(
    forms: Mapping[str, Form], topic: Topic, conversation: Conversation
) -> Iterator[str]:
    for slot in forms[topic.form].slots:
        beside = bool(slot.unless_topic and conversation.topic_of(slot.unless_topic))
        known = is_needless(slot, conversation)
        if slot.wanted(topic.answers) and slot.name not in topic.passed and not (beside or known):
            yield f"{topic.form}.{slot.name}"


def _wants_place(forms: Mapping[str, Form], conversation: Conversation, known: Known) -> bool:
    wanted = any(forms[topic.form].place for topic in conversation.topics)
    return wanted and not known.place and not is_placed(conversation.shared)


def is_step(forms: Mapping[str, Form], asked: str | None) -> bool:
    """Tell whether what is asked is a step of a report, and not of a menu or a consent."""
    form = (asked or "").partition(".")[0]
    return form in forms or form in {"place", "report"}


def put_question(forms: Mapping[str, Form], question: str) -> Say:
    """Return the words and buttons of one question."""
    form, _, name = question.partition(".")
    if form == "place":
        return Say("place.ask", choices=(Choice("place.place=unknown", "answer.dont_know"),))
    slot = forms[form].slot(name)
    choices = choices_of(form, slot) if slot else ()
    return Say(f"{form}.ask.{name}", choices=(*choices, *BESIDE.get(question, ())))


def choices_of(form: str, slot: Slot) -> tuple[Choice, ...]:
    """Return the buttons of a slot."""
    if slot.kind == "yes_no":
        return tuple(Choice(f"{form}.{slot.name}={a}", f"answer.{a}") for a in YES_NO)
    return tuple(
        Choice(f"{form}.{slot.name}={choice}", f"{form}.choice.{slot.name}.{choice}")
        for choice in slot.choices[:FEW_ENOUGH_FOR_BUTTONS]
    )


def sum_up(scene: Scene, *before: Effect) -> Turn:
    """Say back what was understood, and ask leave to send it."""
    conversation = replace(scene.conversation, asked="report.confirm", tries=0, misses=0)
    told = (topic for topic in conversation.topics if topic.form != "identify")
    lines = tuple(summary_line(scene.forms[topic.form], topic) for topic in told)
    lines += tuple(_shared_lines(conversation))
    values = {"lines": lines, "question": Say(_send_to(scene))}
    return Turn(conversation, (*before, Say("report.summary", values, at_the_end(conversation))))


def told_so_far(forms: Mapping[str, Form], conversation: Conversation) -> tuple[Say, ...]:
    """Return what was answered in a report so far, as the summary will say it."""
    lines = (summary_line(forms[topic.form], topic) for topic in conversation.topics)
    told = tuple(line for line in lines if "facts" in line.values)
    return (*told, *_shared_lines(conversation))


def _send_to(scene: Scene) -> str:
    """Return the question that says who will read it."""
    forms = {topic.form for topic in scene.conversation.topics}
    if forms == {"privacy"}:
        return "report.send.data"
    return (
        "report.send.else" if scene.conversation.shared.get("not_agency") else "report.send.agency"
    )


def _shared_lines(conversation: Conversation) -> Iterator[Say]:
    """Yield where it is and how to call: what a person wants to see before it is sent."""
    shared = conversation.shared
    if where := where_words(shared.get("place") or {}, conversation.topics):
        yield Say("report.where", {"place": where})
    if shared.get(WRITES_FOR):
        yield Say("report.for_another", {"whom": shared[WRITES_FOR]})
    if shared.get("name"):
        yield Say("report.name", {"name": shared["name"]})
    if shared.get("access"):
        yield Say("report.access", {"access": shared["access"]})
    if shared.get("phone"):
        yield Say("report.call", {"phone": as_dialled(str(shared["phone"]))})
    if shared.get(IN_WRITING):
        yield Say("report.in_writing")
    if shared.get("not_agency"):
        yield Say("report.without_agency")


def said_back(scene: Scene, after: Conversation) -> Say:
    """Say back what a message added or put right, so that nobody wonders whether it was read."""
    before = scene.conversation
    newly = _newly_told(before, after)
    facts = {  # an hour said for two needs is said back once
        (WHEN.get(slot.name, slot.name), str(topic.answers[slot.name])): say_fact(
            topic.form, slot, topic.answers[slot.name]
        )
        for topic in newly
        for slot in scene.forms[topic.form].slots
        if slot.name in topic.answers
    }
    told = (fact for fact in facts.values() if fact)
    said = (*told, *new_facts(before.shared, after.shared, newly))
    message = "report.corrected" if _is_put_right(before, after) else "report.added"
    return Say(f"{message}.facts", {"facts": said}) if said else Say(message)


def _newly_told(before: Conversation, after: Conversation) -> tuple[Topic, ...]:
    """Return the topics with only what was just told."""
    return tuple(
        replace(
            topic,
            answers={
                name: value
                for name, value in topic.answers.items()
                if _answers(before, topic.form).get(name) != value
            },
        )
        for topic in after.topics
    )


def _is_put_right(before: Conversation, after: Conversation) -> bool:
    """Tell whether something takes the place of what was told before."""
    told = [(topic.answers, _answers(before, topic.form)) for topic in after.topics]
    shared = [(after.shared, before.shared)]
    place = [(after.shared.get("place") or {}, before.shared.get("place") or {})]
    return any(
        name != "place" and name in old and not _holds(new.get(name), old[name])
        for new, old in (*told, *shared, *place)
        for name in new
    )


def _holds(new: object, old: object) -> bool:
    """Tell whether what is told is what was told, or a list that only grew."""
    lists = isinstance(new, list | tuple) and isinstance(old, list | tuple)
    return new == old or (lists and set(old) <= set(new))  # type: ignore[call-overload]


def _answers(conversation: Conversation, form: str) -> Mapping[str, Any]:
    topic = conversation.topic_of(form)
    return topic.answers if topic else {}


def summary_line(form: Form, topic: Topic) -> Say:
    """Return one need in one line: what it is, then each thing said about it."""
    facts = tuple(
        say
        for slot in form.slots
        if (say := say_fact(form.name, slot, topic.answers.get(slot.name))) is not None
    )
    label = Say(f"{form.name}.label")
    return (
        Say("report.line", {"label": label, "facts": facts})
        if facts
        else Say("report.line_bare", {"label": label})
    )
