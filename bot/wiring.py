"""The only place that builds things and hands them to each other."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog

from bot import clock
from bot.background import spawn
from bot.channels import telegram
from bot.channels.contract import Channel, ChannelError
from bot.channels.desk_page import DeskPageChannel
from bot.channels.rest import RestChannel
from bot.channels.telegram_menu import menu
from bot.channels.telegram_out import TelegramChannel
from bot.channels.telegram_wire import TelegramApi
from bot.channels.terminal import TerminalChannel
from bot.channels.webchat import WebChannel
from bot.delivery import Delivery
from bot.desk.agent_turn import Office
from bot.desk.chat import DeskChat
from bot.intake import Intake
from bot.links import LinkRefused
from bot.palier import Palier
from bot.reading import Reading
from bot.room.opening import open_to_agents
from bot.secrets_kept import Secrets
from bot.settings import Settings, secret_key
from bot.situations import Reference, Situations, french_calendar
from bot.telegram_door import TelegramDoor
from bot.telegram_files import TelegramFiles
from bot.turns import Turns
from dialogs.forms import read_forms
from dialogs.wording import Wording, read_catalogues
from nlu.model import load_knowledge
from nlu.places import Gazetteer, Named
from storage.database import Database
from storage.demo.households import greeting_tenants
from storage.kept import Kept
from storage.loading import load_demo, load_figures
from storage.migrating import one_at_a_time, upgrade

log = structlog.get_logger()


def open_database(settings: Settings) -> Database:
    """Open the database of an installation, with the tables of this version."""
    settings.home.mkdir(parents=True, exist_ok=True)
    database = Database(settings.url_of_database)
    with one_at_a_time(database):
        upgrade(database)
        database.write_now(load_figures)
    return database


def ensure_demo(database: Database, tell: Callable[[str], None] = lambda _: None) -> bool:
    """Load the demonstration landlord into an empty database; tell whether it was empty."""
    with one_at_a_time(database):
        if database.read_now(lambda kept: bool(kept.directory.agencies())):
            return False
        database.write_now(lambda kept: load_demo(kept, now=clock.now(), tell=tell))
        return True


def build(settings: Settings, database: Database, worker: str = "alone") -> Palier:
    """Build a Palier on a database that is ready; `worker` is the name of this process."""
    quiet_libraries()
    reference = database.read_now(_reference)
    wording = _wording(reference, database.read_now(_numbers_to_call))
    forms = read_forms()
    gazetteer = database.read_now(_gazetteer)
    knowledge = load_knowledge(settings.home, gazetteer=gazetteer, encoder=settings.encoder)
    reading = Reading(knowledge, forms, wording)
    # What is loaded at the first message is loaded here, once, and not by four threads at a time.
    reading.understand("bonjour", now=clock.now())
    secrets = Secrets(secret_key(settings))
    api = telegram_api(settings)
    files = settings.home / "files"
    channels = _channels(api, files)
    chance = random.Random()  # noqa: S311 (jitter, not a secret)
    delivery = Delivery(database, channels, chance, worker)
    situations = _situations(reference)
    ringing = Ringing(delivery)
    landlord = landlord_of(settings)
    office = Office(forms=forms, url=settings.url, hold_hours=settings.hold_hours)
    desk = DeskChat(secrets, 0 if settings.demo else settings.agent_reproof_hours, office)
    turns = Turns(
        database,
        reading,
        wording,
        forms,
        channels,
        situations,
        secrets,
        landlord,
        desk,
        ringing,
        settings.telegram_new_chats,
    )
    intake = Intake(database, turns.take, turns.apologise, delivery.send_to, delivery.ring)
    door = _telegram_door(api, database, intake, files, secrets, wording)
    palier = Palier(
        settings=settings,
        database=database,
        wording=wording,
        forms=forms,
        reading=reading,
        turns=turns,
        intake=intake,
        delivery=delivery,
        secrets=secrets,
        channels=channels,
        landlord=landlord,
        files=files,
        situations=situations,
        ringing=ringing,
        telegram=door,
        demo_tenants=database.read_now(_tenants_to_play) if settings.demo else [],
    )
    return open_to_agents(palier, api, desk, office) if api is not None else palier


def landlord_of(settings: Settings) -> str:
    """Return the name of the landlord, as it is said to tenants."""
    return "Plainelys Habitat" if settings.demo else "votre bailleur"


def _telegram_door(
    api: TelegramApi | None,
    database: Database,
    intake: Intake,
    files: Path,
    secrets: Secrets,
    wording: Wording,
) -> TelegramDoor | None:
    if api is None:
        return None
    commands = menu(wording.text, wording.languages)
    fetching = TelegramFiles(api, database, files, secrets)
    intake.before.append(fetching.fetch_next)
    return TelegramDoor(api, database, intake, fetching, secrets, commands)


def _channels(api: TelegramApi | None, files: Path) -> dict[str, Channel]:
    always: tuple[Channel, ...] = (
        RestChannel(),
        WebChannel(),
        TerminalChannel(),
        DeskPageChannel(),
    )
    channels = {channel.name: channel for channel in always}
    if api is not None:
        channels[telegram.NAME] = TelegramChannel(api, files)
    return channels


def telegram_api(settings: Settings) -> TelegramApi | None:
    """Return the line to Telegram, None where no token is set."""
    if settings.telegram_token is None:
        return None
    return TelegramApi(settings.telegram_token.get_secret_value(), settings.telegram_api_url)


async def bot_of(settings: Settings) -> str | None:
    """Return the name of our bot, None where Telegram is off; raises LinkRefused."""
    api = telegram_api(settings)
    if api is None:
        return None
    try:
        return str((await api.call("getMe"))["username"])
    except ChannelError as wrong:
        raise LinkRefused(f"Telegram does not tell the name of the bot: {wrong}") from wrong
    finally:
        await api.close()


class Ringing:
    """Has other conversations told that a turn left something for them."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running: set[asyncio.Task[None]] = set()

    def on(self, loop: asyncio.AbstractEventLoop) -> None:
        """Say on which loop to deliver."""
        self._loop = loop

    def __call__(self, conversation_id: int) -> None:
        """Ring one conversation, from a worker thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ring, conversation_id)

    def _ring(self, conversation_id: int) -> None:
        spawn(self._running, self._delivery.send_to(conversation_id))


def _reference(kept: Kept) -> Reference:
    return Reference(
        services=kept.directory.services_for_rules(),
        problems=kept.directory.problems_for_rules(),
        communes=kept.directory.communes_for_rules(),
        residences=kept.directory.residences_for_rules(),
        names=kept.directory.names(),
    )


def _wording(reference: Reference, numbers: dict[str, str]) -> Wording:
    labels = _problem_labels(reference)
    return Wording(read_catalogues(), labels, clock.PARIS, numbers, reference.names)


def _problem_labels(reference: Reference) -> dict[str, str]:
    return {code: problem.label for code, problem in reference.problems.items()}


def _numbers_to_call(kept: Kept) -> dict[str, str]:
    return {row.code: row.shown for row in kept.directory.emergency_numbers()}


def _gazetteer(kept: Kept) -> Gazetteer:
    towns = tuple(Named(id=row.insee, name=row.name) for row in kept.directory.communes())
    residences = tuple(
        Named(id=row.code, name=row.name, town_insee=row.commune_insee)
        for row in kept.directory.residences()
    )
    return Gazetteer(residences=residences, towns=towns)


def _situations(reference: Reference) -> Callable[[datetime], Situations]:
    return lambda now: Situations(reference, french_calendar(now.date()), now=now)


def _tenants_to_play(kept: Kept) -> list[dict[str, str]]:
    names = kept.directory.names()
    return [
        {
            "first_name": greeting.household.holders[0].first_name,
            "last_name": greeting.household.holders[0].last_name,
            "number": greeting.household.lease,
            "residence": names[greeting.household.dwelling.residence],
            "sentence": greeting.hint,
        }
        for greeting in greeting_tenants()
    ]


def quiet_libraries() -> None:
    """Keep libraries from writing what people say into the log."""
    for name in ("rasa_sdk", "aiohttp.access", "alembic", "sqlalchemy.engine"):
        logging.getLogger(name).setLevel(logging.ERROR)
