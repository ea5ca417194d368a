"""The tenant's web chat: the page, its socket, its form for browsers without JavaScript."""

import asyncio
import contextlib
import json
import uuid
from dataclasses import replace
from functools import partial
from typing import Any

import aiohttp_jinja2
from aiohttp import WSMsgType, web

from bot import clock
from bot.background import spawn
from bot.channels import webchat
from bot.channels.contract import Incoming, Malformed
from bot.files import NotKept, keep_file
from bot.gate import sounds_dangerous
from bot.links import sealed
from bot.palier import PALIER, Palier
from bot.pictures import LARGEST
from bot.web import words
from bot.web.limits import has_room, let_in
from bot.web.sockets import SOCKETS, Sockets
from storage.database import DatabaseAway
from storage.kept import Kept
from storage.tables.messages import Inbox, MediaRow
from storage.tables.people import ChannelAddress

COOKIE = "palier_chat"
ABOUT_A_YEAR = 365 * 24 * 3600
LONGEST_FRAME = 64 * 1024
HEARTBEAT = 20.0
MOST_AT_ONCE = 20  # frames in ten seconds; a person who hurries writes fewer
WINDOW = 10.0
AWAY = 1.0  # seconds until the database is asked again
SESSION_GONE, TOO_FAST = 4401, 4429
REFUSED = {"media.too_large": 413, "media.enough_for_today": 429}


async def page(request: web.Request) -> web.Response:
    """Show the chat; nothing is stored before the person begins to write."""
    palier = request.app[PALIER]
    resume = await _address(request, palier) is not None
    context = await words.chat_context(request, palier, resume=resume)
    return aiohttp_jinja2.render_template("webchat/page.html", request, context)


async def open_session(request: web.Request) -> web.Response:
    """Begin, or find again, the conversation of this browser."""
    palier = request.app[PALIER]
    response = web.json_response({})
    if await _address(request, palier) is None:
        await _new_session(request, palier, response)
    return response


async def leave(request: web.Request) -> web.Response:
    """Forget this browser's cookie at once; the conversation stays with the agency."""
    response = web.json_response({})
    response.del_cookie(COOKIE, path="/")
    del request
    return response


