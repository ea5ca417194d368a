"""Links that tie a chat to a lease: `t.me/<bot>?start=CODE`, on paper or on a screen."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from bot.channels.contract import Incoming
from bot.secrets_kept import Secrets
from dialogs.conversation import Conversation
from dialogs.scene import Known, Link
from dialogs.telling.finishing import MOST_IDENTITY_TRIES
from storage.kept import Kept
from storage.tables.people import LeaseLink

LASTS: Final = timedelta(days=14)  # the time of a letter, and of somebody who reads it late
STARTED: Final = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})", re.IGNORECASE)
QUIET_ZONE: Final = 4  # modules of white around a QR (ISO/IEC 18004)


class LinkRefused(Exception):
    """A link cannot be made; the message says what to do."""


def make_link(
    kept: Kept, secrets: Secrets, lease_number: str, *, now: datetime, lasts: timedelta = LASTS
) -> str | None:
    """Return a new code for a lease, shown once; None when there is no such lease."""
    if kept.people.lease(lease_number) is None:
        return None
    code = secrets.link_code()
    link = LeaseLink(
        hash=_hashed(secrets, code),
        lease_number=lease_number,
        made_at=now,
        expires_at=now + lasts,
    )
    kept.people.keep_link(link)
    return code


def addresses_of(code: str, bot_name: str | None, url: str) -> list[str]:
    """Return the addresses that open a link, Telegram's first where it is on."""
    telegram = [f"https://t.me/{bot_name}?start={code}"] if bot_name else []
    return [*telegram, f"{url}/?start={code}"]


def qr_drawer() -> Callable[[str, Path], None]:
    """Return what draws an address as a QR, SVG; raises LinkRefused where it is not installed."""
    make = _qr_maker()

    def draw(address: str, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        make(address).save(str(file), kind="svg", scale=8, border=QUIET_ZONE)

    return draw


def drawn_qr(address: str) -> str:
    """Return a QR as SVG to stand in a page; raises LinkRefused where it cannot be drawn."""
    return str(_qr_maker()(address).svg_inline(omitsize=True, border=QUIET_ZONE))


def _qr_maker() -> Callable[[str], Any]:
    try:
        import segno  # noqa: PLC0415 (only the commands of links draw)
    except ModuleNotFoundError as missing:
        raise LinkRefused("the QR needs segno: install the requirements of Palier") from missing
    return partial(segno.make, micro=False, error="m")


def sealed(message: Incoming, secrets: Secrets) -> Incoming:
    """Return a message without the code it came with: only the hash goes further."""
    found = STARTED.fullmatch(message.text)
    if found is None:
        return message
    payload = "/start" if message.payload == message.text else message.payload
    return replace(message, text="/start", payload=payload, start=_hashed(secrets, found[1]))


def with_link(
    kept: Kept,
    known: Known,
    body: Mapping[str, Any],
    conversation: Conversation,
    address_id: int,
    *,
    now: datetime,
) -> Known:
    """Return what is known once the link of a message is used up; after many tries none is."""
    code_hash = body.get("start")
    if not code_hash or known.held_by:
        return known
    spent = conversation.identity_tries >= MOST_IDENTITY_TRIES
    lease = None if spent else kept.people.use_link(str(code_hash), address_id, now=now)
    return replace(known, link=Link(lease))


def _hashed(secrets: Secrets, code: str) -> str:
    return secrets.hashed(f"tenant_link:{code}")
