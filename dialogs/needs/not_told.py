"""Needs that words resemble and do not tell: taken away before anything reads the message."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dialogs.answers.availability import read_availability
from dialogs.answers.plain_answers import is_nothing_but
from dialogs.asides.account_check import FORM as ACCOUNT_CHECK
from dialogs.asides.account_check import MONEY, disputes_the_account
from dialogs.conversation import Conversation
from dialogs.forms import Form
from dialogs.needs.by_words import heard_by_words, without
from dialogs.needs.changes import FORM as HOUSEHOLD_CHANGE
from dialogs.needs.changes import dead_long_ago, no_event
from dialogs.scene import ACT, Heard, find_entity
from nlu.folding import fold_word

WORK = frozenset({"job_search", "worksite_school", "placement"})
_OF_WORK = re.compile(
    r"\b(?:travail\w*|boulot|taff?e?|jobs?|emploi\w*|embauch\w*|chantiers?|formation\w*|metiers?|"
    r"cv|interim\w*|cdi|cdd|postes?|missions?|candidat\w*|entretien|stages?|apprenti\w*|offres?|"
    r"annonces?|bosser|salaire|horaires?|work\w*|hir\w+|train\w*|is|isi\w*|calis\w*|meslek|"
    r"khdma|khedma|nkhdem|khadm\w*)\b|عمل|شغل|خدمه|وظيف"
)
_OF_A_CHANGE = re.compile(
    r"\b(?:separ\w*|divorc\w*|dece\w*|mort\w*|mourir|nai[st]\w*|ne|nee|bebe\w*|enceinte|"
    r"accouch\w*|"
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
_INTERVIEW = re.compile(r"\bentretiens?\b|\bjob interview\b|\binterview\b")
_LACKS = re.compile(
    r"\b(?:pas|plus|sans|perdu|retir\w*|suspendu|passer|repasser|payer|financ\w*|besoin|aide|"
    r"aider|"
    r"obtenir|garde|creche|transport\w*|bus|loin|no|without|lost|need)\b"
)
_UNABLE = re.compile(
    r"\b(?:peu[xt]?|pourr\w+|serai|suis) pas\b|\bjpeu[xt]? pas\b|\bannul\w*|\bdecal\w*|\bchang\w*|"
    r"\breport\w*|\bdeplac\w*|\bcan(?:'?t|not)\b"
)
WHEN = frozenset({"day_part", "time"})
A_SHORT_ANSWER = 10  # words
FEW = 3  # words, that tell a need only where they name it
A_GUESS = 0.55  # confidence under which a few words tell nothing
GRAVE = frozenset({"distress", "food", "legal_paper", "worry"})
TELL_LITTLE = frozenset(
    {"date", "month", "since", "duration", "number", "amount", "months_count", "time", "day_part",
     "answer", "relation"}
)  # fmt: skip
_NAMED = re.compile(r"\b(?:bruits?|dettes?|credits?|cles?|deces|loyers?|factures?|handicap\w*)\b")
_CANNOT_PAY = re.compile(
    r"\b(?:peu[xt]?|pourrai\w*|arriv\w*|pas) ?(?:pas|plus|a|les moyens)? ?(?:de |encore )?"
    r"(?:pay|regl|paie)\w*|\bpropos\w*\b|\ben (?:\d+|deux|trois|quatre|plusieurs) fois\b|"
    r"\b(?:echeanc|etal|delai|difficult)\w*|\b(?:cannot|can'?t) pay\b|\bodeye?m\w*|"
    r"لا (?:استطيع|اقدر).{0,10}(?:ادفع|الدفع)"
)
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


def _an_interview(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell the interview for which somebody cannot come from a search for work."""
    del conversation, heard
    return bool(_AN_APPOINTMENT.search(said) and _INTERVIEW.search(said) and _UNABLE.search(said))


