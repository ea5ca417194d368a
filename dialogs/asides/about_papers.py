"""Questions of whoever has a bailiff's paper: "combien de temps avant l'expulsion ?"."""

import re
from dataclasses import replace
from typing import Final

from dialogs.answers.gathering import told_needs
from dialogs.effects import AddToCase, Effect, Say
from dialogs.scene import Scene, Turn
from dialogs.telling import report
from nlu.folding import fold_word

PAPER: Final = "legal_paper"
_A_QUESTION: Final = 20  # words
_ABOUT: Final = re.compile(
    r"\b(?:expul\w*|dehors|a la rue|huissiers?|tribunal|juges?|jugement|audience|"
    r"commandement\w*|assignation|assigne\w*|serrures?|saisi\w*|meubles|policiers?|prefet|"
    r"que faire|(?:je|on) fais? quoi|quoi faire|il me reste|"
    r"evict\w*|kick\w* (?:me |us )?out|bailiff|court|hearing|what (?:can|should|do) i do|"
    r"tahliye\w*|icra\w*|mahkeme\w*|sokaga|disari|ne yapmaliyim|ne yapayim)\b|"
    r"(?:طرد|اخلاء|محكمه|محضر|القاضي|ماذا افعل)"
)
_ASKS: Final = re.compile(
    r"[?؟]|^(?:(?:et|mais|bonjour|donc|alors|maintenant) )*(?:combien|quand|comment|c'? ?est quoi|"
    r"est ce qu\w*|esk\w*|ils? (?:peu\w*|von?t)|on (?:peut|va)|qu'?est|quoi|(?:je|on) fais? quoi|"
    r"que faire|how|can|when|what|will|ne (?:zaman|kadar|yap\w*)|nasil|kac|هل|متي|كم|كيف|ماذا)\b"
)
_RELATED: Final = frozenset({PAPER, "arrears", "rehousing", "works", "debt", "worry", "identify"})
ANSWER: Final = Say("legal_paper.answer")


def asked(scene: Scene) -> Turn | None:
    """Answer with the advice there is; the question goes to who follows the case."""
    begun = scene.conversation.topic_of(PAPER) is not None
    if not (begun or PAPER in scene.sent) or not _is_question(scene):
        return None
    calm = replace(scene.conversation, misses=0)
    if begun:
        return Turn(calm, (ANSWER, *report.repeat_question(scene)))
    added: tuple[Effect, ...] = (AddToCase(scene.heard.text, scene.heard.media), ANSWER)
    return Turn(calm, (*added, Say("case.added"), *report.repeat_question(scene)))


def _is_question(scene: Scene) -> bool:
    """Tell a question about the paper, which gives no answer and tells nothing else."""
    said = fold_word(scene.heard.text)
    if scene.heard.payload or len(said.split()) > _A_QUESTION or not _ASKS.search(said):
        return False
    others = {need.form for need in told_needs(scene.forms, scene.heard)} - _RELATED
    tells = others & {"home_repair", "common_area", "job_loss", "food", "health"}
    answers = scene.gathered.answers.get(PAPER)
    return bool(_ABOUT.search(said)) and not (answers or tells)
