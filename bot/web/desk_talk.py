"""The conversation of a case on the desk: what was said, who answers, and the agent's own words.

What an agent does here is a message of theirs as in any chat: stored, done once, by the same
commands (bot/desk), so that two agents, the room and the tenant see the same.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from babel.dates import format_datetime

from bot import clock
from bot.channels import desk_page
from bot.channels.contract import Malformed
from bot.clock import PARIS
from bot.desk.closing import read_closing
from bot.desk.tenants import conversation_of, may_be_written_to
from bot.palier import PALIER, Palier
from bot.web.desk_private import for_few_readers
from bot.web.desk_session import agent_of, common, refused
from bot.web.sockets import SOCKETS
from casework.access import Action, Sight, may_do
from casework.cases import ENDED, Status
from casework.errors import NotYours
from casework.roles import Role
from storage.access import Seen
from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.messages import ConversationRow, Inbox, Outbox
from storage.tables.people import StaffUser

LATEST = 30
ALL = 2_000  # more than anybody has said
NEWS_WITHIN = 25.0  # seconds that a page waits for something new before it asks again
OFFERED = "desk.orienter="
NO_DRAFTS = {"draft": "", "note_draft": "", "close_draft": ""}
SHOWN_BY_THE_PAGE = frozenset({"desk.taken", "desk.given_back"})
DONE = frozenset({"desk.sent", "desk.noted", "desk.closed", "desk.need_ended"})


async def act(request: web.Request) -> web.StreamResponse:
    """Take a conversation, write in it, or give it back; then show the case again."""
    palier, reference = request.app[PALIER], request.match_info["reference"]
    agent = await agent_of(request, palier)
    try:
        message = desk_page.read(
            agent.id, request.match_info["act"], reference, await request.post(), now=clock.now()
        )
    except Malformed as wrong:
        missing = refused(request, web.HTTPNotFound, "desk.refused.no_such_case", agent)
        raise missing from wrong
    await palier.database.write(partial(_prove, agent))
    accepted = await palier.take(message)
    raise web.HTTPSeeOther(f"/desk/cases/{reference}?said={accepted.inbox_id}#talk")


def _prove(agent: StaffUser, kept: Kept) -> None:
    """Tie the page to its agent: the session has just proven who it is."""
    row = kept.conversations.of(desk_page.NAME, "", agent.id)
    kept.staff.link(kept.conversations.address_of(row), agent, now=clock.now())


async def news(request: web.Request) -> web.StreamResponse:
    """Show the conversation once it is not as the page knows it; 204 after a while.

    To wait is to read nothing: only what is shown is written down as read. The bell rings once
    at first: what was said between the first look and the hanging of it is found then.
    """
    palier, reference = request.app[PALIER], request.match_info["reference"]
    agent = await agent_of(request, palier)
    find = partial(_readable, agent, reference)
    found = await palier.database.read(find)
    if found is None:
        raise refused(request, web.HTTPNotFound, "desk.refused.no_such_case", agent)
    bell, sockets, conversation = asyncio.Event(), request.app[SOCKETS], found.id or 0
    sockets.add(conversation, bell)
    try:
        async with asyncio.timeout(NEWS_WITHIN):
            while found is not None and version(found) == request.query.get("known"):
                await bell.wait()
                bell.clear()
                if sockets.ended:
                    return web.Response(status=204)
                found = await palier.database.read(find)
    except TimeoutError:
        return web.Response(status=204)
    finally:
        sockets.drop(conversation, bell)
    return await _shown(request, palier, agent, reference)


def _readable(agent: StaffUser, reference: str, kept: Kept) -> ConversationRow | None:
    """Return the conversation of a case that this agent may read whole, None for any other."""
    case = kept.access.may_look(agent, reference)
    return conversation_of(kept, case) if case is not None else None


async def _shown(
    request: web.Request, palier: Palier, agent: StaffUser, reference: str
) -> web.Response:
    def read(kept: Kept) -> dict[str, Any]:
        seen = kept.access.access_case(agent, reference, "read", now=clock.now())
        return context(palier, kept, agent, seen)

    try:
        shown = await palier.database.write(read)
    except NotYours:
        raise refused(request, web.HTTPNotFound, "desk.refused.no_such_case", agent) from None
    shown |= common(palier, agent)
    return aiohttp_jinja2.render_template("desk/pages/talk.html", request, shown)


def context(
    palier: Palier, kept: Kept, agent: StaffUser, seen: Seen, *, most: int = LATEST
) -> dict[str, Any]:
    """Return what the page shows of a conversation; nothing where the case is not read whole."""
    if seen.sight is not Sight.FULL:
        return {"talk": None, "talk_hidden": palier.wording.text("desk.page.restricted", "fr")}
    tenant = conversation_of(kept, seen.case)
    lines = _lines(palier, kept, agent, seen.case, tenant, most + 1)
    talk = {
        "reference": seen.case.reference,
        "lines": lines[-most:],
        "earlier": len(lines) > most,
        "others": _other_chats(palier, kept, agent, seen.case, most),
        "version": version(tenant) if tenant is not None else "",
        "answer": _answer(palier, kept, agent, seen.case, tenant),
        "may_note": may(agent, seen.case, Action.NOTE),
    }
    return {"talk": talk, "talk_hidden": None}


def _lines(
    palier: Palier,
    kept: Kept,
    agent: StaffUser,
    case: Case,
    tenant: ConversationRow | None,
    most: int,
) -> list[dict[str, Any]]:
    """Return the last lines of a conversation, without what is for fewer readers."""
    if tenant is None:
        return []
    shown = {row.id for row in kept.mail.media_of_case(case.id or 0)}
    private = for_few_readers(kept, agent, tenant)
    rows = kept.mail.since(tenant.id or 0, 0, most)
    return [_line(palier, row, shown, private) for row in rows if not _answers_to(row, private)]


def _other_chats(
    palier: Palier, kept: Kept, agent: StaffUser, case: Case, most: int
) -> list[dict[str, Any]]:
    """Return what else the household said of the case: by another chat of theirs, since it began.

    Of a danger nothing is shown beside: who else writes from the home may be whom they fear.
    """
    if case.household_id is None or case.restricted:
        return []
    chats = kept.conversations.of_household(case.household_id)
    return [
        {
            "channel": palier.wording.text(f"channel.{address.channel}", "fr"),
            "lines": _lines(palier, kept, agent, case, row, most),
        }
        for row, address in chats
        if address.id != case.address_id and row.last_in_at and row.last_in_at >= case.opened_at
    ]


def version(tenant: ConversationRow) -> str:
    """Return what changes when something is said, or somebody else answers."""
    return f"{tenant.last_seq}.{tenant.held_by or ''}"


def _answer(
    palier: Palier, kept: Kept, agent: StaffUser, case: Case, tenant: ConversationRow | None
) -> dict[str, Any]:
    """Return who answers the tenant, and what this agent may do about it."""
    holder = kept.staff.get(tenant.held_by) if tenant is not None else None
    return {
        "state": _state(kept, agent, case, tenant, holder),
        "id": palier.secrets.token()[:22],
        "me": agent.first_name,
        "my_role": palier.wording.text(f"role_of.{agent.role}", "fr"),
        "name": holder.first_name if holder else None,
        "role": palier.wording.text(f"desk.role.{holder.role}", "fr") if holder else None,
        "longest": desk_page.LONGEST_WORDS,
        "unsafe": tenant is not None and not may_be_written_to(kept, tenant),
    }


def _state(
    kept: Kept,
    agent: StaffUser,
    case: Case,
    tenant: ConversationRow | None,
    holder: StaffUser | None,
) -> str:
    """Return mine, other, free, or why nothing can be written from here."""
    if tenant is None:
        return "no_chat"
    states = (
        ("gone", kept.conversations.address_of(tenant).gone_at is not None),
        ("mine", holder is not None and holder.id == agent.id),
        ("ended", case.status in ENDED - {Status.RESOLVED}),
        ("not_yours", not may(agent, case, Action.TAKE)),
        ("other", holder is not None),
    )
    return next((state for state, holds in states if holds), "free")


def may(agent: StaffUser, case: Case, action: Action) -> bool:
    """Tell whether an agent may do something with a case."""
    is_owner = agent.id == case.owner_id
    return may_do(Role(agent.role), action, same_unit=agent.unit == case.unit, is_owner=is_owner)


def outcome(kept: Kept, agent: StaffUser, said: str | None) -> dict[str, Any]:
    """Return what was answered to what the agent has just done, and words that did not leave.

    `words` tells the page what became of them: sent, kept (they are in a draft), or waiting.
    """
    row = _just_done(kept, agent, said)
    if row is None:
        return {"notes": [], "words": "", **NO_DRAFTS}
    replies = kept.mail.replies_to(row.id or 0)
    notes = [
        {"text": reply.text, "partners": _partners(reply.choices)}
        for reply in replies
        if reply.message not in SHOWN_BY_THE_PAGE
    ]
    words = "waiting" if row.done_at is None else "kept"
    words = "sent" if any(reply.message in DONE for reply in replies) else words
    drafts = dict(NO_DRAFTS)
    if words == "kept":
        box = desk_page.box_of(row.body)
        said = str(row.body.get("text", ""))
        drafts[box] = read_closing(f"- {said}").words if box == desk_page.CLOSING else said
    return {"notes": notes, "words": words, **drafts}


def _partners(choices: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return the services that an answer offers, each with its label."""
    return [
        (choice["payload"].rpartition(":")[2], choice["label"])
        for choice in choices
        if choice["payload"].startswith(OFFERED)
    ]


