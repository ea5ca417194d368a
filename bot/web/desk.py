"""The agents' desk: the list of cases and one case, through the one door."""

from typing import Any
from urllib.parse import urlencode

import aiohttp_jinja2
from aiohttp import web

from bot import clock
from bot.desk import finding
from bot.palier import PALIER, Palier
from bot.web import desk_end, desk_files, desk_home, desk_talk, words
from bot.web.desk_session import COOKIE, SESSION, agent_of, common, refused
from bot.web.desk_talk import said_at
from casework.access import Sight
from casework.cases import Status
from casework.errors import NotYours
from casework.references import is_mistyped
from dialogs.telling.facts import facts_told
from storage.access import MOST_LOOKED_AT, Seen
from storage.kept import Kept
from storage.tables.cases import Case, NeedRow

PAGE = 50
LONGEST_PAGE = 5  # digits
FOR_ALL = "team"  # notes for fewer readers are not shown here


async def enter_page(request: web.Request) -> web.Response:
    """Ask for one click: a link that a chat app opens to preview it must not use it up."""
    palier = request.app[PALIER]
    context = {**common(palier, None), "secret": request.match_info["secret"]}
    return aiohttp_jinja2.render_template("desk/pages/enter.html", request, context)


async def enter(request: web.Request) -> web.StreamResponse:
    """Open a session with a one-time link."""
    palier = request.app[PALIER]
    now = clock.now()

    def open_session(kept: Kept) -> str | None:
        secret = request.match_info["secret"]
        agent = palier.secrets.check(kept, "desk_link", secret, now=now, once=True)
        if agent is None:
            return None
        return palier.secrets.give(kept, "session", agent.id, now=now, lasts=SESSION)

    token = await palier.database.write(open_session)
    if token is None:
        raise refused(request, web.HTTPForbidden, "desk.page.closed")
    inside = web.HTTPSeeOther("/desk/")
    secure = request.scheme == "https"
    inside.set_cookie(COOKIE, token, httponly=True, samesite="Strict", secure=secure, path="/desk")
    raise inside


async def door(request: web.Request) -> web.StreamResponse:
    """Lead whoever typed the address without its last sign to the desk."""
    del request
    raise web.HTTPSeeOther("/desk/")


async def leave(request: web.Request) -> web.StreamResponse:
    """Close the session, here and on the server."""
    palier = request.app[PALIER]
    token, now = request.cookies.get(COOKIE, ""), clock.now()
    await palier.database.write(
        lambda k: palier.secrets.check(k, "session", token, now=now, once=True)
    )
    outside = web.HTTPSeeOther("/")
    outside.del_cookie(COOKIE, path="/desk")
    raise outside


async def cases(request: web.Request) -> web.Response:
    """Show the cases that this agent may see, the gravest and soonest due first."""
    palier = request.app[PALIER]
    agent = await agent_of(request, palier)
    asked = {name: request.query.get(name) or None for name in ("status", "severity", "agency")}
    page = _page_of(request)

    def read(kept: Kept) -> dict[str, Any]:
        severity = asked["severity"]
        found = kept.cases.listed(
            status=asked["status"],
            open_only=asked["status"] is None,
            severity=int(severity) if severity and severity.isdigit() else None,
            unit=asked["agency"],
            limit=MOST_LOOKED_AT,
        )
        seen = kept.access.access_cases(
            agent, found, "read", now=clock.now(), most=PAGE, after=(page - 1) * PAGE
        )
        names = kept.directory.names()
        more = len(seen) == PAGE and seen[-1].case.id != found[-1].id
        return {
            "cases": [_line(palier, kept, one, names) for one in seen],
            "choices": _choices(palier, kept),
            "total": len(seen),
            "newer": _address_of(page - 1, asked) if page > 1 else None,
            "older": _address_of(page + 1, asked) if more else None,
        }

    context = {**common(palier, agent), **await palier.database.write(read), "filters": asked}
    context.update(caption=None)
    return aiohttp_jinja2.render_template("desk/pages/cases.html", request, context)


def _page_of(request: web.Request) -> int:
    asked = request.query.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < LONGEST_PAGE else 1


def _address_of(page: int, asked: dict[str, str | None]) -> str:
    """Return the address of another page of the same list."""
    kept = {name: value for name, value in asked.items() if value}
    return f"/desk/?{urlencode(kept | {'page': page})}"


