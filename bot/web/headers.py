"""What every answer carries, whatever made it."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.web import nowhere, unsent
from storage.database import DatabaseAway

log = structlog.get_logger()
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
AWAY = "nothing can be kept at the moment; send it again in a few seconds"
BROKEN = "something broke here; try again"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FOR_SOFTWARE = ("/webhooks/", "/model/", "/api/")


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Add the headers, refuse what another site sends, and turn a bug into a sentence."""
    try:
        _check_site(request)
        response = await handler(request)
    except web.HTTPException as refusal:
        page = nowhere.page_of(request) if isinstance(refusal, web.HTTPNotFound) else None
        if page is None:
            refusal.headers.update(HEADERS)
            raise
        response = page
    except DatabaseAway as away:
        log.warning("the database is away", because=str(away))
        response = await _with_words(request, AWAY, 503)
        response.headers["Retry-After"] = "5"
    except Exception:
        log.exception("request failed", path=request.match_info.route.resource and request.path)
        response = await _with_words(request, BROKEN, 500)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


async def _with_words(request: web.Request, error: str, status: int) -> web.Response:
    """Return a failure as JSON; what a person typed into a form comes back to them as a page."""
    page = await unsent.page_of(request, status=status)
    return page or web.json_response({"error": error}, status=status)


def _check_site(request: web.Request) -> None:
    """Refuse a form or a script of another site (Fetch metadata, Origin)."""
    if request.method in SAFE_METHODS or request.path.startswith(FOR_SOFTWARE):
        return
    origin = request.headers.get("Origin")
    foreign = origin not in {None, "null", f"{request.scheme}://{request.host}"}
    if foreign or request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        raise web.HTTPForbidden(text="this address takes no forms of other sites")
