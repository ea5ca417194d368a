"""Households, leases, persons, and what they agreed to."""

import re
from datetime import datetime

from sqlmodel import SQLModel, bindparam, col, or_, select, update

from casework.contact import Reachable
from storage.tables.people import ChannelAddress, Consent, Household, Lease, LeaseLink, Person
from storage.tables.places import Commune, Dwelling, Residence
from storage.transaction import Store

# Built once: every message asks this.
_LATEST_CONSENT = (
    select(Consent)
    .where(Consent.address_id == bindparam("address"), Consent.purpose == bindparam("purpose"))
    .order_by(col(Consent.at).desc(), col(Consent.id).desc())
    .limit(1)
)


def reachable(address: ChannelAddress) -> Reachable:
    """Return what is known of whether somebody may be written to."""
    return Reachable(
        stopped=address.opted_out_at is not None,
        unsafe=address.safe_to_contact is False,
        gone=address.gone_at is not None,
    )


def is_unsafe(household: Household) -> bool:
    """Tell whether a letter or a message to a household may be read by who must not."""
    return household.violence or not household.safe_to_contact


class People(Store):
    """The people of one transaction."""

    def lease(self, number: str) -> Lease | None:
        """Return an active lease by its number, None when there is none."""
        lease = self._session.get(Lease, number)
        return lease if lease is not None and lease.active else None

    def holder_names(self, lease_number: str) -> tuple[str, ...]:
        """Return the last names of the persons of a lease, none when there is no such lease."""
        lease = self.lease(lease_number)
        if lease is None:
            return ()
        return tuple(person.last_name for person in self.persons(lease.household_id))

    def holder_phones(self, lease_number: str) -> tuple[str, ...]:
        """Return the numbers to call of the holders of a lease, none when there is no lease."""
        lease = self.lease(lease_number)
        persons = self.persons(lease.household_id) if lease is not None else []
        return tuple(person.phone for person in persons if person.holder and person.phone)

    def persons(self, household_id: int) -> list[Person]:
        """Return the persons of a household, the holders first."""
        query = (
            select(Person)
            .where(Person.household_id == household_id)
            .order_by(col(Person.holder).desc(), col(Person.id))
        )
        return list(self._session.exec(query))

    def household(self, household_id: int) -> Household | None:
        """Return a household."""
        return self._session.get(Household, household_id)

    def lease_of(self, household_id: int) -> Lease | None:
        """Return the active lease of a household."""
        query = select(Lease).where(Lease.household_id == household_id, Lease.active)
        return self._session.exec(query).first()

    def leases_of_residence(self, code: str) -> list[Lease]:
        """Return the active leases of a residence, in the order in which one walks its stairs."""
        query = (
            select(Lease)
            .join(Dwelling, col(Lease.dwelling_id) == col(Dwelling.id))
            .where(Dwelling.residence_code == code, Lease.active)
            .order_by(
                col(Dwelling.building), col(Dwelling.entrance), col(Dwelling.floor), Dwelling.label
            )
        )
        return list(self._session.exec(query))

    def home_of(self, household_id: int) -> tuple[Dwelling, Residence] | None:
        """Return the dwelling and the residence of a household."""
        lease = self.lease_of(household_id)
        dwelling = self._session.get(Dwelling, lease.dwelling_id) if lease else None
        residence = self._session.get(Residence, dwelling.residence_code) if dwelling else None
        return (dwelling, residence) if dwelling and residence else None

    def link(self, address: ChannelAddress, number: str, *, now: datetime, proof: str) -> None:
        """Tie an address to a lease that was proven."""
        lease = self.lease(number)
        if lease is None:
            raise LookupError("the lease that was proven a moment ago is gone: ask again")
        address.lease_number = number
        address.household_id = lease.household_id
        address.verified_at = now
        address.proof = proof
        self._session.add(address)

    def unlink(self, address: ChannelAddress) -> None:
        """Forget who stands behind an address: it must be proven again."""
        address.lease_number = address.household_id = None
        address.verified_at = address.proof = None
        self._session.add(address)

    def keep_link(self, link: LeaseLink) -> None:
        """Keep the hash of a link."""
        self._session.add(link)

    def use_link(self, link_hash: str, address_id: int, *, now: datetime) -> str | None:
        """Use a link up, and return the lease it opens; None when it opens nothing.

        One statement: of two chats that come at the same moment, one has it.
        """
        used = (
            update(SQLModel.metadata.tables["lease_link"])
            .where(
                col(LeaseLink.hash) == link_hash,
                col(LeaseLink.used_at).is_(None),
                col(LeaseLink.expires_at) > now,
            )
            .values(used_at=now, used_by=address_id)
        )
        if self._connection.execute(used).rowcount != 1:
            return None
        number = self._session.get_one(LeaseLink, link_hash).lease_number
        return number if self.lease(number) is not None else None

    def opt_out(self, address: ChannelAddress, *, now: datetime) -> None:
        """Stop what Palier starts by itself on this address."""
        address.opted_out_at = now
        self._session.add(address)

    def opt_in(self, address: ChannelAddress) -> None:
        """Write notices again to an address that asks for them."""
        address.opted_out_at = None
        self._session.add(address)

    def consent(self, consent: Consent) -> None:
        """Store a yes or a no."""
        self._session.add(consent)

    def latest_consent(self, address_id: int, purpose: str) -> Consent | None:
        """Return the last answer of an address about a purpose."""
        asked = {"address": address_id, "purpose": purpose}
        return self._session.exec(_LATEST_CONSENT, params=asked).first()

    def households_matching(self, words: str, limit: int = 10) -> list[int]:
        """Return the households that a name, a phone, a number or an address finds."""
        digits = re.sub(r"\D", "", words)
        by_phone = self._by_phone(digits)
        found = by_phone or self._by_name(words) or self._by_address(words)
        return found[:limit]

    def _by_phone(self, digits: str) -> list[int]:
        if len(digits) < FEWEST_DIGITS:
            return []
        query = select(Person.household_id).where(col(Person.phone).endswith(digits[-9:]))
        return list(dict.fromkeys(self._session.exec(query)))

    def _by_name(self, words: str) -> list[int]:
        names = [
            word for word in re.findall(r"[^\W\d_]{2,}", words) if word.casefold() not in TITLES
        ]
        if not names:
            return []
        matches = [
            or_(col(Person.last_name).ilike(f"{name}%"), col(Person.first_name).ilike(f"{name}%"))
            for name in names
        ]
        query = select(Person.household_id).where(*matches)
        return list(dict.fromkeys(self._session.exec(query)))

    def _by_address(self, words: str) -> list[int]:
        query = (
            select(Lease.household_id, Residence.name, Dwelling.label, Commune.name)
            .join(Dwelling, col(Lease.dwelling_id) == col(Dwelling.id))
            .join(Residence, col(Dwelling.residence_code) == col(Residence.code))
            .join(Commune, col(Residence.commune_insee) == col(Commune.insee))
        )
        wanted = words.casefold().split()
        return [
            household
            for household, *address in self._session.exec(query)
            if all(word in " ".join(address).casefold() for word in wanted)
        ]


FEWEST_DIGITS = 6
TITLES = frozenset({"mme", "madame", "monsieur", "mr", "m"})