async def find(request: web.Request) -> web.Response:
    """Show the cases that words find, or the only one; names stay out of the address."""
    palier = request.app[PALIER]
    agent = await agent_of(request, palier)
    said = str((await request.post()).get("words") or "").strip()
    if not said:
        raise web.HTTPSeeOther("/desk/")

    def read(kept: Kept) -> dict[str, Any]:
        found = finding.find_cases(kept, agent, said, now=clock.now())[:PAGE]
        names = kept.directory.names()
        rows = [_line(palier, kept, one, names) for one in found]
        return {"cases": rows, "choices": _choices(palier, kept), "total": len(rows)}

    shown = await palier.database.write(read)
    if len(shown["cases"]) == 1:
        raise web.HTTPSeeOther(shown["cases"][0]["url"])
    nothing = "desk.mistyped" if is_mistyped(said) else "desk.refused.no_such_case"
    context = {**common(palier, agent), **shown, "filters": {}, "words": said}
    context.update(
        newer=None, older=None, caption=None, nothing=palier.wording.text(nothing, "fr")
    )
    return aiohttp_jinja2.render_template("desk/pages/cases.html", request, context)


async def case(request: web.Request) -> web.Response:
    """Show one case; elsewhere and nowhere get the same page."""
    palier = request.app[PALIER]
    agent = await agent_of(request, palier)
    most = desk_talk.ALL if "all" in request.query else desk_talk.LATEST

    def read(kept: Kept) -> dict[str, Any] | None:
        try:
            seen = kept.access.access_case(
                agent, request.match_info["reference"], "read", now=clock.now()
            )
        except NotYours:
            return None
        return {
            **_page(palier, kept, seen),
            **desk_talk.context(palier, kept, agent, seen, most=most),
            **desk_talk.outcome(kept, agent, request.query.get("said")),
            **desk_end.context(palier, agent, seen),
        }

    shown = await palier.database.write(read)
    if shown is None:
        raise refused(request, web.HTTPNotFound, "desk.refused.no_such_case", agent)
    context = {**common(palier, agent), **shown, "back": "/desk/"}
    return aiohttp_jinja2.render_template("desk/pages/case.html", request, context)


async def file(request: web.Request) -> web.StreamResponse:
    """Hand out a file of a case that this agent may see whole."""
    palier = request.app[PALIER]
    agent = await agent_of(request, palier)
    media_id = request.match_info["id"]
    media = await palier.database.write(lambda kept: desk_files.find(kept, agent, media_id))
    if media is None or not (palier.files / media.id).is_file():
        raise refused(request, web.HTTPNotFound, "desk.refused.no_such_case", agent)
    return web.FileResponse(palier.files / media.id, headers=desk_files.headers(media))


def _choices(palier: Palier, kept: Kept) -> dict[str, list[tuple[str, str]]]:
    text = palier.wording.text
    return {
        "statuses": [(status, text(f"desk.status.{status}", "fr")) for status in Status],
        "severities": [(str(s), text(f"desk.severity.{s}", "fr")) for s in range(5)],
        "agencies": [(row.code, row.name) for row in kept.directory.agencies()],
    }


def _line(palier: Palier, kept: Kept, seen: Seen, names: dict[str, str]) -> dict[str, Any]:
    """Return a case as the list shows it: with whom it is about, and where."""
    of = desk_home.in_a_list(palier, kept, seen, names)
    return {**_row(palier, kept, seen, names), **of}


def _row(palier: Palier, kept: Kept, seen: Seen, names: dict[str, str]) -> dict[str, Any]:
    row = seen.case
    owner = kept.staff.get(row.owner_id)
    return {
        "reference": row.reference,
        "url": f"/desk/cases/{row.reference}",
        "needs": [_need_label(palier, need, sight) for need, sight in seen.needs],
        "severity": row.severity,
        "severity_label": palier.wording.text(f"desk.severity.{row.severity}", "fr"),
        "status_label": palier.wording.text(f"desk.status.{row.status}", "fr"),
        "agency": names.get(row.unit, row.unit),
        "owner": owner.full_name if owner else None,
        "reply_due_at": row.reply_due_at.isoformat(),
        "reply_due": None if row.first_action_at else said_at(row.reply_due_at),
        "due_at": row.due_at.isoformat(),
        "due": said_at(row.due_at),
        "late": row.closed_at is None and row.due_at < clock.now(),
        "opened_at": row.opened_at.isoformat(),
        "opened": said_at(row.opened_at),
    }


