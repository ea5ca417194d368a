"""The safety lane: fixed words, numbers first, a person told at once.

Source of the rules: domain/intents.md 2.4 and the crisis behaviour signed by the cell.
"""

from dataclasses import replace

from dialogs import discreet
from dialogs.back_again import danger_again
from dialogs.conversation import Conversation
from dialogs.effects import Choice, RaiseAlarm, Say
from dialogs.followed import is_followed, told, where_said
from dialogs.plain_answers import only_fills_a_form, only_says_when
from dialogs.reading import NOTHING_TOLD, read_payload
from dialogs.report import is_question_of_theirs, new_needs, repeat_question
from dialogs.said_of_danger import (
    BETTER_OUTSIDE,
    begins_with_no,
    begins_with_yes,
    is_safe,
    may_mean_yes,
    says_all_clear,
    says_it_is_over,
    says_not_that,
    speaks_of_the_danger,
)
from dialogs.scene import Scene, Turn
from dialogs.shared import with_shared
from dialogs.threats import hides_no_danger
from nlu.folding import fold_word
from nlu.safety import Verdict

SAFE_NOW = (
    Choice("alarm.state=safe", "alarm.choice.safe"),
    Choice("alarm.state=not_safe", "alarm.choice.not_safe"),
    Choice("alarm.state=false", "alarm.choice.not_that"),
)
MAY_WE_WRITE = (
    Choice("alarm.state=yes", "answer.yes"),
    Choice("alarm.state=no", "answer.no"),
    Choice("alarm.state=sms", "alarm.choice.sms"),
)
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
FOLLOW_UP = {  # the one question of each alarm, after the numbers
    "emergency_gas": Say("alarm.ask.outside", choices=SAFE_NOW),
    "emergency_fire": Say("alarm.ask.where", choices=SAFE_NOW),
    "emergency_violence_home": Say("alarm.ask.may_we_write", choices=MAY_WE_WRITE),
    "emergency_suicide": Say("alarm.ask.safe_now", choices=SAFE_NOW),
    "emergency_child": Say("alarm.ask.where", choices=SAFE_NOW),
    "emergency_medical": Say("alarm.ask.where", choices=SAFE_NOW),
    "emergency_assault": Say("alarm.ask.where", choices=SAFE_NOW),
    "emergency_lift": Say("alarm.ask.which_lift"),
    "emergency_life_support": Say("alarm.ask.machine", choices=SAFE_NOW),
    "emergency_monoxide": Say("alarm.ask.outside", choices=SAFE_NOW),
}
ANSWERED = {  # what is said to each answer, and whether the alarm is over for the conversation
    "safe": (Say("alarm.glad"), True),
    "not_safe": (Say("alarm.call_now", urgent=True), False),
}
VIOLENCE_ANSWERED = {
    "yes": (Say("alarm.violence.yes"), True),
    "no": (Say("alarm.violence.quiet"), True),
    "sms": (Say("alarm.violence.sms", urgent=True), True),
}
AFTERWARDS = {"emergency_monoxide": (Say("alarm.monoxide.over", urgent=True), True)}  # once safe
CHECKING = frozenset({"check", "check_again"})  # the gentle question is repeated once
ASKED_TWICE = frozenset({"emergency_suicide", "emergency_lift"})  # where the answer is unclear
ASKED_BEFORE_IS_ANSWERED = frozenset({"emergency_lift"})  # a lift is spoken of all along
HALF_A_YES = frozenset({"unknown", "later"})  # "je sais pas", of dying
A_FAINT_DOUBT = 0.5
A_DOUBT_AFTERWARDS = 0.7  # of who says that it is over, while somebody follows it
FOLLOWED_FOR = 2 * 24 * 3600.0  # seconds
REMEMBERED_FOR = 30 * 24 * 3600.0  # who says after a week that it is over is not asked again
A_SHORT_ANSWER = 12  # words
A_BARE_ANSWER = 2  # words: "oui", "non merci"
MAY_WE = frozenset({"emergency_violence_home"})  # "non je saigne" is no wish for silence
STAYS = frozenset({"emergency_suicide", "emergency_violence_home"})  # no other subject for now


