"""The day of a paper from a court, given after other things were asked: it is still kept."""

from dataclasses import replace

from dialogs import asking
from dialogs.plain_answers import only_fills_a_form
from dialogs.scene import Scene, Turn, find_entity

FORM, SLOT = "legal_paper", "date_on_paper"
ASKED_NEAR = ("place.place", "legal_paper.hearing", "legal_paper.phone")


def paper_dated(scene: Scene) -> Turn | None:
    """Take a bare day that is over for the day of the paper, where none is known."""
    topic = scene.conversation.topic_of(FORM)
    today, day = scene.heard.today, find_entity(scene.heard, "date")
    if topic is None or SLOT in topic.answers or scene.conversation.asked not in ASKED_NEAR:
        return None
    over = today is not None and day is not None and str(day) < today.isoformat()
    if scene.heard.payload or not over or not only_fills_a_form(scene.heard):
        return None
    kept = replace(topic, answers={**topic.answers, SLOT: day})
    conversation = scene.conversation.with_topic(kept)
    said = asking.said_back(scene, conversation)
    return asking.ask_next(scene.now_in(conversation), said)
