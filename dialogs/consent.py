"""One question after a report: whether Palier may write by itself about jobs near here."""

from dataclasses import replace

from dialogs.effects import Choice, GiveConsent, Say
from dialogs.reading import read_payload
from dialogs.scene import Scene, Turn

JOB_NOTICES = Say(
    "consent.ask.job_notices",
    choices=(
        Choice("consent.job_notices=yes", "consent.choice.yes"),
        Choice("consent.job_notices=no", "consent.choice.no"),
    ),
)


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
