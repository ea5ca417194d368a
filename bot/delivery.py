"""Out: what the outbox holds, in order, at the channel's pace; never inside a transaction.

A message is taken in hand in one short transaction, sent, and settled in the next one, which
takes the following one. Any number of processes may do so: a conversation has one message in
hand at a time.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot import clock
from bot.background import spawn
from bot.channels.contract import (
    Attached,
    Channel,
    ChannelError,
    Gone,
    Outgoing,
    RetryLater,
    Unsure,
)
from bot.in_place import RENEWED
from bot.notices.stopping import stopped_by
from bot.one_at_a_time import OneAtATime
from bot.pacing import book, chat_key, rest
from bot.situations import french_calendar
from bot.verdicts import Tried, Verdict, verdict
from casework.cases import Status
from casework.contact import (
    ASK_FOR_AN_ANSWER,
    WEEK,
    Because,
    Leave,
    Letter,
    leave_to_send,
)
from storage.database import Database
from storage.kept import Kept
from storage.people import reachable
from storage.tables.messages import ConversationRow, Outbox
from storage.tables.people import ChannelAddress

log = structlog.get_logger()
LONGEST_PAUSE = 2.0  # seconds that a message in hand waits for its place; else it is put back
PLACED = "pace"  # it has its place, and waits for it
BROKEN = 5.0  # seconds until the database is asked again
STALE = 30.0  # seconds after which a message in hand may be another process's by now
CROWD, CROWD_IN = 3, 1.0  # so many chats refused in so many seconds: the channel is refused
KEPT_BACK: Mapping[str, str] = {
    Because.TOO_LATE: "failed",
    Because.ANSWERED: "cancelled",
    Because.NOTICE_CANCELLED: "cancelled",
}
Bell = Callable[[int | None], Awaitable[None]]  # None: any conversation may have news


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """A message that this process sends."""

    id: int
    channel: str
    message: Outgoing
    tried: Tried
    wait: float  # seconds until its place
    since: float  # of the process's own clock


class Delivery:
    """Sends what was committed; a bell tells pages that fetch by themselves."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        chance: random.Random,
        worker: str = "alone",
    ) -> None:
        self._database = database
        self._channels = channels
        self._chance = chance
        self._worker = worker
        self._one = OneAtATime()
        self._refused: dict[str, float] = {}
        self._later: set[asyncio.Task[None]] = set()
        self._planned: dict[int, float] = {}  # when a conversation is looked at again
        self._holding: dict[int, int] = {}  # messages in hand, and whose conversation they are of
        self._gone_out: dict[int, str] = {}  # sent, and not yet written down
        self._interrupted: set[int] = set()  # conversations whose last sending broke off
        self.bells: list[Bell] = []

    async def send_to(self, conversation_id: int) -> None:
        """Send what is due to a conversation, oldest first, then have its pages look."""
        try:
            async with self._one.turn(conversation_id):
                await self._in_hand(conversation_id)
        except Exception as wrong:  # noqa: BLE001 (the database is away: what is kept is sent later)
            log.warning("sending is put off", because=type(wrong).__name__, again_in=BROKEN)
            self._interrupted.add(conversation_id)
            self._again(conversation_id, BROKEN)
        finally:
            await self.ring(conversation_id)

    async def ring(self, conversation_id: int | None) -> None:
        """Have the pages of this process that show a conversation look; None: all of them."""
        for bell in self.bells:
            await bell(conversation_id)

    async def _in_hand(self, conversation_id: int) -> None:
        """Send, and let go of all of this conversation that was in hand, whatever happened."""
        try:
            await self._drain(conversation_id)
        finally:
            self._holding = {m: c for m, c in self._holding.items() if c != conversation_id}
        self._interrupted.discard(conversation_id)

    async def _drain(self, conversation_id: int) -> None:
        now = clock.now()
        if conversation_id not in self._interrupted and not await self._database.read(
            lambda k: k.sending.has_due(conversation_id, now=now)
        ):
            return
        mail = await self._database.write(lambda kept: self._next(kept, conversation_id))
        while isinstance(mail, InHand):
            mail = await self._send(conversation_id, mail)
        if mail is not None:
            self._again(conversation_id, mail)

    def _next(self, kept: Kept, conversation_id: int) -> InHand | float | None:
        """Take the next message in hand, in a transaction.

        Return the seconds until its place where that is far, None when nothing may leave now.
        """
        conversation, address = kept.conversations.with_address(conversation_id, lock=True)
        if address.channel not in self._channels:
            return None  # it is for a process that has this channel
        in_hand = kept.sending.in_hand(conversation_id)
        for row in filter(self._was_left, in_hand):
            self._after_a_break(kept, row, "left in hand")
        busy = any(row.status == "sending" for row in in_hand)
        for row in kept.sending.due(conversation_id, now=clock.now()):
            if busy and not row.urgent:
                return None  # what saves a life waits behind nothing
            if self._may_go(kept, row, conversation, address):
                return self._take(kept, row, address)
        return None

    def _may_go(
        self, kept: Kept, row: Outbox, conversation: ConversationRow, address: ChannelAddress
    ) -> bool:
        """Ask again at the last moment: a retry may fall in the night, and STOP be said since."""
        now = clock.now()
        letter = _letter(kept, row, conversation, now)
        leave = leave_to_send(letter, reachable(address), french_calendar(now.date()), now=now)
        if leave.because is not None:
            _keep_back(kept, row, leave)
            log.info("kept back", outbox=row.id, because=leave.because, until=leave.until)
        return leave.now

    def _was_left(self, row: Outbox) -> bool:
        """Tell whether a message stands in this process's name and is not in its hand."""
        return row.owner == self._worker and row.id not in self._holding

    def _take(self, kept: Kept, row: Outbox, address: ChannelAddress) -> InHand | float:
        """Take a message in hand, at its place; a place that is far is kept with the message."""
        wait = 0.0 if row.error == PLACED else book(kept, address.channel, address.user)
        if wait > LONGEST_PAUSE and not row.urgent:
            until = clock.now() + timedelta(seconds=wait)
            kept.sending.settle(row, "queued", because=PLACED, until=until)
            return wait
        kept.sending.take(row, self._worker)
        self._holding[row.id or 0] = row.conversation_id
        return InHand(
            id=row.id or 0,
            channel=address.channel,
            message=_outgoing(row, address.user, _edits(kept, row)),
            tried=_tried(row),
            wait=0.0 if row.urgent else wait,
            since=time.monotonic(),
        )

    async def _send(self, conversation_id: int, mail: InHand) -> InHand | float | None:
        """Send a message, write what became of it, and take the next one in hand."""
        try:
            await asyncio.sleep(mail.wait)
            if time.monotonic() - mail.since > STALE:
                return None  # this process slept: who finds the message in its hand sends it
            ext_id = await self._channels[mail.channel].send(mail.message)
        except Exception as wrong:  # noqa: BLE001 (whatever it is, the message must be settled)
            await self._failed(conversation_id, mail, wrong)
            return None
        self._gone_out[mail.id] = ext_id
        return await self._database.write(
            lambda kept: self._sent(kept, conversation_id, mail, ext_id)
        )

    def _sent(
        self, kept: Kept, conversation_id: int, mail: InHand, ext_id: str
    ) -> InHand | float | None:
        row = kept.sending.held_by(mail.id, self._worker)
        if row is None:
            return None
        row.attempts += 1
        kept.sending.sent(row, ext_id, now=clock.now())
        self._gone_out.pop(mail.id, None)
        kept.session.flush()
        return self._next(kept, conversation_id)

    async def _failed(self, conversation_id: int, mail: InHand, wrong: Exception) -> None:
        """Plan another try, or give up to the visible list, and go on with what may."""
        what = verdict(wrong, mail.tried, self._chance)
        if not isinstance(wrong, ChannelError):
            log.error("a channel failed in its own way", because=repr(type(wrong)))
        await self._database.write(lambda kept: self._settle(kept, mail, wrong, what))
        if not isinstance(wrong, Gone):
            self._again(conversation_id, what.again_in)

    def _settle(self, kept: Kept, mail: InHand, wrong: Exception, what: Verdict) -> None:
        row = kept.sending.held_by(mail.id, self._worker)
        if row is None:
            return
        _write_down(kept, row, what)
        if isinstance(wrong, RetryLater) and wrong.after:
            self._hold(kept, mail, wrong.after)
        if isinstance(wrong, Gone):
            _nobody_there(kept, row.conversation_id)

    def _hold(self, kept: Kept, mail: InHand, seconds: float) -> None:
        """Let a chat rest that was refused; when a crowd is, the whole channel rests."""
        now, user = time.monotonic(), mail.message.user
        self._refused = {c: at for c, at in self._refused.items() if now - at < CROWD_IN}
        self._refused[chat_key(mail.channel, user)] = now
        rest(kept, mail.channel, user, seconds, all_of_it=len(self._refused) >= CROWD)

    def _again(self, conversation_id: int, wait: float) -> None:
        """Look again in a while, without the sweep: a crash loses this and nothing else."""
        at = time.monotonic() + wait
        if self._planned.get(conversation_id, at + 1) <= at:
            return  # one look is enough
        self._planned[conversation_id] = at
        spawn(self._later, self._look_later(conversation_id, at))

    async def _look_later(self, conversation_id: int, at: float) -> None:
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        if self._planned.get(conversation_id) == at:
            del self._planned[conversation_id]
            await self.send_to(conversation_id)

    def take_over(self, kept: Kept, alive: Sequence[str]) -> list[int]:
        """Settle what dead processes had in hand; return the conversations to look at."""
        others = [name for name in alive if name != self._worker]
        orphans = [
            row
            for row in kept.sending.orphans(alive=others)
            if row.owner != self._worker or self._was_left(row)
        ]
        for row in orphans:
            self._after_a_break(kept, row, "its process died")
        return [row.conversation_id for row in orphans]

    def _after_a_break(self, kept: Kept, row: Outbox, because: str) -> None:
        """Treat a message that was in a hand like one whose line broke: maybe it left.

        Of a message that left in this process it is known: only its writing down failed.
        """
        if row.owner == self._worker and (ext_id := self._gone_out.pop(row.id or 0, None)):
            kept.sending.sent(row, ext_id, now=clock.now())
            return
        _write_down(kept, row, verdict(Unsure(because), _tried(row), self._chance))

    async def close(self) -> None:
        """Let go of what is planned: it stands in the outbox."""
        for task in set(self._later):
            task.cancel()


