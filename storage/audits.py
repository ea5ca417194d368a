"""The audits of arrears: what is known of each file, the list of a period, and its decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, and_, bindparam, col, exists, func, or_, select

from casework.audits import (
    AUDITED,
    PICKED,
    UNDECIDED,
    ArrearsFile,
    Candidate,
    Decision,
    ItemState,
    SessionStatus,
    Told,
    status_of,
)
from casework.cases import Actor, NeedStatus, Outcome, Status
from casework.needs import Need
from storage.casebook import ENDED
from storage.tables.audits import AuditItem, AuditSession
from storage.tables.cases import Case, CaseEvent, NeedRow
from storage.tables.messages import ConversationRow
from storage.tables.places import Agency
from storage.transaction import INSERTS, Store

LOST_WITHIN: Final = timedelta(days=365)
LOOKED_AT: Final = (
    "status",
    "message",
    "target_missed",
    "referral_refused",
)  # kinds of lines of a history
_NO_PERSON: Final = frozenset(Actor)  # a person stands in a history by their own id
_NOT_OPEN: Final = (*ENDED, Status.DRAFT)
_AUDITED = exists().where(
    col(NeedRow.case_id) == col(Case.id),
    col(NeedRow.code).in_(sorted(AUDITED)),
    col(NeedRow.status) != NeedStatus.ENDED,
)
_FILES = select(Case).where(col(Case.status).not_in(_NOT_OPEN), _AUDITED)
_SESSION = SQLModel.metadata.tables["audit_session"]
_OPEN_SESSION = {  # once an agency and a period, however many ask
    database: insert(_SESSION)
    .values(agency=bindparam("agency"), period=bindparam("period"), status=SessionStatus.PLANNED)
    .on_conflict_do_nothing(index_elements=["agency", "period"])
    .returning(_SESSION.c.id)
    for database, insert in INSERTS.items()
}


class Before(NamedTuple):
    """What the last audit that had a case made of it."""

    state: ItemState
    due_at: datetime | None


class Audits(Store):
    """The audits of one transaction."""

    def units(self) -> list[str]:
        """Return every agency, and whoever else has an open case with an arrears need."""
        holders = self._session.scalars(_FILES.with_only_columns(col(Case.unit)).distinct())
        return sorted({*self._session.exec(select(Agency.code)), *holders})

    def files(self, unit: str, period: date, *, now: datetime) -> list[ArrearsFile]:
        """Return the open cases of a unit with an arrears need, and what is known of each."""
        mine = _FILES.where(Case.unit == unit)
        ids = mine.with_only_columns(col(Case.id))
        needs, lines = self._needs(ids), self._lines(ids)
        words, lost = self._last_words(ids), self._lost_before(ids, since=now - LOST_WITHIN)
        before = self._before(ids, period)
        return [
            ArrearsFile(
                now=now,
                **_of_case(case),
                **_of_history(case, lines[case.id or 0]),
                **_of_audits(before.get(case.id or 0)),
                needs=tuple(needs[case.id or 0]),
                last_word_at=words.get(case.id or 0),
                lost_before=case.id in lost,
            )
            for case in self._session.exec(mine)
        ]

    def open_session(self, agency: str, period: date) -> AuditSession | None:
        """Return the session of a period, made now; None when it was made already."""
        key = {"agency": agency, "period": period}
        made = self._connection.execute(_OPEN_SESSION[self._connection.dialect.name], key).scalar()
        return self._session.get_one(AuditSession, made) if made is not None else None

    def list_in(
        self, session: AuditSession, candidates: Iterable[Candidate], *, now: datetime
    ) -> None:
        """Write the list of a session, in its order."""
        for one in candidates:
            item = AuditItem(
                session_id=session.id or 0, case_id=one.file.case_id, why=list(one.why)
            )
            self._session.add(item)
            self._session.flush()  # the ids keep the order
        session.listed_at = now
        self._follow(session)

    def close_before(self, session: AuditSession) -> None:
        """Close the earlier sessions of an agency; what has no decision is carried over."""
        query = select(AuditSession).where(
            AuditSession.agency == session.agency,
            AuditSession.period < session.period,
            AuditSession.status != SessionStatus.CLOSED,
        )
        for earlier in self._session.exec(query):
            for item in self.items(earlier.id or 0):
                self._carry_over(item)
            earlier.status = SessionStatus.CLOSED
            self._session.add(earlier)

    def _carry_over(self, item: AuditItem) -> None:
        if item.state not in UNDECIDED:
            return
        over = self._session.get_one(Case, item.case_id).status in ENDED
        item.state = ItemState.DECIDED if over else ItemState.CARRIED_OVER
        item.decision = Decision.CASE_ENDED if over else Decision.CARRIED_OVER
        self._session.add(item)

    def latest(self, agency: str) -> AuditSession | None:
        """Return the last session of an agency, None when it had none."""
        query = select(AuditSession).where(AuditSession.agency == agency)
        return self._session.exec(query.order_by(col(AuditSession.period).desc())).first()

    def of_last_period(self) -> list[AuditSession]:
        """Return the sessions of the last period, agency by agency."""
        last = select(func.max(AuditSession.period)).scalar_subquery()
        query = select(AuditSession).where(AuditSession.period == last)
        return list(self._session.exec(query.order_by(col(AuditSession.agency))))

    def items(self, session_id: int) -> list[AuditItem]:
        """Return the files of a session, in the order of its list."""
        query = select(AuditItem).where(AuditItem.session_id == session_id)
        return list(self._session.exec(query.order_by(col(AuditItem.id))))

    def item_of(self, case_id: int) -> AuditItem | None:
        """Return a case's place in an audit that is not closed, to decide on it."""
        query = (
            select(AuditItem)
            .join(AuditSession, col(AuditSession.id) == col(AuditItem.session_id))
            .where(AuditItem.case_id == case_id, AuditSession.status != SessionStatus.CLOSED)
            .order_by(col(AuditSession.period).desc())
            .with_for_update(of=col(AuditItem.id))
        )
        return self._session.exec(query).first()

    def pick(self, session: AuditSession, case_id: int) -> AuditItem:
        """Put a case on a list that is made already, because a person wants it examined."""
        item = AuditItem(session_id=session.id or 0, case_id=case_id, why=[PICKED])
        self.keep(item)
        return item

    def keep(self, item: AuditItem) -> None:
        """Keep what became of a file; its session follows, one decision after the other."""
        session = self._session.get_one(AuditSession, item.session_id, with_for_update=True)
        self._session.add(item)
        self._session.flush()
        self._follow(session)

    def _follow(self, session: AuditSession) -> None:
        states = (ItemState(item.state) for item in self.items(session.id or 0))
        session.status = status_of(states)
        self._session.add(session)

    def _needs(self, ids: Any) -> dict[int, list[Told]]:  # noqa: ANN401 (a select of ids)
        """Return the open needs of each household: of this case, and of others not reserved."""
        mate, told = aliased(Case), defaultdict[int, list[Told]](list)
        for same in _same_people(mate):
            query = (
                select(Case.id, NeedRow.id, NeedRow.code, NeedRow.facts)
                .join(mate, same)
                .join(NeedRow, col(NeedRow.case_id) == col(mate.id))
                .where(
                    col(Case.id).in_(ids),
                    col(mate.status).not_in(_NOT_OPEN),
                    col(mate.restricted).is_(False),
                    NeedRow.status != NeedStatus.ENDED,
                )
                .order_by(col(NeedRow.id))
            )
            for case_id, _, code, facts in self._session.exec(query):
                told[case_id or 0].append(Told(need=Need(code), facts=facts))
        return told

    def _lines(self, ids: Any) -> dict[int, list[CaseEvent]]:  # noqa: ANN401 (as above)
        query = select(CaseEvent).where(
            col(CaseEvent.case_id).in_(ids), col(CaseEvent.kind).in_(LOOKED_AT)
        )
        lines = defaultdict[int, list[CaseEvent]](list)
        for line in self._session.exec(query.order_by(col(CaseEvent.id))):
            lines[line.case_id].append(line)
        return lines

    def _last_words(self, ids: Any) -> dict[int, datetime | None]:  # noqa: ANN401 (as above)
        query = (
            select(Case.id, ConversationRow.last_in_at)
            .join(ConversationRow, col(ConversationRow.address_id) == col(Case.address_id))
            .where(col(Case.id).in_(ids))
        )
        return {case_id or 0: at for case_id, at in self._session.exec(query)}

    def _lost_before(self, ids: Any, *, since: datetime) -> set[int | None]:  # noqa: ANN401 (as above)
        earlier = aliased(Case)
        query = (
            select(Case.id)
            .join(earlier, col(earlier.household_id) == col(Case.household_id))
            .where(
                col(Case.id).in_(ids),
                earlier.outcome == Outcome.NO_CONTACT,
                col(earlier.resolved_at) >= since,
            )
        )
        return set(self._session.exec(query))

    def _before(self, ids: Any, period: date) -> dict[int, Before]:  # noqa: ANN401 (as above)
        query = (
            select(AuditItem.case_id, AuditItem.state, AuditItem.due_at)
            .join(AuditSession, col(AuditSession.id) == col(AuditItem.session_id))
            .where(col(AuditItem.case_id).in_(ids), AuditSession.period < period)
            .order_by(col(AuditSession.period), col(AuditItem.id))
        )
        found = self._session.exec(query)
        return {case_id: Before(ItemState(state), due_at) for case_id, state, due_at in found}


