"""What the arrears form checks."""

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

MONTHS_WE_BELIEVE = range(37)  # three years: rent older than that is out of time
EUROS_WE_BELIEVE = 20_000


class ValidateArrears(FormValidationAction):
    """Checks the answers of flows/arrears.yaml."""

    def name(self) -> str:
        """Return the name Rasa calls us by."""
        return "validate_arrears"

    def validate_months_count(
        self, value: float, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Doubt a number of months nobody could owe."""
        del tracker, domain
        if int(value) in MONTHS_WE_BELIEVE:
            return {"months_count": int(value)}
        dispatcher.utter_message(response="retry.number")
        return {"months_count": None}

    def validate_can_pay(
        self, value: float, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Doubt an amount that is no rent."""
        del tracker, domain
        if 0 <= float(value) <= EUROS_WE_BELIEVE:
            return {"can_pay": float(value)}
        dispatcher.utter_message(response="retry.money")
        return {"can_pay": None}