def _letter(kept: Kept, row: Outbox, conversation: ConversationRow, now: datetime) -> Letter:
    notices = (
        kept.sending.notices_since(conversation.address_id, now - WEEK)
        if row.kind == "notice"
        else []
    )
    return Letter(
        kind=row.kind,
        useful_until=row.useful_until,
        answered=row.kind in ASK_FOR_AN_ANSWER and _answered(kept, row, conversation),
        notices=tuple(notices),
        stopped_by=stopped_by(kept, row, conversation) if row.kind == "notice" else None,
    )


def _answered(kept: Kept, row: Outbox, conversation: ConversationRow) -> bool:
    """Tell whether the person has given since what a reminder asks for."""
    case = kept.cases.reminded_by(row.key)
    if case is not None:
        return case.status != Status.WAITING_TENANT
    last = conversation.last_in_at
    return last is not None and last > row.created_at


def _keep_back(kept: Kept, row: Outbox, leave: Leave) -> None:
    because = str(leave.because)
    if leave.until is not None:
        row.seq = 0  # it gets a place when it leaves, and holds no answer meanwhile
        kept.sending.settle(row, "queued", because=because, until=leave.until)
    else:
        status = KEPT_BACK.get(because, "withheld")
        kept.sending.settle(row, status, because=because)


