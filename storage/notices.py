"""Notices of one transaction: what was written, their ledger, and what of it leaves next."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, String, cast, literal
from sqlmodel import SQLModel, bindparam, col, exists, func, or_, select

from casework.first_readers import FIRST
from casework.notices import Kind, NoticeStatus
from storage.ledger import CHUNK, KEY, LINE, STATE_OF, line_of, lock_chunks, move, progress_of
from storage.mailboxes import NOT_TRIED
from storage.moments import now_there
from storage.sending import Sending
from storage.tables.messages import ConversationRow, Outbox
from storage.tables.notices import NoticeChunk, NoticeRow
from storage.tables.people import ChannelAddress
from storage.transaction import Store

CHUNK_SIZE: Final = 500
_OUTBOX = SQLModel.metadata.tables["outbox"]
_NOTICE = SQLModel.metadata.tables["notice"]
_NEXT = (
    select(LINE.c.id, LINE.c.conversation_id, ConversationRow.state, ChannelAddress.channel)
    .join(ConversationRow, col(ConversationRow.id) == LINE.c.conversation_id)
    .join(ChannelAddress, col(ChannelAddress.id) == col(ConversationRow.address_id))
    .where(LINE.c.state == "queued")
    .order_by(LINE.c.id)
)
_OTHER = CHUNK.alias()
_FIRST_CHUNK = (
    select(func.min(_OTHER.c.id)).where(_OTHER.c.notice_id == _NOTICE.c.id).scalar_subquery()
)
_OF_LINE = (  # built once: every message of a notice asks this
    select(_NOTICE.c.status, _NOTICE.c.kind)
    .join(LINE, LINE.c.notice_id == _NOTICE.c.id)
    .where(LINE.c.id == bindparam("line"))
)


class Line(NamedTuple):
    """A line of the ledger whose message is about to be put out."""

    id: int
    conversation_id: int
    language: str
    channel: str


class Letter(NamedTuple):
    """The words of a line, and from when on they may leave."""

    line: Line
    text: str
    language: str
    choices: list[dict[str, str]]
    not_before: datetime


class Notices(Store):
    """The notices of one transaction."""

    def add(self, row: NoticeRow) -> NoticeRow:
        """Keep a notice, and give it its number."""
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, notice_id: int, *, lock: bool = False) -> NoticeRow | None:
        """Return a notice; `lock`: nobody else takes a step with it meanwhile."""
        return self._session.get(
            NoticeRow, notice_id, with_for_update=lock or None, populate_existing=lock
        )

    def latest(self, *, limit: int = 200) -> list[NoticeRow]:
        """Return the notices, the latest first."""
        return list(
            self._session.exec(select(NoticeRow).order_by(col(NoticeRow.id).desc()).limit(limit))
        )

    def open(self) -> list[NoticeRow]:
        """Return the notices that are being sent, or paused."""
        at_work = col(NoticeRow.status).in_((NoticeStatus.SENDING, NoticeStatus.PAUSED))
        return list(
            self._session.exec(select(NoticeRow).where(at_work).order_by(col(NoticeRow.id)))
        )

    def progress(self, notice_id: int) -> dict[str, int]:
        """Return how many people are in each state; the states add up to `size`."""
        return progress_of(self._connection, notice_id)

    def write_ledger(
        self, notice_id: int, chosen: Mapping[str, int], *, chunk: int = CHUNK_SIZE
    ) -> None:
        """Write down once and for all whom a notice goes to: the first readers, then chunks."""
        people = sorted(chosen.items(), key=lambda one: one[1])
        rest = range(FIRST, len(people), chunk)
        for part in (people[:FIRST], *(people[start : start + chunk] for start in rest)):
            made = NoticeChunk(notice_id=notice_id, size=len(part), queued=len(part))
            self._session.add(made)
            self._session.flush()
            of_chunk = {"notice_id": notice_id, "chunk_id": made.id, "state": "queued"}
            lines = [{"who": who, "conversation_id": talk, **of_chunk} for who, talk in part]
            self._connection.execute(LINE.insert(), lines)

    def open_chunks(self, *, limit: int) -> list[int]:
        """Return the chunks that have somebody to write to now, of notices that are being sent."""
        query = (
            select(CHUNK.c.id)
            .join(_NOTICE, _NOTICE.c.id == CHUNK.c.notice_id)
            .where(_NOTICE.c.status == NoticeStatus.SENDING, CHUNK.c.queued > 0)
            .where(*self._open_to(CHUNK.c.id))
            .order_by(CHUNK.c.id)
            .limit(limit)
        )
        return [int(row[0]) for row in self._connection.execute(query)]

    def finished(self) -> list[int]:
        """Return the notices that are being sent and of which nothing waits any more."""
        waits = exists().where(
            CHUNK.c.notice_id == _NOTICE.c.id, (CHUNK.c.queued > 0) | (CHUNK.c.out > 0)
        )
        query = select(_NOTICE.c.id).where(_NOTICE.c.status == NoticeStatus.SENDING, ~waits)
        return [int(row[0]) for row in self._connection.execute(query)]

    def of_chunk(self, chunk_id: int) -> NoticeRow | None:
        """Return the notice of a chunk whose turn it is; the chunk is locked meanwhile."""
        lock_chunks(self._connection, CHUNK.c.id == chunk_id)
        query = (
            select(CHUNK.c.notice_id)
            .join(_NOTICE, _NOTICE.c.id == CHUNK.c.notice_id)
            .where(CHUNK.c.id == chunk_id, *self._open_to(chunk_id))
        )
        found = self._connection.execute(query).first()
        return self.get(int(found.notice_id)) if found is not None else None

    def _open_to(self, chunk_id: object) -> tuple[ColumnElement[bool], ...]:
        """Return when a chunk has its turn: the delay is over, the first readers came first."""
        now, first = now_there(self._connection), _FIRST_CHUNK
        return (
            or_(_NOTICE.c.leaves_at.is_(None), _NOTICE.c.leaves_at <= now),
            or_(_NOTICE.c.first_settled_at.is_not(None), first == chunk_id),
        )

    def there(self) -> datetime:
        """Return the moment it is for the database, by which notices leave."""
        return now_there(self._connection)

    def next_lines(self, chunk_id: int, *, most: int) -> list[Line]:
        """Return the next lines of a chunk whose message is not put out yet."""
        query = _NEXT.where(LINE.c.chunk_id == chunk_id).limit(most)
        return [
            Line(int(row.id), int(row.conversation_id), _language(row.state), str(row.channel))
            for row in self._connection.execute(query)
        ]

    def put_out(
        self, notice: NoticeRow, chunk_id: int, letters: Sequence[Letter], *, now: datetime
    ) -> None:
        """Put the messages of some lines in the outbox."""
        if letters:
            rows = [_message(notice, letter, now) for letter in letters]
            self._connection.execute(_OUTBOX.insert(), rows)
            lines = [letter.line.id for letter in letters]
            move(self._connection, chunk_id, lines, "queued", "out")

    def of_message(self, key: str) -> tuple[NoticeStatus, Kind] | None:
        """Return where the notice is that a message is of, and its kind; None when of none."""
        line = line_of(key)
        found = self._connection.execute(_OF_LINE, {"line": line}).first() if line else None
        return (NoticeStatus(found.status), Kind(found.kind)) if found is not None else None

    def was_sent_to(self, notice_id: int, conversation_id: int) -> bool:
        """Tell whether a notice was written for a chat."""
        asked = select(LINE.c.id).where(
            LINE.c.notice_id == notice_id, LINE.c.conversation_id == conversation_id
        )
        return self._connection.execute(asked.limit(1)).first() is not None

    def drop_rest(self, notice_id: int, because: str) -> None:
        """Cancel all of a notice that has not left and is in nobody's hand."""
        sending = Sending(self._transaction)
        for row in self._messages(notice_id, "queued"):
            sending.settle(row, "cancelled", because=because)
        self._session.flush()
        for chunk_id in lock_chunks(self._connection, CHUNK.c.notice_id == notice_id):
            query = select(LINE.c.id).where(LINE.c.chunk_id == chunk_id, LINE.c.state == "queued")
            waiting = [int(row[0]) for row in self._connection.execute(query)]
            move(self._connection, chunk_id, waiting, "queued", "cancelled")

    def release(self, notice_id: int, because: str, *, now: datetime) -> None:
        """Let the messages leave that were kept back for a reason that holds no more."""
        sending = Sending(self._transaction)
        for row in self._messages(notice_id, "queued"):
            if row.error == because:
                sending.settle(row, "queued", until=now)

    def send_again(self, notice_id: int, *, now: datetime) -> int:
        """Send again what may or may not have left; return to how many people."""
        sending, unsure = Sending(self._transaction), self._messages(notice_id, "unsure")
        for row in unsure:
            sending.settle(row, "queued", until=now)
        return len(unsure)

    def _messages(self, notice_id: int, status: str) -> list[Outbox]:
        """Return the messages of a notice in a state, locked."""
        key = literal(KEY) + cast(LINE.c.id, String)
        keys = select(key).where(
            LINE.c.notice_id == notice_id,
            LINE.c.state == STATE_OF[status],
        )
        query = select(Outbox).where(col(Outbox.key).in_(keys), Outbox.status == status)
        return list(self._session.exec(query.order_by(col(Outbox.id)).with_for_update()))


def _language(state: Mapping[str, object]) -> str:
    return str(state.get("language") or "fr")


def _message(notice: NoticeRow, letter: Letter, now: datetime) -> dict[str, object]:
    return {
        **NOT_TRIED,
        "key": f"{KEY}{letter.line.id}",
        "conversation_id": letter.line.conversation_id,
        "inbox_id": None,
        "seq": 0,  # it gets a place when it leaves, and holds no answer meanwhile
        "kind": "notice",
        "who": "bot",
        "name": None,
        "message": f"notice.{notice.kind}",
        "text": letter.text,
        "language": letter.language,
        "choices": letter.choices,
        "urgent": False,
        "not_before": letter.not_before,
        "created_at": now,
        "useful_until": notice.useful_until,
    }
