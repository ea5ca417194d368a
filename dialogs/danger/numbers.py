"""The numbers of an alarm, said first; what people answer to them, and what follows."""

import re
from dataclasses import replace

from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.asides.menu import FOUR_CHOICES
from dialogs.asides.their_language import spoken
from dialogs.conversation import Conversation
from dialogs.danger import discreet, wished_beside
from dialogs.danger.calmed import says_it_was_dealt_with, smells_nothing, takes_it_back
from dialogs.danger.danger_state import answered, during, over, remembered
from dialogs.danger.followed import PLAIN_SUBJECT, raised, rings_on, told, where_said
from dialogs.danger.half_said import stands_before_a_door
from dialogs.danger.hiding import tells_hiding
from dialogs.danger.not_me import CARE, MONOXIDE, NOT_THAT
from dialogs.danger.said_of_danger import (
    BETTER_OUTSIDE,
    UNSEEN,
    begins_with_no,
    begins_with_yes,
    is_safe,
    names_help,
    only_says_fine,
    says_all_clear,
    says_not_that,
    speaks_of_the_danger,
    wishes_no_more,
)
from dialogs.danger.who_is_hit import children_too, goes_on_next_door, is_elsewhere
from dialogs.effects import AddToAlarm, Choice, Say
from dialogs.scene import Scene, Turn
from dialogs.telling import asking
from dialogs.telling.report import new_needs, repeat_question
from dialogs.telling.shared import where_words
from nlu.folding import fold_word
from nlu.safety import FROM_PEOPLE

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
OUTSIDE = Say("alarm.ask.outside", choices=SAFE_NOW)
SAFE = Say("alarm.ask.safe_now", choices=SAFE_NOW)
FOLLOW_UP = {  # the one question of each alarm, after the numbers
    "emergency_gas": OUTSIDE,
    "emergency_fire": Say("alarm.ask.where", choices=SAFE_NOW),
    "emergency_violence_home": Say("alarm.ask.may_we_write", choices=MAY_WE_WRITE),
    "emergency_suicide": SAFE,
    "emergency_child": Say("alarm.ask.where", choices=SAFE_NOW),
    "emergency_medical": Say("alarm.ask.where", choices=SAFE_NOW),
    "emergency_assault": Say("alarm.ask.where", choices=SAFE_NOW),
    "emergency_lift": Say("alarm.ask.which_lift"),
    "emergency_life_support": Say("alarm.ask.machine", choices=SAFE_NOW),
    "emergency_monoxide": OUTSIDE,
}
ELSEWHERE = Say("alarm.ask.elsewhere")
AFTERWARDS = {  # said once safe
    "emergency_monoxide": (Say("alarm.monoxide.over", urgent=True), True),
    "emergency_medical": (Say("alarm.medical.over", urgent=True), True),
}
ASKS_WHERE = frozenset({"emergency_lift"})  # its question: to that "oui" says nothing
WHERE = Say("alarm.other.where")
DOES_NOT_KNOW = re.compile(
    r"(?:(?:je|j'? ?|ben|euh|bah) ?)*(?:ne )?(?:sais|sai|sait|c) (?:pas|pa|plus)\b|"
    r"(?:jsp|chais pas)\b|"
    r"(?:i )?(?:do not|don'?t) know\b|bilmiyorum\b|لا اعرف"
)
MINOR = 18  # years
NO_SMELL = Say("alarm.monoxide.no_smell", urgent=True)
ANSWERED = {  # what is said to each answer, and whether the alarm is over for the conversation
    "safe": (Say("alarm.glad"), True),
    "not_safe": (Say("alarm.call_now", urgent=True), False),
    "taken_back": (Say("alarm.glad"), True),
    "no_smell": (NO_SMELL, False),
}
VIOLENCE_ANSWERED = {
    "yes": (Say("alarm.violence.yes"), True),
    "no": (Say("alarm.violence.quiet"), True),
    "sms": (Say("alarm.violence.sms", urgent=True), True),
    "taken_back": (discreet.NOTED, True),
}
AGAIN = {  # asked once more of who writes on: so a danger that is over can be said to be
    "emergency_gas": OUTSIDE,
    "emergency_monoxide": OUTSIDE,
    "emergency_fire": SAFE,
    "emergency_suicide": SAFE,
    "emergency_child": SAFE,
    "emergency_medical": SAFE,
    "emergency_assault": SAFE,
}
A_BARE_ANSWER = 2  # words: "oui", "non merci"
A_FEW_WORDS = 12
KEPT = "alarm.kept"
KEPT_FOR = {  # what is said with it: whoever writes on may not have called yet
    "emergency_gas": "alarm.kept.emergency_gas",
    "emergency_monoxide": "alarm.kept.emergency_fire",
    "emergency_fire": "alarm.kept.emergency_fire",
    "emergency_medical": "alarm.kept.emergency_medical",
    "emergency_suicide": "alarm.kept.emergency_suicide",
    "emergency_child": "alarm.kept.emergency_child",
}
WHO_ONE_IS = frozenset({"identify_self"})  # "8 rue de Douai": where it is, whatever it resembles
MAY_WE = frozenset({"emergency_violence_home"})  # "non je saigne" is no wish for silence
STAYS = frozenset({"emergency_suicide", "emergency_violence_home"})  # no other subject for now


