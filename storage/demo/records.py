"""Say what the demonstration data is made of: plain values, before they become rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResidence:
    """One residence of the landlord; `perimeter` holds for `perimeter_buildings` only."""

    code: str
    name: str
    insee: str
    agency: str
    address: str
    kind: str
    buildings: tuple[str, ...]
    entrances_per_building: int
    storeys: int
    lift: bool
    heating: str
    dwellings: int
    perimeter: str | None
    perimeter_buildings: tuple[str, ...]
    priority_district: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDwelling:
    """One dwelling; the ground floor is 0, and a house has its number for building."""

    residence: str
    building: str
    entrance: str
    floor: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAgent:
    """One member of staff; `unit` is an agency code or `siege`."""

    id: str
    first_name: str
    last_name: str
    title: str
    role: str
    unit: str
    team: str
    email: str
    residences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """One adult of a household; `title` is `mme` or `m`, `phone` is as printed or empty."""

    first_name: str
    last_name: str
    title: str
    birth_year: int
    language: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoHousehold:
    """One household under one lease; amounts in cents a month.

    `unpaid_terms` and `benefit_stopped_terms` count back from the last rent due, so that the
    same household fits whatever day the demonstration is loaded.
    """

    id: str
    lease: str
    holders: tuple[DemoPerson, ...]
    members: tuple[DemoPerson, ...]
    children_ages: tuple[int, ...]
    dwelling: DemoDwelling
    typology: str
    lease_started: date
    rent_cents: int
    charges_cents: int
    benefit_cents: int
    rls_cents: int
    benefit_paid_to_landlord: bool
    benefit_stopped_terms: int
    debt_cents: int
    unpaid_terms: int
    vulnerable: tuple[str, ...]

    @property
    def occupants(self) -> int:
        """Count the people who live there."""
        return len(self.holders) + len(self.members) + len(self.children_ages)

    @property
    def net_due_cents(self) -> int:
        """Compute what the tenant pays each month, the benefit left out while it is stopped."""
        direct = self.benefit_paid_to_landlord and not self.benefit_stopped_terms
        benefit = self.benefit_cents if direct else 0
        return self.rent_cents + self.charges_cents - benefit - self.rls_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoGreeting:
    """One tenant to play, and a sentence to type."""

    household: DemoHousehold
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNeed:
    """One need of a case; the first of a case is its main one."""

    code: str
    facts: Mapping[str, str | int]
    severity: int
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEvent:
    """One change of status.

    `actor` is a staff id, or `bot`, `router`, `timer`, `tenant`, `partner`.
    """

    at: datetime
    actor: str
    from_status: str
    to_status: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNote:
    """One note of a member of staff: facts, no word of health."""

    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReferral:
    """One referral to a partner's service; the consent is always older than the proposal."""

    service: str
    partner: str
    need: str
    state: str
    consent_at: datetime
    proposed_at: datetime
    answered_at: datetime | None
    decline_reason: str
    ended_at: datetime | None
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCase:
    """One case of the past year as it stands on the first hour of the loading day."""

    id: str
    household: str
    agency: str
    channel: str
    opened_at: datetime
    first_message: str
    needs: tuple[DemoNeed, ...]
    severity: int
    level: int
    status: str
    role: str
    unit: str
    owner: str
    outcome: str | None
    first_reply_at: datetime | None
    closed_at: datetime | None
    reopened_count: int
    events: tuple[DemoEvent, ...]
    notes: tuple[DemoNote, ...]
    referrals: tuple[DemoReferral, ...]
