"""The outbox, seen from who sends: what is due, who has it in hand, what became of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer
from sqlalchemy.orm import aliased
from sqlmodel import bindparam, col, exists, func, or_, select

from storage.bells import ring
from storage.columns import UtcDateTime
from storage.ledger import follow
from storage.mailboxes import next_place
from storage.tables.messages import ConversationRow, Outbox
from storage.tables.people import ChannelAddress
from storage.transaction import Store

OPEN = ("queued", "sending")
NOT_DELIVERED = ("failed", "withheld", "unsure")
# Built once: every message asks these.
_NOW = bindparam("now", type_=UtcDateTime)
_EARLIER = aliased(Outbox)
# A message that is tried again holds those behind it, so that order is kept; one that waits for
# the morning has no place yet (`seq` 0) and holds nobody, and what saves a life waits for none.
_BEHIND_ANOTHER = exists().where(
    col(_EARLIER.conversation_id) == col(Outbox.conversation_id),
    col(_EARLIER.status) == "queued",
    col(_EARLIER.seq) > 0,
    col(_EARLIER.seq) < col(Outbox.seq),
    col(_EARLIER.not_before) > _NOW,
)
_MAY_LEAVE = (
    col(Outbox.status) == "queued",
    or_(col(Outbox.not_before).is_(None), col(Outbox.not_before) <= _NOW),
    or_(col(Outbox.urgent), ~_BEHIND_ANOTHER),
)
_DUE = (
    select(Outbox)
    .where(col(Outbox.conversation_id) == bindparam("conversation"), *_MAY_LEAVE)
    # An answer goes before a notice, which has no place before it leaves.
    .order_by(
        col(Outbox.urgent).desc(), col(Outbox.kind) == "notice", col(Outbox.seq), col(Outbox.id)
    )
)
_DUE_ANYWHERE = (
    select(Outbox.conversation_id).where(*_MAY_LEAVE).distinct().limit(bindparam("limit"))
)
HAS_DUE = _DUE.with_only_columns(col(Outbox.id)).limit(1)
_IN_HAND = select(Outbox).where(
    Outbox.conversation_id == bindparam("conversation"), Outbox.status == "sending"
)
_ONE = aliased(ChannelAddress)
# One chat that no lease is known of, or all chats of its household.
_CHATS = (
    select(col(ChannelAddress.id))
    .join(_ONE, col(_ONE.household_id) == col(ChannelAddress.household_id))
    .where(col(_ONE.id) == bindparam("address"))
    .union(select(bindparam("address", type_=Integer)))
)
_NOTICES_SINCE = (
    select(Outbox.sent_at)
    .join(ConversationRow, col(ConversationRow.id) == col(Outbox.conversation_id))
    .where(
        col(ConversationRow.address_id).in_(_CHATS),
        col(Outbox.kind) == "notice",
        col(Outbox.sent_at) > bindparam("since", type_=UtcDateTime),
    )
)


class Sending(Store):
    """What leaves, in one transaction."""

    def due(self, conversation_id: int, *, now: datetime) -> list[Outbox]:
        """Return what may be sent to a conversation now, in order."""
        asked = {"conversation": conversation_id, "now": now}
        return list(self._session.exec(_DUE, params=asked))

    def has_due(self, conversation_id: int, *, now: datetime) -> bool:
        """Tell whether anything may be sent to a conversation now."""
        asked = {"conversation": conversation_id, "now": now}
        return self._connection.execute(HAS_DUE, asked).first() is not None

    def in_hand(self, conversation_id: int) -> list[Outbox]:
        """Return what is being sent to this conversation: the next one waits."""
        asked = {"conversation": conversation_id}
        return list(self._session.exec(_IN_HAND, params=asked))

    def conversations_due(self, *, now: datetime, limit: int = 1_000) -> list[int]:
        """Return the conversations to which something is due."""
        asked = {"now": now, "limit": limit}
        return list(self._session.exec(_DUE_ANYWHERE, params=asked))

    def take(self, row: Outbox, owner: str) -> None:
        """Take a message in hand."""
        row.status, row.owner = "sending", owner
        self._session.add(row)

    def held_by(self, outbox_id: int, owner: str) -> Outbox | None:
        """Return a message that a process still has in hand; None when another took it over."""
        row = self._session.get(Outbox, outbox_id, with_for_update=True)
        mine = row is not None and row.status == "sending" and row.owner == owner
        return row if mine else None

    def settle(
        self,
        row: Outbox,
        status: str,
        *,
        because: str | None = None,
        until: datetime | None = None,
    ) -> None:
        """Write what became of a message, and let it go."""
        if row.kind == "notice":
            follow(self._connection, row.key, row.status, status)
        row.status, row.error, row.owner = status, because, None
        row.not_before = until or row.not_before
        self._session.add(row)

    def sent(self, row: Outbox, ext_id: str, *, now: datetime) -> None:
        """Write that a message has left; one that waited gets its place after what was said."""
        self.settle(row, "sent")
        row.sent_at, row.ext_id = now, ext_id
        if row.seq == 0:
            row.seq = next_place(self._connection, row.conversation_id)
        ring(self._connection, row.conversation_id)

    def give_up(self, conversation_id: int, because: str) -> None:
        """Fail all that waits for a person who is not there any more."""
        query = select(Outbox).where(
            Outbox.conversation_id == conversation_id, Outbox.status == "queued"
        )
        for row in self._session.exec(query):
            self.settle(row, "failed", because=because)

    def orphans(self, *, alive: Sequence[str]) -> list[Outbox]:
        """Return the messages that a dead process had in hand."""
        query = select(Outbox).where(
            Outbox.status == "sending",
            or_(col(Outbox.owner).is_(None), col(Outbox.owner).not_in(alive)),
        )
        # What its owner is writing down at this moment is no orphan.
        return list(self._session.exec(query.with_for_update(skip_locked=True)))

    def get(self, outbox_id: int) -> Outbox | None:
        """Return a message of the outbox."""
        return self._session.get(Outbox, outbox_id)

    def waiting(self, *, limit: int = 50) -> list[Outbox]:
        """Return what is queued or in hand, the oldest first."""
        query = select(Outbox).where(col(Outbox.status).in_(OPEN)).order_by(col(Outbox.id))
        return list(self._session.exec(query.limit(limit)))

    def count_waiting(self) -> int:
        """Return how many messages are queued or in hand."""
        query = select(func.count()).select_from(Outbox).where(col(Outbox.status).in_(OPEN))
        return self._session.exec(query).one()

    def undelivered(self) -> list[Outbox]:
        """Return what could not be sent, may or may not have left, or was kept back for good."""
        query = select(Outbox).where(col(Outbox.status).in_(NOT_DELIVERED))
        return list(self._session.exec(query.order_by(col(Outbox.id))))

    def notices_since(self, address_id: int, since: datetime) -> list[datetime]:
        """Return when a person got notices, on any chat of the household."""
        asked = {"address": address_id, "since": since}
        found = self._connection.execute(_NOTICES_SINCE, asked)
        return [at for (at,) in found if at is not None]