def numbers_first(scene: Scene, intent: str, because: str) -> Turn:
    """Give the numbers, have people told, then ask one question."""
    conversation = scene.conversation
    again = conversation.alarm == intent and conversation.alarm_stage == "numbers"
    behind = intent == "emergency_medical" and stands_before_a_door(scene.heard.text)
    numbers = Say("alarm.behind_a_door" if behind else f"alarm.{intent}", urgent=True)
    needs = wished_beside.wishes(scene, intent)
    vital = replace(raised(scene, intent, "vital_now", because), needs=needs)
    others = _is_of_others(scene, because)
    asked = ELSEWHERE if others and intent == discreet.VIOLENCE else FOLLOW_UP[intent]
    question = () if again else (asked,)
    now = remembered(scene, during(conversation, intent, "numbers"), intent)
    now = replace(now, alarm_elsewhere=others, alarm_placed=bool(vital.place))
    back = (*children_too(scene, intent), *wished_beside.told_back(needs, intent))
    return Turn(replace(now, alarm_language=spoken(scene)), (numbers, vital, *back, *question))


def _is_of_others(scene: Scene, because: str) -> bool:
    """Tell whether a danger is of people elsewhere; a yes is of those who were told of before."""
    before = scene.conversation.alarm_elsewhere and scene.conversation.alarm is not None
    answered_yes = because == "answer_to_the_gentle_question"
    there = is_elsewhere(scene.heard.text) or goes_on_next_door(scene)
    return before if answered_yes else there


def taken_lightly(scene: Scene) -> str | None:
    """Tell a danger that is taken back, or not smelt: neither undoes it, nor clears it."""
    if scene.conversation.alarm == MONOXIDE and smells_nothing(scene.heard.text):
        return "no_smell"
    back = takes_it_back(scene.heard.text) and not says_not_that(scene.heard.text)
    return "taken_back" if back else None


def said_to_numbers(scene: Scene) -> str:
    """Return a bare answer as it is; of longer ones only what is plain.

    "oui je suis seule" is no all-clear, and no "non" is kept without a word of what to do.
    """
    few = len(scene.heard.text.split()) <= A_BARE_ANSWER
    alarm = scene.conversation.alarm or ""
    if alarm in UNSEEN and only_says_fine(scene.heard.text):
        return "told"
    if _is_over(scene.heard.text, alarm):
        return "safe"
    if alarm in MAY_WE and wishes_no_more(scene.heard.text):
        return "no"
    if begins_with_no(scene.heard.text) and (few or not _explains_itself(scene, alarm)):
        return "no"
    return _bare(scene) if few else "told"