def _has_what_it_takes(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell who has the licence, which opens doors, from who lacks it."""
    del conversation
    has = find_entity(heard, "licence") not in {None, "none"}
    return has and not _LACKS.search(said)


def _only_an_age(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell somebody's age, or that "elle" cannot come down, from a household that changes."""
    del conversation
    named = {entity.name for entity in heard.understood.entities}
    return "change" not in named and not _OF_A_CHANGE.search(said) and "age" in named


def _only_when(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell when somebody is free for what they are telling from a wish for an appointment."""
    named = {entity.name for entity in heard.understood.entities}
    short = len(said.split()) <= A_SHORT_ANSWER
    when = named & WHEN or read_availability(heard, asked=True)
    return bool(short and conversation.topics and when and not _AN_APPOINTMENT.search(said))


def _only_beside(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell a baby in a cold home, or a husband dead for years, from a household that changes."""
    del said
    told = {n.intent for n in heard.understood.needs if n.confidence >= ACT} - {HOUSEHOLD_CHANGE}
    beside = bool(told or conversation.topics or heard.understood.intent != HOUSEHOLD_CHANGE)
    return beside and (no_event(heard) or dead_long_ago(heard))


def _only_a_room(conversation: Conversation, heard: Heard, said: str) -> bool:
    """Tell "mon wc", of which more is said next, from a dwelling to adapt."""
    del conversation
    named = {entity.name for entity in heard.understood.entities}
    return len(said.split()) <= FEW and not named & {"adaptation", "barrier_type"}


def _owes_nothing(said: str) -> bool:
    """Tell "pas de retard" from who is not late yet and cannot pay, or offers a sum."""
    return bool(_NOT_LATE.search(said)) and not _CANNOT_PAY.search(said)


def _told_by_too_little(forms: Mapping[str, Form], heard: Heard, said: str) -> set[str]:
    """Return every form, for a day or a sum alone; those of a mere guess, for a few words."""
    words = said.split()
    if len(words) > FEW:
        return set()
    if is_nothing_but(heard, lambda entity: entity.name in TELL_LITTLE):
        return {*forms}
    guessed = heard.understood.confidence < A_GUESS
    telling = any(entity.name not in TELL_LITTLE for entity in heard.understood.entities)
    return {*forms} - GRAVE if guessed and not telling and not _NAMED.search(said) else set()


def _lost_in_a_report(conversation: Conversation, heard: Heard, said: str) -> bool:
    del heard
    return bool(conversation.topics and _A_PAPER_LOST.search(said))


RULES = (
    Rule(MONEY, _account),
    Rule(WORK, _no_work),
    Rule(WORK, _an_interview),
    Rule(frozenset({"barrier"}), _has_what_it_takes),
    Rule(frozenset({HOUSEHOLD_CHANGE}), _only_an_age),
    Rule(frozenset({HOUSEHOLD_CHANGE}), _only_beside),
    Rule(frozenset({"home_adaptation"}), _only_a_room),
    Rule(frozenset({"rehousing"}), lambda _, __, said: bool(_NOT_MOVING.search(said))),
    Rule(frozenset({"arrears"}), lambda _, __, said: _owes_nothing(said)),
    Rule(frozenset({"appointment"}), _only_when),
    Rule(
        frozenset({"privacy"}),
        lambda _, __, said: bool(_PICTURES.search(said)) and not _OF_DATA.search(said),
    ),
    Rule(frozenset({"admin_help"}), _lost_in_a_report),
)


def as_told(forms: Mapping[str, Form], conversation: Conversation, heard: Heard) -> Heard:
    """Return a message with the needs that its words tell, not those that they resemble."""
    if heard.payload:
        return heard
    said = fold_word(heard.text)
    unsaid = {f for rule in RULES if rule.holds(conversation, heard, said) for f in rule.forms}
    unsaid |= _told_by_too_little(forms, heard, said)
    intents = {intent for form in unsaid for intent in forms[form].started_by}
    return heard_by_words(forms, without(heard, intents))
