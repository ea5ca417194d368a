"""What is told beside a doubt about danger, and while it stands: kept, and by whom it is read.

The sentence that frightens is never the answer of a form, which the counter reads; the values in
it are: a place, a number, a day, a defect.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.answers.looks_like import only_names_a_spot
from dialogs.answers.reading import NOTHING_TOLD
from dialogs.conversation import LONGEST_TEXT, Conversation, Topic
from dialogs.danger.danger_state import CHECKING, is_raised, over
from dialogs.danger.discreet import fears_to_be_read
from dialogs.danger.doubts import A_FAINT_DOUBT, is_kept_for_people
from dialogs.danger.followed import raised
from dialogs.effects import Say
from dialogs.scene import Scene, Turn
from dialogs.telling.report import is_question_of_theirs, repeat_question
from dialogs.telling.shared import PASSED, only_phone_kept, with_shared
from nlu.folding import fold_word
from nlu.safety import FROM_PEOPLE

PRIVACY = "privacy"
FOR_FEW_READERS = FROM_PEOPLE | {"emergency_suicide"}


def with_what_was_told(turn: Turn, beneath: Turn, scene: Scene) -> Turn:
    """Keep what a message told beside the doubt it raised, so that nobody says it twice."""
    if not all(isinstance(effect, Say) for effect in beneath.effects):
        return turn
    asking = turn.conversation
    told = _without_the_sentence(scene, beneath.conversation)
    if fears_to_be_read(scene.heard.text) and scene.conversation.topic_of(PRIVACY) is None:
        told = told.without(PRIVACY)  # "il lit mes messages" asks for no data
    kept = replace(
        with_shared(scene, told),
        alarm=asking.alarm,
        alarm_stage=asking.alarm_stage,
        alarm_faint=asking.alarm_faint,
        alarm_sure=asking.alarm_sure,
        alarm_of_another=asking.alarm_of_another,
        alarm_elsewhere=asking.alarm_elsewhere,
        alarm_language=asking.alarm_language,
        alarm_before=asking.alarm_before,
        alarm_before_until=asking.alarm_before_until,
        asked_about_danger=asking.asked_about_danger,
        misses=0,
        tries=0,
    )
    said = beneath.effects
    of_dying = scene.heard.understood.safety.intent == "emergency_suicide"  # no leaflet then
    theirs = is_question_of_theirs(scene) and not of_dying
    beside = said if theirs else only_phone_kept(said)
    return Turn(kept, (*turn.effects, *beside))


def after_a_doubt(scene: Scene, turn: Turn) -> Turn:
    """Return what is said to who was asked about a danger and spoke of something else."""
    again = _with_question_again(scene, turn)
    return _with_doubt_read(scene, _with_number_shown(scene, again))


def _with_question_again(scene: Scene, turn: Turn) -> Turn:
    """Put the question of a form again to who spoke of a danger instead of answering it."""
    if scene.conversation.alarm_stage not in CHECKING or is_raised(turn):
        return turn
    kept = _without_the_sentence(scene, turn.conversation)
    if kept == turn.conversation or not all(isinstance(e, Say) for e in turn.effects):
        return turn
    return Turn(kept, repeat_question(scene.now_in(kept)) or turn.effects)


def _with_doubt_read(scene: Scene, turn: Turn) -> Turn:
    """Have people read of a plain doubt that was left without an answer."""
    conversation = scene.conversation
    if not is_kept_for_people(scene) or conversation.alarm is None or is_raised(turn):
        return turn
    kept = raised(scene, conversation.alarm, "risk_to_check", "not_answered", read_later=True)
    after = replace(turn.conversation, doubt_read=conversation.alarm)
    return Turn(after, (*turn.effects, kept))


def left_behind(scene: Scene) -> Scene:
    """Return the scene without a gentle question that nobody answered: they spoke of other things.

    Otherwise the "oui" that sends a report would be taken for a yes to a danger.
    """
    if scene.conversation.alarm_stage not in CHECKING:
        return scene
    return scene.now_in(over(scene.conversation))


def _with_number_shown(scene: Scene, turn: Turn) -> Turn:
    """Leave the number in sight where a grave question was put twice and not answered."""
    grave = scene.conversation.alarm == "emergency_suicide"
    if scene.conversation.alarm_stage != "check_again" or not grave or is_raised(turn):
        return turn
    return Turn(turn.conversation, (Say("alarm.if_ever", urgent=True), *turn.effects))


def _without_the_sentence(scene: Scene, told: Conversation) -> Conversation:
    """Return the conversation without the message itself, wherever a form took it as it is.

    What was asked then is still asked.
    """
    before = scene.conversation
    if scene.heard.payload:
        return told
    topics = tuple(_typed_only(scene, topic, before.topic_of(topic.form)) for topic in told.topics)
    kept = replace(told, topics=topics, shared=_place_only(scene, told.shared))
    lost = [t.form for t, full in zip(topics, told.topics, strict=True) if _gave(t) != _gave(full)]
    if not lost and kept.shared == told.shared:
        return kept
    return replace(kept, asked=before.asked, questions=before.questions, puts=before.puts)


def _gave(topic: Topic) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    return topic.answers, topic.passed


def _typed_only(scene: Scene, topic: Topic, before: Topic | None) -> Topic:
    """Return a topic with the values that a message gave, and without its words."""
    old = before or Topic(form=topic.form, words="" if _frightens(scene) else topic.words)
    return replace(
        topic,
        answers={
            name: value
            for name, value in topic.answers.items()
            if name in old.answers or not _is_sentence(scene, value)
        },
        passed=topic.passed if scene.heard.answer.kind in NOTHING_TOLD else old.passed,
        words=old.words,
    )


def _place_only(scene: Scene, shared: Mapping[str, Any]) -> dict[str, Any]:
    place = shared.get("place") or {}
    if not _is_sentence(scene, place.get("words")):
        return dict(shared)
    rest = {name: value for name, value in shared.items() if name != PASSED}
    return {**rest, "place": {name: v for name, v in place.items() if name != "words"}}


def _is_sentence(scene: Scene, value: object) -> bool:
    if only_names_a_spot(scene.heard):
        return False
    said = fold_word(scene.heard.text.strip()[:LONGEST_TEXT])
    return isinstance(value, str) and bool(said) and fold_word(value) == said


def _frightens(scene: Scene) -> bool:
    """Tell whether the words of a message are for few readers: more than a faint guess."""
    verdict = scene.heard.understood.safety
    doubt = verdict.level == "ask" and verdict.intent in FOR_FEW_READERS
    return (doubt and verdict.likely >= A_FAINT_DOUBT) or fears_to_be_read(scene.heard.text)
