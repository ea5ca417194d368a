"""Where a conversation is with a danger: asked about it, told the numbers, followed, over."""

from dataclasses import replace

from dialogs.conversation import Conversation
from dialogs.effects import RaiseAlarm
from dialogs.scene import Scene, Turn

CHECKING = frozenset({"check", "check_again"})  # the gentle question is repeated once
FOLLOWED_FOR = 2 * 24 * 3600.0  # seconds


def during(conversation: Conversation, intent: str, stage: str) -> Conversation:
    """Return the conversation with a danger that is being spoken of."""
    return replace(
        conversation, alarm=intent, alarm_stage=stage, alarm_placed=False, misses=0, tries=0
    )


def over(conversation: Conversation) -> Conversation:
    """Return the conversation with no danger spoken of."""
    return replace(conversation, alarm=None, alarm_stage=None, tries=0)


def remembered(scene: Scene, conversation: Conversation, intent: str) -> Conversation:
    """Remember the danger beyond the alarm: who comes back is known by it."""
    return replace(conversation, last_danger=intent, last_danger_at=scene.heard.at)


def answered(scene: Scene) -> Conversation:
    """Return the conversation after an alarm that stays with those who were told of it."""
    calm = over(scene.conversation)
    until = scene.heard.at + FOLLOWED_FOR
    return replace(calm, alarm_before=scene.conversation.alarm, alarm_before_until=until)


def with_people_told(scene: Scene, conversation: Conversation, intent: str) -> Conversation:
    """Return the conversation of somebody of whom people were told: what follows goes to them."""
    until = scene.heard.at + FOLLOWED_FOR
    return replace(conversation, alarm_before=intent, alarm_before_until=until)


def set_aside(conversation: Conversation, last_in: float) -> Conversation:
    """Return a conversation that was silent for a day: its alarm stays with who was told of it."""
    if conversation.alarm_stage != "numbers":
        return over(conversation)
    until = last_in + FOLLOWED_FOR
    return replace(over(conversation), alarm_before=conversation.alarm, alarm_before_until=until)


def is_open(raised: RaiseAlarm) -> bool:
    """Tell whether an alarm opens a case; a doubt is only noted."""
    return raised.read_later or raised.level != "risk_to_check"


def is_raised(turn: Turn) -> bool:
    """Tell whether the turn raises an alarm: nothing may be said before its numbers."""
    return any(isinstance(effect, RaiseAlarm) for effect in turn.effects)


def only_asks(turn: Turn) -> bool:
    """Tell whether the turn asks the gentle question: what was told beside it counts."""
    return turn.conversation.alarm_stage in CHECKING and is_raised(turn)