def danger(scene: Scene) -> Turn | None:
    """Answer danger with the numbers, before any question, whatever was being talked about."""
    verdict = scene.heard.understood.safety
    if verdict.level != "fire" and (said := _of_the_danger_before(scene)) is not None:
        return said
    if verdict.level == "none" or verdict.intent is None or _frightens_nobody(scene):
        return None
    if verdict.level == "ask" and _known_already(scene, verdict.intent):
        return Turn(scene.conversation, (told(scene), Say("alarm.kept", urgent=True)))
    if verdict.level == "fire":
        return _alarm(scene, verdict.intent, verdict.because)
    return _gentle_question(scene, verdict, verdict.intent)


def _frightens_nobody(scene: Scene) -> bool:
    """Tell whether a doubt is none: a threat to others, or a faint guess at a mere answer."""
    verdict = scene.heard.understood.safety
    faint = verdict.level == "ask" and verdict.likely < A_FAINT_DOUBT
    return hides_no_danger(scene) or (faint and _says_what_was_asked(scene))


def _of_the_danger_before(scene: Scene) -> Turn | None:
    """Give the numbers again when somebody is back; answer who fears to be read."""
    again = danger_again(scene)
    if again is not None:
        return _alarm(scene, again, "words: de retour")
    return discreet.answered(scene)


def _known_already(scene: Scene, intent: str) -> bool:
    """Tell whether a doubt is about a danger that people were told of: "il est parti"."""
    conversation, verdict = scene.conversation, scene.heard.understood.safety
    if conversation.alarm_before is None or verdict.because.startswith("words"):
        return is_followed(scene) and conversation.alarm_before == intent
    over = says_it_is_over(scene.heard.text)
    if is_followed(scene):
        return conversation.alarm_before == intent or (
            over and verdict.likely < A_DOUBT_AFTERWARDS
        )
    lately = scene.heard.at <= conversation.alarm_before_until + REMEMBERED_FOR
    return over and lately and conversation.alarm_before == intent


def _says_what_was_asked(scene: Scene) -> bool:
    """Tell whether a message only answers: no, to the gentle question, or what else was asked.

    The model guesses wildly at the short answers of forms: a name, a place, "la nuit surtout".
    Words of danger, or a model that is sure, are never taken for an answer.
    """
    if _denies(scene):
        return True
    if len(scene.heard.text.split()) > A_SHORT_ANSWER:
        return False
    form, _, slot = (scene.conversation.asked or "").partition(".")
    if form == "report":  # summed up: what is said now puts answers right
        return any(scene.gathered.answers.get(t.form) for t in scene.conversation.topics)
    given = scene.gathered.answers.get(form, {})
    refused = bool(slot) and scene.heard.answer.kind in NOTHING_TOLD
    return refused or slot in given or (form == "place" and bool(given))


def only_asks(turn: Turn) -> bool:
    """Tell whether the turn only asks the gentle question: what was told beside it counts."""
    raised = [effect for effect in turn.effects if isinstance(effect, RaiseAlarm)]
    return [effect.level for effect in raised] == ["risk_to_check"]


def with_what_was_told(turn: Turn, beneath: Turn, scene: Scene) -> Turn:
    """Keep what a message told beside the doubt it raised, so that nobody says it twice."""
    if not all(isinstance(effect, Say) for effect in beneath.effects):
        return turn
    asking = turn.conversation
    kept = replace(
        with_shared(scene, beneath.conversation),
        alarm=asking.alarm,
        alarm_stage=asking.alarm_stage,
        asked_about_danger=asking.asked_about_danger,
        misses=0,
        tries=0,
    )
    beside = beneath.effects if is_question_of_theirs(scene) else ()
    return Turn(kept, (*turn.effects, *beside))


def left_behind(scene: Scene) -> Scene:
    """Return the scene without a gentle question that nobody answered: they spoke of other things.

    Otherwise the "oui" that sends a report would be taken for a yes to a danger.
    """
    if scene.conversation.alarm_stage not in CHECKING:
        return scene
    return scene.now_in(_over(scene.conversation))


def with_number_shown(scene: Scene, turn: Turn) -> Turn:
    """Leave the number in sight where a grave question was put twice and not answered."""
    grave = scene.conversation.alarm == "emergency_suicide"
    if scene.conversation.alarm_stage != "check_again" or not grave or is_raised(turn):
        return turn
    return Turn(turn.conversation, (Say("alarm.if_ever", urgent=True), *turn.effects))


def is_raised(turn: Turn) -> bool:
    """Tell whether the turn raises an alarm: nothing may be said before its numbers."""
    return any(isinstance(effect, RaiseAlarm) for effect in turn.effects)