def _need_label(palier: Palier, need: NeedRow, sight: Sight) -> str:
    hidden = sight in {Sight.NONE, Sight.EXISTS}
    return palier.wording.text("desk.followed" if hidden else f"need.{need.code}", "fr")


def _page(palier: Palier, kept: Kept, seen: Seen) -> dict[str, Any]:
    names = kept.directory.names()
    row, full = seen.case, seen.sight is Sight.FULL
    owner = kept.staff.get(row.owner_id)
    text = palier.wording.text
    shown = {
        **_row(palier, kept, seen, names),
        **desk_home.context(palier, kept, seen, names),
        "outcome": _outcome(palier, row) if full else None,
        "level_label": text(f"desk.level.{row.level}", "fr"),
        "owner": {
            "name": owner.full_name,
            "role": text(f"desk.role.{owner.role}", "fr"),
        }
        if owner
        else None,
        "channel_label": text(f"channel.{row.channel}", "fr"),
        "language_label": words.OWN_NAMES.get(row.language, row.language),
        "needs": [_need(palier, kept, need, sight, names) for need, sight in seen.needs],
        "referrals": [],
        "timeline": _timeline(palier, kept, row.id or 0) if full else [],
    }
    files = desk_files.listed(palier, kept, row, said_at) if full else []
    return {"case": shown, "files": files}


def _outcome(palier: Palier, row: Case) -> dict[str, str | None] | None:
    """Return how a case ended, and what the tenant was told then."""
    if row.outcome is None:
        return None
    label = palier.wording.text(f"desk.outcome.{row.outcome}", "fr")
    return {"label": label, "words": row.outcome_words}


def _need(
    palier: Palier, kept: Kept, need: NeedRow, sight: Sight, names: dict[str, str]
) -> dict[str, Any]:
    label = _need_label(palier, need, sight)
    if sight is not Sight.FULL:
        return {"label": label, "restricted": True}
    text = palier.wording.text
    records = kept.cases.routes(need.id or 0)
    route = None
    if records:
        last = records[0]
        route = {
            "role_label": text(f"desk.role.{last.role}", "fr"),
            "unit": names.get(last.unit),  # the name of a role at the landlord's says its unit
            "because": [_reason(palier, reason["rule"]) for reason in last.because],
            "also_considered": [
                {"label": _reason(palier, loser["rule"]), "because": _reason(palier, loser["why"])}
                for loser in last.also_considered
            ],
        }
    return {
        "label": label,
        "status_label": text(f"desk.need_status.{need.status}", "fr"),
        "severity": need.severity,
        "severity_label": text(f"desk.severity.{need.severity}", "fr"),
        "restricted": False,
        "facts": [
            palier.wording.word(fact, "fr")
            for fact in facts_told(palier.forms, need.code, need.facts)
        ],
        "route": route,
    }


def _reason(palier: Palier, rule: str) -> str:
    """Return a rule in words, else its name: names are written to be read."""
    key = f"rule.{rule}"
    if palier.wording.has(key):
        return palier.wording.text(key, "fr")
    return rule.replace("_", " ")


def _timeline(palier: Palier, kept: Kept, case_id: int) -> list[dict[str, Any]]:
    lines = []
    written = {(note.author_id, note.at): note for note in kept.cases.notes(case_id)}
    for event in kept.cases.timeline(case_id):
        agent = kept.staff.get(event.actor)
        known = palier.wording.has(f"actor.{event.actor}")
        actor = palier.wording.text(f"actor.{event.actor}", "fr") if known else event.actor
        what = palier.wording.text(f"event.{event.kind}", "fr")
        change = " → ".join(_state(palier, s) for s in (event.frm, event.to) if s)
        why = _reason(palier, event.reason) if event.reason else None
        parts = [part for part in (what, change, why) if part]
        note = written.get((event.actor, event.at)) if event.kind == "note" else None
        lines.append(
            {
                "at": event.at.isoformat(),
                "at_text": said_at(event.at),
                "actor": agent.full_name if agent else actor,
                "text": " · ".join(parts),
                "note": note.text if note is not None and note.audience == FOR_ALL else None,
            }
        )
    return lines


def _state(palier: Palier, code: str) -> str:
    for key in (f"desk.status.{code}", f"need.{code}"):
        if palier.wording.has(key):
            return palier.wording.text(key, "fr")
    return code
