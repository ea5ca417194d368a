"""The desk's pages of notices: write, look and count, validate, send, follow, stop."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NoReturn, TypeVar

import aiohttp_jinja2
from aiohttp import web

from bot import clock
from bot.notices.office import NoticeOffice, Written, log_refusal
from bot.notices.reading import moment_in_words, office_of, place_in_words, read_notice, status_of
from bot.notices.trying import own_chat, try_out
from bot.palier import PALIER, Palier
from bot.web.desk_session import agent_of, common, refused
from bot.web.notice_forms import form_of, where_of, where_written
from bot.web.words import OWN_NAMES
from casework.errors import Refused
from casework.notices import Act, Kind, NoSuchNotice, NoticeStatus
from storage.kept import Kept
from storage.tables.notices import NoticeRow
from storage.tables.people import StaffUser

Result = TypeVar("Result")
MOVES: Final[Mapping[str, Callable[[NoticeOffice, int], object]]] = {
    Act.PREVIEW: NoticeOffice.preview,
    Act.VALIDATE: NoticeOffice.validate,
    Act.SEND: NoticeOffice.send,
    Act.PAUSE: NoticeOffice.pause,
    Act.RESUME: NoticeOffice.resume,
    Act.CANCEL: NoticeOffice.cancel,
    Act.RESEND: NoticeOffice.resend,
}
DONE: Final = ("sent", "failed", "unsure", "withheld", "cancelled")


async def listed(request: web.Request) -> web.Response:
    """Show the notices that this agent may see."""
    palier, agent = await _who(request)

    def read(office: NoticeOffice, kept: Kept) -> dict[str, Any]:
        kinds = [
            (kind, palier.wording.text(f"desk.notice.kind.{kind}", "fr")) for kind in office.kinds
        ]
        return {"notices": [_row(palier, kept, row) for row in office.listed()], "kinds": kinds}

    shown = await _do(palier, agent, read)
    return _page("notices.html", request, {**common(palier, agent), **shown})


async def one(request: web.Request) -> web.Response:
    """Show one notice: its words, whom it reaches, and where its sending is."""
    palier, agent = await _who(request)
    return await _show(request, palier, agent)


async def new(request: web.Request) -> web.Response:
    """Show the empty fields of a kind of notice."""
    palier, agent = await _who(request)
    kind = _kind(request, agent, request.query.get("kind", ""))
    return await _form(request, palier, agent, kind, {}, action="/desk/notices")


async def write(request: web.Request) -> web.Response:
    """Keep a new notice; what cannot be read is shown again with why."""
    palier, agent = await _who(request)
    said = {name: str(value) for name, value in (await request.post()).items()}
    kind = _kind(request, agent, said.pop("kind", ""))
    try:
        row = await _do(palier, agent, lambda office, _: office.write(_written(kind, said)))
    except Refused as wrong:
        return await _form(request, palier, agent, kind, said, action="/desk/notices", wrong=wrong)
    raise web.HTTPSeeOther(f"/desk/notices/{row.id}")


async def edit_page(request: web.Request) -> web.Response:
    """Show the fields of a notice that is not sent yet."""
    palier, agent = await _who(request)
    number = _number(request, agent)

    def read(office: NoticeOffice, _: Kept) -> tuple[Kind, dict[str, str]]:
        row = office.look(number)
        return Kind(row.kind), {**row.fields, "where": where_written(row)}

    kind, said = await _seen(request, palier, agent, read)
    return await _form(request, palier, agent, kind, said, action=f"/desk/notices/{number}/edit")


async def edit(request: web.Request) -> web.Response:
    """Keep a notice that was changed: it must be looked at and validated again."""
    palier, agent = await _who(request)
    number = _number(request, agent)
    said = {name: str(value) for name, value in (await request.post()).items()}
    kind = _kind(request, agent, said.pop("kind", ""))
    try:
        await _do(palier, agent, lambda office, _: office.edit(number, _written(kind, said)))
    except NoSuchNotice as wrong:
        _nowhere(request, agent, wrong)
    except Refused as wrong:
        action = f"/desk/notices/{number}/edit"
        return await _form(request, palier, agent, kind, said, action=action, wrong=wrong)
    raise web.HTTPSeeOther(f"/desk/notices/{number}")


async def act(request: web.Request) -> web.Response:
    """Move a notice on, hold it or stop it; a refusal is said on its page."""
    palier, agent = await _who(request)
    number = _number(request, agent)
    move = MOVES.get(request.match_info["act"])
    if move is None:
        raise web.HTTPNotFound
    try:
        await _do(palier, agent, lambda office, _: move(office, number))
    except NoSuchNotice as wrong:
        _nowhere(request, agent, wrong)
    except Refused as wrong:
        return await _show(request, palier, agent, wrong=wrong)
    raise web.HTTPSeeOther(f"/desk/notices/{number}")


async def try_it(request: web.Request) -> web.Response:
    """Send a notice to the agent's own chat; where there is none, say how to link one."""
    palier, agent = await _who(request)
    number = _number(request, agent)
    language = str((await request.post()).get("language", ""))

    def send(office: NoticeOffice, kept: Kept) -> int:
        return try_out(palier, kept, office, number, language, now=clock.now())

    try:
        conversation_id = await _do(palier, agent, send)
    except NoSuchNotice as wrong:
        _nowhere(request, agent, wrong)
    except Refused as wrong:
        return await _show(request, palier, agent, wrong=wrong)
    palier.ringing(conversation_id)
    raise web.HTTPSeeOther(f"/desk/notices/{number}?essai=1#essai")


