"""One sentence under an alarm, in languages that Palier speaks in nothing else."""

from dialogs.effects import Effect, Say
from dialogs.scene import Scene, Turn

LANGUAGES = frozenset({"pl", "ro", "uk", "pt", "es", "it"})
_NUMBERS = ("alarm.check.", "alarm.")  # what stands before the name of the danger


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
