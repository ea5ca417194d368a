"""What somebody told that was not understood yet: the words a person will read, all of them.

What is told of a danger is never among them: it goes to few readers, and this to the counter.
"""

from dataclasses import replace

from dialogs.asides.idle_talk import tells_nothing
from dialogs.conversation import LONGEST_TEXT
from dialogs.effects import AddToAlarm, HandOver, OpenCase, RaiseAlarm
from dialogs.scene import Scene, Turn

MOST = 10  # messages
_SENT = (OpenCase, HandOver)
_OF_A_DANGER = (RaiseAlarm, AddToAlarm)


def with_unread(scene: Scene, turn: Turn) -> Turn:
    """Return a turn that remembers its message where nothing was begun with it."""
    before = () if scene.known.new_here else scene.conversation.unread
    kept = _kept(scene, turn, before)
    return Turn(replace(turn.conversation, unread=kept), turn.effects)


def words(scene: Scene) -> str:
    """Return all that was said and not understood, this message last.

    A bare "oui" or "lol" tells nothing where other words do.
    """
    said = _with(scene, () if scene.known.new_here else scene.conversation.unread)
    return "\n".join(said or (scene.heard.text,))[:LONGEST_TEXT]


def _kept(scene: Scene, turn: Turn, before: tuple[str, ...]) -> tuple[str, ...]:
    if any(isinstance(effect, _SENT) for effect in turn.effects):
        return ()
    spoken_of = scene.conversation.alarm or turn.conversation.alarm
    if spoken_of or any(isinstance(effect, _OF_A_DANGER) for effect in turn.effects):
        return before
    missed = turn.conversation.misses > scene.conversation.misses
    return _with(scene, before) if missed or not turn.conversation.topics else before


def _with(scene: Scene, before: tuple[str, ...]) -> tuple[str, ...]:
    text, answer = scene.heard.text.strip(), scene.heard.answer
    bare = answer.kind in {"yes", "no"} and not answer.rest
    tells = any(map(str.isalnum, text)) and not (bare or tells_nothing(text))
    return (*before, text)[-MOST:] if tells else before
