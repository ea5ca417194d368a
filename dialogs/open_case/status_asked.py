"""Where a request stands: told to who asks, once it is known who that is."""

import re
from dataclasses import replace

from dialogs.effects import Say, TellStatus
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import report
from dialogs.telling.wanted import STATUS, wanting
from nlu.folding import fold_word

A_QUESTION = 16  # words
_OTHER_WISH = re.compile(
    r"\b(?:annul\w*|ajout\w*|toujours pas|personne n\w*|pas (?:venu|rappele|repondu)\w*|depuis)\b"
)


def status(scene: Scene) -> Turn:
    """Say where the requests stand; who is not known is told how to be."""
    if scene.known.open_cases or scene.known.verified:
        return _then_on(scene, TellStatus())
    if scene.conversation.topics:
        return _then_on(scene, Say("status.not_sent_yet"))
    return Turn(wanting(scene.conversation, STATUS), (Say("status.not_here"),))


def _then_on(scene: Scene, said: Say | TellStatus) -> Turn:
    calm = replace(scene.conversation, misses=0)
    return Turn(calm, (said, *report.repeat_question(scene)))


def _in_a_report(scene: Scene, reference: str) -> Turn | None:
    """Say where a request stands to who gives its number in the middle of another; keep it."""
    if scene.heard.text.strip().casefold() == reference.casefold():
        return status(scene) if scene.known.open_cases or scene.known.verified else _kept(scene)
    return None


def _kept(scene: Scene) -> Turn:
    """Keep the number of a request for whoever reads this one: nobody is asked it again."""
    kept = scene.conversation.with_topic(scene.conversation.topics[0].adding(scene.heard.text))
    return Turn(replace(kept, misses=0), (Say("report.kept"), *report.repeat_question(scene)))


def reference_said(scene: Scene) -> Turn | None:
    """Take the number of a request for a question about it: "P-26-EWZ7-8, c'est quoi ?"."""
    reference = find_entity(scene.heard, "case_ref")
    said = fold_word(scene.heard.text)
    few = len(said.split()) <= A_QUESTION and not _OTHER_WISH.search(said)
    if scene.heard.payload or reference is None or not few:
        return None
    if scene.conversation.topics:
        return _in_a_report(scene, str(reference))
    if any(need.form != "identify" for need in told_now(scene)):
        return None
    if scene.known.verified or reference in scene.known.open_cases:
        return status(scene)
    asked = report.start_form(scene.now_in(wanting(scene.conversation, STATUS)), "identify")
    return Turn(asked.conversation, (Say("status.who_asks"), *asked.effects))
