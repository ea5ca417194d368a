"""An answer to a notice that never came here: "OUI 12" says so, and begins nothing."""

import re
from dataclasses import replace
from typing import Final

from dialogs.asides.told_halfway import OTHER
from dialogs.effects import Choice, Say
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling.report import repeat_question
from nlu.folding import fold_word

_WHAT_IS_IT: Final = re.compile(
    r"\b(?:c'? ?est quoi|c koi|c'? ?est koi|qu'? ?est ce que c'? ?est|info(?:s)?|"
    r"c'? ?est pour quoi|"
    r"what is|nedir) (?:que )?(?:le |la |l'|l |du |sur le )?"
    r"(?:(?:offre|annonce|numero|num|n°) ?)?(?P<number>\d{1,4})\W*$"
)
_CALLED: Final = frozenset({15, 17, 18, 112, 114, 115, 119, 3114, 3919, 3977, 3018, 116})
_JOBS: Final = (Choice("choose.form=job_search", "job_search.label"), OTHER)
A_FEW_WORDS: Final = 8


def code_said(text: str, entity: object) -> int | None:
    """Return the number of the notice that a message answers or asks about."""
    if isinstance(entity, int):
        return entity
    found = _WHAT_IS_IT.search(fold_word(text))
    code = int(found["number"]) if found else 0
    return code if code and code not in _CALLED else None


def unknown(scene: Scene) -> Turn | None:
    """Say that no notice of this number was sent here, and ask what is looked for."""
    few = len(scene.heard.text.split()) <= A_FEW_WORDS
    code = code_said(scene.heard.text, find_entity(scene.heard, "notice_code"))
    asked = scene.conversation.asked
    if scene.heard.payload or not few or code is None or asked or scene.known.notice == code:
        return None
    calm = replace(scene.conversation, misses=0, asked="choose.form", offers=())
    question = repeat_question(scene)
    return Turn(calm, (Say("notice.not_here", {"code": code}, choices=_JOBS), *question))
