"""A doubt about danger that an answer leaves open: the number stays in sight, and people read."""

from dataclasses import replace
from typing import Final

from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.conversation import Conversation
from dialogs.danger.danger_state import CHECKING, over, remembered, with_people_told
from dialogs.danger.doubts import NEAR_DANGER
from dialogs.danger.followed import is_followed, raised, told
from dialogs.danger.not_me import where_asked, without_the_tale
from dialogs.danger.numbers import not_that, starting
from dialogs.effects import Say
from dialogs.needs.resembling import DISTRESS, answers_the_question
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import report
from dialogs.telling.report import repeat_question
from nlu.safety import FROM_PEOPLE

FEW: Final = 12  # words
PLAIN: Final = 0.9  # of an intent, from which few words change the subject for sure
NOT_ALONE: Final = Say("alarm.not_alone", urgent=True)
QUIETLY: Final = {intent: Say(f"alarm.quietly.{intent}", urgent=True) for intent in FROM_PEOPLE}


def in_doubt(scene: Scene, intent: str) -> Turn:
    """Give the number to who does not know or cannot say, and have people read of it."""
    calm = without_the_tale(over(scene.conversation))
    if intent in QUIETLY:  # no other question: somebody may look on
        turn = Turn(calm, (QUIETLY[intent],))
    else:
        turn = not_that(scene, calm, _with_number(intent))
    if is_followed(scene) and scene.conversation.alarm_before == intent:
        return Turn(turn.conversation, (told(scene, intent, "unknown"), *turn.effects))
    return followed_by_people(scene, turn, intent, "does_not_know")


def _with_number(intent: str) -> Say:
    number = {"number": Say(f"alarm.number.{intent}")}
    return Say("alarm.in_doubt", number, urgent=True)


def alone_with_it(scene: Scene, intent: str, calm: Conversation) -> Turn:
    """Leave nobody alone who does not think of dying, and tells loneliness in the same breath."""
    now = scene.now_in(calm)
    if calm.topic_of(DISTRESS) is None:
        turn = report.start_form(now, DISTRESS)  # it says the number, and asks when to call
    else:
        turn = Turn(calm, (NOT_ALONE, *repeat_question(now)))
    return read_by_people(scene, turn, intent, "answered_no")


def spoke_of_it(scene: Scene, intent: str) -> Turn | None:
    """Answer what is neither yes nor no to a plain doubt, unless it changes the subject."""
    return in_doubt(scene, intent) if is_left(scene) and _stays(scene) else None


def is_left(scene: Scene) -> bool:
    """Tell whether a plain doubt stands of which nobody was told."""
    conversation = scene.conversation
    followed = is_followed(scene) and conversation.alarm_before == conversation.alarm
    return conversation.alarm_stage in CHECKING and conversation.alarm_sure and not followed


def _stays(scene: Scene) -> bool:
    """Tell whether words go on about the danger, or about nothing that we know for sure."""
    defect = find_entity(scene.heard, "problem_type") is not None
    if defect or only_fills_a_form(scene.heard) or answers_the_question(scene):
        return False
    few = len(scene.heard.text.split()) <= FEW
    begins = scene.intent in starting(scene) and scene.intent not in NEAR_DANGER
    return not begins or (few and scene.heard.understood.confidence < PLAIN)


def read_by_people(scene: Scene, turn: Turn, intent: str, because: str) -> Turn:
    """Keep a doubt for people, and ask where it is if nothing else is asked."""
    kept = raised(scene, intent, "risk_to_check", because, read_later=True)
    after = remembered(scene, replace(turn.conversation, doubt_read=intent), intent)
    return Turn(after, (*turn.effects, *where_asked(scene, after), kept))


def followed_by_people(scene: Scene, turn: Turn, intent: str, because: str) -> Turn:
    """Keep a doubt for people, and send them what is said next."""
    read = read_by_people(scene, turn, intent, because)
    return Turn(with_people_told(scene, read.conversation, intent), read.effects)
