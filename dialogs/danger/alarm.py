"""The safety lane: fixed words, numbers first, a person told at once.

Source of the rules: domain/intents.md 2.4 and the crisis behaviour signed by the cell.
"""

from collections.abc import Callable
from dataclasses import replace

from dialogs.answers.plain_answers import only_fills_a_form, only_says_when
from dialogs.answers.reading import read_payload
from dialogs.asides.their_language import spoken
from dialogs.conversation import Conversation
from dialogs.danger import asked_of_help, discreet, left_open
from dialogs.danger.back_again import danger_again
from dialogs.danger.bereaved import OF_DYING, thought_of_dying
from dialogs.danger.danger_state import (
    CHECKING,
    during,
    is_open,
    over,
    remembered,
    with_people_told,
)
from dialogs.danger.doubts import (
    A_FAINT_DOUBT,
    SURE,
    denies,
    frightens_nobody,
    is_kept_for_people,
    known_already,
)
from dialogs.danger.followed import is_followed, raised, told, where_said
from dialogs.danger.half_said import (
    cannot_say,
    half_denies,
    has_not_called,
    is_afraid,
    is_alone_with_it,
    says_as_ever,
    says_not_now,
    says_when_they_come,
)
from dialogs.danger.not_me import NOT_THAT, without_the_tale, words_after_no
from dialogs.danger.numbers import (
    A_BARE_ANSWER,
    MAY_WE_WRITE,
    NO_SMELL,
    SAFE_NOW,
    answer_to_numbers,
    not_that,
    numbers_first,
    said_to_numbers,
    starting,
    taken_lightly,
)
from dialogs.danger.said_of_danger import (
    UNSEEN,
    begins_with_yes,
    may_mean_yes,
    says_not_that,
    says_to_be_well,
)
from dialogs.danger.who_is_hit import is_elsewhere, whose
from dialogs.effects import Choice, RaiseAlarm, Say
from dialogs.needs.resembling import DISTRESS
from dialogs.needs.somebody_else import tells_of_another
from dialogs.scene import Scene, Turn
from dialogs.telling.shared import with_shared
from nlu.folding import fold_word
from nlu.safety import FROM_PEOPLE, Verdict
from nlu.told_as_over import was_long_ago

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
OF_OTHERS = frozenset({"emergency_violence_home", "emergency_assault"})
BREATHED = frozenset({"emergency_monoxide", "emergency_medical"})
HALF_A_YES = frozenset({"unknown", "later"})  # "je sais pas", of dying


def danger(scene: Scene) -> Turn | None:
    """Answer danger with the numbers, before any question, whatever was being talked about."""
    unsaid = thought_of_dying(scene)
    verdict = unsaid or whose(scene)
    told_anew = verdict.level == "fire" and not discreet.only_cannot_speak(scene)
    if not told_anew and (said := _of_the_danger_before(scene)) is not None:
        return said
    nobody = unsaid is None and frightens_nobody(scene)
    if verdict.level == "none" or verdict.intent is None or nobody:
        return None
    return _heard(scene, verdict, verdict.intent)


def _heard(scene: Scene, verdict: Verdict, intent: str) -> Turn | None:
    if verdict.level == "ask" and known_already(scene, intent):
        return Turn(scene.conversation, (told(scene), Say("alarm.kept", urgent=True)))
    if verdict.level == "ask" and _answers_the_question(scene, intent):
        return None
    if verdict.level == "fire" or _breathes_it(scene, intent):
        return numbers_first(scene, intent, verdict.because)
    return _gentle_question(scene, verdict, intent)


def _answers_the_question(scene: Scene, intent: str) -> bool:
    """Tell a yes, or the fear, that answers about a danger from people from one more doubt."""
    conversation = scene.conversation
    asked = conversation.alarm in FROM_PEOPLE and conversation.alarm_stage in CHECKING
    text = scene.heard.text
    return asked and intent in FROM_PEOPLE and (is_afraid(text) or begins_with_yes(text))


def _breathes_it(scene: Scene, intent: str) -> bool:
    """Tell who feels unwell while a gas is spoken of: a doubt is none there."""
    during_gas = scene.conversation.alarm in UNSEEN
    return during_gas and scene.conversation.alarm_stage == "numbers" and intent in BREATHED


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
    read = _answer_to_check if conversation.alarm_stage in CHECKING else _answer_to_numbers
    return read(scene, conversation.alarm, said)


def _answer_to_numbers(scene: Scene, intent: str, said: str) -> Turn | None:
    asked = None if said == "false" else asked_of_help.answered(scene, intent)
    return asked or answer_to_numbers(scene, intent, said)


def _said(scene: Scene) -> str:
    """Return what a typed answer says; a button may be typed instead of pressed."""
    text = fold_word(scene.heard.text).strip(" .!")
    typed = next((c for c, label in scene.heard.labels.items() if fold_word(label) == text), None)
    if typed is not None or text == "sms":
        return typed or "sms"
    checking = scene.conversation.alarm_stage in CHECKING
    if (lightly := taken_lightly(scene)) and not (checking and begins_with_yes(scene.heard.text)):
        return lightly
    if checking:
        return _said_to_check(scene)
    return "false" if denies(scene) else said_to_numbers(scene)


def _said_to_check(scene: Scene) -> str:
    if (plainly := _plainly(scene)) is not None:
        return plainly
    if scene.intent == "ask_human":
        return "person"
    if only_fills_a_form(scene.heard):
        return "told"
    few = len(scene.heard.text.split()) <= A_BARE_ANSWER
    kind = scene.heard.answer.kind if few else "told"
    return "person" if kind == "human" else kind


