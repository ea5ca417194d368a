"""Somebody was awaited and did not come: "le plombier n'est pas venu"."""

import re
from dataclasses import replace
from typing import Final

from dialogs.effects import Complain, HandOver, Say
from dialogs.needs.told_now import told_now
from dialogs.open_case.after_sending import CALLBACK, forms_sent
from dialogs.open_case.nobody_came import LONGEST, NOT_COME, THEY, says_missed
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import asking, report
from nlu.folding import fold_word

VISITED: Final = frozenset(  # the forms after which somebody comes
    {"home_repair", "common_area", "appointment", "home_adaptation", "works", CALLBACK}
)
_NOBODY_CALLED_SO: Final = re.compile(rf"\b{THEY} (?:ne |n'? ?)?{NOT_COME}\b")
_NO_NEEDS: Final = frozenset({CALLBACK, "appointment", "identify"})


def missed(scene: Scene) -> Turn | None:
    """Regret it: the open case asks for that visit, a report goes on, else a person is called."""
    if scene.heard.payload or not _is_told(scene) or _tells_another(scene):
        return None
    if scene.conversation.topics:
        return _kept(scene)
    calm = replace(scene.conversation, misses=0)
    if _is_awaited(scene):
        told = (Say("visit.sorry"), Complain(scene.heard.text), HandOver("visit_missed"))
        return Turn(calm, (*told, *report.repeat_question(scene)))
    form = "home_repair" if _names_a_defect(scene) else CALLBACK
    begun = report.start_form(scene.now_in(calm), form, scene.gathered.answers.get(form, {}))
    return Turn(begun.conversation, (Say("visit.sorry"), *begun.effects))


def _is_awaited(scene: Scene) -> bool:
    """Tell whether a case is open that somebody comes for."""
    sent = {*forms_sent(scene)}
    return bool(scene.known.open_cases) and (not sent or bool(sent & VISITED))


def _is_told(scene: Scene) -> bool:
    """Tell that nobody came; "il est pas venu" says it of whom a case waits for alone."""
    said = fold_word(scene.heard.text)
    told = {topic.form for topic in scene.conversation.topics} & VISITED
    they = (told or _is_awaited(scene)) and len(said.split()) <= LONGEST
    return says_missed(said) or bool(they and _NOBODY_CALLED_SO.search(said))


def _names_a_defect(scene: Scene) -> bool:
    return find_entity(scene.heard, "problem_type") is not None


def _tells_another(scene: Scene) -> bool:
    """Tell whether a message tells a need that no visit is about."""
    others = {need.form for need in told_now(scene)} - _NO_NEEDS - VISITED
    return bool(others) or scene.heard.understood.safety.level != "none"


def _kept(scene: Scene) -> Turn | None:
    """Keep it with what is being told, and put the question again."""
    if scene.conversation.asked in {"report.confirm", "report.correct"} or _is_new(scene):
        return None
    topic = scene.conversation.topics[0].adding(scene.heard.text)
    kept = replace(scene.conversation.with_topic(topic), misses=0)
    return asking.ask_next(scene.now_in(kept), Say("visit.kept"))


def _is_new(scene: Scene) -> bool:
    return _names_a_defect(scene) and bool({n.form for n in told_now(scene)} - _NO_NEEDS)
