"""Needs that words resemble and do not tell: taken away before anything reads the message."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dialogs.account_check import FORM as ACCOUNT_CHECK
from dialogs.account_check import MONEY, disputes_the_account
from dialogs.scene import Heard, Scene
from nlu.folding import fold_word

WORK = frozenset({"job_search", "worksite_school", "placement"})
_OF_WORK = re.compile(
    r"\b(?:travail\w*|boulot|taff?e?|jobs?|emploi\w*|embauch\w*|chantiers?|formation\w*|metiers?|"
    r"cv|interim\w*|cdi|cdd|postes?|missions?|candidat\w*|entretien|stages?|apprenti\w*|offres?|"
    r"annonces?|bosser|salaire|horaires?|work\w*|hir\w+|train\w*|is|isi\w*|calis\w*|meslek|"
    r"khdma|khedma|nkhdem|khadm\w*)\b|عمل|شغل|خدمه|وظيف"
)
_OF_A_CHANGE = re.compile(
    r"\b(?:separ\w*|divorc\w*|dece\w*|mort\w*|mourir|nai[st]\w*|ne|nee|bebe\w*|enceinte|accouch\w*|"
    r"part\w*|quitt\w*|arriv\w*|viv\w*|vien\w*|heberg\w*|marie\w*|mariage|pacs\w*|garde|"
    r"retour\w*|revien\w*|revenu\w*|install\w*|left|born|died|dead|moved|pregnant|married)\b"
)
_NOT_MOVING = re.compile(
    r"\b(?:veu[xt]|voul\w+|souhait\w+|envie|demande\w*) (?:surtout )?pas (?:de )?"
    r"(?:demenag\w*|partir|changer|quitter)|"
    r"\b(?:do not|don'? ?t) want to (?:move|leave)|\btasinmak istemiyor\w*|لا اريد (?:ان )?انتقل"
)
_MAY_I = re.compile(r"\b(?:je peux|puis je|on peut|ai je le droit|j'ai le droit|can i|may i)\b")
_OFFERED = re.compile(r"\b(?:propos\w*|offered)\b")
_OF_DATA = re.compile(r"\b(?:donnees?|rgpd|effac\w*|supprim\w*|data|gdpr|verilerim\w*)\b|بيانات")
_PICTURES = re.compile(r"\b(?:photos?|videos?|pictures?|foto\w*|resim\w*)\b|صور")
_A_PAPER_LOST = re.compile(r"\b(?:perdu|trouve pas|trouve plus|jete|lost)\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """Forms that a message does not tell of, and how that is seen."""

    forms: frozenset[str]
    holds: Callable[[Scene, str], bool]


def _account(scene: Scene, said: str) -> bool:
    being_told = scene.conversation.topic_of(ACCOUNT_CHECK) is not None
    return disputes_the_account(said) or being_told


def _no_work(scene: Scene, said: str) -> bool:
    """Tell painting one's own wall, or a dwelling that was offered, from a wish to work."""
    if _OF_WORK.search(said):
        return False
    moving = scene.conversation.topic_of("rehousing") is not None or any(
        need.intent in scene.forms["rehousing"].started_by for need in scene.heard.understood.needs
    )
    return bool(_MAY_I.search(said)) or (moving and bool(_OFFERED.search(said)))


def _only_an_age(scene: Scene, said: str) -> bool:
    """Tell somebody's age, or that "elle" cannot come down, from a household that changes."""
    named = {entity.name for entity in scene.heard.understood.entities}
    return "change" not in named and not _OF_A_CHANGE.search(said) and "age" in named


def _lost_in_a_report(scene: Scene, said: str) -> bool:
    return bool(scene.conversation.topics and _A_PAPER_LOST.search(said))


RULES = (
    Rule(MONEY, _account),
    Rule(WORK, _no_work),
    Rule(frozenset({"household_change"}), _only_an_age),
    Rule(frozenset({"rehousing"}), lambda _, said: bool(_NOT_MOVING.search(said))),
    Rule(
        frozenset({"privacy"}),
        lambda _, said: bool(_PICTURES.search(said)) and not _OF_DATA.search(said),
    ),
    Rule(frozenset({"admin_help"}), _lost_in_a_report),
)


def without_needs_not_told(scene: Scene) -> Scene:
    """Return the scene without the needs that its words only resemble."""
    if scene.heard.payload:
        return scene
    said = fold_word(scene.heard.text)
    unsaid = {form for rule in RULES if rule.holds(scene, said) for form in rule.forms}
    intents = {intent for form in unsaid for intent in scene.forms[form].started_by}
    return replace(scene, heard=_without(scene.heard, intents)) if intents else scene


def _without(heard: Heard, intents: set[str]) -> Heard:
    """Return a message heard without some intents; its best guess falls with them."""
    understood = heard.understood
    needs = tuple(need for need in understood.needs if need.intent not in intents)
    ranking = tuple(guess for guess in understood.ranking if guess.name not in intents)
    sure = 0.0 if understood.intent in intents else understood.confidence
    changed = replace(understood, needs=needs, ranking=ranking, confidence=sure)
    return replace(heard, understood=changed)