def _just_done(kept: Kept, agent: StaffUser, said: str | None) -> Inbox | None:
    page = kept.conversations.find_address(desk_page.NAME, "", agent.id)
    talk = kept.conversations.of_case_address(page.id or 0) if page is not None else None
    asked = int(said) if said and said.isdecimal() and len(said) < 18 else 0  # noqa: PLR2004 (int8)
    return kept.mail.find_in(talk.id or 0, asked) if talk is not None else None


def said_at(at: datetime | None) -> str:
    """Return a moment in words."""
    if at is None:
        return ""
    return format_datetime(at.astimezone(PARIS), "d MMM y, H'\u00a0h\u00a0'mm", locale="fr")


def _answers_to(row: Inbox | Outbox, messages: frozenset[int]) -> bool:
    return isinstance(row, Outbox) and row.inbox_id in messages


def _line(
    palier: Palier, row: Inbox | Outbox, shown: set[str], private: frozenset[int]
) -> dict[str, Any]:
    line = _heard(palier, row, private) if isinstance(row, Inbox) else _said(palier, row)
    photos = row.body.get("media", ()) if isinstance(row, Inbox) else [row.media]
    files = [f"/desk/files/{name}" for name in photos if name in shown]
    return {**line, "files": files, "at": line["at"].isoformat(), "at_text": said_at(line["at"])}


def _heard(palier: Palier, row: Inbox, private: frozenset[int]) -> dict[str, Any]:
    words, text = palier.wording.text, str(row.body.get("text", ""))
    if row.id in private:
        text = words("desk.line.private", "fr")
    elif row.body.get("edits"):
        text = f"{words('desk.line.edited', 'fr')} {text}"
    name = words("actor.tenant", "fr")
    return {"who": "me", "name": name, "text": text, "lang": None, "at": row.received_at}


def _said(palier: Palier, row: Outbox) -> dict[str, Any]:
    name = row.name or palier.wording.text("actor.bot", "fr")
    return {
        "who": row.who,
        "name": name,
        "text": row.text,
        "lang": row.language,
        "at": row.created_at,
    }
