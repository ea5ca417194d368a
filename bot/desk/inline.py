"""The quick look of agents: a few cases by inline query, masked; for anybody else, nothing."""

from collections.abc import Coroutine, Mapping
from datetime import datetime
from typing import Any

import structlog

from bot import clock
from bot.channels import telegram, telegram_inline
from bot.channels.contract import ChannelError
from bot.channels.telegram import Api
from bot.channels.telegram_inline import GROUP, OWN_CHAT, Asked, Found
from bot.desk import cards
from bot.desk.chat import DeskChat
from casework.errors import NotYours
from casework.references import is_mistyped, read_reference
from dialogs.effects import Say
from dialogs.wording import Wording
from storage.access import Seen
from storage.database import Database
from storage.kept import Kept
from storage.tables.people import StaffUser

log = structlog.get_logger()
FEWEST_LETTERS = 3  # each key that is pressed asks: one or two letters find half a town


class InlineLookup:
    """Answers inline queries at once; their words are neither stored nor logged."""

    def __init__(
        self, api: Api, database: Database, desk: DeskChat, wording: Wording, account: str = ""
    ) -> None:
        self._api = api
        self._database = database
        self._desk = desk
        self._wording = wording
        self._account = account

    async def accept(self, update: Mapping[str, Any]) -> Coroutine[Any, Any, None] | None:
        """Take an inline query, and return what answers it; None for other updates."""
        asked = telegram_inline.read(update)
        return self._answer(asked) if asked is not None else None

    async def _answer(self, asked: Asked) -> None:
        found, hint = await self._database.write(lambda kept: self._look(kept, asked, clock.now()))
        try:
            await self._api.call("answerInlineQuery", **telegram_inline.answer(asked, found, hint))
        except ChannelError as wrong:
            log.info("look-up not answered", because=type(wrong).__name__)

    def _look(
        self, kept: Kept, asked: Asked, now: datetime
    ) -> tuple[tuple[Found, ...], str | None]:
        """Return what is shown to who asked, and a word about a reference that is mistyped."""
        agent = self._agent(kept, asked, now)
        if agent is None:
            return (), None
        if is_mistyped(asked.words):
            return (), self._wording.text("desk.inline.mistyped", "fr")
        seen = _find(kept, agent, asked.words, now)
        return tuple(self._found(one, asked) for one in seen), None

    def _agent(self, kept: Kept, asked: Asked, now: datetime) -> StaffUser | None:
        """Return the linked agent who asks, from a chat where an answer may be seen."""
        address = kept.conversations.find_address(telegram.NAME, self._account, asked.user)
        agent = kept.staff.get(address.staff_id) if address is not None else None
        if address is None or agent is None or self._desk.must_prove(address, now=now):
            return None
        rooms = {room.unit for room in kept.rooms.open()}
        there = asked.chat in {OWN_CHAT, None} or (asked.chat == GROUP and agent.unit in rooms)
        return agent if there else None

    def _found(self, seen: Seen, asked: Asked) -> Found:
        """Return one case; only in the agent's own chat does picking it open the card."""
        reference = seen.case.reference
        status = Say(f"desk.status.{seen.case.status}")
        line = Say("desk.inline.line", {"needs": cards.needs(seen), "status": status})
        return Found(
            id=reference,
            title=reference,
            line=self._wording.word(line, "fr"),
            written=f"/dossier {reference}" if asked.chat == OWN_CHAT else reference,
        )


def _find(kept: Kept, agent: StaffUser, words: str, now: datetime) -> list[Seen]:
    """Return the cases that words find for an agent; each is written down as read."""
    most = telegram_inline.MOST_RESULTS
    if not words:
        tasks = kept.cases.tasks_of(agent.id, agent.unit, agent.role, most)
        return kept.access.access_cases(agent, tasks, "read", now=now, most=most)
    if read_reference(words):
        try:
            return [kept.access.access_case(agent, words, "read", now=now)]
        except NotYours:
            return []
    if len(words) < FEWEST_LETTERS:
        return []
    return kept.access.access_household(agent, words, "read", now=now, most=most)