def _write_down(kept: Kept, row: Outbox, what: Verdict) -> None:
    until = clock.now() + timedelta(seconds=what.again_in) if what.again else None
    row.attempts += 1
    row.maybe_twice = row.maybe_twice or what.maybe_twice
    kept.sending.settle(row, what.status, because=what.because, until=until)
    if not what.again:
        log.warning("not delivered", outbox=row.id, because=what.because, status=what.status)


def _nobody_there(kept: Kept, conversation_id: int) -> None:
    """Write down that nobody is there any more, so that nothing is started towards them."""
    _, address = kept.conversations.with_address(conversation_id)
    address.gone_at = clock.now()
    kept.session.add(address)
    kept.sending.give_up(conversation_id, "Gone")


def _tried(row: Outbox) -> Tried:
    return Tried(
        kind=row.kind, urgent=row.urgent, attempts=row.attempts, maybe_twice=row.maybe_twice
    )


def _edits(kept: Kept, row: Outbox) -> str | None:
    """Return the message whose place this one takes; a question does so under nothing else.

    What the person wrote meanwhile stands lower by now: an answer above it would not be seen.
    """
    if row.edits is None or row.message == RENEWED:
        return row.edits
    return row.edits if kept.mail.is_last(row.conversation_id, row.edits) else None


def _outgoing(row: Outbox, user: str, edits: str | None) -> Outgoing:
    return Outgoing(
        key=row.key,
        user=user,
        text=row.text,
        language=row.language,
        choices=tuple((c["payload"], c["label"]) for c in row.choices),
        urgent=row.urgent,
        media=(Attached(kind="image", name=row.media),) if row.media else (),
        edits=edits,
    )
