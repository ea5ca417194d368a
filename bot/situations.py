"""From rows to the landlord's rules: what a need is judged on, and where it goes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import holidays

from casework.cases import Actor
from casework.needs import Need
from casework.partners import Service
from casework.problems import Problem
from casework.roles import Role
from casework.routing import Route, route
from casework.situation import History, Officer, Place, Situation
from casework.working_time import Calendar
from dialogs.effects import NeedTold
from storage.kept import Kept
from storage.tables.cases import Case, CaseEvent
from storage.tables.people import ChannelAddress, Household

SAME_PERSON_WITHIN = timedelta(days=365)
ATTEMPTS = frozenset({"note", "message", "taken", "status"})
REPEATED_WITHIN = timedelta(days=90)
YEARS_OF_HOLIDAYS = 3


def french_calendar(today: date) -> Calendar:
    """Return the working time of the agencies, with the public holidays around a day."""
    return _calendar_of(today.year)


@cache
def _calendar_of(year: int) -> Calendar:
    years = range(year - 1, year + YEARS_OF_HOLIDAYS)
    return Calendar(holidays=frozenset(holidays.country_holidays("FR", years=years)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference data that routing looks at: read once, read again after an import."""

    services: tuple[Service, ...]
    problems: Mapping[str, Problem]
    communes: Mapping[str, Place]
    residences: Mapping[str, Place]
    names: Mapping[str, str]  # residence code or INSEE code → name


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBefore:
    """What somebody told before this message: the needs of each open case, and who has it."""

    codes: Mapping[int, Sequence[str]]
    last_owner: str | None


class Situations:
    """Builds situations and routes them, with the reference data at hand."""

    def __init__(self, reference: Reference, calendar: Calendar, *, now: datetime) -> None:
        self.reference = reference
        self.calendar = calendar
        self._now = now

    def routes(
        self,
        kept: Kept,
        address: ChannelAddress,
        needs: Iterable[NeedTold],
        place: Mapping[str, Any],
        language: str,
        safety: str | None,
    ) -> tuple[tuple[NeedTold, Route], ...]:
        """Return each need with where it goes, and why."""
        agents, where = officers(kept), self.place(kept, address, place)
        household = kept.people.household(address.household_id) if address.household_id else None
        told_before = self._told_before(kept, address)

        def situation(told: NeedTold) -> Situation:
            need = Need(told.need)
            return Situation(
                need=need,
                facts=_facts(household, told),
                place=where,
                history=self._history(kept, household, told_before, need),
                officers=agents,
                services=self.reference.services,
                problems=self.reference.problems,
                safety=safety,
                now=self._now,
                calendar=self.calendar,
                language=language,
            )

        return tuple((told, route(situation(told))) for told in needs)

    def place(self, kept: Kept, address: ChannelAddress, said: Mapping[str, Any]) -> Place:
        """Return the place a need is about: what was said, else the person's own dwelling."""
        named = self._named(said)
        if named is not None:
            return named
        home = kept.people.home_of(address.household_id) if address.household_id else None
        if home is None:
            return self._place_told_before(kept, address)
        dwelling, residence = home
        known = self.reference.residences[residence.code].in_building(dwelling.building)
        return replace(known, dwelling=dwelling.label)

    def _place_told_before(self, kept: Kept, address: ChannelAddress) -> Place:
        """Return the place of the open case of somebody unproven, so as not to ask it again."""
        told = (self._named(case.place) for case in kept.cases.open_of(None, address.id))
        return next((place for place in told if place is not None), Place())

    def _named(self, said: Mapping[str, Any]) -> Place | None:
        """Return the residence or the town that is named, None when neither is."""
        if said.get("residence") in self.reference.residences:
            return self.reference.residences[said["residence"]].in_building(said.get("building"))
        return self.reference.communes.get(str(said.get("town")))

    def _told_before(self, kept: Kept, address: ChannelAddress) -> ToldBefore:
        cases = kept.cases.open_of(address.household_id, address.id)
        codes = {case.id or 0: [n.code for n in kept.cases.needs(case.id or 0)] for case in cases}
        return ToldBefore(codes=codes, last_owner=self._last_owner(kept, address, cases))

    def _history(
        self, kept: Kept, household: Household | None, before: ToldBefore, need: Need
    ) -> History:
        lines = [
            event
            for case_id, told in before.codes.items()
            if need in told
            for event in kept.cases.timeline(case_id)
        ]
        since = self._now - REPEATED_WITHIN
        repeats = kept.cases.repeats(household.id or 0, need, since=since) if household else 0
        return History(
            open_needs=tuple(Need(code) for told in before.codes.values() for code in told),
            repeats_90_days=repeats,
            already_followed_by=household.followed_by if household else None,
            violence_flag=bool(household and household.violence),
            last_owner=before.last_owner,
            attempts=sum(_is_attempt(event) for event in lines),
            target_exceeded=any(event.kind == "target_missed" for event in lines),
        )

    def _last_owner(
        self, kept: Kept, address: ChannelAddress, open_cases: list[Case]
    ) -> str | None:
        """Return who has the open case, else who had the last one within a year."""
        owner = next((case.owner_id for case in open_cases if case.owner_id), None)
        if owner is not None:
            return owner
        since = self._now - SAME_PERSON_WITHIN
        ended = kept.cases.of(address.household_id, address.id)
        lately = (case for case in ended if case.closed_at and case.closed_at >= since)
        return next((case.owner_id for case in lately if case.owner_id), None)


def _is_attempt(event: CaseEvent) -> bool:
    """Tell whether an agent of the first level did something for the person."""
    return event.kind in ATTEMPTS and event.actor not in set(Actor)


def _facts(household: Household | None, told: NeedTold) -> dict[str, Any]:
    """Return what was told, and what is known of the household."""
    facts = dict(told.facts)
    if household is not None:
        facts.setdefault("children_count", household.children)
        if household.vulnerable:
            facts.setdefault("vulnerable", True)
    return facts


def officers(kept: Kept) -> tuple[Officer, ...]:
    """Return the agents as routing sees them."""
    return tuple(
        Officer(
            id=agent.id,
            name=agent.name,
            role=Role(agent.role),
            agency=agent.unit,
            load=agent.load,
            absent=agent.absent,
        )
        for agent in kept.staff.with_loads()
    )
