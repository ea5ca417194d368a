"""What agents do with notices: one function an act, each through one door that checks and logs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bot.notices.words import values_of
from casework.audience import Audience, choose_audience
from casework.contact import Because
from casework.errors import Refused
from casework.notice_fields import check_values, read_fields, useful_until, written
from casework.notices import (
    ASKS_CONSENT,
    LEAVES_AT_ONCE,
    WRITES,
    Act,
    Kind,
    NoSuchNotice,
    NoticeAgent,
    NoticeStatus,
    NoticeView,
    check_act,
    may_see_notice,
)
from casework.roles import CELL, Role
from casework.working_time import PARIS
from storage.audiences import Where
from storage.kept import Kept
from storage.tables.notices import NoticeRow
from storage.tables.people import AccessLog, StaffUser

SHOWN = (  # a trial has a form of its own
    Act.SEND,
    Act.VALIDATE,
    Act.PREVIEW,
    Act.RESUME,
    Act.PAUSE,
    Act.RESEND,
    Act.EDIT,
    Act.CANCEL,
)
PLACES = ("residence", "entrance", "commune", "everywhere")


class NoSuchPlace(Refused):
    """No residence, entrance or town has this code, or the kind of notice needs a nearer place."""

    message = "refused.notice_place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an agent wrote: the kind, the place, and the fields as they were typed."""

    kind: Kind
    where: Where
    fields: Mapping[str, str]