def _is_over(text: str, alarm: str) -> bool:
    smelt_no_more = alarm == "emergency_gas" and smells_nothing(text)
    return (
        smelt_no_more
        or says_all_clear(text, alarm)
        or is_safe(text, out_is_safe=alarm in BETTER_OUTSIDE)
    )


def _bare(scene: Scene) -> str:
    """Return a bare answer; "sim" and "si" are a yes in languages that we do not answer in."""
    kind = scene.heard.answer.kind
    return "yes" if kind == "none" and begins_with_yes(scene.heard.text) else kind


def _explains_itself(scene: Scene, alarm: str) -> bool:
    """Tell whether what follows a "non" is more than not to be safe: "non mon loyer est payé"."""
    of_dying = alarm == "emergency_suicide" and scene.intent != "mental_distress"
    return alarm in MAY_WE or (of_dying and scene.intent in starting(scene))


def answer_to_numbers(scene: Scene, intent: str, said: str) -> Turn | None:
    """Answer what is said to the numbers, and send it on to who was told."""
    if scene.conversation.alarm_elsewhere and intent == discreet.VIOLENCE and said != "false":
        return _said_of_others(scene, intent, said)
    table = VIOLENCE_ANSWERED if intent == discreet.VIOLENCE else ANSWERED
    kept = told(scene, intent, said)
    said = {"yes": "safe", "no": "not_safe"}.get(said, said) if table is ANSWERED else said
    if said == "false":
        ended = not_that(scene, _none_at_all(scene, intent), _after_none(intent))
        return Turn(ended.conversation, (kept, *ended.effects))
    if intent in ASKS_WHERE and _bare(scene) in {"yes", "no"} and not _where_known(scene):
        return Turn(scene.conversation, (kept, FOLLOW_UP[intent]))
    if said in table:
        ending = (AFTERWARDS.get(intent) if said == "safe" else None) or table[said]
        return _ended(scene, ending, kept, asks=said == "safe", where=intent not in STAYS)
    return _told_beside(scene, intent, kept)


def _ended(
    scene: Scene, ending: tuple[Say, bool], kept: AddToAlarm, *, asks: bool, where: bool
) -> Turn:
    """Say what an answer is met with; who is safe is asked where it was, if nobody knows."""
    words, ends = ending
    after = answered(scene) if ends else scene.conversation
    if not asks:
        return Turn(after, (kept, words))
    known = not where or names_help(scene.heard.text) or _where_known(scene)
    asked = repeat_question(scene) or (() if known else (WHERE,))
    return Turn(after, (kept, words, *asked))


def _where_known(scene: Scene) -> bool:
    """Tell whether help knows where to go: a lease, a place told before or in these words."""
    told = scene.known.place or scene.conversation.shared.get("place") or where_said(scene)
    return bool(told) or scene.conversation.alarm_placed


def _told_beside(scene: Scene, intent: str, kept: AddToAlarm) -> Turn | None:
    """Send on what answers nothing plain, unless it is of something else."""
    if intent in FROM_PEOPLE and tells_hiding(scene.heard.text):
        return _kept(scene, intent, kept)
    if wished := wished_beside.sent_on(scene, intent):
        return Turn(scene.conversation, wished)
    if not kept.place and intent not in STAYS and _goes_on(scene):
        return None
    return _kept(scene, intent, kept)