def answer_during_alarm(scene: Scene) -> Turn | None:
    """Read what the person answers to the numbers or to the gentle question."""
    conversation = scene.conversation
    button = read_payload(scene.heard.payload)
    if conversation.alarm is None or (button is not None and button[0] != "alarm"):
        return None
    said = button[2] if button else _said(scene)
    if conversation.alarm_stage in CHECKING:
        return _answer_to_check(scene, conversation.alarm, said)
    return _answer_to_numbers(scene, conversation.alarm, said)


def _said(scene: Scene) -> str:
    """Return what a typed answer says; a button may be typed instead of pressed."""
    text = fold_word(scene.heard.text).strip(" .!")
    typed = next((c for c, label in scene.heard.labels.items() if fold_word(label) == text), None)
    if typed is not None or text == "sms":
        return typed or "sms"
    if _denies(scene):
        return "false" if scene.conversation.alarm_stage == "numbers" else "no"
    if scene.conversation.alarm_stage in CHECKING:
        return _said_to_check(scene)
    return _said_to_numbers(scene)


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


def _said_to_numbers(scene: Scene) -> str:
    """Return a bare answer as it is; of longer ones only what is plain.

    "oui je suis seule" is no all-clear, and no "non" is kept without a word of what to do.
    """
    few = len(scene.heard.text.split()) <= A_BARE_ANSWER
    alarm = scene.conversation.alarm or ""
    if says_all_clear(scene.heard.text, alarm) or is_safe(
        scene.heard.text, out_is_safe=alarm in BETTER_OUTSIDE
    ):
        return "safe"
    if begins_with_no(scene.heard.text) and (few or alarm not in MAY_WE):
        return "no"
    return scene.heard.answer.kind if few else "told"


def _denies(scene: Scene) -> bool:
    """Tell whether a longer message says that there is no danger: "non rien à voir, je…"."""
    stage = scene.conversation.alarm_stage
    if stage is None:
        return False
    first = stage in CHECKING and begins_with_no(scene.heard.text)
    return first or says_not_that(scene.heard.text)


def _alarm(scene: Scene, intent: str, because: str) -> Turn:
    conversation = scene.conversation
    again = conversation.alarm == intent and conversation.alarm_stage == "numbers"
    numbers = Say(f"alarm.{intent}", urgent=True)
    raised = RaiseAlarm(intent, "vital_now", because, scene.heard.text)
    question = () if again else (FOLLOW_UP[intent],)
    now = _remembered(scene, _during(conversation, intent, "numbers"), intent)
    return Turn(now, (numbers, raised, *question))


def _remembered(scene: Scene, conversation: Conversation, intent: str) -> Conversation:
    """Remember the danger beyond the alarm: who comes back is known by it."""
    return replace(conversation, last_danger=intent, last_danger_at=scene.heard.at)


def _during(conversation: Conversation, intent: str, stage: str) -> Conversation:
    return replace(conversation, alarm=intent, alarm_stage=stage, misses=0, tries=0)


def _gentle_question(scene: Scene, verdict: Verdict, intent: str) -> Turn | None:
    """Ask with the number shown; a second doubt of the same kind is told to a person."""
    conversation = scene.conversation
    if conversation.alarm_stage == "numbers":
        return None
    again = intent in conversation.asked_about_danger
    if again and intent in ASKED_BEFORE_IS_ANSWERED:
        return None
    level = "risk_confirmed" if again else "risk_to_check"
    noted = RaiseAlarm(intent, level, verdict.because, scene.heard.text)
    asked = replace(
        _during(conversation, intent, "check"),
        alarm_faint=verdict.likely < A_FAINT_DOUBT,
        asked_about_danger=tuple({*conversation.asked_about_danger, intent}),
    )
    return Turn(asked, (Say(f"alarm.check.{intent}", choices=CHECK, urgent=True), noted))


def _answer_to_check(scene: Scene, intent: str, said: str) -> Turn | None:
    if said == "person":
        confirmed = RaiseAlarm(intent, "risk_confirmed", "asked_for_a_person", scene.heard.text)
        return Turn(
            _remembered(scene, _answered(scene), intent), (Say("alarm.person_told"), confirmed)
        )
    if said == "no":
        return _not_that(scene, _over(scene.conversation))
    unclear = intent in ASKED_TWICE and _unclear(scene)
    if said == "yes" or (unclear and _half_a_yes(scene)):
        return _alarm(scene, intent, "answer_to_the_gentle_question")
    return _asked_again(scene, intent) if unclear else None  # else it is read like any message


