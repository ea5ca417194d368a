"""An address where nothing stands: a person gets a sentence and the way back."""

import aiohttp_jinja2
from aiohttp import web

from bot.channels.webchat import direction
from bot.palier import PALIER
from bot.web.words import language_of


def page_of(request: web.Request) -> web.Response | None:
    """Return the page for a person who followed a wrong address; None for a program."""
    if request.match_info.http_exception is None or "text/html" not in _accepts(request):
        return None
    palier = request.app[PALIER]
    language = language_of(request, palier)
    context = {
        "lang": language,
        "dir": direction(language),
        "landlord": palier.landlord,
        "styles": "/chat/chat.css",
        "why": palier.wording.text("chat.nowhere", language),
        "back": palier.wording.text("chat.nowhere_back", language),
        "home": "/desk/" if request.path.startswith("/desk") else "/",
    }
    page = aiohttp_jinja2.render_template("nowhere.html", request, context)
    page.set_status(404)
    return page


def _accepts(request: web.Request) -> str:
    return request.headers.get("Accept", "")
