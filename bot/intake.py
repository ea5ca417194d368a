"""In: each message once, one turn at a time per conversation, in the order of arrival."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import structlog

from bot import clock
from bot.channels.contract import Incoming
from bot.gate import Gate
from bot.one_at_a_time import OneAtATime
from storage.conversations import StaleConversation
from storage.database import Clashed, Database, DatabaseAway
from storage.kept import Kept
from storage.mailboxes import Reply
from storage.waiting import Left

log = structlog.get_logger()
MOST_STALE = 5  # times another process may be faster before this one gives the message back


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that is stored."""

    inbox_id: int
    conversation_id: int
    new: bool


UNKNOWN = Left(open=True, due=True)  # look at both
Said = Mapping[int, Sequence[Reply]]  # by the row of the message that it answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A turn: what was said, which other conversations have mail, what may be left to do."""

    said: Said = field(default_factory=dict)
    to_ring: Sequence[int] = ()
    left: Left = UNKNOWN
    for_file: bool = False  # the next turn waits for a file


NO_TURN = Taken(left=Left(open=False, due=True))
FOR_FILE = Taken(left=Left(open=False, due=True), for_file=True)


def store(message: Incoming, kept: Kept) -> Accepted:
    """Put a message in the inbox; a repeated one is found there."""
    taken = kept.mail.take_in(
        kept.conversations.id_of(message.channel, message.account, message.user),
        channel=message.channel,
        account=message.account,
        ext_id=message.id,
        body=message.body(),
        now=message.at,
    )
    return Accepted(*taken)


class Intake:
    """Takes messages in and gives each its turn.

    `take_turn(conversation_id)` takes the oldest open message of a conversation, in the
    calling thread. `apologise(conversation_id, error)` sets aside a message whose turn failed.
    `send(conversation_id)` sends what a turn left, and has the pages look; where nothing is left
    to send, `ring(conversation_id)` has them look.
    """

    def __init__(
        self,
        database: Database,
        take_turn: Callable[[int], Taken | None],
        apologise: Callable[[int, str], None],
        send: Callable[[int], Awaitable[None]],
        ring: Callable[[int], Awaitable[None]],
    ) -> None:
        self._database = database
        self._take_turn = take_turn
        self._apologise = apologise
        self._send = send
        self._ring = ring
        # Each fetches the file that the next turn of a conversation waits for, and returns then.
        self.before: list[Callable[[int], Awaitable[None]]] = []
        self._one_turn = OneAtATime()
        self._gate = Gate(database.threads)

    async def accept(self, message: Incoming) -> Accepted:
        """Store a message; once this returns, it is not lost."""
        for _ in range(MOST_STALE):
            with contextlib.suppress(Clashed):  # two first messages of one person
                return await self._database.write(partial(store, message))
        return await self._database.write(partial(store, message))

    async def handle(
        self, conversation_id: int, words: str = "", until: int | None = None
    ) -> Said:
        """Take every open message of a conversation, send what was answered, and return it.

        `words`: what was just written; where many wait, danger does not. `until`: the message
        that this is for; once it is answered, what waits for a file is left to who sent that.
        """
        said, for_file = await self._turns(conversation_id, words)
        while for_file and self.before and until not in said:
            for fetch in self.before:  # no turn is held up by it: danger is not, behind a photo
                await fetch(conversation_id)
            more, for_file = await self._turns(conversation_id, words)
            said = {**said, **more}
        return said

    async def _turns(self, conversation_id: int, words: str = "") -> tuple[Said, bool]:
        """Take the turns that can be taken now, and send what they say.

        Return that, and whether the next turn waits for a file.
        """
        if self._one_turn.is_busy(conversation_id):
            self._gate.hurry(conversation_id, words)
        async with self._one_turn.turn(conversation_id):
            said, last = await self._all(conversation_id, words)
        await (self._send if last.left.due else self._ring)(conversation_id)
        return said, last.for_file

    async def answer(self, accepted: Accepted, words: str) -> Sequence[Reply]:
        """Handle a stored message, and return what was said to it: now, or when it came before."""
        said = await self.handle(accepted.conversation_id, words, until=accepted.inbox_id)
        if accepted.inbox_id in said:
            return said[accepted.inbox_id]
        return await self._database.read(lambda kept: kept.mail.replies_to(accepted.inbox_id))

    async def _all(self, conversation_id: int, words: str) -> tuple[Said, Taken]:
        """Take turn after turn, and let others in between: a flood is one conversation's own.

        Return what was said, and the last turn.
        """
        said: dict[int, Sequence[Reply]] = {}
        taken = Taken()
        while taken.left.open:
            async with self._gate.turn(conversation_id, words):
                taken = await self._database.in_thread(partial(self._one, conversation_id))
            said.update(taken.said)
        self._gate.calm(conversation_id)
        return said, taken

    def _one(self, conversation_id: int) -> Taken:
        """Take one turn, again where another process was faster."""
        clash: Clashed | None = None
        for _ in range(MOST_STALE):
            try:
                return self._take_turn(conversation_id) or NO_TURN
            except StaleConversation:
                continue
            except Clashed as wrong:
                clash = wrong
            except DatabaseAway:
                raise  # the message is kept, and nothing is wrong with it: it is taken up later
            except Exception as wrong:  # noqa: BLE001 (whatever it is, the others must go on)
                return self._failed(conversation_id, wrong)
        return NO_TURN if clash is None else self._failed(conversation_id, clash)

    def _failed(self, conversation_id: int, wrong: Exception) -> Taken:
        """Say that a turn failed, and set its message aside."""
        log.error("turn failed", conversation=conversation_id, exc_info=wrong)
        self._set_aside(conversation_id, type(wrong).__name__)
        return Taken()

    def _set_aside(self, conversation_id: int, error: str) -> None:
        """Apologise for a message whose turn failed; where even that fails, set it aside."""
        try:
            self._apologise(conversation_id, error)
        except DatabaseAway:
            raise
        except Exception:
            log.exception("no apology could be said", conversation=conversation_id)
            self._database.write_now(
                lambda kept: kept.mail.give_up(conversation_id, error, now=clock.now())
            )

    async def sweep(self) -> int:
        """Take up what a crash left, and return how many conversations waited."""
        waiting = await self._database.read(_still_open)
        unsent = await self._database.read(lambda k: k.sending.conversations_due(now=clock.now()))
        for conversation_id in waiting:
            await self._quietly(self._turns(conversation_id))
        for conversation_id in await self._database.read(_still_open):  # those with a file
            await self._quietly(self.handle(conversation_id))
        for conversation_id in set(unsent) - set(waiting):
            await self._quietly(self._send(conversation_id))
        return len(waiting)

    async def _quietly(self, steps: Awaitable[object]) -> None:
        """Take steps that may fail for one conversation and not for the others."""
        try:
            await steps
        except Exception as wrong:  # noqa: BLE001 (what was left is taken up by the next sweep)
            log.warning("a conversation is left for later", because=type(wrong).__name__)


def _still_open(kept: Kept) -> list[int]:
    return kept.mail.conversations_with_open_messages()
