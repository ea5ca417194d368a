"""Who writes: proven by a link from the landlord, or by one's own contact card."""

from dataclasses import replace

from dialogs import asking, report
from dialogs.effects import HandOver, LinkPerson, Say
from dialogs.scene import Scene, Turn
from dialogs.small_talk import FOUR_CHOICES


def by_link(scene: Scene) -> Turn | None:
    """Tie the chat to the lease of the link; one that opens nothing says how to get another."""
    link = scene.known.link
    if link is None:
        return None
    return _refused(scene) if link.lease is None else _tied(scene, link.lease)


def _tied(scene: Scene, lease: str) -> Turn:
    linked = LinkPerson(lease, "link")
    shared = {**scene.conversation.shared, "place": {}}
    rest = replace(
        scene.conversation.without("identify"), shared=shared, misses=0, identity_tries=0
    )
    if not rest.topics:
        welcome = Say("link.done", choices=FOUR_CHOICES)
        return Turn(replace(rest, shared={}, asked=None), (linked, welcome))
    known = replace(scene.known, verified=True, place=True)
    return asking.ask_next(
        replace(scene, conversation=rest, known=known), linked, Say("link.done")
    )


def _refused(scene: Scene) -> Turn:
    tries = scene.conversation.identity_tries
    if tries >= report.MOST_IDENTITY_TRIES:
        said = (HandOver("identity_to_check"), Say("identify.an_agent_checks"))
        return Turn(scene.conversation, (*said, *report.repeat_question(scene)))
    tried = replace(scene.conversation, identity_tries=tries + 1)
    return Turn(tried, (Say("link.refused"), *report.repeat_question(scene)))


def with_proof_asked(scene: Scene, turn: Turn) -> Turn:
    """Ask again who writes, after so long a silence that the account may be another's."""
    if not scene.known.lapsed or any(isinstance(e, LinkPerson) for e in turn.effects):
        return turn
    return Turn(turn.conversation, (*turn.effects, Say("identify.again")))
