"""Cases, as the rest of the code asks for them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import SQLModel, and_, bindparam, col, func, or_, select, text

from storage.tables.cases import Case, CaseEvent, NeedRow, Note, RouteRecord, SafetyEvent
from storage.tables.messages import TimerRow
from storage.transaction import Store

ENDED = ("resolved", "closed", "cancelled", "merged")
# Built once: every message asks these.
_OPEN = select(Case).where(col(Case.status).not_in(ENDED)).order_by(col(Case.opened_at).desc())
_OPEN_OF_HOUSEHOLD = _OPEN.where(Case.household_id == bindparam("whose"))
_OPEN_OF_ADDRESS = _OPEN.where(Case.address_id == bindparam("whose"))
_PLACES_OF_HOUSEHOLD, _PLACES_OF_ADDRESS = (
    query.with_only_columns(col(Case.reference), col(Case.place), col(Case.restricted))
    for query in (_OPEN_OF_HOUSEHOLD, _OPEN_OF_ADDRESS)
)
_NEW_EVENT = SQLModel.metadata.tables["case_event"].insert()
_NUMBERING = text("SELECT pg_advisory_xact_lock(51806)")  # any number that no other lock has


class Casebook(Store):
    """The cases of one transaction."""

    def add(self, case: Case) -> Case:
        """Keep a new case."""
        self._session.add(case)
        self._session.flush()
        return case

    def count_of_year(self, year: int) -> int:
        """Return how many cases a year has had; their serial numbers follow it.

        Until this transaction ends nobody else counts: two would give the same number.
        """
        if self._connection.dialect.name == "postgresql":  # SQLite has one writer at a time
            self._connection.execute(_NUMBERING)
        query = (
            select(func.count())
            .select_from(Case)
            .where(col(Case.reference).startswith(f"P-{year % 100:02d}-"))
        )
        return self._session.exec(query).one()

    def reminded_by(self, key: str) -> Case | None:
        """Return the case whose timer put a reminder of this key out, None when it has none."""
        kind, _, timer = key.partition(":")
        row = self._session.get(TimerRow, int(timer)) if kind == "timer" else None
        return self._session.get(Case, row.case_id) if row and row.case_id else None

    def by_reference(self, reference: str) -> Case | None:
        """Return a case by its reference."""
        return self._session.exec(select(Case).where(Case.reference == reference)).first()

    def get(self, case_id: int) -> Case:
        """Return a case by its row."""
        case = self._session.get(Case, case_id)
        if case is None:
            raise LookupError(f"case {case_id} is not in this database")
        return case

    def open_of(self, household_id: int | None, address_id: int | None) -> list[Case]:
        """Return the open cases of a household, or of an address nobody is proven behind."""
        proven = household_id is not None
        query = _OPEN_OF_HOUSEHOLD if proven else _OPEN_OF_ADDRESS
        whose = household_id if proven else address_id
        return list(self._session.exec(query, params={"whose": whose}))

    def take_home(self, household_id: int, address_id: int | None) -> list[Case]:
        """Give a household the open cases of an address that is proven now; return them."""
        mine = [case for case in self.open_of(None, address_id) if case.household_id is None]
        for case in mine:
            case.household_id = household_id
            self._session.add(case)
        return mine

    def open_places(
        self, household_id: int | None, address_id: int | None
    ) -> list[tuple[str, Mapping[str, Any], bool]]:
        """Return the reference and the place of the same open cases, and whether few read them."""
        proven = household_id is not None
        query = _PLACES_OF_HOUSEHOLD if proven else _PLACES_OF_ADDRESS
        whose = {"whose": household_id if proven else address_id}
        found = self._connection.execute(query, whose)
        return [(reference, place, restricted) for reference, place, restricted in found]

    def of(self, household_id: int | None, address_id: int | None) -> list[Case]:
        """Return all cases of a household or an address, the newest first."""
        mine = (
            Case.household_id == household_id
            if household_id is not None
            else Case.address_id == address_id
        )
        query = select(Case).where(mine).order_by(col(Case.opened_at).desc())
        return list(self._session.exec(query))

    def of_address(self, address_id: int) -> list[Case]:
        """Return the cases that this address itself opened."""
        query = select(Case).where(Case.address_id == address_id)
        return list(self._session.exec(query.order_by(col(Case.opened_at).desc())))

    def listed(
        self,
        *,
        unit: str | None = None,
        owner: str | None = None,
        status: str | None = None,
        open_only: bool = False,
        severity: int | None = None,
        limit: int = 100,
    ) -> list[Case]:
        """Return cases, the gravest and the soonest due first."""
        query = select(Case)
        if unit is not None:
            query = query.where(Case.unit == unit)
        if owner is not None:
            query = query.where(Case.owner_id == owner)
        if status is not None:
            query = query.where(Case.status == status)
        if open_only:
            query = query.where(col(Case.status).not_in(ENDED))
        if severity is not None:
            query = query.where(Case.severity == severity)
        query = query.order_by(col(Case.severity).desc(), col(Case.due_at)).limit(limit)
        return list(self._session.exec(query))

    def tasks_of(self, staff_id: str, unit: str, role: str, limit: int = 20) -> list[Case]:
        """Return what waits for an agent: what they own, then what nobody of their role took."""
        mine = or_(
            Case.owner_id == staff_id,
            and_(Case.unit == unit, Case.role == role, col(Case.owner_id).is_(None)),
        )
        query = (
            select(Case)
            .where(mine, col(Case.status).not_in(ENDED))
            .order_by(col(Case.severity).desc(), col(Case.due_at))
            .limit(limit)
        )
        return list(self._session.exec(query))

    def add_need(self, need: NeedRow) -> NeedRow:
        """Keep a need."""
        self._session.add(need)
        self._session.flush()
        return need

    def needs(self, case_id: int) -> list[NeedRow]:
        """Return the needs of a case, in the order they were told."""
        query = select(NeedRow).where(NeedRow.case_id == case_id).order_by(col(NeedRow.id))
        return list(self._session.exec(query))

    def routes(self, need_id: int) -> list[RouteRecord]:
        """Return where a need was sent, the last time first."""
        query = select(RouteRecord).where(RouteRecord.need_id == need_id)
        return list(self._session.exec(query.order_by(col(RouteRecord.id).desc())))

    def add_route(self, route: RouteRecord) -> None:
        """Keep where a need was sent, and why."""
        self._session.add(route)

    def repeats(self, household_id: int, code: str, *, since: datetime) -> int:
        """Return how often a household told this need since a moment."""
        query = (
            select(func.count())
            .select_from(NeedRow)
            .join(Case, col(NeedRow.case_id) == col(Case.id))
            .where(
                Case.household_id == household_id,
                NeedRow.code == code,
                NeedRow.opened_at >= since,
            )
        )
        return self._session.exec(query).one()

    def record(
        self,
        case: Case,
        kind: str,
        *,
        actor: str,
        now: datetime,
        frm: str | None = None,
        to: str | None = None,
        reason: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Append one line to a case's history."""
        line = {
            "case_id": case.id or 0,
            "at": now,
            "actor": actor,
            "kind": kind,
            "frm": frm,
            "to": to,
            "reason": reason,
            "details": dict(details or {}),
        }
        self._connection.execute(_NEW_EVENT, line)

    def timeline(self, case_id: int) -> list[CaseEvent]:
        """Return the history of a case."""
        query = select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(col(CaseEvent.id))
        return list(self._session.exec(query))

    def last_of(self, case: Case, kinds: Collection[str]) -> CaseEvent | None:
        """Return the last line of a case's history that is of one of these kinds."""
        query = select(CaseEvent).where(
            CaseEvent.case_id == case.id, col(CaseEvent.kind).in_(kinds)
        )
        return self._session.exec(query.order_by(col(CaseEvent.id).desc())).first()

    def add_note(self, note: Note) -> None:
        """Keep what an agent wrote down."""
        self._session.add(note)

    def notes(self, case_id: int) -> list[Note]:
        """Return the notes of a case."""
        query = select(Note).where(Note.case_id == case_id).order_by(col(Note.id))
        return list(self._session.exec(query))

    def add_safety_event(self, event: SafetyEvent) -> SafetyEvent:
        """Keep a danger that was said."""
        self._session.add(event)
        self._session.flush()
        return event

    def untold_doubts(self, conversation_id: int) -> list[SafetyEvent]:
        """Return the doubts of a conversation that opened no case, the first one first."""
        query = (
            select(SafetyEvent)
            .where(
                SafetyEvent.conversation_id == conversation_id,
                SafetyEvent.level == "risk_to_check",
                col(SafetyEvent.case_id).is_(None),
            )
            .order_by(col(SafetyEvent.id))
        )
        return list(self._session.exec(query))

    def told_dangers(self, conversation_id: int) -> list[SafetyEvent]:
        """Return the dangers of a conversation that have a case of their own."""
        query = select(SafetyEvent).where(
            SafetyEvent.conversation_id == conversation_id, col(SafetyEvent.case_id).is_not(None)
        )
        return list(self._session.exec(query))

    def last_safety_event(self, conversation_id: int, intent: str) -> SafetyEvent | None:
        """Return the last danger of this kind in a conversation."""
        query = (
            select(SafetyEvent)
            .where(SafetyEvent.conversation_id == conversation_id, SafetyEvent.intent == intent)
            .order_by(col(SafetyEvent.id).desc())
        )
        return self._session.exec(query).first()
