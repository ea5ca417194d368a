"""Languages that are read and not spoken: one sentence says so, and one stands under an alarm."""

from dataclasses import replace

from dialogs.conversation import Conversation
from dialogs.danger import danger_state
from dialogs.danger.followed import is_followed
from dialogs.effects import Effect, Say
from dialogs.scene import Scene, Turn

LANGUAGES = frozenset({"pl", "ro", "uk", "pt", "es", "it"})
ANSWERED_IN = "fr"  # the sentence says so
A_SENTENCE = 3  # words: a name is no language
_NUMBERS = ("alarm.check.", "alarm.")  # what stands before the name of the danger


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
    hello = sum(isinstance(e, Say) and e.message.startswith("hello.") for e in said[:1])
    word = Say(f"language.read.{language}")
    told_once = replace(conversation, told_of_language=True)
    return Turn(told_once, (*said[:hello], word, *said[hello:]))


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
    """Add below each alarm whom to call, in the language of who writes."""
    language = spoken(scene)
    if language is None:
        return turn
    said = tuple(one for effect in turn.effects for one in _below(effect, language))
    return Turn(turn.conversation, said)


def spoken(scene: Scene) -> str | None:
    """Return the language of a message, or of the one that told the danger: "tak" tells none."""
    now = scene.heard.understood.language
    return now if now in LANGUAGES else scene.conversation.alarm_language


def _below(effect: Effect, language: str) -> tuple[Effect, ...]:
    danger = _danger_of(effect)
    if danger is None:
        return (effect,)
    number = {"number": Say(f"alarm.number.{danger}")}
    return (effect, Say(f"alarm.call_in.{language}", number, urgent=True))


def _danger_of(effect: Effect) -> str | None:
    """Return the danger whose numbers or whose gentle question are said."""
    if not isinstance(effect, Say):
        return None
    names = (effect.message.removeprefix(before) for before in _NUMBERS)
    return next((name for name in names if name.startswith("emergency_")), None)
