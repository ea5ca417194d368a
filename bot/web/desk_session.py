"""Who is at the desk: the session, what every page shows, and how something is refused."""

from datetime import timedelta
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from bot import clock
from bot.palier import PALIER, Palier
from bot.web import unsent, words
from storage.tables.people import StaffUser

COOKIE = "palier_desk"
SESSION = timedelta(hours=12)


async def agent_of(request: web.Request, palier: Palier) -> StaffUser:
    """Return the agent of the session; raises 403 with a sentence."""
    token = request.cookies.get(COOKIE, "")
    now = clock.now()
    agent = await palier.database.read(
        lambda k: palier.secrets.check(k, "session", token, now=now)
    )
    if agent is None:
        await _refuse_words(request, palier)
        raise refused(request, web.HTTPForbidden, "desk.page.closed")
    return agent


async def _refuse_words(request: web.Request, palier: Palier) -> None:
    """Refuse a form with what was typed into it: a session that ends loses no words."""
    why = palier.wording.text("desk.page.closed", "fr")
    page = await unsent.page_of(request, why, status=web.HTTPForbidden.status_code)
    if page is not None:
        raise web.HTTPForbidden(text=page.text, content_type="text/html")


def refused(
    request: web.Request,
    kind: type[web.HTTPForbidden | web.HTTPNotFound],
    message: str,
    agent: StaffUser | None = None,
) -> web.HTTPException:
    """Return a refusal as a page of the desk, with the way back."""
    palier = request.app[PALIER]
    context = {**common(palier, agent), "why": palier.wording.text(message, "fr")}
    page = aiohttp_jinja2.render_string("desk/pages/refused.html", request, context)
    return kind(text=page, content_type="text/html")


def common(palier: Palier, agent: StaffUser | None) -> dict[str, Any]:
    """Return what every page shows."""
    person = None
    if agent is not None:
        person = {
            "name": agent.full_name,
            "role": palier.wording.text(f"desk.role.{agent.role}", "fr"),
            "unit": palier.situations(clock.now()).reference.names.get(agent.unit),
        }
    return {
        "w": words.desk_words(palier),
        "lang": "fr",
        "dir": "ltr",
        "landlord": palier.landlord,
        "agent": person,
    }
