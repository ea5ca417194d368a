"""Keep each room as its unit's cases are: a topic for each open one, closed with it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot import clock
from bot.channels.contract import Channel, ChannelError, Gone, Malformed, Moved, RetryLater, Unsure
from bot.channels.telegram import NAME, Api
from bot.channels.telegram_chats import thread_of
from bot.desk.agent_turn import Office
from bot.room import doubles, posting, topics
from bot.room.doubles import Double
from bot.situations import Situations
from dialogs.effects import Say
from dialogs.wording import Wording
from storage.database import Database, DatabaseAway
from storage.kept import Kept
from storage.rooms import Work
from storage.tables.cases import Case
from storage.tables.rooms import Room, RoomTopic

log = structlog.get_logger()
MOST_AT_ONCE = 5  # topics of a room in one round
MOST_A_MINUTE = 8  # each has its first words, and a group takes twenty messages a minute
SLOWEST = (
    60.0  # seconds that Telegram may be silent: a topic that is asked for twice is made twice
)
LEASE = timedelta(minutes=5)  # while one process works on a topic, the others leave it
SOON, DOUBT, LATER = timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10)
BROKEN = 1.0  # seconds until what Telegram did is written down again, where the database is away
AS_IT_SHOULD_BE = ("not_modified", "not modified")
LONGEST_END = 5.0  # seconds that the end of this process waits for Telegram
Written = TypeVar("Written")
NO_SUCH_TOPIC = ("thread not found", "topic_deleted", "topic_id_invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """One round, in one transaction."""

    kept: Kept
    wording: Wording
    channels: Mapping[str, Channel]
    situations: Situations
    office: Office
    now: datetime


class RoomKeeper:
    """Makes, closes and opens topics again, until they are as the cases are."""

    def __init__(
        self,
        api: Api,
        database: Database,
        wording: Wording,
        channels: Mapping[str, Channel],
        situations: Callable[[datetime], Situations],
        office: Office,
        send_to: Callable[[int], Awaitable[None]],
    ) -> None:
        self._api = api
        self._database = database
        self._wording = wording
        self._channels = channels
        self._situations = situations
        self._office = office
        self._send_to = send_to
        self._asking: set[asyncio.Task[bool]] = set()
        self._ended = False

    async def tend(self) -> int:
        """Do what is to be done in every room, and return how many topics were worked on."""
        if not await self._database.read(lambda kept: kept.rooms.open()):
            return 0
        work, to_ring = await self._database.write(self._plan)
        for conversation in to_ring:
            await self._send_to(conversation)
        for one in work:
            if self._ended:
                break
            if await self._leased(one) and not await self._to_the_end(one):
                break  # the group takes no more for now
        return len(work)

    async def close(self) -> None:
        """Ask no more, and let what was asked of Telegram end and be written down."""
        self._ended = True
        if self._asking:
            await asyncio.wait(self._asking, timeout=LONGEST_END)

    async def _leased(self, work: Work) -> bool:
        """Take a topic in hand just before Telegram is asked: the last one may be slow."""
        leased, to_ring = await self._database.write(partial(self._lease, work))
        for conversation in to_ring:
            await self._send_to(conversation)
        return leased

    def _lease(self, work: Work, kept: Kept) -> tuple[bool, list[int]]:
        keeping = self._round(kept)
        leased = kept.rooms.lease(work, now=keeping.now, until=keeping.now + LEASE)
        doubt = leased and doubles.in_doubt(work)
        return leased, doubles.announce(keeping, work) if doubt else []

    def find_double(self, kept: Kept, place: str, name: str | None) -> Double | None:
        """Return the double that somebody writes in, None when it is none.

        Where the topic is not known to be made yet, this is it: it is taken as the one.
        """
        topic = doubles.find(kept, place, name)
        if topic is None:
            return None
        if topic.state == "none":
            kept.rooms.made(topic, thread_of(place), now=clock.now())
            return None
        return doubles.say_so(self._round(kept), topic, place)

    async def close_double(self, double: Double) -> None:
        """Close a topic that is there a second time; where it fails, its next words do it."""
        await self._send_to(double.conversation)
        try:
            await self._api.call(
                "closeForumTopic", chat_id=double.chat, message_thread_id=double.thread
            )
        except ChannelError as error:
            log.warning("a double is not closed", topic=double.topic, because=str(error))
            if not _is_as_it_should(str(error)):
                return
        await self._database.write(lambda kept: kept.rooms.is_once(double.topic))

    async def _to_the_end(self, work: Work) -> bool:
        """Do one thing, and write it down even where this round is ended meanwhile."""
        asking = asyncio.create_task(self._do(work))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        return await asyncio.shield(asking)

    async def follow(self, old: str, new: str) -> None:
        """Follow a group whose id changed."""
        await self._database.write(lambda kept: kept.rooms.move(NAME, "", old, new))

    def _round(self, kept: Kept) -> Keeping:
        now = clock.now()
        return Keeping(
            kept=kept,
            wording=self._wording,
            channels=self._channels,
            situations=self._situations(now),
            office=self._office,
            now=now,
        )

    def _plan(self, kept: Kept) -> tuple[list[Work], list[int]]:
        """Write down what each room should hold; return what is to be asked of Telegram."""
        keeping, work, to_ring = self._round(kept), list[Work](), list[int]()
        for room in kept.rooms.open(lock=True):
            to_ring += _begin_topics(keeping, room)
            for topic, case in kept.rooms.topics_to_change(room):
                to_ring += _change(keeping, room, topic, case)
            work += _work(keeping, room)
        return work, to_ring

    async def _do(self, work: Work) -> bool:
        """Ask Telegram for one change; tell whether the next may be asked for."""
        try:
            made = await self._ask(work)
        except ChannelError as error:
            await self._write_down(partial(self._failed, work, error))
            return not isinstance(error, RetryLater)
        conversation = await self._write_down(lambda kept: _done(kept, work, made))
        if conversation:
            await self._send_to(conversation)
        return True

    async def _write_down(self, what: Callable[[Kept], Written]) -> Written:
        """Write what became of a topic, as often as it takes: it cannot be asked of Telegram."""
        while True:
            try:
                return await self._database.write(what)
            except DatabaseAway as away:
                log.warning("a topic is not written down yet", because=str(away))
            await asyncio.sleep(BROKEN)

    async def _ask(self, work: Work) -> str | None:
        """Make, close or open a topic again; return the number of one that was made."""
        if work.topic.state == "none":
            made = await self._api.call(
                "createForumTopic", wait=SLOWEST, chat_id=work.chat, name=work.topic.name
            )
            return str(made["message_thread_id"])
        method = "closeForumTopic" if work.topic.wanted == "closed" else "reopenForumTopic"
        await self._api.call(method, chat_id=work.chat, message_thread_id=work.thread)
        return None

    def _failed(self, work: Work, error: ChannelError, kept: Kept) -> None:
        """Write down why a topic is not as it should be, and when it is tried again."""
        topic, now, why = kept.rooms.get_topic(work.topic.id or 0), clock.now(), str(error)
        log.warning("topic not changed", topic=topic.id, because=type(error).__name__)
        if not isinstance(error, Unsure):
            kept.rooms.not_made(topic)
        if isinstance(error, Moved):
            kept.rooms.move(NAME, "", work.chat, error.to)
            kept.rooms.try_again(topic, now, why)
        elif isinstance(error, Malformed) and topic.state != "none" and _holds(why):
            kept.rooms.now_is(topic, topic.wanted if _is_as_it_should(why) else "none")
        elif isinstance(error, Gone):
            kept.rooms.end(kept.rooms.get(topic.room_id), now=now)
        else:
            self._wait(kept, topic, error)

    def _wait(self, kept: Kept, topic: RoomTopic, error: ChannelError) -> None:
        keeping = self._round(kept)
        if error.retry:
            after = timedelta(seconds=error.after) if isinstance(error, RetryLater) else DOUBT
            kept.rooms.try_again(topic, keeping.now + max(after, SOON), str(error))
            return
        kept.rooms.try_again(topic, keeping.now + LATER, str(error))
        room = kept.rooms.get(topic.room_id)
        key = f"room:{room.id}:rights:{keeping.now:%Y-%m-%d}"
        posting.post_to_all(keeping, room, Say("desk.room.needs_rights"), key)


def _work(keeping: Keeping, room: Room) -> list[Work]:
    """Return what is to be asked of Telegram for a room, as much as its group takes now."""
    lately = keeping.kept.rooms.made_since(room, keeping.now - timedelta(minutes=1))
    limit = max(0, min(MOST_AT_ONCE, MOST_A_MINUTE - lately))
    return keeping.kept.rooms.work(room, now=keeping.now, limit=limit)


def _holds(why: str) -> bool:
    return any(words in why.casefold() for words in (*AS_IT_SHOULD_BE, *NO_SUCH_TOPIC))


def _is_as_it_should(why: str) -> bool:
    return any(words in why.casefold() for words in AS_IT_SHOULD_BE)


def _done(kept: Kept, work: Work, made: str | None) -> int:
    topic = kept.rooms.get_topic(work.topic.id or 0)
    if made is not None:
        return kept.rooms.made(topic, made, now=clock.now())
    kept.rooms.now_is(topic, work.topic.wanted)
    return 0


def _begin_topics(keeping: Keeping, room: Room) -> list[int]:
    """Plan a topic for each open case that has none; a reserved one gets a line for all."""
    to_ring: list[int] = []
    for case in keeping.kept.rooms.cases_without_topic(room, MOST_AT_ONCE):
        if topics.is_for_the_desk(keeping.kept, case):
            keeping.kept.rooms.leave_to_the_desk(room, case)
            to_ring += _announce_apart(keeping, room, case)
        else:
            topic = keeping.kept.rooms.add_topic(room, case, topics.name(keeping, case))
            _write_down(keeping, case)
            to_ring += posting.post_in(keeping, topic, topics.first(keeping, case), "first")
    for topic, case in keeping.kept.rooms.left_to_the_desk(room):
        if not topics.is_for_the_desk(keeping.kept, case):
            keeping.kept.rooms.take_from_the_desk(room, topic, topics.name(keeping, case))
            _write_down(keeping, case)
            to_ring += posting.post_in(keeping, topic, topics.first(keeping, case), "first")
    return to_ring


def _write_down(keeping: Keeping, case: Case) -> None:
    """Keep in the history that a whole room may read the card of a case from now on."""
    keeping.kept.cases.record(case, "shown_in_room", actor="bot", now=keeping.now)


def _announce_apart(keeping: Keeping, room: Room, case: Case) -> list[int]:
    values = {"reference": case.reference, "page": keeping.office.page(case.reference)}
    key = f"room:{room.id}:case:{case.id}"
    return posting.post_to_all(keeping, room, Say("desk.room.apart", values), key)


def _change(keeping: Keeping, room: Room, topic: RoomTopic, case: Case) -> list[int]:
    """Close the topic of a case that ended or went elsewhere; open it again when it is back."""
    here = topics.is_here(case, room)
    topic.wanted = "open" if here else "closed"
    keeping.kept.session.add(topic)
    key = f"changed:{keeping.now.isoformat()}"
    if here:
        return posting.post_in(keeping, topic, topics.again(keeping, case), key)
    if topics.is_elsewhere(case):
        names = keeping.situations.reference.names
        say = Say("desk.room.moved", {"unit": names.get(case.unit, case.unit)})
        return posting.post_in(keeping, topic, say, key)
    return []
