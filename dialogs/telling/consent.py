"""One question after a report: whether Palier may write by itself about jobs near here."""

import re
from dataclasses import replace

from dialogs.answers.reading import read_payload
from dialogs.effects import Choice, GiveConsent, Say
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word

JOB_OFFERS = "consent.job_notices"  # what is asked
JOB_NOTICES = Say(
    "consent.ask.job_notices",
    choices=(
        Choice("consent.job_notices=yes", "consent.choice.yes"),
        Choice("consent.job_notices=no", "consent.choice.no"),
    ),
)
_A_SHORT_QUESTION = 10  # words
_BEFORE = r"^(?:(?:oui|ok|et|mais|non|daccord|d'accord|yes|and|but|ok)[ ,]+)*"
_ABOUT_JOBS = (  # what is asked about the offers, and the words that answer it
    (
        re.compile(
            r"\b(?:pay\w*|paie|salaires?|sal|remuner\w*|gagne\w*|touche|combien|paid|salary|wage|"
            r"how much|maas\w*|ucret\w*|ne kadar|kac para)\b|راتب|اجر|كم|ch7al|chhal"
        ),
        Say("consent.about.pay"),
    ),
    (
        re.compile(
            rf"{_BEFORE}(?:(?:c'? ?est|ce sera|sa se passe|ca se passe) )?(?:ou|dans quel\w*|loin|"
            r"pres|quelle ville|where|far|nerede|uzak)\b|\bc'? ?est (?:ou|loin|pres)\b|اين|وين|فين"
        ),
        Say("consent.about.where"),
    ),
    (
        re.compile(
            rf"{_BEFORE}(?:c'? ?est|ce sont|sa|ca|cest) (?:quoi|koi|kwa|quel\w*)|"
            rf"{_BEFORE}(?:quoi|koi|quel\w*|de quoi|comment|qu'?est ce que|kesako|kel|"
            r"what|which|how|ne|nedir|nasil)\b|ماذا|ما هو|شنو|ايش|chno|chnou|wach"
        ),
        Say("consent.about.what"),
    ),
)
_ASKS = re.compile(r"[?؟]\s*$|\b(?:combien|quoi|koi|ou|what|where|how|nerede|nedir)\s*$")


def question_about_jobs(scene: Scene) -> Turn | None:
    """Answer a question at the consent for job offers in one line, and put it again: no yes."""
    text = fold_word(scene.heard.text)
    asked = scene.conversation.asked == JOB_OFFERS and not scene.heard.payload
    if not asked or len(text.split()) > _A_SHORT_QUESTION or not _ASKS.search(text):
        return None
    said = text.strip(" ?!.؟")
    found = next((say for pattern, say in _ABOUT_JOBS if pattern.search(said)), None)
    calm = replace(scene.conversation, misses=0)
    return Turn(calm, (found, JOB_NOTICES)) if found else None


def consent_answer(scene: Scene, purpose: str) -> Turn | None:
    """Keep a yes or a no with the words that were shown; anything else is no consent."""
    button = read_payload(scene.heard.payload)
    said = button[2] if button else scene.heard.answer.kind
    rest = replace(scene.conversation, asked=None, tries=0)
    if said in {"yes", "no"}:
        consent = GiveConsent(purpose, said == "yes", f"consent.ask.{purpose}")
        return Turn(rest, (consent, Say(f"consent.{said}.{purpose}")))
    if said in {"later", "unknown", "refuse"}:
        return Turn(rest, (Say("report.as_you_like"),))
    return None
