"""The safety lane: fixed words, numbers first, a person told at once.

Source of the rules: domain/intents.md 2.4 and the crisis behaviour signed by the cell.
"""

from dataclasses import replace

from dialogs import discreet
from dialogs.back_again import danger_again
from dialogs.conversation import Conversation
from dialogs.danger_state import CHECKING, during, is_open, over, remembered, with_people_told
from dialogs.doubts import (
    A_FAINT_DOUBT,
    SURE,
    denies,
    frightens_nobody,
    is_kept_for_people,
    known_already,
)
from dialogs.effects import Choice, RaiseAlarm, Say
from dialogs.followed import is_followed, raised, told
from dialogs.numbers import (
    A_BARE_ANSWER,
    MAY_WE_WRITE,
    SAFE_NOW,
    answer_to_numbers,
    not_that,
    numbers_first,
    said_to_numbers,
    starting,
)
from dialogs.plain_answers import only_fills_a_form, only_says_when
from dialogs.reading import read_payload
from dialogs.resembling import DISTRESS
from dialogs.said_of_danger import (
    begins_with_yes,
    may_mean_yes,
    says_not_that,
    says_to_be_well,
)
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word
from nlu.safety import Verdict

CHECK = (
    Choice("alarm.check=yes", "answer.yes"),
    Choice("alarm.check=no", "answer.no"),
    Choice("alarm.check=person", "alarm.choice.person"),
)
BUTTONS: dict[str | None, tuple[Choice, ...]] = {
    "check": CHECK,
    "check_again": CHECK,
    "numbers": (*SAFE_NOW, *MAY_WE_WRITE),
}
ASKED_TWICE = frozenset({"emergency_suicide", "emergency_lift"})  # where the answer is unclear
ASKED_BEFORE_IS_ANSWERED = frozenset({"emergency_lift"})  # a lift is spoken of all along
HALF_A_YES = frozenset({"unknown", "later"})  # "je sais pas", of dying


def danger(scene: Scene) -> Turn | None:
    """Answer danger with the numbers, before any question, whatever was being talked about."""
    verdict = scene.heard.understood.safety
    if verdict.level != "fire" and (said := _of_the_danger_before(scene)) is not None:
        return said
    if verdict.level == "none" or verdict.intent is None or frightens_nobody(scene):
        return None
    if verdict.level == "ask" and known_already(scene, verdict.intent):
        return Turn(scene.conversation, (told(scene), Say("alarm.kept", urgent=True)))
    if verdict.level == "fire":
        return numbers_first(scene, verdict.intent, verdict.because)
    return _gentle_question(scene, verdict, verdict.intent)


def _of_the_danger_before(scene: Scene) -> Turn | None:
    """Give the numbers again when somebody is back; answer who fears to be read."""
    again = danger_again(scene)
    if again is not None:
        return numbers_first(scene, again, "words: de retour")
    return discreet.answered(scene)


def answer_during_alarm(scene: Scene) -> Turn | None:
    """Read what the person answers to the numbers or to the gentle question."""
    conversation = scene.conversation
    button = read_payload(scene.heard.payload)
    if conversation.alarm is None or (button is not None and button[0] != "alarm"):
        return None
    said = button[2] if button else _said(scene)
    if conversation.alarm_stage in CHECKING:
        return _answer_to_check(scene, conversation.alarm, said)
    return answer_to_numbers(scene, conversation.alarm, said)


def _said(scene: Scene) -> str:
    """Return what a typed answer says; a button may be typed instead of pressed."""
    text = fold_word(scene.heard.text).strip(" .!")
    typed = next((c for c, label in scene.heard.labels.items() if fold_word(label) == text), None)
    if typed is not None or text == "sms":
        return typed or "sms"
    if denies(scene):
        return "false" if scene.conversation.alarm_stage == "numbers" else "no"
    if scene.conversation.alarm_stage in CHECKING:
        return _said_to_check(scene)
    return said_to_numbers(scene)


def _said_to_check(scene: Scene) -> str:
    if begins_with_yes(scene.heard.text):
        return "yes"
    if scene.intent == "ask_human":
        return "person"
    if only_fills_a_form(scene.heard):
        return "told"
    few = len(scene.heard.text.split()) <= A_BARE_ANSWER
    kind = scene.heard.answer.kind if few else "told"
    return "person" if kind == "human" else kind


