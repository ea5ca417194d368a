"""A residence of which only a word was said: "moulin à Douai" is asked back, never guessed."""

from dataclasses import replace

from dialogs.answers.reading import read_payload
from dialogs.conversation import Conversation
from dialogs.effects import Choice, PlaceName, Say
from dialogs.needs.resembling import answers_the_question
from dialogs.scene import Scene, Turn, find_entity

MAYBE = "maybe"  # the code of the residence that was asked back
IS_IT = (Choice("place.place=maybe", "answer.yes"), Choice("place.place=other", "answer.no"))


def asked_back(scene: Scene, turn: Turn) -> Turn:
    """Ask whether it is the residence that the words resemble, before the next question."""
    like = find_entity(scene.heard, "residence_like")
    after, said = turn.conversation, turn.effects
    if answers_the_question(scene) and after.asked != scene.conversation.asked:
        return turn  # "trop grand" says why, and no residence
    known = scene.known.place or "residence" in (after.shared.get("place") or {})
    if like is None or known or MAYBE in after.shared or not after.topics or not after.asked:
        return turn
    if after.alarm is not None or not said or not isinstance(said[-1], Say):
        return turn
    asked = replace(
        after,
        asked="place.place",
        questions=scene.conversation.questions,
        shared={**after.shared, MAYBE: like},
    )
    question = Say("place.is_it", {"place": PlaceName(str(like))}, choices=IS_IT)
    return Turn(asked, (*said[:-1], question))


def answered(scene: Scene) -> Conversation | None:
    """Return the conversation with the residence that was asked back, or without it on a no."""
    shared = dict(scene.conversation.shared)
    like = shared.get(MAYBE)
    button = read_payload(scene.heard.payload)
    said = {"maybe": "yes", "other": "no"}.get(button[2]) if button else scene.heard.answer.kind
    if not like or said not in {"yes", "no"} or scene.gathered.answers.get("place"):
        return None
    place = shared.get("place") or {}
    if said == "yes":
        shared["place"] = {**place, "residence": like}
    shared[MAYBE] = ""
    return replace(scene.conversation, shared=shared)
