"""Open Telegram to agents: look-ups beside what tenants write, and the rooms."""

from dataclasses import replace

from bot.channels import telegram
from bot.channels.telegram import Api
from bot.channels.telegram_out import TelegramChannel
from bot.desk.agent_turn import Office
from bot.desk.chat import DeskChat
from bot.desk.inline import InlineLookup
from bot.palier import Palier
from bot.room.door import RoomDoor
from bot.room.keeping import RoomKeeper


def open_to_agents(palier: Palier, api: Api, desk: DeskChat, office: Office) -> Palier:
    """Return the Palier with its rooms kept, and its Telegram door open to agents."""
    keeper = RoomKeeper(
        api,
        palier.database,
        palier.wording,
        palier.channels,
        palier.situations,
        office,
        palier.delivery.send_to,
    )
    channel = palier.channels[telegram.NAME]
    if isinstance(channel, TelegramChannel):
        channel.on_moved.append(keeper.follow)
    if palier.telegram is not None:
        palier.telegram.beside += [
            InlineLookup(api, palier.database, desk, palier.wording),
            RoomDoor(api, palier.database, palier.intake, keeper),
        ]
    return replace(palier, rooms=keeper)
