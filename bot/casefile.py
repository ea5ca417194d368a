"""Open the household's case, or join it; route every need and say why."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.situations import Situations
from bot.steps import reopen
from casework.cases import NeedStatus, Status
from casework.needs import SAFETY, Need
from casework.references import make_reference
from casework.routing import Route
from dialogs.effects import NeedTold
from dialogs.needs.also_told import with_told_again
from storage.kept import Kept
from storage.tables.cases import Case, NeedRow, RouteRecord
from storage.tables.people import ChannelAddress

BACK_WITHIN = timedelta(days=30)  # domain/lifecycles.md 4.1: the same need reopens its case
BACK_FROM = frozenset({Status.RESOLVED, Status.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case that needs were told to."""

    case: Case
    joined: bool
    routes: tuple[tuple[NeedTold, Route], ...]


class CaseFile:
    """Writes needs into cases, in one transaction."""

    def __init__(self, kept: Kept, situations: Situations, *, now: datetime) -> None:
        self._kept = kept
        self._situations = situations
        self._now = now

    def tell(
        self,
        address: ChannelAddress,
        needs: tuple[NeedTold, ...],
        *,
        place: Mapping[str, Any],
        language: str,
        safety: str | None = None,
    ) -> Opened:
        """Open the household's case with these needs, or join them to the open one."""
        routes = self._situations.routes(self._kept, address, needs, place, language, safety)
        lead = max(routes, key=lambda pair: pair[1].severity)[1]
        alone = _apart(needs)
        case = self._open_case(address, alone=alone)
        if case is None and (back := self._ended_lately(address, needs)) is not None:
            reopen(self._kept, back, self._situations.calendar, now=self._now)
            case = back
        joined = case is not None
        if case is None:
            case, known = self._new_case(address, lead, language, place, alone=alone), {}
        else:
            known = {need.code: need for need in self._kept.cases.needs(case.id or 0)}
            self._raise(case, lead)
        for need, route in routes:
            self._add(case, known.get(need.need), need, route)
        return Opened(case=case, joined=joined, routes=routes)

    def _open_case(self, address: ChannelAddress, *, alone: bool) -> Case | None:
        """Return the case to join; what is about danger stays apart from the rest."""
        found = self._kept.cases.open_of(address.household_id, address.id)
        return next((case for case in found if case.restricted == alone), None)

    def _ended_lately(self, address: ChannelAddress, needs: tuple[NeedTold, ...]) -> Case | None:
        """Return the case to open again: the same need is back within thirty days."""
        told = {need.need for need in needs}
        for case in self._kept.cases.of(address.household_id, address.id):
            ended = case.closed_at or case.resolved_at
            recent = ended is not None and self._now - ended <= BACK_WITHIN
            same = told & {need.code for need in self._kept.cases.needs(case.id or 0)}
            if case.status in BACK_FROM and recent and same:
                return case
        return None

    def _new_case(
        self,
        address: ChannelAddress,
        lead: Route,
        language: str,
        place: Mapping[str, Any],
        *,
        alone: bool,
    ) -> Case:
        year = self._now.year
        serial = self._kept.cases.count_of_year(year) + 1
        status = Status.ASSIGNED if lead.owner else Status.NEW
        case = self._kept.cases.add(
            Case(
                reference=make_reference("P", year, serial),
                household_id=address.household_id,
                address_id=address.id,
                status=status,
                level=lead.level,
                severity=lead.severity,
                unit=lead.unit,
                role=lead.role,
                owner_id=lead.owner,
                backup_id=lead.backup,
                channel=address.channel,
                language=language,
                place=dict(place),
                restricted=alone,
                opened_at=self._now,
                reply_due_at=lead.reply_due,
                due_at=lead.action_due,
            )
        )
        self._kept.cases.record(
            case, "opened", actor="bot", now=self._now, frm=Status.DRAFT, to=status
        )
        self._clock(case)
        return case

    def _clock(self, case: Case) -> None:
        due = {"first_reply": case.reply_due_at, "target": case.due_at}
        timers = {f"case:{case.id}:{kind}": (kind, at) for kind, at in due.items()}
        self._kept.timers.set_all(timers, case_id=case.id)

    def _raise(self, case: Case, lead: Route) -> None:
        """Take the graver of the two: a severity only ever goes up by itself."""
        if lead.severity > case.severity:
            before = str(case.severity)
            case.severity = lead.severity
            self._kept.cases.record(
                case, "severity", actor="bot", now=self._now, frm=before, to=str(lead.severity)
            )
        case.level = max(case.level, lead.level)
        sooner = lead.reply_due < case.reply_due_at and case.first_action_at is None
        if sooner or case.reply_due_at <= self._now:  # a day that is over is promised to nobody
            case.reply_due_at = lead.reply_due
        case.due_at = min(case.due_at, lead.action_due)
        self._kept.session.add(case)
        self._clock(case)

    def _add(self, case: Case, row: NeedRow | None, told: NeedTold, route: Route) -> None:
        """Add a need to a case, or what is new to the need that is there."""
        if row is None:
            row = self._kept.cases.add_need(
                NeedRow(
                    case_id=case.id or 0,
                    code=told.need,
                    severity=route.severity,
                    facts=dict(told.facts),
                    words=told.words,
                    opened_at=self._now,
                )
            )
            kind = "need_added"
        else:
            row.facts = with_told_again(row.facts, told.facts)
            row.words = f"{row.words}\n{told.words}".strip()[:2_000]
            row.severity = max(row.severity, route.severity)
            row.status = NeedStatus.OPEN if row.status == NeedStatus.ENDED else row.status
            self._kept.session.add(row)
            kind = "need_told_again"
        self._kept.cases.record(
            case, kind, actor="bot", now=self._now, to=told.need, reason=route.because[0].rule
        )
        self._kept.cases.add_route(record_of(row.id or 0, route, self._now))


def _apart(needs: tuple[NeedTold, ...]) -> bool:
    """Tell whether the needs go to a case of their own, with its own few readers."""
    return any(Need(need.need) in SAFETY for need in needs)


def record_of(need_id: int, route: Route, now: datetime) -> RouteRecord:
    """Return where a need went, with the reasons and what was considered besides."""
    return RouteRecord(
        need_id=need_id,
        at=now,
        role=route.role,
        unit=route.unit,
        owner_id=route.owner,
        level=route.level,
        severity=route.severity,
        because=[{"rule": r.rule, "detail": _plain(r.detail)} for r in route.because],
        also_considered=[{"rule": r.rule, "why": r.why} for r in route.also_considered],
        partners=[_plain(asdict(partner)) for partner in route.partners],
        coverage_gap=route.coverage_gap,
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 (any value of a rule, made fit for JSON)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