class NoticeOffice:
    """The notices as one agent may see and move them, in one transaction."""

    def __init__(self, kept: Kept, agent: StaffUser, *, now: datetime, delay: float) -> None:
        """Take an agent in; `delay`: seconds between sending and the first message."""
        self._kept = kept
        self._now = now
        self._delay = timedelta(seconds=delay)
        self._agent = NoticeAgent(id=agent.id, role=Role(agent.role), unit=agent.unit)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds of notice that this agent may write."""
        return tuple(kind for kind in Kind if self._agent.role in WRITES[kind])

    def acts(self, row: NoticeRow) -> list[Act]:
        """Return what this agent may do with a notice now, what moves it on first."""
        return [act for act in SHOWN if self._may(act, row)]

    def _may(self, act: Act, row: NoticeRow) -> bool:
        unsure = act is not Act.RESEND or self._kept.notices.progress(row.id or 0)["unsure"] > 0
        try:
            check_act(self._agent, act, _view(row))
        except Refused:
            return False
        return unsure

    def listed(self) -> list[NoticeRow]:
        """Return the notices that this agent may see, the latest first."""
        found = [row for row in self._kept.notices.latest() if self._sees(row)]
        self._log("notices.list", None, found=len(found))
        return found

    def look(self, notice_id: int) -> NoticeRow:
        """Return one notice; NoSuchNotice when it is another unit's or nowhere."""
        return self._open(notice_id, "read")

    def write(self, said: Written) -> NoticeRow:
        """Write a new notice; raises Refused."""
        unit = self._unit_of(said)
        row = NoticeRow(
            kind=said.kind,
            unit=unit,
            place_kind=said.where.kind,
            written_by=self._agent.id,
            written_at=self._now,
        )
        self._check_writer(said.kind, unit)
        self._fill(row, said)
        self._kept.notices.add(row)
        self._log("notice.write", row.id)
        return row

    def edit(self, notice_id: int, said: Written) -> NoticeRow:
        """Write a notice again: whoever does is its author now, and it was validated by nobody."""
        row = self._step(notice_id, Act.EDIT)
        if said.kind != row.kind:
            raise NoSuchNotice
        row.unit = self._unit_of(said)
        self._check_writer(said.kind, row.unit)
        self._fill(row, said)
        row.written_by, row.written_at = self._agent.id, self._now
        row.validated_by = row.validated_at = None
        row.people, row.left_out = 0, {}
        return row

    def preview(self, notice_id: int) -> NoticeRow:
        """Count whom a notice would reach, and why others not; only numbers are kept."""
        row = self._step(notice_id, Act.PREVIEW)
        found = self._audience(row)
        row.people, row.left_out = len(found.chosen), _counted(found)
        return row

    def check_trial(self, notice_id: int) -> tuple[NoticeRow, str]:
        """Return a notice that may be sent to this agent, and the key of this trial; logged."""
        row = self._open(notice_id, Act.TRY)
        check_act(self._agent, Act.TRY, _view(row))
        line = self._log("notice.trial", notice_id)
        self._kept.session.flush()
        return row, f"trial:{line.id}"

    def may_try(self, row: NoticeRow) -> bool:
        """Tell whether this agent may have a notice sent to themselves now."""
        return self._may(Act.TRY, row)

    @property
    def agent_id(self) -> str:
        """Return whose office it is."""
        return self._agent.id

    def validate(self, notice_id: int) -> NoticeRow:
        """Have a second person stand for a notice."""
        row = self._step(notice_id, Act.VALIDATE)
        row.validated_by, row.validated_at = self._agent.id, self._now
        return row

    def send(self, notice_id: int) -> NoticeRow:
        """Write the ledger, once; the chunks are sent by the durable work, after the delay."""
        row = self._step(notice_id, Act.SEND)
        values = values_of(row)
        wage = self._minimum_wage()
        check_values(values, now=self._now, minimum_wage=wage)
        found = self._audience(row)
        row.people, row.left_out = len(found.chosen), _counted(found)
        row.sent_by, row.started_at = self._agent.id, self._now
        if self._delay and row.kind not in LEAVES_AT_ONCE:
            row.leaves_at = self._kept.notices.there() + self._delay
        row.useful_until = useful_until(Kind(row.kind), values, now=self._now)
        self._kept.session.flush()
        self._kept.notices.write_ledger(notice_id, found.chosen)
        return row

    def pause(self, notice_id: int) -> NoticeRow:
        """Let nothing more leave than what is in a hand."""
        return self._step(notice_id, Act.PAUSE)

    def resume(self, notice_id: int) -> NoticeRow:
        """Let the rest leave."""
        row = self._step(notice_id, Act.RESUME)
        self._go_on(row)
        self._kept.notices.release(notice_id, Because.NOTICE_PAUSED, now=self._now)
        return row

    def cancel(self, notice_id: int) -> NoticeRow:
        """Let nothing more leave than what is in a hand, for good; the rest is counted."""
        row = self._step(notice_id, Act.CANCEL)
        row.ended_at = self._now
        self._kept.session.flush()
        self._kept.notices.drop_rest(notice_id, Because.NOTICE_CANCELLED)
        return row

    def resend(self, notice_id: int) -> int:
        """Send again to whom it is unsure that it reached; return to how many."""
        row = self._step(notice_id, Act.RESEND)
        row.ended_at = None
        self._go_on(row)
        self._kept.notices.release(notice_id, Because.NOTICE_PAUSED, now=self._now)
        return self._kept.notices.send_again(notice_id, now=self._now)

    def _go_on(self, row: NoticeRow) -> None:
        """Keep that a person decided: what paused by itself does so no more."""
        if row.paused_because is not None:
            row.paused_because, row.watched = None, False
            row.first_settled_at = row.first_settled_at or self._kept.notices.there()

    def _step(self, notice_id: int, act: Act) -> NoticeRow:
        row = self._open(notice_id, act, lock=True)
        row.status = check_act(self._agent, act, _view(row))
        self._kept.session.add(row)
        return row

    def _open(self, notice_id: int, action: str, *, lock: bool = False) -> NoticeRow:
        row = self._kept.notices.get(notice_id, lock=lock)
        seen = row is not None and self._sees(row)
        self._log(f"notice.{action}", notice_id, seen=seen)
        if row is None or not seen:
            raise NoSuchNotice
        return row

    def _sees(self, row: NoticeRow) -> bool:
        return may_see_notice(self._agent, Kind(row.kind), row.unit)

    def _check_writer(self, kind: Kind, unit: str) -> None:
        view = NoticeView(kind=kind, status=NoticeStatus.DRAFT, unit=unit, author=self._agent.id)
        check_act(self._agent, Act.EDIT, view)

    def _fill(self, row: NoticeRow, said: Written) -> None:
        wage = self._minimum_wage()
        values = read_fields(said.kind, said.fields, now=self._now, minimum_wage=wage)
        row.place_kind, row.place, row.entrance = said.where
        row.fields = written(values)
        self._kept.session.add(row)

    def _unit_of(self, said: Written) -> str:
        """Return whose notice it is: the agency of the place, the cell for an offer."""
        agency = self._agency_of(said.where)
        nearer = said.where.kind != "everywhere" or said.kind in ASKS_CONSENT
        if agency is None or not nearer:
            raise NoSuchPlace
        return CELL if said.kind in ASKS_CONSENT else agency

    def _agency_of(self, where: Where) -> str | None:
        directory = self._kept.directory
        if where.kind == "everywhere":
            return CELL
        if where.kind == "commune":
            town = directory.town(where.place)
            return (town.agency_code or CELL) if town is not None else None
        known = {row.code: row.agency_code for row in directory.residences()}
        entrances = self._kept.audiences.entrances() if where.kind == "entrance" else []
        named = where.kind == "residence" or (where.place, where.entrance) in entrances
        return known.get(where.place) if named and where.kind in PLACES else None

    def _audience(self, row: NoticeRow) -> Audience:
        people = self._kept.audiences.people_at(Where(row.place_kind, row.place, row.entrance))
        year = self._now.astimezone(PARIS).year
        return choose_audience(Kind(row.kind), people, today_year=year)

    def _minimum_wage(self) -> Decimal | None:
        """Return the lowest pay of an hour today in euros, None where no figure is kept."""
        today = self._now.astimezone(PARIS).date()
        figures = [
            row
            for row in self._kept.directory.legal_parameters()
            if row.key == "smic.hour"
            and (row.valid_from is None or row.valid_from <= today)
            and (row.valid_to is None or today <= row.valid_to)
        ]
        return Decimal(figures[-1].value.split()[0]) if figures else None

    def _log(self, action: str, notice_id: int | None, **details: object) -> AccessLog:
        return _log(
            self._kept, self._agent.id, action, {"notice": notice_id, **details}, now=self._now
        )


def log_refusal(kept: Kept, *, agent_id: str, why: Refused, now: datetime) -> None:
    """Write down that an agent was refused: the transaction that would have done it is undone."""
    _log(kept, agent_id, "notice.refused", {"because": why.message}, now=now)


def _log(
    kept: Kept, agent_id: str, action: str, details: dict[str, object], *, now: datetime
) -> AccessLog:
    line = AccessLog(staff_id=agent_id, at=now, action=action, sight="notice", details=details)
    kept.session.add(line)
    return line


def _view(row: NoticeRow) -> NoticeView:
    return NoticeView(
        kind=Kind(row.kind),
        status=NoticeStatus(row.status),
        unit=row.unit,
        author=row.written_by,
        people=row.people,
    )


def _counted(found: Audience) -> dict[str, int]:
    return {str(because): count for because, count in sorted(found.left_out.items())}
