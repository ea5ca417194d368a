"""Two facts against the lease."""

import unicodedata
from typing import Any, Protocol

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict


class Leases(Protocol):
    """Where a lease is looked up."""

    def holder_names(self, lease_number: str) -> tuple[str, ...]:
        """Return the last names of the holders of a lease, none when there is no such lease."""

    def holder_phones(self, lease_number: str) -> tuple[str, ...]:
        """Return the numbers to call of the holders of a lease, in E.164."""


class ValidateIdentify(FormValidationAction):
    """Checks the answers of flows/identify.yaml.

    A wrong number and a wrong name get the same words, so that nobody learns which exists.
    """

    def __init__(self, leases: Leases) -> None:
        self._leases = leases

    def name(self) -> str:
        """Return the name Rasa calls us by."""
        return "validate_identify"

    def validate_tenant_number(
        self,
        value: str,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> dict[str, Any]:
        """Compare the number with the telephone that the person has proven to be theirs."""
        del dispatcher, domain
        return {"tenant_number": value, **self._by_phone(value, tracker.get_slot("own_phone"))}

    def validate_own_phone(
        self,
        value: str,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> dict[str, Any]:
        """Compare a proven telephone with the lease whose number was given; say nothing of it."""
        del dispatcher, domain
        return {"own_phone": value, **self._by_phone(tracker.get_slot("tenant_number"), value)}

    def _by_phone(self, number: object, phone: object) -> dict[str, Any]:
        if not number or not phone or phone not in self._leases.holder_phones(str(number)):
            return {}
        return {"verified": "number_and_phone"}

    def validate_said_with_it(
        self,
        value: str,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> dict[str, Any]:
        """Look for the holder's name in the words that came with the number; say nothing of it."""
        del dispatcher, domain
        matched = self._is_holder(str(tracker.get_slot("tenant_number") or ""), value)
        return {"said_with_it": None, **({"verified": True} if matched else {})}

    def validate_last_name(
        self,
        value: str,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> dict[str, Any]:
        """Compare the name with the holders of the lease whose number was given."""
        del domain
        if self._is_holder(str(tracker.get_slot("tenant_number") or ""), value):
            return {"last_name": value, "verified": True}
        dispatcher.utter_message(response="identify.not_found")
        return {"last_name": None}

    def _is_holder(self, number: str, words: str) -> bool:
        said = set(_plain(words).split())
        holders = self._leases.holder_names(number)
        return any(set(_plain(holder).split()) <= said for holder in holders)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    return "".join(c for c in letters if c.isalnum() or c == " ")
