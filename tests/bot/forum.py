"""A Bot API of our own, with groups and topics, and what people do there."""

import asyncio
import json
from collections import deque

from aiohttp import web

from tests.bot_api_rules import wrong_call

GROUP = -1001
ADVISER, MANAGER, GUEST, TENANT = 901, 902, 903, 555
PRIVATE_ONLY = {"first_name": "X", "is_bot": False}


class Slow:
    """A call that is answered when the test says so."""

    def __init__(self) -> None:
        self.asked, self.answered = asyncio.Event(), asyncio.Event()


def read_form(posted) -> dict:
    """Return what a call carries, files as their bytes."""
    return {n: v.file.read() if isinstance(v, web.FileField) else v for n, v in posted.items()}


class ForumApi:
    """A Bot API that makes topics, remembers what it was asked, and refuses when told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict]] = []
        self.refusals: dict[str, deque[tuple[int, dict]]] = {}
        self.raw: list[bytes] = []
        self.wrong: list[str] = []  # calls that no Bot API would take
        self.threads = 16
        self.slow: dict[str, Slow] = {}  # the next call of a method is answered late
        self.cut: list[str] = []  # methods whose next call is done, and its answer never comes
        self.files: dict[str, bytes] = {}  # by file id

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self.answer)
        app.router.add_get("/file/bot{token}/{path:.*}", self.file)
        return app

    async def file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["path"]])

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "answerInlineQuery":
            self.raw.append(await request.read())
        form = read_form(await request.post())
        self.calls.append((method, form))
        if (slow := self.slow.pop(method, None)) is not None:
            slow.asked.set()
            await slow.answered.wait()
        if (why := wrong_call(method, form)) is not None:
            self.wrong.append(why)
        refusals = self.refusals.get(method)
        if refusals:
            status, refusal = refusals.popleft()
            return web.json_response({"ok": False, "error_code": status, **refusal}, status=status)
        result = self.result(method, form)
        if method in self.cut and request.transport is not None:
            self.cut.remove(method)
            request.transport.abort()
        return web.json_response({"ok": True, "result": result})

    def result(self, method: str, form: dict) -> object:
        if method == "createForumTopic":
            self.threads += 1
            return {"message_thread_id": self.threads, "name": form["name"], "icon_color": 1}
        if method == "getMe":
            return {"id": 123456, "is_bot": True, "first_name": "Palier", "username": "PalierBot"}
        if method == "getFile":
            return {"file_id": form["file_id"], "file_path": form["file_id"], "file_size": 9}
        return {"message_id": len(self.calls)} if method in {"sendMessage", "sendPhoto"} else True

    def refuse(self, method: str, status: int, description: str, **parameters) -> None:
        refusal = {"description": description}
        if parameters:
            refusal["parameters"] = parameters
        self.refusals.setdefault(method, deque()).append((status, refusal))

    def forms(self, method: str) -> list[dict]:
        return [form for called, form in self.calls if called == method]

    def sent(self, chat: int | str, thread: int | str | None = None) -> list[str]:
        """Return what was said in a chat, or in one topic of it."""
        wanted = None if thread is None else str(thread)
        return [
            form.get("text", form.get("caption"))
            for method, form in self.calls
            if method in {"sendMessage", "sendPhoto"}
            and form["chat_id"] == str(chat)
            and form.get("message_thread_id") == wanted
        ]

    def photos(self, chat: int | str, thread: int | str | None = None) -> list[bytes]:
        """Return the photos that were sent to a chat, or to one topic of it."""
        wanted = None if thread is None else str(thread)
        return [
            form["photo"]
            for form in self.forms("sendPhoto")
            if form["chat_id"] == str(chat) and form.get("message_thread_id") == wanted
        ]


class Updates:
    """Makes updates and gives them to the door, one after the other."""

    def __init__(self, palier) -> None:
        self.palier = palier
        self.last = 0

    async def give(self, **content) -> None:
        self.last += 1
        await self.palier.telegram.accept({"update_id": self.last, **content})
        await self.settled()

    async def settled(self) -> None:
        running = (self.palier.telegram._running, self.palier.ringing._running)
        while any(running):
            await asyncio.wait({task for tasks in running for task in tasks})

    async def private(self, user: int, text: str, **more) -> None:
        chat = {"id": user, "type": "private", "first_name": "X"}
        await self.give(message=self._message(user, chat, text, **more))

    async def group(self, user: int, text: str, thread: int | None = None, **more) -> None:
        chat = {"id": GROUP, "type": "supergroup", "title": "Agence", "is_forum": True}
        chat |= more.pop("chat", {})
        topic = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        kind = more.pop("kind", "message")
        await self.give(**{kind: self._message(user, chat, text, **topic, **more)})

    async def pressed(self, user: int, data: str, thread: int | None = None) -> None:
        chat = {"id": GROUP, "type": "supergroup"} if thread else {"id": user, "type": "private"}
        topic = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        query = {
            "id": "77",
            "from": {"id": user, **PRIVATE_ONLY},
            "message": {"message_id": 8, "chat": chat, **topic},
            "data": data,
        }
        await self.give(callback_query=query)

    async def asked(self, user: int, words: str, chat: str | None = "sender") -> None:
        query = {"id": "42", "from": {"id": user, **PRIVATE_ONLY}, "query": words, "offset": ""}
        await self.give(inline_query=query | ({"chat_type": chat} if chat else {}))

    def _message(self, user: int, chat: dict, text: str, **more) -> dict:
        return {
            "message_id": self.last + 1,
            "date": 1795341600,
            "chat": chat,
            "from": {"id": user, **PRIVATE_ONLY},
            "text": text,
            **more,
        }


def results(form: dict) -> list[dict]:
    return json.loads(form["results"])


async def case_of(running, *, restricted=False):
    def read(kept):
        address = kept.conversations.find_address("telegram", "", str(TENANT))
        return next(c for c in kept.cases.of(None, address.id) if c.restricted == restricted)

    return await running.database.read(read)


async def thread_of(running, forum, reference: str) -> int:
    await running.rooms.tend()
    await running.intake.sweep()
    names = [form["name"] for form in forum.forms("createForumTopic")]
    return 17 + next(n for n, name in enumerate(names) if name.startswith(reference))