def _asked_again(scene: Scene, intent: str) -> Turn | None:
    """Put the question once more where something else was said; then what is said is read.

    What was told is kept (`with_what_was_told`): it is no yes, and it is no no.
    """
    if scene.conversation.alarm_stage == "check_again":
        return None
    noted = RaiseAlarm(intent, "risk_to_check", "not_answered", scene.heard.text)
    asked = _during(scene.conversation, intent, "check_again")
    return Turn(asked, (Say(f"alarm.check.{intent}", choices=CHECK, urgent=True), noted))


def _not_that(scene: Scene, calm: Conversation) -> Turn:
    """End a doubt or an alarm that was none; what is spoken of instead is read."""
    more = new_needs(scene.now_in(calm))
    said = Say("alarm.not_that")
    if more is not None:
        return Turn(more.conversation, (said, *more.effects))
    return Turn(calm, (said, *repeat_question(scene)))


def _unclear(scene: Scene) -> bool:
    plain = only_fills_a_form(scene.heard) or only_says_when(scene.heard)
    of_it = scene.intent == "mental_distress" and may_mean_yes(scene.heard.text)
    return plain or of_it or scene.intent not in _starting(scene)


def _half_a_yes(scene: Scene) -> bool:
    """Tell whether an answer may mean yes; after a mere guess, the second time only."""
    if scene.conversation.alarm != "emergency_suicide" or only_fills_a_form(scene.heard):
        return False
    if scene.conversation.alarm_faint and scene.conversation.alarm_stage == "check":
        return False
    half = scene.heard.answer.kind in HALF_A_YES or only_says_when(scene.heard)
    return half or may_mean_yes(scene.heard.text)


def _starting(scene: Scene) -> set[str]:
    return {intent for form in scene.forms.values() for intent in form.started_by}


def _answer_to_numbers(scene: Scene, intent: str, said: str) -> Turn | None:
    table = VIOLENCE_ANSWERED if intent == discreet.VIOLENCE else ANSWERED
    kept = told(scene, intent, said)
    said = {"yes": "safe", "no": "not_safe"}.get(said, said) if table is ANSWERED else said
    if said == "false":
        ended = _not_that(scene, _none_at_all(scene, intent))
        return Turn(ended.conversation, (kept, *ended.effects))
    if said in table:
        words, over = (AFTERWARDS.get(intent) if said == "safe" else None) or table[said]
        after = _answered(scene) if over else scene.conversation
        return Turn(after, (kept, words, *(repeat_question(scene) if said == "safe" else ())))
    if not kept.place and intent not in STAYS and _goes_on(scene):
        return None
    return Turn(scene.conversation, (kept, _kept_words(scene)))


def _none_at_all(scene: Scene, intent: str) -> Conversation:
    """Return the conversation after an alarm that was none; of blows, somebody may be near."""
    if intent == discreet.VIOLENCE:
        return _answered(scene)
    return replace(_over(scene.conversation), last_danger=None)


def _kept_words(scene: Scene) -> Say:
    """Say what became of a message: a person who is asked for was told already."""
    if scene.intent == "ask_human":
        return Say("alarm.person_told")
    if only_fills_a_form(scene.heard) and not where_said(scene):
        return Say("alarm.place_noted")  # a number to call
    return Say("alarm.kept", urgent=True)


def _goes_on(scene: Scene) -> bool:
    """Tell whether the person speaks of something else than the danger."""
    return scene.intent in _starting(scene) and not speaks_of_the_danger(scene.heard.text)


def set_aside(conversation: Conversation, last_in: float) -> Conversation:
    """Return a conversation that was silent for a day: its alarm stays with who was told of it."""
    if conversation.alarm_stage != "numbers":
        return _over(conversation)
    until = last_in + FOLLOWED_FOR
    return replace(_over(conversation), alarm_before=conversation.alarm, alarm_before_until=until)


def _over(conversation: Conversation) -> Conversation:
    return replace(conversation, alarm=None, alarm_stage=None)


def _answered(scene: Scene) -> Conversation:
    """Return the conversation after an alarm that stays with those who were told of it."""
    calm = _over(scene.conversation)
    until = scene.heard.at + FOLLOWED_FOR
    return replace(calm, alarm_before=scene.conversation.alarm, alarm_before_until=until)
