"""A Bot API of our own on loopback, and the updates it hands out."""

import asyncio
import io
from collections import deque

from aiohttp import web
from PIL import Image

TOKEN, SECRET = "123456:AAtoken", "s" * 32
KARIM = {"id": 555, "is_bot": False, "first_name": "Karim", "language_code": "fr"}
CHAT = {"id": 555, "type": "private", "first_name": "Karim"}


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
        self.refusals: deque[tuple[int, dict]] = deque()
        self.updates: deque[dict] = deque()
        self.broken: set[str] = set()  # methods that fail
        self.ways: deque[str] = deque()  # how the line fails at the next messages
        self.conflicts = 0  # how often another process has the updates
        picture = io.BytesIO()
        Image.new("RGB", (20, 20), "red").save(picture, "JPEG")
        self.picture = picture.getvalue()
        self.files: dict[str, bytes] = {}  # by file id; any other is the picture
        self.sizes: dict[str, int] = {}  # what getFile says of them, where it is not the truth

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self.answer)
        app.router.add_get("/file/bot{token}/{path:.*}", self.file)
        return app

    async def file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files.get(request.match_info["path"], self.picture))

    async def answer(self, request: web.Request) -> web.Response:
        method, form = request.match_info["method"], dict(await request.post())
        self.calls.append((method, form))
        if method == "getUpdates" and self.conflicts:
            self.conflicts -= 1
            taken = "Conflict: terminated by other getUpdates request"
            wrong = {"ok": False, "error_code": 409, "description": taken}
            return web.json_response(wrong, status=409)
        if method in self.broken:
            wrong = {"ok": False, "error_code": 400, "description": "Bad Request: no"}
            return web.json_response(wrong, status=400)
        if method == "sendMessage" and self.ways:
            return await self.fail(request, self.ways.popleft())
        if method == "sendMessage" and self.refusals:
            return self.refuse(*self.refusals.popleft())
        return web.json_response({"ok": True, "result": await self.result(method, form)})

    def refuse(self, status: int, refusal: dict) -> web.Response:
        if not refusal:
            return web.Response(status=status, text="<html>bad gateway</html>")
        return web.json_response({"ok": False, "error_code": status, **refusal}, status=status)

    async def fail(self, request: web.Request, way: str) -> web.Response:
        """Fail as a line does: the message was taken, or was not, and nobody can tell."""
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
            return list(self.updates)
        if method == "getFile":
            name = form["file_id"]
            size = self.sizes.get(name, len(self.files.get(name, self.picture)))
            return {"file_id": name, "file_path": name, "file_size": size}
        if method == "getMe":
            return {"id": 123456, "is_bot": True, "first_name": "Palier", "username": "PalierBot"}
        return {"message_id": len(self.calls)} if method == "sendMessage" else True

    def of(self, method: str) -> list[dict]:
        """Return what a method was asked."""
        return [form for called, form in self.calls if called == method]

    def sent(self) -> list[str]:
        return [form["text"] for method, form in self.calls if method == "sendMessage"]


async def settled(palier) -> None:
    """Wait until every update is answered."""
    while palier.telegram._running:
        await asyncio.wait(palier.telegram._running)
