"""Out: what the outbox holds, in order, with retries; never inside a transaction."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot import clock
from bot.channels.contract import Channel, ChannelError, Gone, Outgoing, RetryLater, Unsure
from bot.situations import french_calendar
from casework.contact import Reachable, leave_to_start
from storage.database import Database
from storage.kept import Kept
from storage.tables.people import ChannelAddress

log = structlog.get_logger()
MOST_ATTEMPTS = 8
FIRST_WAIT = 1.0  # seconds, doubled at each attempt, with jitter
LONGEST_WAIT = 300.0
STARTED_BY_PALIER = frozenset({"service", "notice"})  # not an answer, not a person's own words
Bell = Callable[[int], Awaitable[None]]


class Delivery:
    """Sends what was committed; a bell tells pages that fetch by themselves."""

    def __init__(
        self, database: Database, channels: Mapping[str, Channel], chance: random.Random
    ) -> None:
        self._database = database
        self._channels = channels
        self._chance = chance
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.bells: list[Bell] = []

    async def send_to(self, conversation_id: int) -> None:
        """Send what is due to a conversation, oldest first, then have its pages look."""
        try:
            async with self._locks[conversation_id]:
                await self._drain(conversation_id)
        finally:
            for ring in self.bells:
                await ring(conversation_id)

    async def _drain(self, conversation_id: int) -> None:
        for channel, row, message in await self._look(conversation_id):
            if not await self._send_one(channel, row, message):
                return  # the next ones wait: order is kept

    async def _look(self, conversation_id: int) -> list[tuple[str, Any, Outgoing]]:
        now = clock.now()
        if not await self._database.read(lambda kept: kept.mail.to_send(conversation_id, now=now)):
            return []
        return await self._database.write(lambda kept: self._due(kept, conversation_id))

    def _due(self, kept: Kept, conversation_id: int) -> list[tuple[str, Any, Outgoing]]:
        """Return what may go, with its channel."""
        rows = kept.mail.to_send(conversation_id, now=clock.now())
        _, address = kept.conversations.with_address(conversation_id)
        going = [row for row in rows if self._may_go(kept, row, address)]
        return [(address.channel, row, _outgoing(row, address.user)) for row in going]

    def _may_go(self, kept: Kept, row: Any, address: ChannelAddress) -> bool:  # noqa: ANN401 (a row)
        """Ask again at the last moment: a retry may fall in the night, and STOP be said since."""
        if row.kind not in STARTED_BY_PALIER:
            return True
        now = clock.now()
        leave = leave_to_start(reachable(address), french_calendar(now.date()), now=now)
        if leave.because is not None and leave.until is not None:
            kept.mail.hold(row.id, leave.until, leave.because)
        elif leave.because is not None:
            kept.mail.withhold(row.id, leave.because)
            log.info("kept back", outbox=row.id, because=leave.because)
        return leave.now

    async def _send_one(self, channel: str, row: Any, message: Outgoing) -> bool:  # noqa: ANN401
        try:
            await self._channels[channel].send(message)
        except ChannelError as error:
            return await self._failed(row, error)
        await self._mark(row.id, "sent", None)
        return True

    async def _failed(self, row: Any, error: ChannelError) -> bool:  # noqa: ANN401 (a row)
        """Plan another try, or give up to the visible list; tell whether the next may go."""
        last = row.attempts + 1 >= MOST_ATTEMPTS or (isinstance(error, Unsure) and row.attempts)
        if not error.retry or last:
            log.warning("not delivered", outbox=row.id, because=type(error).__name__)
            await self._mark(row.id, "failed", type(error).__name__)
            if isinstance(error, Gone):
                await self._database.write(lambda kept: _gone(kept, row.conversation_id))
            return not isinstance(error, Gone)
        wait = (
            error.after
            if isinstance(error, RetryLater) and error.after
            else self._wait(row.attempts)
        )
        not_before = clock.now() + timedelta(seconds=wait)
        await self._mark(row.id, "queued", type(error).__name__, not_before)
        return False

    def _wait(self, attempts: int) -> float:
        doubled = min(FIRST_WAIT * 2**attempts, LONGEST_WAIT)
        return float(doubled * (0.75 + self._chance.random() / 2))

    async def _mark(
        self, outbox_id: int, status: str, error: str | None, not_before: datetime | None = None
    ) -> None:
        def write(kept: Kept) -> None:
            kept.mail.mark(
                [outbox_id], status, now=clock.now(), error=error, not_before=not_before
            )

        await self._database.write(write)


def reachable(address: ChannelAddress) -> Reachable:
    """Return what is known of whether somebody may be written to."""
    return Reachable(
        stopped=address.opted_out_at is not None,
        unsafe=address.safe_to_contact is False,
        gone=address.gone_at is not None,
    )


def _gone(kept: Kept, conversation_id: int) -> None:
    """Write down that nobody is there any more, so that nothing is started towards them."""
    _, address = kept.conversations.with_address(conversation_id)
    address.gone_at = clock.now()
    kept.session.add(address)


def _outgoing(row: Any, user: str) -> Outgoing:  # noqa: ANN401 (a row of the outbox)
    return Outgoing(
        key=row.key,
        user=user,
        text=row.text,
        language=row.language,
        choices=tuple((c["payload"], c["label"]) for c in row.choices),
        urgent=row.urgent,
    )
