"""The inbox, where each message is once; the outbox, where each sending is until done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, bindparam, col, func, or_, select, update

from storage.tables.messages import ConversationRow, Inbox, MediaRow, Outbox

# Built once: every message asks these.
_FOUND = select(Inbox).where(
    Inbox.channel == bindparam("channel"),
    Inbox.account == bindparam("account"),
    Inbox.ext_id == bindparam("ext_id"),
)
_OLDEST_OPEN = (
    select(Inbox)
    .where(Inbox.conversation_id == bindparam("conversation"), col(Inbox.done_at).is_(None))
    .order_by(col(Inbox.id))
    .limit(1)
)
_REPLIES = select(Outbox).where(Outbox.inbox_id == bindparam("inbox")).order_by(col(Outbox.seq))
_TO_SEND = (
    select(Outbox)
    .where(
        Outbox.conversation_id == bindparam("conversation"),
        col(Outbox.status).in_(("queued", "sending")),
        or_(col(Outbox.not_before).is_(None), col(Outbox.not_before) <= bindparam("now")),
    )
    .order_by(col(Outbox.seq), col(Outbox.id))
)
_DONE = (
    update(SQLModel.metadata.tables["inbox"])
    .where(col(Inbox.id) == bindparam("row"), col(Inbox.done_at).is_(None))
    .values(done_at=bindparam("done_at"), error=bindparam("error"))
)
_PUT_OUT = SQLModel.metadata.tables["outbox"].insert()


class Mailboxes:
    """What came in and what goes out, in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take_in(
        self,
        conversation: ConversationRow,
        *,
        channel: str,
        account: str,
        ext_id: str,
        body: Mapping[str, Any],
        now: datetime,
    ) -> tuple[Inbox, bool]:
        """Store a message and tell whether it is new; a repeated id gives the first one back."""
        known = self.find(channel, account, ext_id)
        if known is not None:
            return known, False
        row = Inbox(
            channel=channel,
            account=account,
            ext_id=ext_id,
            conversation_id=conversation.id or 0,
            seq=self._next_seq(conversation),
            body=dict(body),
            received_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row, True

    def find(self, channel: str, account: str, ext_id: str) -> Inbox | None:
        """Return the message of this id on this channel."""
        asked = {"channel": channel, "account": account, "ext_id": ext_id}
        return self._session.exec(_FOUND, params=asked).first()

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

    def oldest_open(self, conversation_id: int) -> Inbox | None:
        """Return the first message of a conversation that no turn has taken."""
        asked = {"conversation": conversation_id}
        return self._session.exec(_OLDEST_OPEN, params=asked).first()

    def files_to_fetch(self, conversation_id: int) -> list[tuple[int, str]]:
        """Return the open messages of a conversation whose photo is still at the channel's."""
        query = select(Inbox).where(
            Inbox.conversation_id == conversation_id, col(Inbox.done_at).is_(None)
        )
        rows = self._session.exec(query)
        return [(row.id or 0, row.body["file"]) for row in rows if row.body.get("file")]

    def fetched(self, inbox_id: int, media_id: str | None) -> None:
        """Keep the photo of a message with it, or say that it could not be had."""
        row = self.get(inbox_id)
        media = [media_id] if media_id else []
        row.body = {**row.body, "file": None, "media": media, "media_failed": not media}
        self._session.add(row)

    def conversations_with_open_messages(self) -> list[int]:
        """Return the conversations that wait for a turn."""
        query = select(Inbox.conversation_id).where(col(Inbox.done_at).is_(None)).distinct()
        return list(self._session.exec(query))

    def done(self, inbox_id: int, *, now: datetime, error: str | None = None) -> bool:
        """Mark a message as taken, or set aside with the reason; tell whether it was open."""
        taken = {"row": inbox_id, "done_at": now, "error": error}
        return self._session.connection().execute(_DONE, taken).rowcount == 1

    def send(
        self,
        conversation: ConversationRow,
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
    ) -> None:
        """Put words in the outbox; they leave once this transaction is committed.

        `delivered`: the person's side fetches what is committed, so nothing is left to send. What
        waits for an hour has no place in the conversation (`seq` 0) before it leaves.
        """
        held = not_before is not None and not_before > now
        delivered = delivered and not held
        values = {
            "key": key,
            "conversation_id": conversation.id,
            "inbox_id": inbox_id,
            "seq": 0 if held else self._next_seq(conversation),
            "kind": kind,
            "who": who,
            "name": name,
            "message": message,
            "text": text,
            "language": language,
            "choices": [dict(choice) for choice in choices],
            "urgent": urgent,
            "status": "sent" if delivered else "queued",
            "attempts": 0,
            "not_before": not_before,
            "created_at": now,
            "sent_at": now if delivered else None,
        }
        self._session.connection().execute(_PUT_OUT, values)

    def _next_seq(self, conversation: ConversationRow) -> int:
        conversation.last_seq += 1
        self._session.add(conversation)
        return conversation.last_seq

    def replies_to(self, inbox_id: int) -> list[Outbox]:
        """Return what was said in answer to a message."""
        return list(self._session.exec(_REPLIES, params={"inbox": inbox_id}))

    def last_said(self, conversation_id: int, message: str) -> Outbox | None:
        """Return the last time a message was said in a conversation, None when it never was."""
        query = select(Outbox).where(
            Outbox.conversation_id == conversation_id, Outbox.message == message
        )
        return self._session.exec(query.order_by(col(Outbox.id).desc())).first()

    def to_send(self, conversation_id: int, *, now: datetime) -> list[Outbox]:
        """Return what waits to be sent to a conversation, in order."""
        asked = {"conversation": conversation_id, "now": now}
        return list(self._session.exec(_TO_SEND, params=asked))

    def conversations_with_mail(self, *, now: datetime) -> list[int]:
        """Return the conversations to which something is due."""
        query = (
            select(Outbox.conversation_id)
            .where(
                col(Outbox.status).in_(("queued", "sending")),
                or_(col(Outbox.not_before).is_(None), col(Outbox.not_before) <= now),
            )
            .distinct()
        )
        return list(self._session.exec(query))

    def mark(
        self,
        ids: Sequence[int],
        status: str,
        *,
        now: datetime,
        error: str | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Write what became of sendings."""
        for row in self._session.exec(select(Outbox).where(col(Outbox.id).in_(ids))):
            row.status = status
            row.attempts += 1
            row.error = error
            row.not_before = not_before or row.not_before
            if status == "sent":
                row.sent_at = now
                self._give_place(row)
            self._session.add(row)

    def hold(self, outbox_id: int, until: datetime, because: str) -> None:
        """Let a message wait, and say why."""
        row = self._session.get_one(Outbox, outbox_id)
        row.not_before, row.error = until, because
        self._session.add(row)

    def withhold(self, outbox_id: int, because: str) -> None:
        """Keep a message for good: it is in the list of what did not leave, with the reason."""
        row = self._session.get_one(Outbox, outbox_id)
        row.status, row.error = "withheld", because
        self._session.add(row)

    def _give_place(self, row: Outbox) -> None:
        """Give a message that waited its place, after all that was said meanwhile."""
        if row.seq == 0:
            row.seq = self._next_seq(self._session.get_one(ConversationRow, row.conversation_id))

    def since(self, conversation_id: int, seq: int, limit: int = 200) -> list[Inbox | Outbox]:
        """Return what was said on both sides after a number, in order."""
        received = select(Inbox).where(Inbox.conversation_id == conversation_id, Inbox.seq > seq)
        sent = select(Outbox).where(Outbox.conversation_id == conversation_id, Outbox.seq > seq)
        both = [*self._session.exec(received), *self._session.exec(sent)]
        return sorted(both, key=lambda row: row.seq)[-limit:]

    def undelivered(self) -> list[Outbox]:
        """Return what could not be sent, or was kept back for good."""
        kept_back = col(Outbox.status).in_(("failed", "withheld"))
        return list(self._session.exec(select(Outbox).where(kept_back)))

    def set_aside(self) -> list[Inbox]:
        """Return the messages whose turn failed."""
        return list(self._session.exec(select(Inbox).where(col(Inbox.error).is_not(None))))

    def count_open(self) -> int:
        """Return how many messages wait for a turn."""
        query = select(func.count()).select_from(Inbox).where(col(Inbox.done_at).is_(None))
        return self._session.exec(query).one()

    def received_since(self, conversation_id: int, since: datetime) -> int:
        """Return how many messages a conversation sent since a moment."""
        query = (
            select(func.count())
            .select_from(Inbox)
            .where(Inbox.conversation_id == conversation_id, Inbox.received_at >= since)
        )
        return self._session.exec(query).one()

    def add_media(self, media: MediaRow) -> None:
        """Keep a file's row."""
        self._session.add(media)

    def find_media(self, media_id: str) -> MediaRow | None:
        """Return a file's row."""
        return self._session.get(MediaRow, media_id)

    def tie_media(self, ids: Sequence[str], case_id: int) -> None:
        """Keep files with a case."""
        for row in self._session.exec(select(MediaRow).where(col(MediaRow.id).in_(ids))):
            row.case_id = case_id
            self._session.add(row)

    def media_of_case(self, case_id: int) -> list[MediaRow]:
        """Return the files of a case."""
        return list(self._session.exec(select(MediaRow).where(MediaRow.case_id == case_id)))
