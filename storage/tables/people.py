"""Households under a lease, the persons of each, and the staff."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.columns import (
    CONSENT,
    CONTACT,
    IDENTITY,
    MONEY,
    SECURITY,
    SITUATION,
    STAFF,
    json_column,
    moment,
    tagged,
)


class Household(SQLModel, table=True):
    """The people who live under one lease: the unit of support."""

    id: int | None = tagged(IDENTITY, default=None, primary_key=True)
    children: int = tagged(SITUATION, default=0)
    people: int = tagged(SITUATION, default=1)
    vulnerable: list[str] = json_column(SITUATION, default_factory=list)
    followed_by: str | None = tagged(SITUATION, default=None)
    violence: bool = tagged(SITUATION, default=False)
    safe_to_contact: bool = tagged(SITUATION, default=True)


class Lease(SQLModel, table=True):
    """A lease; its number is the tenant number. Amounts in euro cents."""

    number: str = tagged(IDENTITY, primary_key=True)
    household_id: int = tagged(IDENTITY, foreign_key="household.id", index=True)
    dwelling_id: int = tagged(IDENTITY, foreign_key="dwelling.id")
    rent: int = tagged(MONEY)
    charges: int = tagged(MONEY)
    benefit: int = tagged(MONEY)
    solidarity_reduction: int = tagged(MONEY)
    debt: int = tagged(MONEY, default=0)
    active: bool = tagged(IDENTITY, default=True)


class Person(SQLModel, table=True):
    """One person of a household."""

    id: int | None = tagged(IDENTITY, default=None, primary_key=True)
    household_id: int = tagged(IDENTITY, foreign_key="household.id", index=True)
    first_name: str = tagged(IDENTITY)
    last_name: str = tagged(IDENTITY, index=True)
    birth_year: int | None = tagged(IDENTITY, default=None)
    phone: str | None = tagged(CONTACT, default=None, index=True)
    language: str = tagged(CONTACT, default="fr")
    holder: bool = tagged(IDENTITY, default=True)

    @property
    def full_name(self) -> str:
        """Return the first and the last name."""
        return f"{self.first_name} {self.last_name}"


class StaffUser(SQLModel, table=True):
    """An agent of the landlord."""

    id: str = tagged(STAFF, primary_key=True)
    first_name: str = tagged(STAFF)
    last_name: str = tagged(STAFF)
    role: str = tagged(STAFF, index=True)
    unit: str = tagged(STAFF, index=True)
    email: str | None = tagged(STAFF, default=None)
    absent: bool = tagged(STAFF, default=False)
    active: bool = tagged(STAFF, default=True)

    @property
    def full_name(self) -> str:
        """Return the first and the last name."""
        return f"{self.first_name} {self.last_name}"


class ChannelAddress(SQLModel, table=True):
    """A person, or an agent, on one channel."""

    __tablename__ = "channel_address"
    __table_args__ = (UniqueConstraint("channel", "account", "user"),)

    id: int | None = tagged(CONTACT, default=None, primary_key=True)
    channel: str = tagged(CONTACT)
    account: str = tagged(CONTACT, default="")
    user: str = tagged(CONTACT)
    lease_number: str | None = tagged(CONTACT, default=None, foreign_key="lease.number")
    household_id: int | None = tagged(
        CONTACT, default=None, foreign_key="household.id", index=True
    )
    staff_id: str | None = tagged(STAFF, default=None, foreign_key="staffuser.id")
    staff_proven_at: datetime | None = moment(STAFF, default=None)
    verified_at: datetime | None = moment(CONTACT, default=None)
    proof: str | None = tagged(CONTACT, default=None)
    opted_out_at: datetime | None = moment(CONSENT, default=None)
    safe_to_contact: bool | None = tagged(SITUATION, default=None)
    gone_at: datetime | None = moment(CONTACT, default=None)  # the person blocked us, or left
    secret: str | None = tagged(SECURITY, default=None, index=True)


class Secret(SQLModel, table=True):
    """A secret that opens something for an agent, kept as a hash.

    `kind`: invitation (one use, links a chat), room (one use, makes a group the room of the
    agent's unit), desk_link (one use), session, token.
    """

    hash: str = tagged(SECURITY, primary_key=True)
    kind: str = tagged(SECURITY)
    staff_id: str = tagged(SECURITY, foreign_key="staffuser.id", index=True)
    made_at: datetime = moment(SECURITY)
    expires_at: datetime | None = moment(SECURITY, default=None)
    used_at: datetime | None = moment(SECURITY, default=None)


class LeaseLink(SQLModel, table=True):
    """A link on paper or on a screen that ties a chat to a lease once; kept as a hash."""

    __tablename__ = "lease_link"

    hash: str = tagged(SECURITY, primary_key=True)
    lease_number: str = tagged(IDENTITY, foreign_key="lease.number", index=True)
    made_at: datetime = moment(SECURITY)
    expires_at: datetime = moment(SECURITY)
    used_at: datetime | None = moment(SECURITY, default=None)
    used_by: int | None = tagged(SECURITY, default=None, foreign_key="channel_address.id")


class Consent(SQLModel, table=True):
    """A yes or a no to one purpose on one channel, with the words that were shown."""

    id: int | None = tagged(CONSENT, default=None, primary_key=True)
    address_id: int = tagged(CONSENT, foreign_key="channel_address.id", index=True)
    household_id: int | None = tagged(CONSENT, default=None)
    purpose: str = tagged(CONSENT)
    channel: str = tagged(CONSENT)
    given: bool = tagged(CONSENT)
    wording: str = tagged(CONSENT)
    words: str = tagged(CONSENT)
    at: datetime = moment(CONSENT)


class AccessLog(SQLModel, table=True):
    """Who looked at whose file, when, and how much was shown."""

    __tablename__ = "access_log"

    id: int | None = tagged(SECURITY, default=None, primary_key=True)
    staff_id: str = tagged(SECURITY, index=True)
    at: datetime = moment(SECURITY)
    action: str = tagged(SECURITY)
    case_id: int | None = tagged(SECURITY, default=None, index=True)
    sight: str = tagged(SECURITY)
    details: dict[str, Any] = json_column(SECURITY, default_factory=dict)
