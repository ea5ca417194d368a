"""What is offered once beside an answer: Arabic, to whoever writes it in Latin letters."""

from dataclasses import replace

from dialogs.danger import danger_state
from dialogs.effects import Choice, Say, is_urgent
from dialogs.scene import Scene, Turn
from nlu.language import ARABIZI

IN_ARABIC = Say("language.offer_arabic", choices=(Choice("language.set=ar", "language.ar"),))


def arabic(scene: Scene, turn: Turn) -> Turn:
    """Offer Arabic once, in both writings, after the hello.

    Under an alarm it stands behind the numbers, and has no button: a digit typed there answers
    the alarm.
    """
    conversation = turn.conversation
    wanted = conversation.language == ARABIZI and "ar" in scene.known.languages
    said = turn.effects
    urgent = danger_state.is_raised(turn) or any(map(is_urgent, said))
    if not wanted or conversation.arabic_offered or scene.known.held_by:
        return turn
    offered = replace(conversation, arabic_offered=True)
    if urgent:
        last = max(1, len(said) - 1)
        return Turn(offered, (*said[:last], replace(IN_ARABIC, choices=()), *said[last:]))
    hello = sum(isinstance(e, Say) and e.message.startswith("hello.") for e in said[:1])
    return Turn(offered, (*said[:hello], IN_ARABIC, *said[hello:]))


def once(scene: Scene, turn: Turn) -> Turn:
    """Let an offered language stand for one message only: a later "oui" answers something else."""
    if scene.conversation.language_offered is None:
        return turn
    return Turn(replace(turn.conversation, language_offered=None), turn.effects)