def _same_people(mate: type[Case]) -> Iterator[ColumnElement[bool]]:
    """Yield what ties a case to itself and to the other cases of its people."""
    another = col(mate.id) != col(Case.id)
    unproven = and_(col(Case.household_id).is_(None), col(mate.household_id).is_(None))
    yield ~another
    yield and_(
        another,
        or_(
            col(mate.household_id) == col(Case.household_id),
            and_(unproven, col(mate.address_id) == col(Case.address_id)),
        ),
    )


def _of_case(case: Case) -> dict[str, Any]:
    return {
        "case_id": case.id or 0,
        "status": Status(case.status),
        "severity": case.severity,
        "opened_at": case.opened_at,
        "reply_due_at": case.reply_due_at,
        "due_at": case.due_at,
        "first_action_at": case.first_action_at,
        "reopened": case.reopened_count,
    }


def _of_history(case: Case, lines: Sequence[CaseEvent]) -> dict[str, Any]:
    return {
        "targets_missed": sum(line.kind == "target_missed" for line in lines),
        "was_escalated": any(line.to == Status.ESCALATED for line in lines),
        "referral_declined": any(line.kind == "referral_refused" for line in lines),
        "asked_at": tuple(_asked(case, lines)),
    }


def _asked(case: Case, lines: Sequence[CaseEvent]) -> Iterator[datetime]:
    """Yield when agents wrote to the person, and since when something is awaited from them."""
    for line in lines:
        wrote = line.kind == "message" and line.actor not in _NO_PERSON
        if wrote or (line.to == case.status == Status.WAITING_TENANT):
            yield line.at


def _of_audits(before: Before | None) -> dict[str, Any]:
    undecided = before is not None and before.state in UNDECIDED
    return {
        "carried_over": undecided,
        "decision_due_at": before.due_at if before is not None and not undecided else None,
    }
