"""The one door of agents to a person's file: it looks, checks, and writes down who looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlmodel import col, select

from casework.access import Action, Sight, may_do, may_see
from casework.errors import NotYours
from casework.needs import Need
from casework.references import read_reference
from casework.roles import Role
from storage.casebook import Casebook
from storage.people import People
from storage.tables.cases import Case, NeedRow
from storage.tables.people import AccessLog, StaffUser
from storage.transaction import Store, Transaction

MOST_LOOKED_AT = 2_000  # cases of which the first that an agent may see are returned
MOST_HOUSEHOLDS = 200  # of a residence, or of a name that many have
ORDER = (Sight.NONE, Sight.EXISTS, Sight.CARD, Sight.FULL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case as one agent may see it: each need with how much of it is shown."""

    case: Case
    needs: tuple[tuple[NeedRow, Sight], ...]

    @property
    def sight(self) -> Sight:
        """Return the most that is shown of any need."""
        return max((sight for _, sight in self.needs), key=ORDER.index, default=Sight.NONE)


class Access(Store):
    """What agents may see, in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._cases = Casebook(transaction)

    def access_case(self, agent: StaffUser, said: str, action: str, *, now: datetime) -> Seen:
        """Return a case for an agent, and log it; NotYours when it is elsewhere or nowhere."""
        reference = read_reference(said)
        case = self._cases.by_reference(reference) if reference else None
        seen = self._seen(agent, case) if case else None
        self._log(agent, action, case, seen, now)
        if seen is None or seen.sight is Sight.NONE or not self._may(agent, seen.case, action):
            raise NotYours
        return seen

    def access_list(self, agent: StaffUser, unit: str, action: str, *, now: datetime) -> None:
        """Let an agent see a list of a unit, and log it; NotYours when it is not for them."""
        allowed = may_do(
            Role(agent.role), Action(action), same_unit=agent.unit == unit, is_owner=False
        )
        self._log_looking(agent, action, "list" if allowed else Sight.NONE, {"unit": unit}, now)
        if not allowed:
            raise NotYours

    def may_look(self, agent: StaffUser, said: str) -> Case | None:
        """Return a case that an agent may read whole, to wait for news of it.

        It shows nothing and logs nothing: what is shown then comes through `access_case`.
        """
        reference = read_reference(said)
        case = self._cases.by_reference(reference) if reference else None
        if case is None or self._seen(agent, case).sight is not Sight.FULL:
            return None
        return case if self._may(agent, case, Action.READ) else None

    def access_cases(
        self,
        agent: StaffUser,
        cases: Iterable[Case],
        action: str,
        *,
        now: datetime,
        most: int = 100,
        after: int = 0,
    ) -> list[Seen]:
        """Return the cases that an agent may see, so many `after` the first, and log each."""
        seen = (self._seen(agent, case) for case in cases)
        theirs = (one for one in seen if one.sight is not Sight.NONE)
        shown = list(islice(theirs, after, after + most))
        for one in shown:
            self._log(agent, action, one.case, one, now)
        return shown

    def access_household(
        self, agent: StaffUser, words: str, action: str, *, now: datetime, most: int = 100
    ) -> list[Seen]:
        """Return the cases of the households that words find: number, name, phone, address."""
        people = People(self._transaction)
        lease = people.lease(words.strip().lstrip("0"))
        households = (
            [lease.household_id] if lease else people.households_matching(words, MOST_HOUSEHOLDS)
        )
        found = self.access_cases(
            agent,
            (case for h in households for case in self._cases.of(h, None)),
            action,
            now=now,
            most=most,
        )
        self._log_looking(agent, action, "search", {"found": len(found)}, now)
        return found

    def _may(self, agent: StaffUser, case: Case, action: str) -> bool:
        return may_do(
            Role(agent.role),
            Action(action),
            same_unit=agent.unit == case.unit,
            is_owner=agent.id == case.owner_id,
        )

    def _seen(self, agent: StaffUser, case: Case) -> Seen:
        needs = tuple(
            (need, self._sight(agent, case, need)) for need in self._cases.needs(case.id or 0)
        )
        return Seen(case=case, needs=needs)

    def _sight(self, agent: StaffUser, case: Case, need: NeedRow) -> Sight:
        return may_see(
            Role(agent.role),
            same_unit=agent.unit == case.unit,
            is_owner=agent.id in {case.owner_id, case.backup_id},
            need=Need(need.code),
        )

    def _log(
        self, agent: StaffUser, action: str, case: Case | None, seen: Seen | None, now: datetime
    ) -> None:
        self._session.add(
            AccessLog(
                staff_id=agent.id,
                at=now,
                action=action,
                case_id=case.id if case else None,
                sight=seen.sight if seen else "absent",
            )
        )

    def _log_looking(
        self, agent: StaffUser, action: str, sight: str, details: dict[str, Any], now: datetime
    ) -> None:
        """Write down a look at no case in particular."""
        self._session.add(
            AccessLog(staff_id=agent.id, at=now, action=action, sight=sight, details=details)
        )

    def reads_of(self, case_id: int) -> list[AccessLog]:
        """Return who looked at a case."""
        query = select(AccessLog).where(AccessLog.case_id == case_id).order_by(col(AccessLog.id))
        return list(self._session.exec(query))
