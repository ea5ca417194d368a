"""What the forms' actions may look up, given by one transaction."""

from storage.kept import Kept


class KeptLeases:
    """The leases of the database."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def holder_names(self, lease_number: str) -> tuple[str, ...]:
        """Return the last names on a lease, none when there is no such lease."""
        return self._kept.people.holder_names(lease_number)

    def holder_phones(self, lease_number: str) -> tuple[str, ...]:
        """Return the numbers to call of the holders of a lease."""
        return self._kept.people.holder_phones(lease_number)


class KeptPlaces:
    """The residences of the database."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def town_of(self, residence: str) -> str | None:
        """Return the INSEE code of a residence's town."""
        return self._kept.directory.town_of(residence)
