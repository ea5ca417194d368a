"""A Bot API of our own on loopback, and the updates it hands out."""

import asyncio
import io
import json
from collections import deque

from aiohttp import web
from PIL import Image

from tests.bot.forum import read_form
from tests.bot_api_rules import wrong_call

SAYING = frozenset({"sendMessage", "sendPhoto", "editMessageText"})
TOKEN, SECRET = "123456:AAtoken", "s" * 32
KARIM = {"id": 555, "is_bot": False, "first_name": "Karim", "language_code": "fr"}
CHAT = {"id": 555, "type": "private", "first_name": "Karim"}


def _content(form: dict) -> tuple[str, str]:
    return form.get("text", ""), form.get("reply_markup", "")


def said(update_id: int, text: str, **more) -> dict:
    message = {
        "message_id": update_id,
        "date": 1795341600,
        "chat": CHAT,
        "from": KARIM,
        "text": text,
        **more,
    }
    return {"update_id": update_id, "message": message}


def pressed(update_id: int, data: str) -> dict:
    query = {"id": "77", "from": KARIM, "message": {"message_id": 8, "chat": CHAT}, "data": data}
    return {"update_id": update_id, "callback_query": query}


class BotApi:
    """A Bot API that remembers what it was asked, and refuses when told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict]] = []
        self.wrong: list[str] = []  # calls that no Bot API would take
        self.standing: dict[str, dict] = {}  # the messages in the chats, as they are read now
        self.lost: set[str] = set()  # messages that can no longer be changed
        self.refusals: deque[tuple[int, dict]] = deque()
        self.updates: deque[dict] = deque()
        self.as_written: dict[int, bytes] = {}  # updates that are no JSON of ours, by number
        self.cut: dict[int, int] = {}  # how often an answer with this update does not end
        self.broken: set[str] = set()  # methods that fail
        self.ways: deque[str] = deque()  # how the line fails at the next messages
        self.conflicts = 0  # how often another process has the updates
        picture = io.BytesIO()
        Image.new("RGB", (20, 20), "red").save(picture, "JPEG")
        self.picture = picture.getvalue()
        self.files: dict[str, bytes] = {}  # by file id; any other is the picture
        self.held: dict[str, asyncio.Event] = {}  # files that come once the test says so
        self.asked_for: list[str] = []  # files, in order
        self.sizes: dict[str, int] = {}  # what getFile says of them, where it is not the truth

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self.answer)
        app.router.add_get("/file/bot{token}/{path:.*}", self.file)
        return app

    async def file(self, request: web.Request) -> web.Response:
        name = request.match_info["path"]
        self.asked_for.append(name)
        if name in self.held:
            await self.held[name].wait()
        return web.Response(body=self.files.get(name, self.picture))

    async def answer(self, request: web.Request) -> web.Response:
        method, form = request.match_info["method"], read_form(await request.post())
        self.calls.append((method, form))
        if (why := wrong_call(method, form)) is not None:
            self.wrong.append(why)
        refused = self.refused(method, form)
        if refused is not None:
            return self.refuse(*refused)
        if method == "getUpdates" and (self.as_written or self.cut):
            return self.written(await self.result(method, form))
        if method in SAYING and self.ways:
            return await self.fail(request, self.ways.popleft(), method, form)
        return web.json_response({"ok": True, "result": await self.result(method, form)})

    def written(self, updates: list[dict]) -> web.Response:
        """Return an answer of getUpdates as it is written, byte by byte."""
        numbers = [update["update_id"] for update in updates]
        parts = [self.as_written.get(u["update_id"], json.dumps(u).encode()) for u in updates]
        body = b'{"ok":true,"result":[' + b",\n".join(parts) + b"]}"
        for number in set(numbers) & set(self.cut):
            if self.cut[number]:
                self.cut[number] -= 1
                body = body[:-9]
        return web.Response(body=body, content_type="application/json")

    def refuse(self, status: int, refusal: dict) -> web.Response:
        if not refusal:
            return web.Response(status=status, text="<html>bad gateway</html>")
        return web.json_response({"ok": False, "error_code": status, **refusal}, status=status)

    def refused(self, method: str, form: dict) -> tuple[int, dict] | None:
        """Return how a call is refused, None when it is done."""
        if method == "getUpdates" and self.conflicts:
            self.conflicts -= 1
            return 409, {"description": "Conflict: terminated by other getUpdates request"}
        if method in self.broken:
            return 400, {"description": "Bad Request: no"}
        if method in SAYING and self.refusals and not self.ways:
            return self.refusals.popleft()
        why = self.refused_edit(form) if method == "editMessageText" else None
        return (400, {"description": f"Bad Request: {why}"}) if why else None

    def refused_edit(self, form: dict) -> str | None:
        """Return why a message is not changed, as Telegram says it."""
        name, content = form["message_id"], _content(form)
        if self.ways:
            return None
        if name not in self.standing or name in self.lost:
            return "message to edit not found"
        same = _content(self.standing[name]) == content
        return (
            "message is not modified: specified new message content is the same" if same else None
        )

    async def fail(self, request: web.Request, way: str, method: str, form: dict) -> web.Response:
        """Fail as a line does: the message was taken, or was not, and nobody can tell."""
        if way != "reset before":
            await self.result(method, form)
        if way == "reset before":
            self.calls.pop()
        if way.startswith("reset") and request.transport is not None:
            request.transport.abort()
        if way == "silence":
            await asyncio.sleep(1)
        return web.Response(text="\x00 no JSON at all")

    async def result(self, method: str, form: dict) -> object:
        if method == "getUpdates":
            offset = int(form.get("offset", 0))
            while self.updates and self.updates[0]["update_id"] < offset:
                self.updates.popleft()
            if not self.updates:
                await asyncio.sleep(0.05)
            return list(self.updates)[: int(form.get("limit", 100))]
        if method == "getFile":
            name = form["file_id"]
            size = self.sizes.get(name, len(self.files.get(name, self.picture)))
            return {"file_id": name, "file_path": name, "file_size": size}
        if method == "getMe":
            return {"id": 123456, "is_bot": True, "first_name": "Palier", "username": "PalierBot"}
        return self.stand(method, form)

    def stand(self, method: str, form: dict) -> object:
        """Change the chat as a call does."""
        if method == "editMessageText":
            self.standing[form["message_id"]] = form
        if method == "editMessageReplyMarkup" and form["message_id"] in self.standing:
            self.standing[form["message_id"]] |= {"reply_markup": form["reply_markup"]}
        if method not in {"sendMessage", "sendPhoto"}:
            return True
        self.standing[str(len(self.calls))] = form
        return {"message_id": len(self.calls)}

    def of(self, method: str) -> list[dict]:
        """Return what a method was asked."""
        return [form for called, form in self.calls if called == method]

    def chat(self) -> list[str]:
        """Return what a person reads in their chat, from the oldest message to the last."""
        return [form.get("text", form.get("caption", "")) for form in self.standing.values()]

    def last_id(self) -> int:
        """Return the number of the last message of the chat."""
        return int(next(reversed(self.standing)))

    def sent(self) -> list[str]:
        return [form["text"] for method, form in self.calls if method == "sendMessage"]


async def settled(palier) -> None:
    """Wait until every update is answered."""
    while palier.telegram._running:
        await asyncio.wait(palier.telegram._running)