async def leave_without_script(request: web.Request) -> web.StreamResponse:
    """Leave fast where there is no JavaScript; only a link of our own page may do it."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise web.HTTPForbidden(text="open the chat itself")
    away = web.HTTPSeeOther(request.app[PALIER].settings.exit_url)
    away.del_cookie(COOKIE, path="/")
    raise away


async def _new_session(request: web.Request, palier: Palier, response: web.Response) -> str:
    await let_in(request, palier)
    token, user = palier.secrets.token(), uuid.uuid4().hex
    language = words.language_of(request, palier)

    def make(kept: Kept) -> None:
        conversation = kept.conversations.of(webchat.NAME, "", user)
        address = kept.conversations.address_of(conversation)
        address.secret = palier.secrets.hashed(f"chat:{token}")
        conversation.state = {"language": language}

    await palier.database.write(make)
    secure = request.scheme == "https"
    response.set_cookie(
        COOKIE, token, max_age=ABOUT_A_YEAR, httponly=True, samesite="Lax", secure=secure, path="/"
    )
    return user


async def _address(request: web.Request, palier: Palier) -> ChannelAddress | None:
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    hashed = palier.secrets.hashed(f"chat:{token}")
    return await palier.database.read(lambda k: k.conversations.find_by_secret(hashed))


async def socket(request: web.Request) -> web.WebSocketResponse:
    """Talk with one page: what it says comes in, what it has not seen goes out."""
    palier = request.app[PALIER]
    if request.headers.get("Origin") not in {None, f"{request.scheme}://{request.host}"}:
        raise web.HTTPForbidden(text="this socket serves its own page only")
    ws = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LONGEST_FRAME)
    await ws.prepare(request)
    address = await _address(request, palier)
    if address is None:
        await ws.close(code=SESSION_GONE, message=b"session gone")
        return ws
    await _Talk(palier, request.app[SOCKETS], ws, address).run()
    return ws


class _Talk:
    """One page, from its hello to its end."""

    def __init__(
        self,
        palier: Palier,
        sockets: Sockets,
        ws: web.WebSocketResponse,
        address: ChannelAddress,
    ) -> None:
        self._palier = palier
        self._sockets = sockets
        self._ws = ws
        self._user = address.user
        self._address_id = address.id or 0
        self._bell = asyncio.Event()
        self._seen = 0
        self._times: list[float] = []
        self._held: str | None = None
        self._turns: set[asyncio.Task[object]] = set()

    async def run(self) -> None:
        conversation_id = await self._conversation_id()
        pusher: asyncio.Task[None] | None = None
        try:
            async for frame in self._ws:
                if frame.type is not WSMsgType.TEXT:
                    continue
                said = _read_frame(frame.data)
                if said.get("type") == "hello" and pusher is None:
                    self._seen = _number_seen(said.get("last"))
                    await self._welcome(conversation_id)
                    self._sockets.add(conversation_id, self._bell)
                    pusher = asyncio.create_task(self._push(conversation_id))
                elif said.get("type") == "say" and pusher is not None:
                    await self._say(said)
        finally:
            self._sockets.drop(conversation_id, self._bell) if pusher else None
            if pusher is not None:
                pusher.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await pusher

    async def _conversation_id(self) -> int:
        row = await self._palier.database.write(
            lambda k: k.conversations.of(webchat.NAME, "", self._user)
        )
        return row.id or 0

    async def _welcome(self, conversation_id: int) -> None:
        row = await self._palier.database.read(lambda k: k.conversations.get(conversation_id))
        language = self._palier.wording.spoken(row.state.get("language", "fr"))
        direction = webchat.direction(language)
        welcome = {"type": "welcome", "next": row.last_seq + 1, "lang": language, "dir": direction}
        await self._ws.send_json(welcome)
        self._bell.set()

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

    async def _push(self, conversation_id: int) -> None:
        while not self._ws.closed:
            await self._bell.wait()
            self._bell.clear()
            try:
                await self._push_new(conversation_id)
            except DatabaseAway:
                await asyncio.sleep(AWAY)
                self._bell.set()

    async def _push_new(self, conversation_id: int) -> None:
        rows = await self._palier.database.read(partial(_mail_since, conversation_id, self._seen))
        for row in rows:
            await self._ws.send_json(_frame(row))
            self._seen = row.seq
        await self._tell_who_holds(conversation_id)

    async def _tell_who_holds(self, conversation_id: int) -> None:
        def holder(kept: Kept) -> str | None:
            agent = kept.staff.get(kept.conversations.get(conversation_id).held_by)
            return agent.first_name if agent else None

        held = await self._palier.database.read(holder)
        if held != self._held:
            self._held = held
            await self._ws.send_json(
                {"type": "held", "name": held} if held else {"type": "released"}
            )


def _read_frame(data: str) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _number_seen(last: object) -> int:
    """Return the last number a page has; one that cannot be read sees everything again."""
    return last if isinstance(last, int) and last > 0 else 0


def _mail_since(conversation_id: int, seen: int, kept: Kept) -> Any:  # noqa: ANN401 (rows)
    return kept.mail.since(conversation_id, seen)


def _frame(row: Any) -> dict[str, Any]:  # noqa: ANN401 (a row of the inbox or the outbox)
    if isinstance(row, Inbox):
        return webchat.received_frame(row.seq, row.ext_id, row.body, row.received_at)
    return webchat.sent_frame(row)


async def plain(request: web.Request) -> web.StreamResponse:
    """Show the same chat as a form, for browsers without JavaScript."""
    palier = request.app[PALIER]
    note = None
    if request.method == "POST":
        shown = web.HTTPSeeOther(f"/chat/plain?lang={words.language_of(request, palier)}#end")
        address = await _address(request, palier)
        user = address.user if address else await _new_session(request, palier, shown)
        note = await _take_form(request, palier, user)
        if note is None:
            raise shown
    return await _plain_page(request, palier, note)


async def _take_form(request: web.Request, palier: Palier, user: str) -> str | None:
    """Take what the form holds; return a sentence when its file cannot be kept."""
    form = await request.post()
    fields = {
        "id": form.get("id") or uuid.uuid4().hex,
        "text": form.get("text"),
        "payload": form.get("payload"),
    }
    media: tuple[str, ...] = ()
    note = None
    uploaded = form.get("file")
    if isinstance(uploaded, web.FileField) and uploaded.filename:
        with uploaded.file:
            content = uploaded.file.read(LARGEST + 1)
        try:
            media = (await _keep(palier, user, content),)
        except NotKept as wrong:
            note = palier.wording.text(str(wrong), words.language_of(request, palier))
    if fields["text"] or fields["payload"] or media:
        message = sealed(webchat.read_say(user, fields, now=clock.now()), palier.secrets)
        await palier.take(_with_media(message, media))
    return note


def _with_media(message: Incoming, media: tuple[str, ...]) -> Incoming:
    return replace(message, media=media) if media else message


async def _plain_page(request: web.Request, palier: Palier, note: str | None) -> web.Response:
    address = await _address(request, palier)
    messages: list[dict[str, Any]] = []
    if address is not None:
        conversation = await palier.database.read(
            lambda k: k.conversations.of_case_address(address.id or 0)
        )
        if conversation is not None:
            rows = await palier.database.read(lambda k: k.mail.since(conversation.id or 0, 0))
            messages = [_frame(row) for row in rows]
    context = await words.chat_context(request, palier, resume=True)
    for message in messages:
        message["time"] = words.time_of(message["at"], clock.now())
        if message.get("urgent"):
            message["parts"] = words.with_calls(message["text"], context["numbers"])
    context.update(messages=messages, note=note, say_id=uuid.uuid4().hex)
    return aiohttp_jinja2.render_template("webchat/plain.html", request, context)


async def upload(request: web.Request) -> web.Response:
    """Keep a photo, drawn again without what it tells of place and time."""
    palier = request.app[PALIER]
    address = await _address(request, palier)
    if address is None or request.headers.get("X-Palier") != "1":
        raise web.HTTPForbidden(text="open the chat first")
    language = words.language_of(request, palier)
    try:
        media = await _keep(palier, address.user, await _read_file(request))
    except NotKept as wrong:
        status = REFUSED.get(str(wrong), 415)
        return web.json_response(
            {"error": palier.wording.text(str(wrong), language)}, status=status
        )
    message = webchat.read_say(address.user, {"id": uuid.uuid4().hex}, now=clock.now())
    await palier.take(_with_media(message, (media,)))
    return web.json_response({"id": media})


async def _read_file(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        raise NotKept("media.not_a_picture")
    async for part in await request.multipart():
        if getattr(part, "name", None) == "file":
            data = bytearray()
            while chunk := await part.read_chunk():  # type: ignore[union-attr]
                data += chunk
                if len(data) > LARGEST:
                    raise NotKept("media.too_large")
            return bytes(data)
    raise NotKept("media.not_a_picture")


async def _keep(palier: Palier, user: str, data: bytes) -> str:
    known = await palier.database.read(
        lambda k: k.conversations.find_address(webchat.NAME, "", user)
    )
    unknown = known is None or known.household_id is None
    if unknown and not await has_room(palier, "photo", user):
        raise NotKept("media.enough_for_today")
    picture = await palier.database.in_thread(lambda: keep_file("image", data, palier.files))

    def write(kept: Kept) -> None:
        conversation = kept.conversations.of(webchat.NAME, "", user)
        kept.mail.add_media(picture.row(conversation.id or 0, clock.now()))

    await palier.database.write(write)
    return picture.id


async def file(request: web.Request) -> web.StreamResponse:
    """Show a photo to the browser that sent it or got it, and to nobody else here."""
    palier = request.app[PALIER]
    address = await _address(request, palier)
    media = await palier.database.read(partial(_file_for, address, request.match_info["id"]))
    if media is None:
        raise web.HTTPNotFound
    return web.FileResponse(palier.files / media.id, headers={"Content-Type": media.mime})


def _file_for(address: ChannelAddress | None, media_id: str, kept: Kept) -> MediaRow | None:
    media = kept.mail.find_media(media_id)
    talk = kept.conversations.of_case_address(address.id or 0) if address is not None else None
    if media is None or talk is None:
        return None
    theirs = media.conversation_id == talk.id or kept.mail.was_shown(talk.id or 0, media_id)
    return media if theirs else None
