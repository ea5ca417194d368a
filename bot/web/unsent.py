"""What was typed into a form that could not be taken: shown again, with a way to send it again."""

from collections.abc import Mapping
from typing import Any, Final

import aiohttp_jinja2
from aiohttp import web

from bot.channels.webchat import direction
from bot.palier import PALIER, Palier
from bot.web import words

FORMS: Final = ("/desk/", "/chat/plain")
HIDDEN: Final = frozenset({"id", "kind", "where", "payload"})
BUTTONS: Final = (
    ("/desk/notices", "desk.page.notice_save"),
    ("/desk/", "desk.page.send"),
    ("/", "chat.send"),
)


async def page_of(
    request: web.Request, why: str | None = None, *, status: int
) -> web.Response | None:
    """Return a page with the words of a form under its own id, None where nothing was typed.

    It asks nothing of the database: that may be what is away.
    """
    if request.method != "POST" or not request.path.startswith(FORMS):
        return None
    form = {
        name: value for name, value in (await request.post()).items() if isinstance(value, str)
    }
    if not any(value.strip() for name, value in form.items() if name not in HIDDEN):
        return None
    context = _context(request, request.app[PALIER], form)
    template = "webchat/unsent.html"
    return aiohttp_jinja2.render_template(template, request, context | {"why": why}, status=status)


def _context(request: web.Request, palier: Palier, form: Mapping[str, str]) -> dict[str, Any]:
    desk = request.path.startswith("/desk/")
    language = "fr" if desk else words.language_of(request, palier)
    text = palier.wording.text
    button = next(word for start, word in BUTTONS if request.path.startswith(start))
    return {
        "lang": language,
        "dir": direction(language),
        "landlord": palier.landlord,
        "action": request.path_qs,
        "kept": text("chat.pending", language),
        "send": text(button, language),
        "hidden": [(name, value) for name, value in form.items() if name in HIDDEN],
        "typed": [
            (name, _label(palier, name, language), value)
            for name, value in form.items()
            if name not in HIDDEN
        ],
        "styles": "/desk/desk.css" if desk else "/chat/chat.css",
    }


def _label(palier: Palier, name: str, language: str) -> str:
    field = f"desk.notice.field.{name}"
    return palier.wording.text(field if palier.wording.has(field) else "chat.write", language)
