"""The parts of a running Palier, made once by bot/wiring.py and handed to whoever needs them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.channels.contract import Channel, Incoming
from bot.delivery import Delivery
from bot.intake import Accepted, Intake
from bot.reading import Reading
from bot.room.keeping import RoomKeeper
from bot.secrets_kept import Secrets
from bot.settings import Settings
from bot.situations import Situations
from bot.telegram_door import TelegramDoor
from bot.turns import Turns
from dialogs.forms import Form
from dialogs.wording import Wording
from storage.database import Database
from storage.mailboxes import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Palier:
    """A running Palier."""

    settings: Settings
    database: Database
    wording: Wording
    forms: Mapping[str, Form]
    reading: Reading
    turns: Turns
    intake: Intake
    delivery: Delivery
    secrets: Secrets
    channels: Mapping[str, Channel]
    landlord: str
    files: Path
    situations: Callable[[datetime], Situations]
    demo_tenants: list[dict[str, str]] = field(default_factory=list)
    ringing: Any = None
    telegram: TelegramDoor | None = None
    rooms: RoomKeeper | None = None

    async def take(self, message: Incoming) -> Accepted:
        """Store a message, then give it its turn; returns once it is answered."""
        accepted = await self.intake.accept(message)
        await self.intake.handle(accepted.conversation_id, message.text)
        return accepted

    async def answer(self, message: Incoming) -> Sequence[Reply]:
        """Take a message, and return what was said to it: now, or when it came before."""
        return await self.intake.answer(await self.intake.accept(message), message.text)


PALIER: web.AppKey[Palier] = web.AppKey("palier", Palier)
