"""Every two months, the list of the audit of arrears: made once an agency, told to its chair."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

import structlog

from bot.clock import PARIS
from bot.desk.audit_shown import named, to_the_list, unit_name
from bot.desk.silence import TimerWriter
from bot.palier import Palier
from bot.room import posting
from casework.audits import list_candidates, period_of
from casework.cases import Actor
from casework.roles import Role
from dialogs.effects import Say
from storage.kept import Kept
from storage.tables.audits import AuditItem, AuditSession
from storage.tables.people import StaffUser

log = structlog.get_logger()


def list_files(palier: Palier, now: datetime) -> int:
    """List the files of the audit of these two months; return how many were listed now.

    One transaction an agency, and each once: what was listed before is left as it is, so that
    this may run again after a crash, or in two processes at once.
    """
    period = period_of(now.astimezone(PARIS).date())
    units = palier.database.read_now(lambda kept: kept.audits.units())
    return sum(
        palier.database.write_now(partial(_list_one, palier, unit, period, now)) for unit in units
    )


def _list_one(palier: Palier, unit: str, period: date, now: datetime, kept: Kept) -> int:
    session = kept.audits.open_session(unit, period)
    if session is None:
        return 0
    files = kept.audits.files(unit, period, now=now)
    kept.audits.list_in(session, list_candidates(files), now=now)
    kept.audits.close_before(session)
    items = kept.audits.items(session.id or 0)
    for item in items:
        _record(kept, session, item, now)
    chats = _tell(palier, kept, session, len(items), now) if items else 0
    log.info("an audit is listed", audit=session.id, files=len(items), chats=chats)
    return len(items)


def _record(kept: Kept, session: AuditSession, item: AuditItem, now: datetime) -> None:
    """Write in the history that a case is to be examined; why stands with the list only."""
    case = kept.cases.get(item.case_id)
    details = {"audit": session.id}
    kept.cases.record(case, "audit_listed", actor=Actor.TIMER, now=now, details=details)


def _tell(palier: Palier, kept: Kept, session: AuditSession, count: int, now: datetime) -> int:
    """Tell who chairs it that the list is ready, at a decent hour; return in how many chats."""
    writer = TimerWriter(kept=kept, wording=palier.wording, channels=palier.channels, now=now)
    line = Say(
        "desk.audit.ready" if count > 1 else "desk.audit.ready_one",
        {"of": named(session)["of"], "count": count},
    )
    situations = palier.situations(now)
    unit = unit_name(situations, session.agency)
    hour, told = situations.calendar.next_allowed(now), 0
    for chair in _chairs(kept, session.agency):
        here = Say("desk.audit.ready_for", {"unit": unit, "line": line})
        say = line if chair.unit == session.agency else here
        shown = replace(say, choices=(to_the_list(session.agency),))
        key = f"audit:{session.id}"
        told += len(posting.tell_agent(writer, chair.id, shown, key, not_before=hour))
    return told


def _chairs(kept: Kept, unit: str) -> list[StaffUser]:
    """Return the manager of an agency; where nobody is, the manager of the cell."""
    here = [user for user in kept.staff.all() if not user.absent]
    managers = [one for one in here if one.role == Role.AGENCY_MANAGER and one.unit == unit]
    return managers or [one for one in here if one.role == Role.CELL_MANAGER]
