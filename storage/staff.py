"""Agents, and the secrets that open something for them (kept as hashes)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy import select as rows
from sqlmodel import col, func, select

from storage.tables.cases import Case
from storage.tables.people import ChannelAddress, Secret, StaffUser
from storage.transaction import Store

ENDED = ("resolved", "closed", "cancelled", "merged")
_LOADS = (
    select(Case.owner_id, func.count().label("load"))
    .where(col(Case.status).not_in(ENDED), col(Case.owner_id).is_not(None))
    .group_by(col(Case.owner_id))
    .subquery()
)
# Built once: every case asks this.
_WITH_LOADS = (
    rows(
        col(StaffUser.id),
        (col(StaffUser.first_name) + " " + col(StaffUser.last_name)).label("name"),
        col(StaffUser.role),
        col(StaffUser.unit),
        col(StaffUser.absent),
        func.coalesce(_LOADS.c.load, 0).label("load"),
    )
    .outerjoin(_LOADS, _LOADS.c.owner_id == col(StaffUser.id))
    .where(col(StaffUser.active))
    .order_by(col(StaffUser.id))
)


class Staff(Store):
    """The staff of one transaction."""

    def get(self, staff_id: str | None) -> StaffUser | None:
        """Return an active agent, or None."""
        found = self._session.get(StaffUser, staff_id) if staff_id else None
        return found if found is not None and found.active else None

    def add(self, user: StaffUser) -> None:
        """Add an agent."""
        self._session.add(user)

    def all(self) -> list[StaffUser]:
        """Return the active agents."""
        return list(self._session.exec(select(StaffUser).where(StaffUser.active)))

    def with_loads(self) -> Sequence[Row[Any]]:
        """Return active agents: id, name, role, unit, absent, and load, their open cases."""
        return self._connection.execute(_WITH_LOADS).all()

    def keep_secret(self, secret: Secret) -> None:
        """Keep the hash of a secret."""
        self._session.add(secret)

    def find_secret(self, secret_hash: str, kind: str, *, now: datetime) -> Secret | None:
        """Return a secret that is still good; None when wrong, used or too old."""
        secret = self._session.get(Secret, secret_hash)
        if secret is None or secret.kind != kind or secret.used_at is not None:
            return None
        return None if secret.expires_at is not None and secret.expires_at <= now else secret

    def use_secret(
        self, secret_hash: str, kind: str, *, now: datetime, once: bool
    ) -> StaffUser | None:
        """Return the agent whom a secret opens for; None when it does not."""
        secret = self.find_secret(secret_hash, kind, now=now)
        if secret is None:
            return None
        if once:
            secret.used_at = now
            self._session.add(secret)
        return self.get(secret.staff_id)

    def link(self, address: ChannelAddress, staff: StaffUser, *, now: datetime) -> None:
        """Tie a chat to an agent."""
        address.staff_id = staff.id
        address.staff_proven_at = now
        self._session.add(address)
