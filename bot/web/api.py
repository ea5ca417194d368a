"""The JSON API for other software: cases, read through the same door as an agent's."""

import json
from pathlib import Path
from typing import Any

from aiohttp import web

from bot import clock
from bot.palier import PALIER, Palier
from casework.access import Sight
from casework.errors import NotYours
from storage.access import MOST_LOOKED_AT, Seen
from storage.kept import Kept
from storage.tables.cases import NeedRow
from storage.tables.people import StaffUser

OPENAPI = Path(__file__).with_name("openapi.json")
MOST = 100


async def openapi(request: web.Request) -> web.Response:
    """Return the description of this API (OpenAPI 3.1)."""
    del request
    return web.json_response(json.loads(OPENAPI.read_text(encoding="utf-8")))


async def cases(request: web.Request) -> web.Response:
    """Return the cases that the caller may see, the gravest first."""
    palier = request.app[PALIER]
    agent = await _caller(request, palier)
    status, limit = request.query.get("status"), _limit(request)

    def read(kept: Kept) -> list[dict[str, Any]]:
        found = kept.cases.listed(status=status, limit=MOST_LOOKED_AT)
        seen = kept.access.access_cases(agent, found, "read", now=clock.now(), most=limit)
        return [shown(kept, one) for one in seen]

    return web.json_response({"cases": await palier.database.write(read)})


async def case(request: web.Request) -> web.Response:
    """Return one case; elsewhere and nowhere get the same words."""
    palier = request.app[PALIER]
    agent = await _caller(request, palier)

    def read(kept: Kept) -> dict[str, Any] | None:
        reference = request.match_info["reference"]
        try:
            seen = kept.access.access_case(agent, reference, "read", now=clock.now())
        except NotYours:
            return None
        return shown(kept, seen)

    found = await palier.database.write(read)
    if found is None:
        return _error(404, "there is no such case for you")
    return web.json_response(found)


def shown(kept: Kept, seen: Seen) -> dict[str, Any]:
    """Return a case in JSON, each need as far as the reader may see it."""
    row = seen.case
    owner = kept.staff.get(row.owner_id)
    full = seen.sight is Sight.FULL
    return {
        "reference": row.reference,
        "status": row.status,
        "level": row.level,
        "severity": row.severity,
        "opened_at": row.opened_at.isoformat(),
        "due_at": row.due_at.isoformat(),
        "agency": row.unit,
        "owner": {"role": row.role, "name": _name(owner)},
        "needs": [_need(kept, need, sight) for need, sight in seen.needs],
        "channel": row.channel,
        "language": row.language,
        "referrals": [],
        "timeline": _timeline(kept, row.id or 0) if full else [],
    }


def _name(owner: StaffUser | None) -> str | None:
    return owner.full_name if owner else None


def _need(kept: Kept, need: NeedRow, sight: Sight) -> dict[str, Any]:
    if sight in {Sight.NONE, Sight.EXISTS}:
        return {"code": None, "status": need.status, "severity": None, "facts": {}, "route": None}
    full = sight is Sight.FULL
    return {
        "code": need.code,
        "status": need.status,
        "severity": need.severity,
        "facts": dict(need.facts) if full else {},
        "route": _route(kept, need) if full else None,
    }


def _route(kept: Kept, need: NeedRow) -> dict[str, Any] | None:
    records = kept.cases.routes(need.id or 0)
    if not records:
        return None
    last = records[0]
    return {
        "role": last.role,
        "unit": last.unit,
        "because": last.because,
        "also_considered": last.also_considered,
    }


def _timeline(kept: Kept, case_id: int) -> list[dict[str, Any]]:
    return [
        {
            "at": event.at.isoformat(),
            "actor": event.actor,
            "kind": event.kind,
            "from": event.frm,
            "to": event.to,
            "reason": event.reason,
        }
        for event in kept.cases.timeline(case_id)
    ]


def _limit(request: web.Request) -> int:
    try:
        asked = int(request.query.get("limit", MOST))
    except ValueError:
        asked = 0
    if not 1 <= asked <= MOST:
        raise web.HTTPBadRequest(
            text=f'{{"error": "limit must be a number from 1 to {MOST}"}}',
            content_type="application/json",
        )
    return asked


async def _caller(request: web.Request, palier: Palier) -> StaffUser:
    """Return the agent or the service whose token was sent; raises 401."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    now = clock.now()
    agent = await palier.database.read(lambda k: palier.secrets.check(k, "token", token, now=now))
    if agent is None:
        raise web.HTTPUnauthorized(
            text='{"error": "send Authorization: Bearer with a token of palier agents token"}',
            content_type="application/json",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return agent


def _error(status: int, why: str) -> web.Response:
    return web.json_response({"error": why}, status=status)
