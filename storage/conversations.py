"""Addresses, and where each conversation is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select as columns
from sqlmodel import SQLModel, bindparam, col, select, update

from storage.tables.messages import ConversationRow
from storage.tables.people import ChannelAddress
from storage.transaction import INSERTS, Store

DESK_PAGE = "desk"  # the channel of agents' pages on the desk
# Built once: every message asks these.
_IS_ADDRESS = (
    col(ChannelAddress.channel) == bindparam("channel"),
    col(ChannelAddress.account) == bindparam("account"),
    col(ChannelAddress.user) == bindparam("user"),
)
_ID_OF = (
    select(ConversationRow.id)
    .join(ChannelAddress, col(ConversationRow.address_id) == col(ChannelAddress.id))
    .where(*_IS_ADDRESS)
)
_NEW_ADDRESS = {
    database: insert(SQLModel.metadata.tables["channel_address"])
    .on_conflict_do_nothing(index_elements=["channel", "account", "user"])
    .returning(col(ChannelAddress.id))
    for database, insert in INSERTS.items()
}
_ADDRESS_ID = columns(col(ChannelAddress.id)).where(*_IS_ADDRESS)
_NEW = SQLModel.metadata.tables["conversation"].insert().returning(col(ConversationRow.id))
_FRESH: Final = {"state": {}, "version": 0, "last_seq": 0}
_WITH_ADDRESS = (
    select(ConversationRow, ChannelAddress)
    .join(ChannelAddress, col(ConversationRow.address_id) == col(ChannelAddress.id))
    .where(ConversationRow.id == bindparam("id"))
)

_MARKS = columns(
    col(ConversationRow.id), col(ConversationRow.last_seq), col(ConversationRow.held_by)
).where(col(ConversationRow.id).in_(bindparam("ids", expanding=True)))
AT_A_TIME = 1000  # ids in one statement: a database takes so many and no more
_LOCKED = _WITH_ADDRESS.with_for_update(of=ConversationRow)
_SAVE = (
    update(SQLModel.metadata.tables["conversation"])
    .where(
        col(ConversationRow.id) == bindparam("id_"),
        col(ConversationRow.version) == bindparam("read"),
    )
    .values(
        state=bindparam("to"),
        version=col(ConversationRow.version) + 1,
        last_in_at=bindparam("now"),
    )
)


class StaleConversation(Exception):
    """Another process took a turn meanwhile: read the conversation again and take this one."""


class Conversations(Store):
    """The conversations of one transaction."""

    def id_of(self, channel: str, account: str, user: str) -> int:
        """Return the id of an address's conversation, made when it is the first message."""
        asked = {"channel": channel, "account": account, "user": user}
        found: int | None = self._connection.execute(_ID_OF, asked).scalar()
        return found or self._begin(asked)

    def _begin(self, asked: Mapping[str, str]) -> int:
        """Make the conversation of an address; raises Clashed where another was faster."""
        new_address = _NEW_ADDRESS[self._connection.dialect.name]
        address = self._connection.execute(new_address, asked).scalar()
        if address is None:
            address = self._connection.execute(_ADDRESS_ID, asked).scalar_one()
        fresh = {**_FRESH, "address_id": address}
        return int(self._connection.execute(_NEW, fresh).scalar_one() or 0)

    def of(self, channel: str, account: str, user: str) -> ConversationRow:
        """Return the conversation of an address, made when it is the first message."""
        return self.get(self.id_of(channel, account, user))

    def of_address(self, address: ChannelAddress) -> ConversationRow:
        """Return the conversation of an address."""
        query = select(ConversationRow).where(ConversationRow.address_id == address.id)
        found = self._session.exec(query).first()
        if found is None:
            found = ConversationRow(address_id=address.id or 0)
            self._session.add(found)
            self._session.flush()
        return found

    def find_address(self, channel: str, account: str, user: str) -> ChannelAddress | None:
        """Return an address, or None."""
        query = select(ChannelAddress).where(
            ChannelAddress.channel == channel,
            ChannelAddress.account == account,
            ChannelAddress.user == user,
        )
        return self._session.exec(query).first()

    def find_by_secret(self, secret_hash: str) -> ChannelAddress | None:
        """Return the web chat address whose cookie has this hash."""
        query = select(ChannelAddress).where(ChannelAddress.secret == secret_hash)
        return self._session.exec(query).first()

    def get(self, conversation_id: int) -> ConversationRow:
        """Return a conversation."""
        row = self._session.get(ConversationRow, conversation_id)
        if row is None:
            raise LookupError(f"conversation {conversation_id} is not in this database")
        return row

    def address_of(self, conversation: ConversationRow) -> ChannelAddress:
        """Return the address of a conversation."""
        address = self._session.get(ChannelAddress, conversation.address_id)
        if address is None:
            raise LookupError(f"conversation {conversation.id} has no address")
        return address

    def with_address(
        self, conversation_id: int, *, lock: bool = False
    ) -> tuple[ConversationRow, ChannelAddress]:
        """Return a conversation and its address; a locked one is nobody else's to move."""
        query = _LOCKED if lock else _WITH_ADDRESS
        found = self._session.exec(query, params={"id": conversation_id}).first()
        if found is None:
            raise LookupError(f"conversation {conversation_id} is not in this database")
        return found

    def of_case_address(self, address_id: int) -> ConversationRow | None:
        """Return the conversation of an address by its id."""
        query = select(ConversationRow).where(ConversationRow.address_id == address_id)
        return self._session.exec(query).first()

    def of_household(self, household_id: int) -> list[tuple[ConversationRow, ChannelAddress]]:
        """Return the conversations of the chats that are proven to be a household's."""
        query = (
            select(ConversationRow, ChannelAddress)
            .join(ChannelAddress, col(ConversationRow.address_id) == col(ChannelAddress.id))
            .where(ChannelAddress.household_id == household_id)
            .order_by(col(ConversationRow.id))
        )
        return [(row, address) for row, address in self._session.exec(query)]

    def marks(self, ids: Sequence[int]) -> dict[int, tuple[int, str | None]]:
        """Return the last place of each conversation, and who holds it."""
        found: dict[int, tuple[int, str | None]] = {}
        for start in range(0, len(ids), AT_A_TIME):
            asked = {"ids": ids[start : start + AT_A_TIME]}
            for row in self._connection.execute(_MARKS, asked):
                found[row.id] = (row.last_seq, row.held_by)
        return found

    def save(
        self, conversation_id: int, state: Mapping[str, Any], *, read_version: int, now: datetime
    ) -> None:
        """Keep where a conversation is, unless another process moved it meanwhile."""
        moved = {"id_": conversation_id, "read": read_version, "now": now, "to": dict(state)}
        if self._connection.execute(_SAVE, moved).rowcount != 1:
            raise StaleConversation(f"conversation {conversation_id}")

    def hold(
        self,
        row: ConversationRow,
        staff_id: str | None,
        *,
        now: datetime,
        case_id: int | None = None,
    ) -> None:
        """Let an agent hold the conversation for a case, or give it back to the bot.

        `held_at` is the holder's last word: silence is counted from there.
        """
        row.held_by = staff_id
        row.held_at = now if staff_id else None
        row.held_case_id = case_id if staff_id else None
        self._session.add(row)

    def addresses_of_staff(self, staff_id: str) -> list[ChannelAddress]:
        """Return the chats of an agent, which ring; their page on the desk does not."""
        query = select(ChannelAddress).where(
            ChannelAddress.staff_id == staff_id, ChannelAddress.channel != DESK_PAGE
        )
        return list(self._session.exec(query))
