"""Languages that are read and not spoken: one sentence says so, and in a danger what saves.

Whom to call, what to do first, and the question that is asked stand there in the language of who
writes, beside the French that the person they show it to reads.
"""

from dataclasses import replace
from itertools import takewhile

from dialogs.conversation import Conversation
from dialogs.danger import danger_state
from dialogs.danger.followed import is_followed
from dialogs.effects import Effect, Say, is_urgent
from dialogs.scene import Scene, Turn

LANGUAGES = frozenset({"pl", "ro", "uk", "ru", "pt", "es", "it"})
ANSWERED_IN = "fr"  # the sentence says so
A_SENTENCE = 3  # words: a name is no language
_CHECK, _NUMBERS = "alarm.check.", "alarm."  # what stands before the name of the danger
_STILL = ("alarm.kept", "alarm.call_now", "alarm.in_doubt", "alarm.if_ever")  # whom to call, again
_FIRST_TO_DO = {
    "emergency_fire": "fire",
    "emergency_gas": "gas",
    "emergency_monoxide": "gas",
    "emergency_medical": "medical",
    "emergency_violence_home": "people",
    "emergency_assault": "people",
    "emergency_suicide": "suicide",
}
_OF_DYING = "emergency_suicide"
_ASKED = "alarm.ask."
_QUESTIONS = frozenset({"may_we_write", "where", "safe_now", "outside"})


def with_word_of_it(scene: Scene, turn: Turn) -> Turn:
    """Tell once who writes in such a language that they may, and that a person reads it."""
    language = written(scene)
    conversation = replace(turn.conversation, their_language=language)
    told = conversation.told_of_language or danger_state.is_raised(turn)
    if language is None or told or scene.known.held_by or conversation.alarm or _in_danger(scene):
        return Turn(conversation, turn.effects)
    if conversation.language != ANSWERED_IN:
        return Turn(conversation, turn.effects)
    said = turn.effects
    first = len(tuple(takewhile(_comes_first, said)))
    word = Say(f"language.read.{language}")
    told_once = replace(conversation, told_of_language=True)
    return Turn(told_once, (*said[:first], word, *said[first:]))


def _comes_first(effect: Effect) -> bool:
    """Tell a number to call, or a hello, before which nothing is said."""
    return is_urgent(effect) or (isinstance(effect, Say) and effect.message.startswith("hello."))


def _in_danger(scene: Scene) -> bool:
    """Tell whether a danger is spoken of, or was not long ago: nothing else is said then."""
    return scene.conversation.alarm is not None or is_followed(scene)


def written(scene: Scene) -> str | None:
    """Return the language in which somebody writes, of those that are only read."""
    now, before = scene.heard.understood.language, scene.conversation.their_language
    if now not in LANGUAGES:
        return None
    enough = len(scene.heard.text.split()) >= A_SENTENCE
    return now if enough or now == before else before


def read_in(conversation: Conversation) -> str:
    """Return the language in which the next message is read, where nothing speaks for another."""
    return conversation.their_language or conversation.language


def with_their_language(scene: Scene, turn: Turn) -> Turn:
    """Say in the language of who writes what an alarm says: below numbers, above a question."""
    language = spoken(scene)
    if language is None:
        return turn
    danger = turn.conversation.alarm or turn.conversation.alarm_before
    said = tuple(one for effect in turn.effects for one in _in_both(effect, language, danger))
    return Turn(turn.conversation, said)


def spoken(scene: Scene) -> str | None:
    """Return the language of a message, or of the one that told the danger: "tak" tells none."""
    now = scene.heard.understood.language
    return now if now in LANGUAGES else scene.conversation.alarm_language


def _in_both(effect: Effect, language: str, danger: str | None) -> tuple[Effect, ...]:
    """Say one effect in both languages; `danger` is the one that is or was spoken of."""
    if not isinstance(effect, Say):
        return (effect,)
    question = effect.message.removeprefix(_ASKED)
    if question in _QUESTIONS:
        return (Say(f"alarm.ask_in.{language}.{question}", urgent=effect.urgent), effect)
    asked = effect.message.startswith(_CHECK)
    named = effect.message.removeprefix(_CHECK if asked else _NUMBERS)
    danger = named if named.startswith("emergency_") else danger
    if danger is None or not (named == danger or effect.message.startswith(_STILL)):
        return (effect,)
    call = Say(f"alarm.call_in.{language}", {"number": Say(f"alarm.number.{danger}")}, urgent=True)
    if asked:
        so = "dying" if danger == _OF_DYING else "danger"
        return (effect, _together(Say(f"alarm.ask_in.{language}.{so}"), call))
    first = _FIRST_TO_DO.get(danger) if named == danger else None
    return (effect, _together(call, Say(f"alarm.do_in.{language}.{first}")) if first else call)


def _together(first: Say, then: Say) -> Say:
    return Say("alarm.in_theirs", {"first": first, "then": then}, urgent=True)