def _gentle_question(scene: Scene, verdict: Verdict, intent: str) -> Turn | None:
    """Ask with the number shown; what a second doubt of the same kind means, `_how_sure` says."""
    conversation = scene.conversation
    if conversation.alarm_stage == "numbers":
        return None
    again = intent in conversation.asked_about_danger
    if again and intent in ASKED_BEFORE_IS_ANSWERED:
        return None
    noted = _how_sure(scene, verdict, intent, again=again)
    asked = replace(
        during(conversation, intent, "check"),
        alarm_faint=verdict.likely < A_FAINT_DOUBT,
        alarm_sure=verdict.likely >= SURE,
        asked_about_danger=tuple({*conversation.asked_about_danger, intent}),
    )
    if is_open(noted):
        asked = with_people_told(scene, asked, intent)
    return Turn(asked, (Say(f"alarm.check.{intent}", choices=CHECK, urgent=True), noted))


def _how_sure(scene: Scene, verdict: Verdict, intent: str, *, again: bool) -> RaiseAlarm:
    """Return what is noted of a doubt: the second is told, and wakes people where it is sure.

    A guess that is faint twice is still a guess: decisions/0002.
    """
    confirmed = again and verdict.likely >= SURE
    level = "risk_confirmed" if confirmed else "risk_to_check"
    later = again and A_FAINT_DOUBT <= verdict.likely < SURE
    return raised(scene, intent, level, verdict.because, read_later=later)


def _answer_to_check(scene: Scene, intent: str, said: str) -> Turn | None:
    if said == "person":
        confirmed = raised(scene, intent, "risk_confirmed", "asked_for_a_person")
        after = with_people_told(scene, over(scene.conversation), intent)
        return Turn(remembered(scene, after, intent), (Say("alarm.person_told"), confirmed))
    if said == "no":
        return _denied(scene, intent)
    unclear = intent in ASKED_TWICE and _unclear(scene)
    if said == "yes" or (unclear and _half_a_yes(scene)):
        return numbers_first(scene, intent, "answer_to_the_gentle_question")
    return _asked_again(scene, intent) if unclear else None  # else it is read like any message


def _denied(scene: Scene, intent: str) -> Turn:
    """Go on after a no; who told of violence in plain words is read by a person, quietly."""
    turn = not_that(scene, _well_again(scene))
    if is_followed(scene):
        return Turn(turn.conversation, (told(scene, intent, "denied"), *turn.effects))
    if not is_kept_for_people(scene) or says_not_that(scene.heard.text):
        return turn
    kept = raised(scene, intent, "risk_to_check", "answered_no", read_later=True)
    return Turn(replace(turn.conversation, doubt_read=intent), (*turn.effects, kept))


def _well_again(scene: Scene) -> Conversation:
    """Return the conversation without a danger; who is well asks for no call about low mood."""
    calm = over(scene.conversation)
    if calm.topic_of(DISTRESS) is None or not says_to_be_well(scene.heard.text):
        return calm
    of_it = (calm.asked or "").startswith(f"{DISTRESS}.")
    return replace(calm.without(DISTRESS), asked=None if of_it else calm.asked)


def _asked_again(scene: Scene, intent: str) -> Turn | None:
    """Put the question once more where something else was said; then what is said is read.

    What was told is kept (`with_what_was_told`): it is no yes, and it is no no.
    """
    if scene.conversation.alarm_stage == "check_again":
        return None
    noted = raised(scene, intent, "risk_to_check", "not_answered")
    asked = during(scene.conversation, intent, "check_again")
    return Turn(asked, (Say(f"alarm.check.{intent}", choices=CHECK, urgent=True), noted))


def _unclear(scene: Scene) -> bool:
    plain = only_fills_a_form(scene.heard) or only_says_when(scene.heard)
    of_it = scene.intent == "mental_distress" and may_mean_yes(scene.heard.text)
    return plain or of_it or scene.intent not in starting(scene)


def _half_a_yes(scene: Scene) -> bool:
    """Tell whether an answer may mean yes; after a mere guess, the second time only."""
    if scene.conversation.alarm != "emergency_suicide" or only_fills_a_form(scene.heard):
        return False
    if scene.conversation.alarm_faint and scene.conversation.alarm_stage == "check":
        return False
    half = scene.heard.answer.kind in HALF_A_YES or only_says_when(scene.heard)
    return half or may_mean_yes(scene.heard.text)
