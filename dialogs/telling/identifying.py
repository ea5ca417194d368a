"""A tenant number that nobody asked for: who writes is checked before the rest."""

from dataclasses import replace

from dialogs.conversation import Conversation, Topic
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import asking, wanted
from dialogs.telling.finishing import MOST_IDENTITY_TRIES, finish
from dialogs.telling.shared import was_asked_who, with_shared

A_NUMBER_ALONE = 4  # words: "mon numéro c'est 204518"


def number_given(scene: Scene) -> Turn | None:
    """Take a tenant number that nobody asked for, and check who writes."""
    number = find_entity(scene.heard, "tenant_number")
    asked = (scene.conversation.asked or "").partition(".")[0]
    known = scene.known.verified or was_asked_who(scene.conversation)
    if number is None or known or asked in {"place", "identify"}:
        return None
    if len(scene.heard.text.split()) > A_NUMBER_ALONE and scene.intent != "identify_self":
        return None
    if any(need.form != "identify" for need in told_now(scene)):
        return None
    conversation = with_identity(with_shared(scene, scene.conversation), scene, str(number))
    return finish(asking.ask_next(scene.now_in(replace(conversation, misses=0))), scene)


def with_identity(conversation: Conversation, scene: Scene, number: str) -> Conversation:
    """Put the check of identity first; a name in the same words is a try like another."""
    given = scene.gathered.answers.get("identify", {})
    tries = conversation.identity_tries + (not given.get("verified"))
    if conversation.identity_tries >= MOST_IDENTITY_TRIES:
        given = {}
    topic = Topic(form="identify", answers={"tenant_number": number, **given})
    others = conversation.without("identify").topics
    conversation = wanted.with_status_wanted(conversation, scene.heard.text)
    return replace(conversation, topics=(topic, *others), identity_tries=tries)
