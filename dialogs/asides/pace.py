"""Somebody who sends more than can be answered is asked to slow down; danger is always heard.

A generic cell rate in the conversation itself: forty messages at once, then one every three
seconds.
"""

from dataclasses import replace

from dialogs.effects import Say
from dialogs.scene import Scene, Turn

EVERY = 3.0  # seconds a message takes up
MOST_AT_ONCE = 40


def counted(scene: Scene) -> Scene:
    """Return the scene with this message counted; who was slowed down is free in a while."""
    at, before = scene.heard.at, scene.conversation
    ahead = max(before.busy_until - at, 0.0)
    slowed = before.slowed and ahead > EVERY * MOST_AT_ONCE / 2
    counted_in = min(ahead + EVERY, EVERY * (MOST_AT_ONCE + 1))
    now = replace(before, busy_until=at + counted_in, slowed=slowed, crowded=False)
    return scene.now_in(now)


def too_many(scene: Scene) -> Turn | None:
    """Ask once to slow down, then say nothing until it is calmer; what is written is kept."""
    conversation = scene.conversation
    full = conversation.busy_until - scene.heard.at > EVERY * MOST_AT_ONCE
    if scene.known.held_by is not None or not (full or conversation.slowed):
        return None
    say = () if conversation.slowed else (Say("flood.slow_down"),)
    return Turn(replace(conversation, slowed=True), say)


def no_room(scene: Scene) -> Turn | None:
    """Ask somebody new, once, to come back when fewer people begin to write; it is kept."""
    if not scene.known.crowded:
        return None
    say = () if scene.known.was_crowded else (Say("flood.come_back"),)
    return Turn(replace(scene.conversation, crowded=True), say)
