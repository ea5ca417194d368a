"""The end of each turn of a report: what was proven ties a lease."""

from dataclasses import replace

from dialogs.effects import Effect, HandOver, LinkPerson, Say, TellStatus
from dialogs.open_case.nobody_came import says_nobody_came
from dialogs.scene import Scene, Turn
from dialogs.telling import asking, wanted

MOST_IDENTITY_TRIES = 4  # then only an agent can tell who somebody is


def finish(turn: Turn, scene: Scene) -> Turn:
    """Tie the person to the lease when the two facts agreed, and go on with the report."""
    identity = turn.conversation.topic_of("identify")
    if identity is None or not identity.answers.get("verified"):
        return turn
    if turn.conversation.identity_tries >= MOST_IDENTITY_TRIES:
        return _an_agent_checks(replace(scene, conversation=turn.conversation))
    by = identity.answers["verified"]
    proof = by if isinstance(by, str) else "number_and_name"
    number = str(identity.answers["tenant_number"])
    waits = any(says_nobody_came(topic.words) for topic in turn.conversation.topics)
    status = (TellStatus(if_any=True),) if waits else ()
    linked = (LinkPerson(number, proof), Say("identify.done"), *status)
    shared = {**turn.conversation.shared, "place": {}}
    rest = replace(turn.conversation.without("identify"), shared=shared, asked=None)
    proven = replace(scene, known=replace(scene.known, verified=True, place=True))
    if not rest.topics:
        return wanted.gone_back_to(proven.now_in(rest), *linked)
    return asking.ask_next(proven.now_in(rest), *linked, *turn.effects[:-1])


def _an_agent_checks(scene: Scene) -> Turn:
    """Stop guessing: after a few wrong pairs even a right one is checked by a person."""
    rest = replace(scene.conversation.without("identify"), asked=None, tries=0)
    said: tuple[Effect, ...] = (HandOver("identity_to_check"), Say("identify.an_agent_checks"))
    return asking.ask_next(scene.now_in(rest), *said) if rest.topics else Turn(rest, said)