async def _who(request: web.Request) -> tuple[Palier, StaffUser]:
    palier = request.app[PALIER]
    return palier, await agent_of(request, palier)


async def _do(
    palier: Palier, agent: StaffUser, act_on: Callable[[NoticeOffice, Kept], Result]
) -> Result:
    """Do something in one transaction; a refusal undoes it and is logged."""
    now = clock.now()
    try:
        return await palier.database.write(
            lambda kept: act_on(office_of(palier, kept, agent, now=now), kept)
        )
    except Refused as why:
        log = partial(log_refusal, agent_id=agent.id, why=why, now=now)
        await palier.database.write(log)
        raise


async def _seen(
    request: web.Request,
    palier: Palier,
    agent: StaffUser,
    read: Callable[[NoticeOffice, Kept], Result],
) -> Result:
    try:
        return await _do(palier, agent, read)
    except NoSuchNotice as wrong:
        _nowhere(request, agent, wrong)


async def _show(
    request: web.Request, palier: Palier, agent: StaffUser, wrong: Refused | None = None
) -> web.Response:
    number = _number(request, agent)

    def read(office: NoticeOffice, kept: Kept) -> dict[str, Any]:
        row = office.look(number)
        acts = [
            (a, palier.wording.text(f"desk.notice.action.{a}", "fr")) for a in office.acts(row)
        ]
        return {
            **_whole(palier, kept, row),
            "acts": acts,
            "may_try": office.may_try(row),
            "has_chat": own_chat(kept, agent.id) is not None,
            "tried": "essai" in request.query,
            "languages": [(code, OWN_NAMES.get(code, code)) for code in palier.wording.languages],
        }

    shown = await _seen(request, palier, agent, read)
    why = _sentence(palier, wrong) if wrong is not None else None
    context = {**common(palier, agent), **shown, "wrong": why, "own_names": OWN_NAMES}
    return _page("notice.html", request, context, status=409 if wrong is not None else 200)


async def _form(
    request: web.Request,
    palier: Palier,
    agent: StaffUser,
    kind: Kind,
    said: Mapping[str, str],
    *,
    action: str,
    wrong: Refused | None = None,
) -> web.Response:
    shown = await palier.database.read(lambda kept: form_of(palier, kept, kind, said, wrong))
    why = _sentence(palier, wrong) if wrong is not None else None
    context = {**common(palier, agent), **shown, "action": action, "wrong": why}
    status = 422 if wrong is not None else 200
    return _page("notice_form.html", request, context, status=status)


def _page(
    name: str, request: web.Request, context: Mapping[str, Any], *, status: int = 200
) -> web.Response:
    return aiohttp_jinja2.render_template(f"desk/pages/{name}", request, context, status=status)


def _written(kind: Kind, said: Mapping[str, str]) -> Written:
    fields = {name: text for name, text in said.items() if name != "where"}
    return Written(kind=kind, where=where_of(said.get("where", "")), fields=fields)


def _kind(request: web.Request, agent: StaffUser, said: str) -> Kind:
    if said not in {*Kind}:
        raise refused(request, web.HTTPNotFound, "desk.refused.no_such_notice", agent)
    return Kind(said)


def _number(request: web.Request, agent: StaffUser) -> int:
    said = request.match_info["number"]
    if not (said.isascii() and said.isdigit() and len(said) < 10):  # noqa: PLR2004 (what a row may have)
        raise refused(request, web.HTTPNotFound, "desk.refused.no_such_notice", agent)
    return int(said)


def _nowhere(request: web.Request, agent: StaffUser, wrong: Refused) -> NoReturn:
    raise refused(request, web.HTTPNotFound, f"desk.{wrong.message}", agent) from wrong


def _sentence(palier: Palier, wrong: Refused) -> str:
    return palier.wording.text(f"desk.{wrong.message}", "fr").format(**wrong.values)


def _row(palier: Palier, kept: Kept, row: NoticeRow) -> dict[str, Any]:
    text = palier.wording.text
    return {
        "number": row.id,
        "kind": text(f"desk.notice.kind.{row.kind}", "fr"),
        "place": place_in_words(palier, row),
        "status": status_of(palier, kept, row),
        "people": row.people,
        "written_by": _name(kept, row.written_by),
    }


def _whole(palier: Palier, kept: Kept, row: NoticeRow) -> dict[str, Any]:
    read = read_notice(palier, kept, row)
    progress = kept.notices.progress(row.id or 0)
    text = palier.wording.text
    quiet = read.quiet_until
    return {
        "notice": read,
        "live": row.status == NoticeStatus.SENDING,
        "done": sum(progress[name] for name in DONE),
        "quiet": text("desk.page.notice_quiet", "fr").format(until=moment_in_words(quiet))
        if quiet
        else None,
        "by": [
            (text(f"desk.page.notice_{what}", "fr"), _name(kept, who))
            for what, who in (
                ("written_by", row.written_by),
                ("validated_by", row.validated_by),
                ("sent_by", row.sent_by),
            )
        ],
    }


def _name(kept: Kept, staff_id: str | None) -> str | None:
    agent = kept.staff.get(staff_id)
    return agent.full_name if agent else None
