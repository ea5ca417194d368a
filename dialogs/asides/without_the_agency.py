"""Who says alone, in the middle of a report, that their agency is left out of it."""

from dialogs.effects import Say
from dialogs.needs.wishes import A_WISH, says_not_the_agency
from dialogs.scene import Scene, Turn
from dialogs.telling.report import repeat_question
from dialogs.telling.shared import with_shared


def wished(scene: Scene) -> Turn | None:
    """Note that wish, and go on."""
    alone = len(scene.heard.text.split()) <= A_WISH
    if not scene.conversation.topics or not alone or not says_not_the_agency(scene):
        return None
    known = scene.now_in(with_shared(scene, scene.conversation))
    return Turn(known.conversation, (Say("report.not_the_agency"), *repeat_question(known)))
