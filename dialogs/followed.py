"""A danger that people were told of: what is said afterwards goes on to them."""

from dataclasses import replace

from dialogs.effects import AddToAlarm, Say
from dialogs.plain_answers import only_fills_a_form, place_said
from dialogs.report import told_now
from dialogs.scene import Scene, Turn


def is_followed(scene: Scene) -> bool:
    """Tell whether an alarm was answered not long ago, and is with those who were told."""
    conversation = scene.conversation
    return conversation.alarm_before is not None and (
        scene.heard.at <= conversation.alarm_before_until
    )


def where_said(scene: Scene) -> dict[str, object]:
    """Return where it is, as far as the message says; a floor alone counts."""
    return place_said(scene.heard) | dict(scene.gathered.answers.get("place", {}))


def told(scene: Scene, intent: str | None = None, answer: str = "told") -> AddToAlarm:
    """Send a message on to who was told of the alarm: of this one, or of the one before."""
    of = intent or scene.conversation.alarm_before or ""
    return AddToAlarm(scene.heard.text, of, answer, where_said(scene), scene.heard.media)


def place_of_an_alarm(scene: Scene) -> Turn | None:
    """Send on where it is, said after the alarm was answered, to who was told of it."""
    conversation = scene.conversation
    if (
        not is_followed(scene)
        or not place_said(scene.heard)
        or conversation.topics
        or _tells_a_need(scene)
    ):
        return None
    return Turn(conversation, (told(scene), Say("alarm.place_noted")))


def with_place_sent(scene: Scene, turn: Turn) -> Turn:
    """Send on too the place that a report asked for; another need ends the alarm for good."""
    before = {topic.form for topic in scene.conversation.topics}
    if {topic.form for topic in turn.conversation.topics} - before:
        return Turn(replace(turn.conversation, alarm_before=None), turn.effects)
    where = where_said(scene)
    sent = any(isinstance(effect, AddToAlarm) for effect in turn.effects)
    if sent or not where or not before or not is_followed(scene):
        return turn
    return Turn(turn.conversation, (told(scene), *turn.effects))


def _tells_a_need(scene: Scene) -> bool:
    """Tell whether a message tells a need beside a place; "bat C 3e étage" is no identity."""
    return not only_fills_a_form(scene.heard) and any(
        need.form != "identify" for need in told_now(scene)
    )