def _plainly(scene: Scene) -> str | None:
    """Return the answer that begins a message; "لا أعرف" begins with a no, and is none."""
    text = scene.heard.text
    if scene.heard.answer.kind == "unknown" or _says_half(scene):
        return "unknown"
    doubted = not scene.conversation.alarm_faint
    uncalled = doubted and has_not_called(text)
    if denies(scene) and not uncalled:
        of_dying = scene.conversation.alarm == OF_DYING
        return "alone" if of_dying and is_alone_with_it(text) else "no"
    if scene.conversation.alarm not in {*FROM_PEOPLE, OF_DYING} and was_long_ago(text):
        return "no"  # "oui elle est tombée en octobre"
    afraid = doubted and scene.conversation.alarm in FROM_PEOPLE and is_afraid(text)
    return "yes" if afraid or begins_with_yes(text) or uncalled else None


def _says_half(scene: Scene) -> bool:
    """Tell what is no plain no: "pas vraiment"; of blows, "pas aujourd'hui", "je peux pas"."""
    text = scene.heard.text
    if says_not_that(text):
        return False
    if half_denies(text):
        return True
    of_people = scene.conversation.alarm in FROM_PEOPLE
    known = says_as_ever(text) or says_when_they_come(text)
    return of_people and (known or says_not_now(text) or cannot_say(text))


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
        alarm_of_another=tells_of_another(scene.heard.text),
        alarm_elsewhere=is_elsewhere(scene.heard.text),
        alarm_language=spoken(scene),
        asked_about_danger=tuple({*conversation.asked_about_danger, intent}),
    )
    if is_open(noted):
        asked = with_people_told(scene, asked, intent)
    return Turn(asked, (_check(asked, intent), noted))


def _check(asked: Conversation, intent: str) -> Say:
    """Return the gentle question, about those who were told of."""
    of_others = asked.alarm_elsewhere and intent in OF_OTHERS
    return Say(f"alarm.check.{'elsewhere' if of_others else intent}", choices=CHECK, urgent=True)


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
    if said in ENDINGS and (ended := ENDINGS[said](scene, intent)) is not None:
        return ended
    unclear = intent in ASKED_TWICE and (said in HALF_A_YES or _unclear(scene))
    if said == "yes" or (unclear and _half_a_yes(scene, said)):
        return numbers_first(scene, intent, "answer_to_the_gentle_question")
    only_where = not is_followed(scene) and _says_only_where(scene)
    if (unclear or only_where) and (again := _asked_again(scene, intent)) is not None:
        return again
    return left_open.spoke_of_it(scene, intent)  # or it is read like any message


def _says_only_where(scene: Scene) -> bool:
    return only_fills_a_form(scene.heard) and bool(where_said(scene))


def _denied(scene: Scene, intent: str) -> Turn:
    """Go on after a no; who told of violence in plain words is read by a person, quietly."""
    said = words_after_no(scene)
    calm = _well_again(scene) if said == NOT_THAT else without_the_tale(_well_again(scene))
    turn = not_that(scene, calm, said)
    if is_followed(scene):
        return Turn(turn.conversation, (told(scene, intent, "denied"), *turn.effects))
    if not is_kept_for_people(scene) or says_not_that(scene.heard.text):
        return turn
    return left_open.read_by_people(scene, turn, intent, "answered_no")


def _in_doubt(scene: Scene, intent: str) -> Turn | None:
    """Give the number to who does not know: it is no no, and of dying it may be a yes."""
    return None if intent in ASKED_TWICE else left_open.in_doubt(scene, intent)


def _alone(scene: Scene, intent: str) -> Turn | None:
    """Take the no of somebody who is alone with it, and leave them not alone."""
    return left_open.alone_with_it(scene, intent, over(scene.conversation))


def _smells_nothing(scene: Scene, intent: str) -> Turn:
    """Say what to do about a gas without smell, and ask once more who feels unwell."""
    if scene.conversation.alarm_stage == "check_again":
        return _denied(scene, intent)
    noted = raised(scene, intent, "risk_to_check", "smells_nothing", read_later=True)
    asked = with_people_told(scene, during(scene.conversation, intent, "check_again"), intent)
    return Turn(asked, (NO_SMELL, noted, Say("alarm.monoxide.ask", choices=CHECK, urgent=True)))


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
    where = with_shared(scene, scene.conversation) if where_said(scene) else scene.conversation
    asked = during(where, intent, "check_again")
    return Turn(asked, (_check(asked, intent), noted))


def _unclear(scene: Scene) -> bool:
    plain = only_fills_a_form(scene.heard) or only_says_when(scene.heard)
    of_it = scene.intent == "mental_distress" and may_mean_yes(scene.heard.text)
    return plain or of_it or scene.intent not in starting(scene)


def _half_a_yes(scene: Scene, said: str) -> bool:
    """Tell whether an answer may mean yes; after a mere guess, the second time only."""
    if scene.conversation.alarm != OF_DYING or only_fills_a_form(scene.heard):
        return False
    if scene.conversation.alarm_faint and scene.conversation.alarm_stage == "check":
        return False
    half = {said, scene.heard.answer.kind} & HALF_A_YES or only_says_when(scene.heard)
    return bool(half) or may_mean_yes(scene.heard.text)


ENDINGS: dict[str, Callable[[Scene, str], Turn | None]] = {
    "no": _denied,
    "alone": _alone,
    "taken_back": _denied,
    "unknown": _in_doubt,
    "no_smell": _smells_nothing,
}
