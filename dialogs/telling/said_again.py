"""A question that was put already is put otherwise; the third time the report goes on without it.

An answer to a question of theirs counts for nothing, nor does what tells something else.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from dialogs.conversation import Conversation
from dialogs.effects import Effect, Say
from dialogs.forms import Form
from dialogs.scene import Scene, Turn
from dialogs.telling import asking
from dialogs.telling.finishing import finish
from dialogs.telling.no_answer import says_only_courtesy
from dialogs.telling.shared import PASSED

_NOTHING: Final = ("report.kept", "report.question_kept", "lost.", "report.agreed", "here.")
_LEARNT: Final = ("report.added", "report.corrected", "report.noted", "report.phone_kept")
MOST: Final = 2  # more of one question, where nothing is learnt
PLACE: Final = "place.place"


def otherwise(scene: Scene, turn: Turn) -> Turn:
    """Return a turn whose question, where it stood already, is not said again as it was."""
    question = _put_again(scene, turn)
    if question is None or says_only_courtesy(scene.heard.text):
        return turn
    before = turn.effects[:-1]
    learnt, nothing = _says(before, _LEARNT), not before or _says(before, _NOTHING)
    if not (learnt or nothing):
        return turn
    puts = max(scene.conversation.puts + 1, turn.conversation.puts)
    often = puts + scene.conversation.tries >= MOST and not learnt
    left = _left(scene.now_in(turn.conversation), question) if often else None
    if left is not None:
        return finish(asking.ask_next(scene.now_in(left), *before), scene)
    asked = replace(turn.conversation, puts=puts)
    return Turn(asked, (*before, _in_other_words(scene.forms, question, turn.effects[-1])))


def _says(effects: tuple[Effect, ...], messages: tuple[str, ...]) -> bool:
    return any(isinstance(e, Say) and e.message.startswith(messages) for e in effects)


def _put_again(scene: Scene, turn: Turn) -> str | None:
    """Return the question of a report that stood before, and ends the turn in the same words."""
    question = turn.conversation.asked
    if question is None or question != scene.conversation.asked or not turn.effects:
        return None
    form = question.partition(".")[0]
    if form != "place" and form not in scene.forms:
        return None
    return question if turn.effects[-1] == asking.put_question(scene.forms, question) else None


def _left(scene: Scene, question: str) -> Conversation | None:
    if question == PLACE:
        shared = {**scene.conversation.shared, PASSED: True}
        return replace(scene.conversation, shared=shared)
    return asking.passed_by(scene, question)


def _in_other_words(forms: Mapping[str, Form], question: str, said: Effect) -> Effect:
    """Return the question with an example, or with how little is enough."""
    if not isinstance(said, Say):
        return said
    if question == PLACE:
        return replace(said, message="place.again")
    form, _, name = question.partition(".")
    slot = forms[form].slot(name)
    again = {"question": replace(said, choices=())}
    return replace(said, message=f"again.{slot.kind if slot else 'text'}", values=again)
