"""What is wished of an appointment: to change it, or to know its day, with no menu in between."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.answers.availability import read_availability
from dialogs.answers.gathering import told_needs
from dialogs.answers.reading import read_unasked
from dialogs.answers.told_by_words import AVAILABILITY
from dialogs.effects import Say
from dialogs.needs.told_now import told_now
from dialogs.scene import Heard, Scene, Turn
from dialogs.telling import asking
from dialogs.telling.shared import with_shared
from nlu.folding import fold_word

FORM = "appointment"
_CANNOT = (
    r"(?:(?:je|j|on|jpe|jpeu[xt]?) ?(?:ne |n')?(?:peu[xt]?|pourrai[st]?|serai[st]?|suis) "
    r"(?:pas|plus|pa)|jpe?u?x? pas|pas (?:la|dispo\w*|libre|present\w*)|empeche\w*|can ?not|"
    r"can'? ?t|"
    r"gelemem|gelemiyorum|musait degil\w*|لا (?:استطيع|اقدر|يمكنني)|ma n9derch|manqderch)"
)
_CHANGES = re.compile(
    rf"\b{_CANNOT}|\b(?:decal|report|deplac|avanc|repouss|chang|resched|ertele)\w*|"
    r"\b(?:(?:le|la) (?:re)?mettre|autre (?:jour|date|heure)|another day|baska gun)\b|"
    r"(?:تغيير|تاجيل)"
)
_WHICH_DAY = re.compile(
    r"\b(?:pas compris|sais (?:pas|plus)|souviens (?:pas|plus)|rappelle (?:pas|plus)|"
    r"c'? ?est (?:bien )?(?:quand|quel jour|quelle heure)|si (?:la visite|le (?:rdv|rendez))|"
    r"do not (?:know|remember)|don'? ?t (?:know|remember))\b"
)
_CANCELS = re.compile(r"\b(?:annul|anul|cancel|iptal)\w*")
_RATHER = re.compile(r"\b(?:plutot|mieux|prefer\w+|rather|better|tercih\w*)\b|افضل")
_TAKEN_BACK = re.compile(rf"{_CANNOT}[^.,;]*$")
_INSTEAD = re.compile(  # but "au rendez-vous de mardi" is the one that does not do
    r"\b(?:plutot|au(?! ?(?:rdv|rendez))|pour|mais)\b[^.,;]*$"
)
_WHAT_FOR = re.compile(
    r"^(?:(?:bonjour|oui|non|c'? ?est) )*(?:pour|concernant|au sujet de|a propos de|for|about) "
    r"(?:(?:la|le|les|l'|ma|mon|mes|une?|the|my) ?)?[^\W_]+(?: (?:de|du|d'|des) ?[^\W_]+)?$"
)


def with_what_is_wished(scene: Scene) -> Scene:
    """Return the scene with the wish that the words tell: "j'ai un rdv jeudi mais je peux pas"."""
    told = {need.form for need in told_needs(scene.forms, scene.heard)}
    begun = scene.conversation.topic_of(FORM)
    if scene.heard.payload or not (FORM in told or begun):
        return scene
    known = {**(begun.answers if begun else {}), **scene.gathered.answers.get(FORM, {})}
    wish = _wish(known, scene.heard)
    if not wish and FORM not in told:
        return scene
    answers = {**scene.gathered.answers, FORM: {**scene.gathered.answers.get(FORM, {}), **wish}}
    if wish.get("action") in {"change", "confirm"} and "wanted_on" in answers[FORM]:
        answers[FORM] = _without_the_old_day(answers[FORM], scene.heard)
    return replace(scene, gathered=replace(scene.gathered, answers=answers))


def _wish(known: dict[str, Any], heard: Heard) -> dict[str, Any]:
    said = fold_word(heard.text)
    changes, asks = _CHANGES.search(said), _WHICH_DAY.search(said)
    wishes = (("confirm", asks), ("change", changes), ("cancel", _CANCELS.search(said)))
    wished = next((name for name, told in wishes if told), None)
    action = (
        {"action": wished} if wished and (wished != "confirm" or "action" not in known) else {}
    )
    when = read_availability(heard, asked=True, with_days=False)
    moment = {"moment": when} if when and not asks and not changes else {}
    return action | moment


def _without_the_old_day(answers: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Keep the last day named, unless it is the one that does not do."""
    days = [e for e in heard.understood.entities if e.name == "date"]
    last = days[-1] if days else None
    said = fold_word(heard.text)
    rest = {name: value for name, value in answers.items() if name != "wanted_on"}
    if last is None or _WHICH_DAY.search(said):
        return rest
    before, after = fold_word(heard.text[: last.start]), fold_word(heard.text[last.end :])
    refused = _TAKEN_BACK.search(before) or _CHANGES.search(after) or len(days) == 1
    return rest if refused and not _INSTEAD.search(before) else ({**rest, "wanted_on": last.value})


def free_when(scene: Scene) -> Turn | None:
    """Keep when somebody is free, said beside a number while something else is asked."""
    named = {entity.name for entity in scene.heard.understood.entities}
    asked = (scene.conversation.asked or "").rpartition(".")[2]
    beside = {"phone", "day_part"} <= named or bool(
        named & {"day_part"} and _RATHER.search(fold_word(scene.heard.text))
    )
    if scene.heard.payload or asked in AVAILABILITY or not beside or told_now(scene):
        return None
    conversation = with_shared(scene, scene.conversation)
    for topic in conversation.topics:
        for slot in scene.forms[topic.form].slots:
            when = read_unasked(slot, scene.heard) if slot.name in AVAILABILITY else None
            if when is not None:
                answers = {**topic.answers, slot.name: when}
                conversation = conversation.with_topic(replace(topic, answers=answers))
    if conversation.topics == scene.conversation.topics:
        return None
    said = asking.said_back(scene, conversation)
    return asking.ask_next(scene.now_in(conversation), said)


def what_for(scene: Scene) -> Turn | None:
    """Keep what an appointment is for: "pour la chaudière" is no second need."""
    topic = scene.conversation.topic_of(FORM)
    said = fold_word(scene.heard.text).strip(" .!")
    if scene.heard.payload or topic is None or not _WHAT_FOR.match(said):
        return None
    kept = scene.conversation.with_topic(topic.adding(scene.heard.text))
    return asking.ask_next(scene.now_in(kept), Say("report.added"))
