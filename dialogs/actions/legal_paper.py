"""What the form about a paper of a bailiff or a court checks."""

from datetime import date
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict


class ValidateLegalPaper(FormValidationAction):
    """Checks the answers of flows/legal_paper.yaml."""

    def __init__(self, today: date) -> None:
        self._today = today

    def name(self) -> str:
        """Return the name Rasa calls us by."""
        return "validate_legal_paper"

    def validate_hearing(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Refuse a day that is past: the date of the paper was meant, not of a hearing."""
        del tracker, domain
        day = str(value)[:10]  # a month alone is "2026-12"
        if day >= self._today.isoformat()[: len(day)]:
            return {"hearing": value}
        dispatcher.utter_message(response="legal_paper.hearing_is_past")
        return {"hearing": None}
