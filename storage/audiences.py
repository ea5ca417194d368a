"""Whom a notice may be for: the people of a place with their chats, as values for the rules."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import col, func, select

from casework.audience import Chat, Somebody
from casework.notices import CONSENT_TO_OFFERS
from storage.people import is_unsafe, reachable
from storage.tables.messages import ConversationRow
from storage.tables.people import ChannelAddress, Consent, Household, Lease, Person
from storage.tables.places import Dwelling, Residence
from storage.transaction import Store


class Where(NamedTuple):
    """A place: its kind (residence, entrance, commune, everywhere), its code, an entrance."""

    kind: str
    place: str = ""
    entrance: str = ""


class Audiences(Store):
    """Whom a notice may be for, in one transaction."""

    def people_at(self, where: Where) -> list[Somebody]:
        """Return the households of a place; everywhere, also the chats that have no lease."""
        homes = self._households(where)
        chats = self._chats(where)
        years = self._birth_years(where)
        known = [
            Somebody(
                who=f"household:{household.id}",
                chats=tuple(chats.get(household.id, ())),
                birth_years=tuple(years.get(household.id, ())),
                moved_out=not lives_there,
                unsafe=is_unsafe(household),
            )
            for household, lives_there in homes
        ]
        if where.kind != "everywhere":
            return known
        strangers = [
            Somebody(who=f"chat:{chat.conversation_id}", chats=(chat,))
            for chat in chats.get(None, ())
        ]
        return known + strangers

    def entrances(self) -> list[tuple[str, str]]:
        """Return the entrances, each with its residence."""
        query = select(Dwelling.residence_code, Dwelling.entrance).distinct()
        return sorted((code, entrance) for code, entrance in self._session.exec(query))

    def _households(self, where: Where) -> list[tuple[Household, bool]]:
        """Return who lives in a place, and who did and has left."""
        query = (
            select(Household, func.max(Lease.active))
            if self._connection.dialect.name == "sqlite"
            else select(Household, func.bool_or(Lease.active))
        )
        at = _at(query.join(Lease, col(Lease.household_id) == col(Household.id)), where)
        found = self._session.exec(at.group_by(col(Household.id)).order_by(col(Household.id)))
        return [(household, bool(active)) for household, active in found]

    def _birth_years(self, where: Where) -> dict[int | None, list[int | None]]:
        query = select(Person.household_id, Person.birth_year)
        query = _at(query.join(Lease, col(Lease.household_id) == col(Person.household_id)), where)
        return _grouped(self._session.exec(query))

    def _chats(self, where: Where) -> dict[int | None, list[Chat]]:
        """Return the chats of a place by household, those of nobody known under None."""
        agreed = self._agreed()
        query = select(ChannelAddress, ConversationRow.id, ConversationRow.last_in_at).join(
            ConversationRow, col(ConversationRow.address_id) == col(ChannelAddress.id)
        )
        of_tenants = query.where(col(ChannelAddress.staff_id).is_(None))
        if where.kind != "everywhere":
            homes = _at(select(Lease.household_id), where)
            of_tenants = of_tenants.where(col(ChannelAddress.household_id).in_(homes))
        found = self._session.exec(of_tenants.order_by(col(ChannelAddress.id)))
        return _grouped(
            (address.household_id, _chat(address, talk or 0, last, agreed))
            for address, talk, last in found
        )

    def _agreed(self) -> frozenset[int]:
        """Return the addresses whose last answer about offers is a yes."""
        query = (
            select(Consent.address_id, Consent.given)
            .where(Consent.purpose == CONSENT_TO_OFFERS)
            .order_by(col(Consent.at), col(Consent.id))
        )
        last = dict(self._session.exec(query).all())
        return frozenset(address for address, given in last.items() if given)


def _at(query: Any, where: Where) -> Any:  # noqa: ANN401 (a query, of any columns, of leases)
    """Narrow a query that has leases to a place."""
    if where.kind == "everywhere":
        return query
    query = query.join(Dwelling, col(Lease.dwelling_id) == col(Dwelling.id))
    if where.kind == "commune":
        query = query.join(Residence, col(Residence.code) == col(Dwelling.residence_code))
        return query.where(Residence.commune_insee == where.place)
    query = query.where(Dwelling.residence_code == where.place)
    return query.where(Dwelling.entrance == where.entrance) if where.entrance else query


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _chat(
    address: ChannelAddress,
    conversation_id: int,
    last_in_at: datetime | None,
    agreed: frozenset[int],
) -> Chat:
    return Chat(
        conversation_id=conversation_id,
        channel=address.channel,
        reachable=reachable(address),
        agreed=(address.id or 0) in agreed,
        last_in_at=last_in_at,
    )