def _kept(scene: Scene, intent: str, kept: AddToAlarm) -> Turn:
    """Say that a message went to those who were told; the second time, ask how it is now."""
    words, before = _kept_words(scene, intent), scene.conversation.tries
    heard = _place_heard(kept)
    placed = scene.conversation.alarm_placed or bool(kept.place)
    counted = replace(scene.conversation, tries=before + 1, alarm_placed=placed)
    few = len(scene.heard.text.split()) <= A_BARE_ANSWER
    thanks = few and scene.intent == "thank_bye" and intent in AGAIN
    if intent == discreet.VIOLENCE and _is_minor(scene):
        return Turn(counted, (kept, words, Say("alarm.violence.children")))
    if thanks or not words.message.startswith(KEPT) or not before:
        unseen = (AGAIN[intent],) if intent in UNSEEN and not thanks else ()
        return Turn(counted, (kept, *heard, AGAIN[intent] if thanks else words, *unseen))
    asked = (AGAIN[intent],) if intent in AGAIN and before == 1 else ()
    number = {"number": Say(f"alarm.number.{intent}")}
    return Turn(counted, (kept, *heard, Say("alarm.kept_too", number, urgent=True), *asked))


def _place_heard(kept: AddToAlarm) -> tuple[Say, ...]:
    """Say back where it is, so that a town that was taken for another can be put right."""
    named = {"residence", "town"} & {*kept.place}
    return (Say("alarm.place_heard", {"place": where_words(kept.place)}),) if named else ()


def _is_minor(scene: Scene) -> bool:
    """Tell whether a child says how old it is: "j'ai 14 ans"."""
    ages = (e.value for e in scene.heard.understood.entities if e.name == "age")
    return any(str(age).isdigit() and int(str(age)) < MINOR for age in ages)


def _said_of_others(scene: Scene, intent: str, said: str) -> Turn | None:
    """Send on what is said of people elsewhere; no word of it is a wish for silence."""
    kept = told(scene, intent)
    if not kept.place and _goes_on(scene):
        return None
    words = discreet.NOTED if said == "taken_back" else Say(KEPT, urgent=True)
    return Turn(answered(scene), (kept, words))


def _after_none(intent: str) -> Say:
    return CARE if intent == MONOXIDE else NOT_THAT


def not_that(scene: Scene, calm: Conversation, said: Say = NOT_THAT) -> Turn:
    """End a doubt or an alarm that was none; what is spoken of instead is read."""
    more = new_needs(scene.now_in(calm))
    if more is not None:
        return Turn(more.conversation, (said, *more.effects))
    question = repeat_question(scene.now_in(calm))
    if not question and calm.topics:
        return asking.ask_next(scene.now_in(calm), said)
    menu = (Say("lost.tell_me", choices=FOUR_CHOICES),) if said == NOT_THAT else ()
    return Turn(calm, (said, *(question or menu)))


def _none_at_all(scene: Scene, intent: str) -> Conversation:
    """Return the conversation after an alarm that was none; of blows, somebody may be near."""
    if intent == discreet.VIOLENCE:
        return answered(scene)
    return replace(over(scene.conversation), last_danger=None)


def _kept_words(scene: Scene, intent: str) -> Say:
    """Say what became of a message: a person who is asked for was told already."""
    if scene.intent == "ask_human":
        return Say("alarm.person_told")
    if only_fills_a_form(scene.heard) and not where_said(scene):
        return Say("alarm.place_noted")  # a number to call
    return Say(KEPT_FOR.get(intent, KEPT), urgent=True)


def _goes_on(scene: Scene) -> bool:
    """Tell whether the person speaks of something else than the danger."""
    few = len(scene.heard.text.split()) <= A_FEW_WORDS
    guessed = few and scene.heard.understood.confidence < PLAIN_SUBJECT  # "il est rentré"
    text, danger = scene.heard.text, scene.conversation.alarm or ""
    of_it = speaks_of_the_danger(text) or says_it_was_dealt_with(text, danger)
    of_it = of_it or rings_on(scene, danger)
    doubts = DOES_NOT_KNOW.match(fold_word(text))  # "je sais pas peut etre les poubelles"
    subjects = starting(scene) - WHO_ONE_IS
    return scene.intent in subjects and not (guessed or of_it or doubts)


def starting(scene: Scene) -> set[str]:
    """Return the intents that begin a form."""
    return {intent for form in scene.forms.values() for intent in form.started_by}
