"""Who writes: proven by a link from the landlord, or by one's own contact card."""

from dataclasses import replace

from dialogs.asides.menu import FOUR_CHOICES
from dialogs.conversation import Topic
from dialogs.effects import SHARE_PHONE, HandOver, LinkPerson, Say
from dialogs.scene import Scene, Turn
from dialogs.telling import asking, finishing, report, wanted
from dialogs.telling.shared import with_shared


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
    if not rest.topics and rest.wanted:
        return wanted.gone_back_to(scene.now_in(rest), linked, Say("link.done"))
    if not rest.topics:
        welcome = Say("link.done", choices=FOUR_CHOICES)
        return Turn(replace(rest, shared={}, asked=None), (linked, welcome))
    known = replace(scene.known, verified=True, place=True)
    return asking.ask_next(
        replace(scene, conversation=rest, known=known), linked, Say("link.done")
    )


def _refused(scene: Scene) -> Turn:
    tries = scene.conversation.identity_tries
    if tries >= finishing.MOST_IDENTITY_TRIES:
        said = (HandOver("identity_to_check"), Say("identify.an_agent_checks"))
        return Turn(scene.conversation, (*said, *report.repeat_question(scene)))
    tried = replace(scene.conversation, identity_tries=tries + 1)
    return Turn(tried, (Say("link.refused"), *report.repeat_question(scene)))


def by_card(scene: Scene) -> Turn | None:
    """Take the person's own card as one fact; somebody else's proves nothing."""
    heard = scene.heard
    if heard.others_card and not heard.text:
        return Turn(
            scene.conversation, (Say("identify.others_card"), *report.repeat_question(scene))
        )
    if heard.own_phone is None or _is_asked_for(scene):
        return None
    conversation = with_shared(scene, replace(scene.conversation, misses=0))
    kept = Say("identify.phone_kept")
    if scene.known.verified:
        return Turn(conversation, (kept, *report.repeat_question(scene)))
    before = conversation.topic_of("identify")
    given = scene.gathered.answers.get("identify", {})
    answers = {**(before.answers if before else {}), **given}
    others = conversation.without("identify").topics
    proving = replace(conversation, topics=(Topic(form="identify", answers=answers), *others))
    if answers.get("verified"):
        return finishing.finish(Turn(proving), scene)
    return _without_share(asking.ask_next(scene.now_in(proving), kept))


def _is_asked_for(scene: Scene) -> bool:
    """Tell whether the number answers the pending question, like any number that is typed."""
    form, _, name = (scene.conversation.asked or "").partition(".")
    slot = scene.forms[form].slot(name) if form in scene.forms else None
    return slot is not None and slot.kind == "phone"


def _without_share(turn: Turn) -> Turn:
    """Leave out the button that was pressed a moment ago."""
    effects = tuple(
        replace(e, choices=tuple(c for c in e.choices if c.payload != SHARE_PHONE))
        if isinstance(e, Say)
        else e
        for e in turn.effects
    )
    return Turn(turn.conversation, effects)


def with_proof_asked(scene: Scene, turn: Turn) -> Turn:
    """Ask again who writes, after so long a silence that the account may be another's."""
    if not scene.known.lapsed or any(isinstance(e, LinkPerson) for e in turn.effects):
        return turn
    return Turn(turn.conversation, (*turn.effects, Say("identify.again")))
