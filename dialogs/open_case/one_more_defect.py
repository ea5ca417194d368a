"""One more thing broken, told once a report is sent: it joins that report, and little is asked."""

from dataclasses import replace

from dialogs.conversation import Conversation, Topic
from dialogs.effects import OpenCase, Say
from dialogs.needs.also_told import FIRST, MORE
from dialogs.needs.opening_needs import needs_told
from dialogs.needs.told_now import told_now
from dialogs.open_case.after_sending import forms_sent
from dialogs.scene import Scene, Turn, is_question
from dialogs.telling import asking
from dialogs.telling.facts import facts_told

REPAIRS = frozenset({"home_repair", "common_area"})
KNOWN_BEFORE = frozenset({"since", "vulnerable", "visit_when", "where"})  # of the first report


def added(scene: Scene) -> Turn | None:
    """Add what else is broken to the open case; ask only what changes how soon somebody comes."""
    form = _told(scene)
    if form is None:
        return None
    answers = scene.gathered.answers.get(form, {})
    known = tuple(sorted(KNOWN_BEFORE - {*answers}))
    topic = Topic(form=form, answers=answers, passed=known, words=scene.heard.text)
    begun = replace(scene.conversation, misses=0).with_topic(topic)
    noted = Say("case.one_more", {"facts": _in_words(scene, topic)})
    if asking.next_question(scene.forms, begun, replace(scene.known, place=True)) is not None:
        return asking.ask_next(scene.now_in(begun), noted)
    return Turn(_at_rest(begun), (noted, *_opened(scene, begun)))


def _told(scene: Scene) -> str | None:
    """Return the form of a repair that is open, where a message tells another defect of it."""
    at_rest = not scene.conversation.topics and not scene.conversation.asked
    asks = is_question(scene.heard.text)
    told = {need.form for need in told_now(scene)}
    if scene.heard.payload or not at_rest or asks or len(told) != 1:
        return None
    (form,) = told
    ours = form in REPAIRS & {*forms_sent(scene)}
    return form if ours and FIRST in scene.gathered.answers.get(form, {}) else None


def _in_words(scene: Scene, topic: Topic) -> tuple[Say, ...]:
    said = {name: v for name, v in topic.answers.items() if name in {FIRST, MORE, "room"}}
    return facts_told(
        {topic.form: scene.forms[topic.form]}, str(scene.forms[topic.form].need), said
    )


def _opened(scene: Scene, told: Conversation) -> tuple[OpenCase, ...]:
    needs = needs_told(scene.forms, told)
    return (OpenCase(needs, scene.heard.media, told.shared.get("place", {})),)


def _at_rest(told: Conversation) -> Conversation:
    return replace(told.at_rest(), shared={})
