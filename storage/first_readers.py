"""The first readers of the notices that are being sent, and what became of their messages."""

from collections.abc import Collection

from sqlalchemy import String, cast, literal
from sqlmodel import SQLModel, col, func, or_, select

from casework.first_readers import FirstReaders, count_first
from casework.notices import NoticeStatus
from storage.ledger import CHUNK, KEY, LINE
from storage.tables.messages import Outbox
from storage.transaction import Store

_NOTICE = SQLModel.metadata.tables["notice"]
_FIRST = (
    select(
        CHUNK.c.notice_id, func.min(CHUNK.c.id).label("chunk"), func.max(CHUNK.c.id).label("last")
    )
    .group_by(CHUNK.c.notice_id)
    .subquery()
)
_SENDING = (
    select(_NOTICE.c.id)
    .join(_FIRST, _FIRST.c.notice_id == _NOTICE.c.id)
    .where(_NOTICE.c.status == NoticeStatus.SENDING)
    .order_by(_NOTICE.c.id)
)


class FirstReading(Store):
    """The first readers of notices, in one transaction."""

    def on_trial(self) -> list[int]:
        """Return the notices whose other readers wait until it went well with the first."""
        query = _SENDING.where(
            _NOTICE.c.first_settled_at.is_(None), _FIRST.c.last > _FIRST.c.chunk
        )
        return [int(row[0]) for row in self._connection.execute(query)]

    def counted(self, notice_id: int) -> FirstReaders:
        """Count what became of the messages to the first readers of a notice."""
        chunk = select(_FIRST.c.chunk).where(_FIRST.c.notice_id == notice_id).scalar_subquery()
        key = literal(KEY) + cast(LINE.c.id, String)
        query = (
            select(LINE.c.state, Outbox.status, Outbox.error)
            .outerjoin(Outbox, col(Outbox.key) == key)
            .where(LINE.c.chunk_id == chunk)
        )
        lines = self._connection.execute(query).all()
        out = [(str(row.status), row.error) for row in lines if row.status is not None]
        return count_first(out, queued=sum(row.state == "queued" for row in lines))

    def watched_by(self, conversation_id: int, who: Collection[str]) -> list[int]:
        """Return the notices being sent that a person was among the first to get."""
        query = (
            _SENDING.join(LINE, LINE.c.chunk_id == _FIRST.c.chunk)
            .where(_NOTICE.c.watched, LINE.c.state.in_(("sent", "unsure")))
            .where(or_(LINE.c.conversation_id == conversation_id, LINE.c.who.in_(who)))
        )
        return [int(row[0]) for row in self._connection.execute(query)]
