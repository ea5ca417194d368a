"""The routes, as one table, and the app that serves them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot.palier import PALIER, Palier
from bot.web import api, chat, chat_line, desk, desk_notices, desk_talk, health, rest, telegram
from bot.web.headers import guarded
from bot.web.sockets import SOCKETS, Sockets

HERE = Path(__file__).parent.parent
LARGEST_BODY = 11 * 1024 * 1024
STATIC = {
    "/chat/chat.js": ("webchat/chat.js", "text/javascript"),
    "/chat/early.js": ("webchat/early.js", "text/javascript"),
    "/chat/chat.css": ("webchat/chat.css", "text/css"),
    "/chat/palier.svg": ("webchat/palier.svg", "image/svg+xml"),
    "/desk/desk.css": ("desk/pages/desk.css", "text/css"),
    "/desk/notices.js": ("desk/pages/notices.js", "text/javascript"),
    "/desk/desk.js": ("desk/pages/desk.js", "text/javascript"),
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/", chat.page),
    ("POST", "/chat/open", chat.open_session),
    ("POST", "/chat/leave", chat.leave),
    ("GET", "/chat/leave", chat.leave_without_script),
    ("GET", "/chat/ws", chat_line.socket),
    ("GET", "/chat/plain", chat.plain),
    ("POST", "/chat/plain", chat.plain),
    ("POST", "/chat/files", chat.upload),
    ("GET", "/chat/files/{id}", chat.file),
    ("POST", "/webhooks/rest/webhook", rest.webhook),
    ("POST", "/model/parse", rest.parse),
    ("POST", "/webhooks/telegram", telegram.webhook),
    ("GET", "/api/v1/openapi.json", api.openapi),
    ("GET", "/api/v1/cases", api.cases),
    ("GET", "/api/v1/cases/{reference}", api.case),
    ("GET", "/desk", desk.door),
    ("GET", "/desk/", desk.cases),
    ("POST", "/desk/", desk.find),
    ("GET", "/desk/enter/{secret}", desk.enter_page),
    ("POST", "/desk/enter/{secret}", desk.enter),
    ("POST", "/desk/logout", desk.leave),
    ("GET", "/desk/cases/{reference}", desk.case),
    ("GET", "/desk/cases/{reference}/news", desk_talk.news),
    ("POST", "/desk/cases/{reference}/{act}", desk_talk.act),
    ("GET", "/desk/files/{id}", desk.file),
    ("GET", "/desk/notices", desk_notices.listed),
    ("POST", "/desk/notices", desk_notices.write),
    ("GET", "/desk/notices/new", desk_notices.new),
    ("GET", "/desk/notices/{number}", desk_notices.one),
    ("GET", "/desk/notices/{number}/edit", desk_notices.edit_page),
    ("POST", "/desk/notices/{number}/edit", desk_notices.edit),
    ("POST", "/desk/notices/{number}/try", desk_notices.try_it),
    ("POST", "/desk/notices/{number}/{act}", desk_notices.act),
    ("GET", "/healthz", health.alive),
    ("GET", "/readyz", health.ready),
    ("GET", "/metrics", health.metrics),
)


def make_app(palier: Palier) -> web.Application:
    """Return the app of a running Palier."""
    app = web.Application(middlewares=[guarded], client_max_size=LARGEST_BODY)
    app[PALIER] = palier
    sockets = Sockets(partial(_marks, palier))
    app[SOCKETS] = sockets
    app.cleanup_ctx.append(sockets.watch)
    app.on_shutdown.append(sockets.end)
    palier.delivery.bells.append(sockets.ring)
    environment = aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader([HERE, HERE / "desk" / "pages", HERE / "webchat"]),
        autoescape=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    for method, path, handler in ROUTES:
        app.router.add_route(method, path, handler)
    for path, (file, kind) in STATIC.items():
        app.router.add_get(path, _static(HERE / file, kind))
    return app


async def _marks(palier: Palier, conversations: Sequence[int]) -> Mapping[int, object]:
    """Return of each conversation what changes when a page of it has something to fetch."""
    return await palier.database.read(lambda kept: kept.conversations.marks(conversations))


def _static(file: Path, kind: str) -> Handler:
    async def serve(request: web.Request) -> web.StreamResponse:
        del request
        return web.FileResponse(file, headers={"Content-Type": kind})

    return serve
