"""Updates of groups: taken in where the group is a room of ours, else left alone."""

from collections.abc import Coroutine, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import structlog

from bot import clock
from bot.channels import telegram_groups
from bot.channels.contract import ChannelError, Incoming
from bot.channels.telegram import NAME, Api
from bot.channels.telegram_chats import chat_of
from bot.channels.telegram_groups import InGroup, Moved
from bot.intake import Intake, store
from bot.room.doubles import Double
from bot.room.keeping import RoomKeeper
from storage.database import Database
from storage.kept import Kept

log = structlog.get_logger()
TIE = "/salle"


class RoomDoor:
    """Takes in what agents say in their rooms; the words of others are not kept."""

    def __init__(
        self,
        api: Api,
        database: Database,
        intake: Intake,
        keeper: RoomKeeper,
        account: str = "",
    ) -> None:
        self._api = api
        self._database = database
        self._intake = intake
        self._keeper = keeper
        self._account = account
        self._name: str | None = None  # of our bot, once asked for

    async def accept(self, update: Mapping[str, Any]) -> Coroutine[Any, Any, None] | None:
        """Store an update of a group, and return what is still to be done with it."""
        heard = telegram_groups.read(update, account=self._account, now=clock.now())
        if heard is None:
            return None
        if heard.to_bot is not None and not await self._is_ours(heard.to_bot):
            heard = InGroup()
        taken = await self._database.write(partial(self._take_in, heard))
        return self._go_on(heard, taken)

    async def _is_ours(self, name: str) -> bool:
        """Tell whether a command names us; where our name is not known, it is taken as ours."""
        if self._name is None:
            try:
                self._name = str((await self._api.call("getMe"))["username"])
            except (ChannelError, LookupError, TypeError):
                return True
        return name.casefold() == self._name.casefold()

    def _take_in(self, heard: InGroup, kept: Kept) -> int | Double | None:
        """Store what is said in a room, and return its conversation; or the double it is in."""
        if heard.moved is not None:
            self._follow(heard.moved, kept)
        if heard.left is not None and (room := kept.rooms.at(NAME, self._account, heard.left)):
            kept.rooms.end(room, now=clock.now())
        message = heard.message
        if message is None:
            return None
        if not _is_of_a_topic(kept, message):
            double = self._keeper.find_double(kept, message.user, heard.topic_name)
            if double is not None:
                return double
        known = kept.conversations.find_address(NAME, self._account, message.sender or "")
        linked = known is not None and kept.staff.get(known.staff_id) is not None
        if not (_is_of_a_topic(kept, message) or (linked and _is_a_command(kept, message))):
            return None
        kept_as = message if linked else replace(message, text="", payload=None, file=None)
        return store(kept_as, kept).conversation_id

    def _follow(self, moved: Moved, kept: Kept) -> None:
        kept.rooms.move(NAME, self._account, moved.old, moved.new)

    async def _go_on(self, heard: InGroup, taken: int | Double | None) -> None:
        if heard.callback is not None:
            try:
                await self._api.call("answerCallbackQuery", callback_query_id=heard.callback)
            except ChannelError as wrong:
                log.info("courtesy not done", because=type(wrong).__name__)
        if isinstance(taken, Double):
            await self._keeper.close_double(taken)
        elif taken is not None:
            await self._intake.handle(taken)
            await self._keeper.tend()


def _is_of_a_topic(kept: Kept, message: Incoming) -> bool:
    """Tell whether a message is of the topic of a case."""
    address = kept.conversations.find_address(message.channel, message.account, message.user)
    return address is not None and kept.rooms.topic_at(address.id or 0) is not None


def _is_a_command(kept: Kept, message: Incoming) -> bool:
    """Tell whether a message makes a group a room, or is a command in one."""
    if message.text.split(" ")[0] == TIE:
        return True
    room = kept.rooms.at(message.channel, message.account, chat_of(message.user))
    return room is not None and message.text.startswith("/")
