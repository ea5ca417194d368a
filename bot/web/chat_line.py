"""The line to an open page of the web chat: what it says comes in, what is new goes out."""

import asyncio
import json
from functools import partial
from typing import Any

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot import clock
from bot.background import end, spawn
from bot.channels import webchat
from bot.channels.contract import Malformed
from bot.gate import sounds_dangerous
from bot.links import sealed
from bot.palier import PALIER, Palier
from bot.web.chat import find_address, frame_of
from bot.web.sockets import SOCKETS, Sockets
from storage.database import DatabaseAway
from storage.kept import Kept
from storage.tables.messages import ConversationRow

log = structlog.get_logger()
LONGEST_FRAME = 64 * 1024
HEARTBEAT = 20.0
BEAT = 20.0  # seconds without a word after which a page is told that we are there
MOST_AT_ONCE = 20  # frames in ten seconds; a person who hurries writes fewer
WINDOW = 10.0
AWAY = 1.0  # seconds until the database is asked again
SESSION_GONE, TOO_FAST = 4401, 4429


async def socket(request: web.Request) -> web.WebSocketResponse:
    """Talk with one page: what it says comes in, what it has not seen goes out.

    Where that fails the page is hung up on: it calls again, and gets all it has not seen.
    """
    palier = request.app[PALIER]
    if request.headers.get("Origin") not in {None, f"{request.scheme}://{request.host}"}:
        raise web.HTTPForbidden(text="this socket serves its own page only")
    ws = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LONGEST_FRAME)
    await ws.prepare(request)
    try:
        await _talk(request, palier, ws)
    except Exception as wrong:  # noqa: BLE001 (whatever it is, the page must not go on waiting)
        _tell_why(wrong)
        await ws.close(code=WSCloseCode.TRY_AGAIN_LATER, message=b"call again")
    return ws


async def _talk(request: web.Request, palier: Palier, ws: web.WebSocketResponse) -> None:
    address = await find_address(request, palier)
    if address is None:
        await ws.close(code=SESSION_GONE, message=b"session gone")
        return
    row = await palier.database.write(lambda k: k.conversations.of(webchat.NAME, "", address.user))
    await _Talk(palier, request.app[SOCKETS], ws, address.user, row.id or 0).run()


def _tell_why(wrong: Exception) -> None:
    if isinstance(wrong, DatabaseAway):
        log.warning("a page is asked to call again", because=type(wrong).__name__)
    elif not isinstance(wrong, ConnectionResetError):  # the page is gone: it calls by itself
        log.error("a page is asked to call again", exc_info=wrong)


class _Talk:
    """One page, from its hello to its end."""

    def __init__(
        self,
        palier: Palier,
        sockets: Sockets,
        ws: web.WebSocketResponse,
        user: str,
        conversation_id: int,
    ) -> None:
        self._palier = palier
        self._sockets = sockets
        self._ws = ws
        self._user = user
        self._conversation_id = conversation_id
        self._bell = asyncio.Event()
        self._welcomed = False
        self._seen = 0
        self._times: list[float] = []
        self._held: str | None = None
        self._turns: set[asyncio.Task[object]] = set()

    async def run(self) -> None:
        """Listen and show until the page is gone; where either fails, neither goes on alone."""
        both = (asyncio.create_task(self._listen()), asyncio.create_task(self._show()))
        try:
            ended, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()
        finally:
            self._sockets.drop(self._conversation_id, self._bell)
            await end(both)

    async def _listen(self) -> None:
        async for frame in self._ws:
            if frame.type is not WSMsgType.TEXT:
                continue
            said = _read_frame(frame.data)
            if said.get("type") == "hello" and not self._welcomed:
                self._seen = _number_seen(said.get("last"))
                await self._welcome()
            elif said.get("type") == "say" and self._welcomed:
                await self._say(said)

    async def _welcome(self) -> None:
        """Say where the conversation is, and who holds it: it may be given back since."""
        row, self._held = await self._palier.database.read(
            partial(_state_of, self._conversation_id)
        )
        language = self._palier.wording.spoken(row.state.get("language", "fr"))
        await self._ws.send_json(
            {
                "type": "welcome",
                "next": row.last_seq + 1,
                "held": self._held,
                "lang": language,
                "dir": webchat.direction(language),
            }
        )
        self._welcomed = True
        self._sockets.add(self._conversation_id, self._bell)

    async def _say(self, said: dict[str, Any]) -> None:
        if self._too_fast() and not sounds_dangerous(str(said.get("text") or "")):
            await self._ws.close(code=TOO_FAST, message=b"too fast")
            return
        try:
            message = webchat.read_say(self._user, said, now=clock.now())
        except Malformed:
            return
        accepted = await self._palier.intake.accept(sealed(message, self._palier.secrets))
        row = await self._palier.database.read(lambda k: k.mail.get(accepted.inbox_id))
        await self._ws.send_json({"type": "ack", "id": said["id"], "seq": row.seq})
        if not self._held:
            await self._ws.send_json({"type": "typing"})
        spawn(self._turns, self._palier.intake.handle(accepted.conversation_id, message.text))

    def _too_fast(self) -> bool:
        now = asyncio.get_running_loop().time()
        self._times = [at for at in self._times if now - at < WINDOW] + [now]
        return len(self._times) > MOST_AT_ONCE

    async def _show(self) -> None:
        """Show what is new at each bell; a page to which nothing is said hears that we are there.

        It cannot see the line's own heartbeat, and a dead network closes nothing.
        """
        while not self._ws.closed:
            try:
                async with asyncio.timeout(BEAT):
                    await self._bell.wait()
            except TimeoutError:
                await self._ws.send_json({"type": "here"})
                continue
            self._bell.clear()
            await self._show_new()

    async def _show_new(self) -> None:
        try:
            rows, held = await self._palier.database.read(self._find_new)
        except DatabaseAway:
            await asyncio.sleep(AWAY)
            self._bell.set()
            return
        for row in rows:
            await self._ws.send_json(frame_of(row))
            self._seen = row.seq
        await self._tell_who_holds(held)

    def _find_new(self, kept: Kept) -> tuple[Any, str | None]:
        _, held = _state_of(self._conversation_id, kept)
        return kept.mail.since(self._conversation_id, self._seen), held

    async def _tell_who_holds(self, held: str | None) -> None:
        if held != self._held:
            self._held = held
            await self._ws.send_json(
                {"type": "held", "name": held} if held else {"type": "released"}
            )


def _state_of(conversation_id: int, kept: Kept) -> tuple[ConversationRow, str | None]:
    """Return a conversation, and the first name of the agent who holds it."""
    row = kept.conversations.get(conversation_id)
    agent = kept.staff.get(row.held_by)
    return row, agent.first_name if agent else None


def _read_frame(data: str) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _number_seen(last: object) -> int:
    """Return the last number a page has; one that cannot be read sees everything again."""
    return last if isinstance(last, int) and last > 0 else 0
