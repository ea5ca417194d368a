"""Where somebody lives, from what they say of it."""

from collections.abc import Mapping
from typing import Any, Protocol

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict


class Places(Protocol):
    """Where residences and towns are looked up."""

    def town_of(self, residence: str) -> str | None:
        """Return the INSEE code of the town of a residence, None when there is no such one."""


class ValidatePlace(FormValidationAction):
    """Completes the place that a person names: a residence gives its town."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def name(self) -> str:
        """Return the name Rasa calls us by."""
        return "validate_place"

    def validate_place(
        self,
        value: Mapping[str, Any],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> dict[str, Any]:
        """Add the town of the residence; a residence that is not ours is left out."""
        del dispatcher, tracker, domain
        town = self._places.town_of(str(value.get("residence", "")))
        kept = {name: v for name, v in value.items() if name != "residence" or town}
        return {"place": {**kept, "town": town} if town else dict(kept)}
