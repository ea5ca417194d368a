"""The tenant's web chat: the page, its files, its form for browsers without JavaScript."""

import asyncio
import uuid
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from bot import clock
from bot.channels import webchat
from bot.channels.contract import Incoming
from bot.channels.forms import digest, with_plain_ends
from bot.files import NotKept, keep_file
from bot.links import sealed
from bot.palier import PALIER, Palier
from bot.pictures import LARGEST
from bot.web import words
from bot.web.limits import has_room, let_in
from storage.kept import Kept
from storage.tables.messages import Inbox, MediaRow
from storage.tables.people import ChannelAddress

COOKIE = "palier_chat"
ABOUT_A_YEAR = 365 * 24 * 3600
LONGEST_FORM_ID = 40  # with what tells its words apart it is a message's id
REFUSED = {"media.too_large": 413, "media.enough_for_today": 429}


async def page(request: web.Request) -> web.Response:
    """Show the chat; nothing is stored before the person begins to write."""
    palier = request.app[PALIER]
    resume = await find_address(request, palier) is not None
    context = await words.chat_context(request, palier, resume=resume)
    return aiohttp_jinja2.render_template("webchat/page.html", request, context)


async def open_session(request: web.Request) -> web.Response:
    """Begin, or find again, the conversation of this browser."""
    palier = request.app[PALIER]
    response = web.json_response({})
    if await find_address(request, palier) is None:
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


async def find_address(request: web.Request, palier: Palier) -> ChannelAddress | None:
    """Return the address of this browser, None before it began and after it left."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    hashed = palier.secrets.hashed(f"chat:{token}")
    return await palier.database.read(lambda k: k.conversations.find_by_secret(hashed))


def frame_of(row: Any) -> dict[str, Any]:  # noqa: ANN401 (a row of the inbox or the outbox)
    """Return what was said on one side, as the page shows it."""
    if isinstance(row, Inbox):
        return webchat.received_frame(row.seq, row.ext_id, row.body, row.received_at)
    return webchat.sent_frame(row)


@dataclass(frozen=True, slots=True)
class Back:
    """What a form gives back: why its photo was not kept, and words that are still to be sent."""

    note: str | None = None
    draft: str = ""


async def plain(request: web.Request) -> web.StreamResponse:
    """Show the same chat as a form, for browsers without JavaScript."""
    palier = request.app[PALIER]
    address = await find_address(request, palier)
    if request.method != "POST":
        return await _plain_page(request, palier, address.user if address else None, Back())
    shown = web.HTTPSeeOther(f"/chat/plain?lang={words.language_of(request, palier)}#end")
    user = address.user if address else await _new_session(request, palier, shown)
    back = await _take_form(request, palier, user)
    if back == Back():
        raise shown
    page = await _plain_page(request, palier, user, back)
    page.cookies.update(shown.cookies)
    return page


async def _take_form(request: web.Request, palier: Palier, user: str) -> Back:
    """Take what the form holds; words beside a button stay in the box."""
    form = await request.post()
    text, payload = with_plain_ends(form.get("text") or ""), form.get("payload")
    if "refresh" in form:
        return Back(draft=str(text))
    content = _content(form.get("file"))
    media, note = await _photo(request, palier, user, content)
    draft = str(text) if payload else ""
    if payload or text or media:
        given = str(form.get("id") or uuid.uuid4().hex)[:LONGEST_FORM_ID]
        told = digest(str(text), str(payload), content)
        fields = {"id": f"{given}.{told}", "text": "" if payload else text, "payload": payload}
        message = sealed(webchat.read_say(user, fields, now=clock.now()), palier.secrets)
        await palier.take(_with_media(message, media))
    return Back(note, draft)


def _content(uploaded: object) -> bytes:
    """Return what a form brings as a file, no more than is needed to see that it is too large."""
    if not isinstance(uploaded, web.FileField) or not uploaded.filename:
        return b""
    with uploaded.file:
        return uploaded.file.read(LARGEST + 1)


async def _photo(
    request: web.Request, palier: Palier, user: str, content: bytes
) -> tuple[tuple[str, ...], str | None]:
    """Keep the photo of a form; return its name, or a sentence on why it is not kept."""
    if not content:
        return (), None
    try:
        return (await _keep(palier, user, content),), None
    except NotKept as wrong:
        return (), palier.wording.text(str(wrong), words.language_of(request, palier))


def _with_media(message: Incoming, media: tuple[str, ...]) -> Incoming:
    return replace(message, media=media) if media else message


async def _plain_page(
    request: web.Request, palier: Palier, user: str | None, back: Back
) -> web.Response:
    messages = await palier.database.read(partial(_said, user)) if user else []
    context = await words.chat_context(request, palier, resume=True)
    for message in messages:
        message["time"] = words.time_of(message["at"], clock.now())
        if message.get("urgent"):
            message["parts"] = words.with_calls(message["text"], context["numbers"])
    context.update(messages=messages, note=back.note, draft=back.draft, say_id=uuid.uuid4().hex)
    return aiohttp_jinja2.render_template("webchat/plain.html", request, context)


def _said(user: str, kept: Kept) -> list[dict[str, Any]]:
    address = kept.conversations.find_address(webchat.NAME, "", user)
    talk = kept.conversations.of_case_address(address.id or 0) if address is not None else None
    return [frame_of(row) for row in kept.mail.since(talk.id or 0, 0)] if talk else []


async def upload(request: web.Request) -> web.Response:
    """Keep a photo, drawn again without what it tells of place and time."""
    palier = request.app[PALIER]
    address = await find_address(request, palier)
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
    given = request.query.get("id") or uuid.uuid4().hex
    fields = {"id": given[: webchat.LONGEST_ID]}
    message = webchat.read_say(address.user, fields, now=clock.now())
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
    picture = await asyncio.to_thread(keep_file, "image", data, palier.files)

    def write(kept: Kept) -> None:
        conversation = kept.conversations.of(webchat.NAME, "", user)
        kept.mail.add_media(picture.row(conversation.id or 0, clock.now()))

    await palier.database.write(write)
    return picture.id


async def file(request: web.Request) -> web.StreamResponse:
    """Show a photo to the browser that sent it or got it, and to nobody else here."""
    palier = request.app[PALIER]
    address = await find_address(request, palier)
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
