"""A plain doubt about danger after which nobody writes any more: a few people read of it.

Who is asked "are you in danger?" and falls silent may have been called, or may lie on the floor.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from dialogs.conversation import Conversation
from dialogs.danger.danger_state import CHECKING
from dialogs.effects import RaiseAlarm

WAIT: Final = timedelta(minutes=20)  # whoever calls for help has called by then


def is_unanswered(conversation: Conversation) -> bool:
    """Tell whether a gentle question about a plain danger stands, and nobody read of it yet."""
    asked = conversation.alarm_stage in CHECKING and conversation.alarm_sure
    told = conversation.alarm in {conversation.doubt_read, conversation.alarm_before}
    return asked and not told


def read_by_people(conversation: Conversation) -> tuple[Conversation, RaiseAlarm]:
    """Return the conversation and the alarm of a doubt that was left in silence.

    The question stays open: a yes that comes late is a yes.
    """
    alarm = conversation.alarm or ""
    place = conversation.shared.get("place") or {}
    raised = RaiseAlarm(alarm, "risk_to_check", "silence", read_later=True, place=place)
    return replace(conversation, doubt_read=alarm), raised
