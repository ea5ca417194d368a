"""What a message adds to a report beside the question: kept, said back, and it is asked on."""

from collections.abc import Iterable
from dataclasses import replace

from dialogs.answers.gathering import is_short, told_needs
from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.answers.sums_gathered import offers_made
from dialogs.conversation import Conversation, Topic
from dialogs.needs.also_told import MORE
from dialogs.scene import Scene, Turn
from dialogs.telling import asking
from dialogs.telling.finishing import finish
from dialogs.telling.put_again import kept_words
from dialogs.telling.shared import with_shared


def told_again(scene: Scene) -> Turn | None:
    """Keep what a need that is being told already adds to itself, and ask what is still open."""
    again = {n.form for n in told_needs(scene.forms, scene.heard)}
    topics = [topic for topic in scene.conversation.topics if topic.form in again]
    if not topics:
        return None
    conversation = with_shared(scene, _with_new_answers(scene, topics))
    changed = conversation != scene.conversation
    before = (asking.said_back(scene, conversation),) if changed else kept_words(scene)
    if not (changed or only_fills_a_form(scene.heard)):
        conversation = conversation.with_topic(topics[0].adding(scene.heard.text))
    return finish(asking.ask_next(scene.now_in(conversation), *before), scene)


def told_more(scene: Scene) -> Turn | None:
    """Keep what a need that is being told adds to itself while the place is asked."""
    again = told_again(scene)
    return again if again and again.conversation.topics != scene.conversation.topics else None


def said_beside(scene: Scene) -> Turn | None:
    """Keep a short answer to another question: "le matin", when the place is asked."""
    if not is_short(scene.heard):
        return None
    conversation = with_shared(scene, _with_new_answers(scene, scene.conversation.topics))
    if conversation == scene.conversation:
        return None
    said = asking.said_back(scene, conversation)
    return finish(asking.ask_next(scene.now_in(conversation), said), scene)


def new_offer(scene: Scene) -> Turn | None:
    """Keep a sum offered beside a "no": "non je peux payer 50 par mois"."""
    offered = [
        t for t in scene.conversation.topics if offers_made(scene.forms[t.form], t, scene.heard)
    ]
    conversation = _with_new_answers(scene, offered)
    if conversation == scene.conversation:
        return None
    said = asking.said_back(scene, conversation)
    return finish(asking.ask_next(scene.now_in(conversation), said), scene)


def more_known(scene: Scene) -> Turn | None:
    """Keep a place or a number to call that was not known yet."""
    known = with_shared(scene, scene.conversation)
    if known.shared == scene.conversation.shared:
        return None
    said = asking.said_back(scene, known)
    if not only_fills_a_form(scene.heard):  # a name beside the place is read by somebody
        known = known.with_topic(known.topics[0].adding(scene.heard.text))
    return finish(asking.ask_next(scene.now_in(known), said), scene)


def _with_new_answers(scene: Scene, topics: Iterable[Topic]) -> Conversation:
    """Return the conversation with what the message adds to topics; what was told before stays.

    Only an offer takes the place of the one before, and the list of what is broken grows.
    """
    conversation = scene.conversation
    for topic in topics:
        said = scene.gathered.answers.get(topic.form, {})
        offers = offers_made(scene.forms[topic.form], topic, scene.heard)
        more = {name: said[name] for name in (MORE,) if name in said}
        answers = {**said, **topic.answers, **offers, **more}
        conversation = conversation.with_topic(replace(topic, answers=answers))
    return conversation
