"""The inbox, where each message is once; the outbox, where each sending is until done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection
from sqlalchemy import select as columns
from sqlmodel import SQLModel, bindparam, col, func, or_, select, update

from casework.contact import useful_until
from storage.bells import ring
from storage.tables.messages import ConversationRow, Inbox, MediaRow, Outbox
from storage.transaction import INSERTS, Store

# Built once: every message asks these.
_FOUND = select(Inbox.id, Inbox.conversation_id).where(
    Inbox.channel == bindparam("channel"),
    Inbox.account == bindparam("account"),
    Inbox.ext_id == bindparam("ext_id"),
)
_REPLIES = (
    columns(
        col(Outbox.text),
        col(Outbox.choices),
        col(Outbox.urgent),
        col(Outbox.message),
        col(Outbox.language),
        col(Outbox.edits),
    )
    .where(col(Outbox.inbox_id) == bindparam("inbox"))
    .order_by(col(Outbox.seq))
)
_DONE = (
    update(SQLModel.metadata.tables["inbox"])
    .where(col(Inbox.id) == bindparam("row"), col(Inbox.done_at).is_(None))
    .values(done_at=bindparam("done_at"), error=bindparam("error"))
)

_TAKE_IN = {
    database: insert(SQLModel.metadata.tables["inbox"])
    .on_conflict_do_nothing(index_elements=["channel", "account", "ext_id"])
    .returning(col(Inbox.id))
    for database, insert in INSERTS.items()
}
_NEXT_PLACE = (
    update(SQLModel.metadata.tables["conversation"])
    .where(col(ConversationRow.id) == bindparam("conversation"))
    .values(last_seq=col(ConversationRow.last_seq) + 1)
    .returning(col(ConversationRow.last_seq), col(ConversationRow.held_by))
)
# How every message of the outbox begins.
NOT_TRIED: Final = {"status": "queued", "attempts": 0, "maybe_twice": False, "sent_at": None}
_PUT_OUT = SQLModel.metadata.tables["outbox"].insert()

MOST_OF_A_TURN = 8  # messages that one turn may say


def next_place(connection: Connection, conversation_id: int) -> int:
    """Return the next place in a conversation; nobody else gets the same."""
    return connection.execute(_NEXT_PLACE, {"conversation": conversation_id}).scalar_one()


class Reply(NamedTuple):
    """What was said in answer to a message, with its buttons."""

    text: str
    choices: list[dict[str, str]]
    urgent: bool
    message: str  # its id in the catalogues
    language: str
    edits: str | None  # the channel's id of the message whose place it takes


class TakenIn(NamedTuple):
    """A message that is stored, now or at its first coming."""

    id: int
    conversation_id: int
    new: bool


class Mailboxes(Store):
    """What came in and what goes out, in one transaction."""

    def take_in(
        self,
        conversation_id: int,
        *,
        channel: str,
        account: str,
        ext_id: str,
        body: Mapping[str, Any],
        now: datetime,
    ) -> TakenIn:
        """Store a message, and tell whether it is new; a repeated id gives the first one back."""
        key = {"channel": channel, "account": account, "ext_id": ext_id}
        place = self._connection.execute(_NEXT_PLACE, {"conversation": conversation_id}).one()
        values = {
            **key,
            "conversation_id": conversation_id,
            "seq": place.last_seq,
            "body": dict(body),
            "received_at": now,
        }
        take_in = _TAKE_IN[self._connection.dialect.name]
        inbox_id = self._connection.execute(take_in, values).scalar()
        if inbox_id is not None:
            if place.held_by is not None:  # the bot is silent: no answer will ring
                ring(self._connection, conversation_id)
            return TakenIn(inbox_id, conversation_id, new=True)
        known = self._connection.execute(_FOUND, key).one()
        return TakenIn(known.id, known.conversation_id, new=False)

    def get(self, inbox_id: int) -> Inbox:
        """Return a message by its row."""
        row = self._session.get(Inbox, inbox_id)
        if row is None:
            raise LookupError(f"inbox row {inbox_id} is not in this database")
        return row

    def find_in(self, conversation_id: int, inbox_id: int) -> Inbox | None:
        """Return a message of this conversation, None when it is not one."""
        row = self._session.get(Inbox, inbox_id)
        return row if row is not None and row.conversation_id == conversation_id else None

    def file_to_fetch(self, conversation_id: int) -> Inbox | None:
        """Return the oldest open message of a conversation, where its file is still to come."""
        query = select(Inbox).where(
            Inbox.conversation_id == conversation_id, col(Inbox.done_at).is_(None)
        )
        oldest = self._session.exec(query.order_by(col(Inbox.id)).limit(1)).first()
        return oldest if oldest is not None and oldest.body.get("file") else None

    def open_behind(
        self, conversation_id: int, inbox_id: int
    ) -> list[tuple[int, Mapping[str, Any]]]:
        """Return what came after a message and has had no turn, row by row, as it was stored."""
        query = select(Inbox.id, Inbox.body).where(
            Inbox.conversation_id == conversation_id,
            col(Inbox.id) > inbox_id,
            col(Inbox.done_at).is_(None),
        )
        return [
            (row or 0, body) for row, body in self._session.exec(query.order_by(col(Inbox.id)))
        ]

    def files_left(self, since: datetime, conversation_id: int | None = None) -> list[Inbox]:
        """Return the messages that were answered without waiting for their file."""
        query = select(Inbox).where(
            Inbox.received_at >= since,
            col(Inbox.done_at).is_not(None),
            col(Inbox.body)[("file", "id")].as_string().is_not(None),
        )
        if conversation_id is not None:
            query = query.where(Inbox.conversation_id == conversation_id)
        return list(self._session.exec(query.order_by(col(Inbox.id))))

    def fetched(self, inbox_id: int, media_id: str | None, refused: str | None = None) -> bool:
        """Keep the file of a message with it, or the id of the sentence that says why not.

        Tell whether it was still to come: of two processes that fetch it, one is faster.
        """
        row = self._session.get(Inbox, inbox_id, with_for_update=True)
        if row is None or not row.body.get("file"):
            return False
        body = {name: value for name, value in row.body.items() if name != "file"}
        if media_id:
            body.update(media=[media_id], kind=row.body["file"]["kind"])
        if refused:
            body.update(refused=refused)
        row.body = body
        self._session.add(row)
        return True

    def said_in(self, conversation_id: int, message: str) -> Inbox | None:
        """Return what was last read of a message of the channel, by its id there."""
        query = (
            select(Inbox)
            .where(
                Inbox.conversation_id == conversation_id,
                col(Inbox.body)["said_in"].as_string() == message,
            )
            .order_by(col(Inbox.id).desc())
        )
        return self._session.exec(query.limit(1)).first()

    def conversations_with_open_messages(self, *, before: datetime | None = None) -> list[int]:
        """Return the conversations that wait for a turn, since before a moment where given."""
        query = select(Inbox.conversation_id).where(col(Inbox.done_at).is_(None)).distinct()
        if before is not None:
            query = query.where(Inbox.received_at < before)
        return list(self._session.exec(query))

    def done(self, inbox_id: int, *, now: datetime, error: str | None = None) -> bool:
        """Mark a message as taken, or set aside with the reason; tell whether it was open."""
        taken = {"row": inbox_id, "done_at": now, "error": error}
        return self._connection.execute(_DONE, taken).rowcount == 1

    def give_up(self, conversation_id: int, error: str, *, now: datetime) -> None:
        """Set the oldest open message of a conversation aside."""
        query = select(func.min(Inbox.id)).where(
            Inbox.conversation_id == conversation_id, col(Inbox.done_at).is_(None)
        )
        oldest = self._session.exec(query).one()
        if oldest is not None:
            self.done(oldest, now=now, error=error)

    def send(
        self,
        conversation_id: int,
        *,
        key: str,
        message: str,
        text: str,
        language: str,
        now: datetime,
        inbox_id: int | None = None,
        choices: Sequence[Mapping[str, str]] = (),
        urgent: bool = False,
        who: str = "bot",
        name: str | None = None,
        kind: str = "reply",
        not_before: datetime | None = None,
        delivered: bool = False,
        edits: str | None = None,
        media: str | None = None,
    ) -> None:
        """Put words in the outbox; they leave once this transaction is committed.

        `edits`: the channel's id of the message whose place these words take, where they can.
        `delivered`: the person's side fetches what is committed, so nothing is left to send. What
        waits for an hour has no place in the conversation (`seq` 0) before it leaves.
        """
        leaves = max(not_before or now, now)
        held = leaves > now
        delivered = delivered and not held
        values = {
            "key": key,
            "conversation_id": conversation_id,
            "inbox_id": inbox_id,
            "seq": 0 if held else next_place(self._connection, conversation_id),
            "kind": kind,
            "who": who,
            "name": name,
            "message": message,
            "text": text,
            "language": language,
            "choices": [dict(choice) for choice in choices],
            "urgent": urgent,
            "not_before": not_before,
            "created_at": now,
            "useful_until": useful_until(kind, leaves=leaves),
            "edits": edits,
            "media": media,
            **(NOT_TRIED | {"status": "sent", "sent_at": now} if delivered else NOT_TRIED),
        }
        self._connection.execute(_PUT_OUT, values)
        if delivered:
            ring(self._connection, conversation_id)

    def replies_to(self, inbox_id: int) -> Sequence[Reply]:
        """Return what was said in answer to a message."""
        found = self._connection.execute(_REPLIES, {"inbox": inbox_id})
        return [Reply(*row) for row in found]

    def stands_at(self, conversation_id: int, ext_id: str) -> Outbox | None:
        """Return what is read now in the message that the channel knows under this id."""
        query = select(Outbox).where(
            Outbox.conversation_id == conversation_id, Outbox.ext_id == ext_id
        )
        return self._session.exec(query.order_by(col(Outbox.id).desc()).limit(1)).first()

    def last_sent(self, conversation_id: int) -> str | None:
        """Return the channel's id of the last message of a conversation, None while it waits."""
        query = select(Outbox.ext_id).where(
            Outbox.conversation_id == conversation_id, Outbox.seq > 0
        )
        return self._session.exec(query.order_by(col(Outbox.seq).desc()).limit(1)).first()

    def is_last(self, conversation_id: int, ext_id: str) -> bool:
        """Tell whether nothing stands under a message: a button or a correction shows nothing."""
        shown = self.stands_at(conversation_id, ext_id)
        if shown is None:
            return False
        said = select(Outbox.id).where(
            Outbox.conversation_id == conversation_id,
            Outbox.seq > shown.seq,
            or_(col(Outbox.ext_id).is_(None), col(Outbox.ext_id) != ext_id),
            func.coalesce(col(Outbox.edits), "") != ext_id,
        )
        heard = select(Inbox.id).where(
            Inbox.conversation_id == conversation_id,
            Inbox.seq > shown.seq,
            col(Inbox.body)["under"].as_string().is_(None),
            col(Inbox.body)["edits"].as_string().is_(None),
        )
        return not any(self._session.exec(query.limit(1)).first() for query in (said, heard))

    def question_before(self, inbox_id: int) -> Outbox | None:
        """Return the message with buttons that a typed message answers, as the channel has it."""
        answer = self.get(inbox_id)
        query = select(Outbox).where(
            Outbox.conversation_id == answer.conversation_id,
            Outbox.seq < answer.seq,
            Outbox.seq > 0,
        )
        last = self._session.exec(query.order_by(col(Outbox.seq).desc()).limit(1)).first()
        return last if last is not None and last.choices and last.ext_id else None

    def choices_offered(self, conversation_id: int) -> list[dict[str, str]]:
        """Return the choices of the last turn of a conversation, none when it offered none."""
        said = (
            select(Outbox)
            .where(Outbox.conversation_id == conversation_id, Outbox.seq > 0)
            .order_by(col(Outbox.seq).desc())
        )
        latest = list(self._session.exec(said.limit(MOST_OF_A_TURN)))
        turn = [row for row in latest if row.inbox_id == latest[0].inbox_id]
        return next((row.choices for row in turn if row.choices), [])

    def last_said(self, conversation_id: int, message: str) -> Outbox | None:
        """Return the last time a message was said in a conversation, None when it never was."""
        query = select(Outbox).where(
            Outbox.conversation_id == conversation_id, Outbox.message == message
        )
        return self._session.exec(query.order_by(col(Outbox.id).desc())).first()

    def since(self, conversation_id: int, seq: int, limit: int = 200) -> list[Inbox | Outbox]:
        """Return what was said on both sides after a number, in order.

        As of one moment: PostgreSQL shows each question its own, and a page that has the later
        of two messages never asks for the earlier one again.
        """
        last = select(ConversationRow.last_seq).where(ConversationRow.id == conversation_id)
        upto = self._session.exec(last).first() or 0
        received, sent = (
            select(box).where(
                box.conversation_id == conversation_id, box.seq > seq, box.seq <= upto
            )
            for box in (Inbox, Outbox)
        )
        both = [*self._session.exec(received), *self._session.exec(sent)]
        return sorted(both, key=lambda row: row.seq)[-limit:]

    def set_aside(self) -> list[Inbox]:
        """Return the messages whose turn failed."""
        return list(self._session.exec(select(Inbox).where(col(Inbox.error).is_not(None))))

    def count_open(self) -> int:
        """Return how many messages wait for a turn."""
        query = select(func.count()).select_from(Inbox).where(col(Inbox.done_at).is_(None))
        return self._session.exec(query).one()

    def add_media(self, media: MediaRow) -> None:
        """Keep a file's row."""
        self._session.add(media)

    def find_media(self, media_id: str) -> MediaRow | None:
        """Return a file's row."""
        return self._session.get(MediaRow, media_id)

    def was_shown(self, conversation_id: int, media_id: str) -> bool:
        """Tell whether a file was sent to a conversation."""
        query = select(Outbox.id).where(
            Outbox.conversation_id == conversation_id, Outbox.media == media_id
        )
        return self._session.exec(query.limit(1)).first() is not None

    def tie_media(self, ids: Sequence[str], case_id: int) -> None:
        """Keep files with a case."""
        if not ids:
            return
        for row in self._session.exec(select(MediaRow).where(col(MediaRow.id).in_(ids))):
            row.case_id = case_id
            self._session.add(row)

    def media_of_case(self, case_id: int) -> list[MediaRow]:
        """Return the files of a case."""
        return list(self._session.exec(select(MediaRow).where(MediaRow.case_id == case_id)))
