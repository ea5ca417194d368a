"""Needs that words resemble and do not tell: taken away before anything reads the message."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dialogs.account_check import FORM as ACCOUNT_CHECK
from dialogs.account_check import MONEY, disputes_the_account
from dialogs.conversation import Conversation
from dialogs.forms import Form
from dialogs.scene import Heard
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
_NOT_LATE = re.compile(
    r"\b(?:pas|aucun) (?:de |en |du )?(?:retard|dette)s?\b|\bnot late\b|\bgecikme\w* yok\b"
)
_AN_APPOINTMENT = re.compile(r"\b(?:rdv|rendez ?-?vous|annul\w+|appointment|randevu\w*)\b|موعد")
WHEN = frozenset({"day_part", "time"})
A_SHORT_ANSWER = 10  # words
_OF_DATA = re.compile(r"\b(?:donnees?|rgpd|effac\w*|supprim\w*|data|gdpr|verilerim\w*)\b|بيانات")
_PICTURES = re.compile(r"\b(?:photos?|videos?|pictures?|foto\w*|resim\w*)\b|صور")
_A_PAPER_LOST = re.compile(r"\b(?:perdu|trouve pas|trouve plus|jete|lost)\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """Forms that a message does not tell of, and how that is seen."""

    forms: frozenset[str]
    holds: Callable[[Conversation, Heard, str], bool]


def _account(conversation: Conversation, heard: Heard, said: str) -> bool:
    del heard
    being_told = conversation.topic_of(ACCOUNT_CHECK) is not None
    return disputes_the_account(said) or being_told


def _no_work(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell painting one's own wall, or a dwelling that was offered, from a wish to work."""
    if _OF_WORK.search(said):
        return False
    moving = conversation.topic_of("rehousing") is not None or any(
        need.intent == "rehousing_request" for need in heard.understood.needs
    )
    return bool(_MAY_I.search(said)) or (moving and bool(_OFFERED.search(said)))


def _only_an_age(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell somebody's age, or that "elle" cannot come down, from a household that changes."""
    del conversation
    named = {entity.name for entity in heard.understood.entities}
    return "change" not in named and not _OF_A_CHANGE.search(said) and "age" in named


def _only_when(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell when somebody is free for what they are telling from a wish for an appointment."""
    named = {entity.name for entity in heard.understood.entities}
    short = len(said.split()) <= A_SHORT_ANSWER
    return bool(
        short and conversation.topics and named & WHEN and not _AN_APPOINTMENT.search(said)
    )


def _lost_in_a_report(conversation: Conversation, heard: Heard, said: str) -> bool:
    del heard
    return bool(conversation.topics and _A_PAPER_LOST.search(said))


RULES = (
    Rule(MONEY, _account),
    Rule(WORK, _no_work),
    Rule(frozenset({"household_change"}), _only_an_age),
    Rule(frozenset({"rehousing"}), lambda _, __, said: bool(_NOT_MOVING.search(said))),
    Rule(frozenset({"arrears"}), lambda _, __, said: bool(_NOT_LATE.search(said))),
    Rule(frozenset({"appointment"}), _only_when),
    Rule(
        frozenset({"privacy"}),
        lambda _, __, said: bool(_PICTURES.search(said)) and not _OF_DATA.search(said),
    ),
    Rule(frozenset({"admin_help"}), _lost_in_a_report),
)


def without_needs_not_told(
    forms: Mapping[str, Form], conversation: Conversation, heard: Heard
) -> Heard:
    """Return a message without the needs that its words only resemble."""
    if heard.payload:
        return heard
    said = fold_word(heard.text)
    unsaid = {f for rule in RULES if rule.holds(conversation, heard, said) for f in rule.forms}
    intents = {intent for form in unsaid for intent in forms[form].started_by}
    return _without(heard, intents) if intents else heard


def _without(heard: Heard, intents: set[str]) -> Heard:
    """Return a message heard without some intents; its best guess falls with them."""
    understood = heard.understood
    needs = tuple(need for need in understood.needs if need.intent not in intents)
    maybe = tuple(need for need in understood.maybe if need.intent not in intents)
    ranking = tuple(guess for guess in understood.ranking if guess.name not in intents)
    sure = 0.0 if understood.intent in intents else understood.confidence
    changed = replace(understood, needs=needs, maybe=maybe, ranking=ranking, confidence=sure)
    return replace(heard, understood=changed)
