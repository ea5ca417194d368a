"""Whatever is told, from wherever: one unit answers, in one role, by a date, and says why.

Walked over the reference data as it is kept: every commune and every residence, by every need.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.situations import french_calendar, officers
from casework.matrix import line_for
from casework.needs import Need
from casework.partners import Service
from casework.problems import Problem
from casework.roles import CELL, CELL_ROLES, HEAD_OFFICE, HEAD_OFFICE_ROLES
from casework.routing import route
from casework.situation import History, Officer, Place, Situation
from storage.database import Database

MONDAY_9AM = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CALENDAR = french_calendar(MONDAY_9AM.date())
NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Landlord:
    """What routing looks at, as it was imported."""

    agencies: frozenset[str]
    communes: Mapping[str, Place]
    residences: Mapping[str, Place]
    services: tuple[Service, ...]
    problems: Mapping[str, Problem]
    officers: tuple[Officer, ...]

    def __repr__(self) -> str:
        return "the demonstration landlord"

    @property
    def places(self) -> list[Place]:
        """Return every place that somebody can write from, and none at all."""
        return [*self.communes.values(), *self.residences.values(), NOWHERE]

    def told(self, need, place, facts=None, **more):
        usual = {"officers": self.officers, "services": self.services, "now": MONDAY_9AM}
        return Situation(
            need=need,
            place=place,
            facts=facts or {},
            calendar=CALENDAR,
            problems=self.problems,
            **{**usual, **more},
        )


@pytest.fixture(scope="module")
def landlord(demo_file):
    database = Database(f"sqlite:///{demo_file}")
    read = database.read_now(
        lambda kept: Landlord(
            agencies=frozenset(agency.code for agency in kept.directory.agencies()),
            communes=kept.directory.communes_for_rules(),
            residences=kept.directory.residences_for_rules(),
            services=kept.directory.services_for_rules(),
            problems=kept.directory.problems_for_rules(),
            officers=officers(kept),
        )
    )
    database.close()
    return read


def check(landlord, situation):
    """Say that the route of a situation leaves nobody waiting for nobody; return it."""
    went = route(situation)

    assert went.unit in {*landlord.agencies, CELL, HEAD_OFFICE}
    assert went.role
    assert 0 <= went.severity <= 4
    assert situation.now < went.reply_due
    assert situation.now < went.action_due
    assert went.message
    assert went.tell.startswith("route.tell.")
    check_reasons(situation, went)
    return went


def check_reasons(situation, went):
    """Say that the line that won comes first among the reasons, and that all losers are told."""
    decided, lost = line_for(situation)
    named = [reason.rule for reason in went.because]

    assert named[0] == decided.case
    assert all(named)
    assert {loser.rule for loser in went.also_considered} >= {line.case for line in lost}
    assert all(loser.rule and loser.why for loser in went.also_considered)


# Every town, every residence, every need


@pytest.mark.parametrize("need", Need)
def test_every_need_from_every_town_and_residence_has_a_unit_a_role_and_reasons(landlord, need):
    assert len(landlord.communes) == 30
    assert len(landlord.residences) == 27

    for place in landlord.places:
        went = check(landlord, landlord.told(need, place))

        if went.role in CELL_ROLES:
            assert went.unit == CELL
        elif went.role in HEAD_OFFICE_ROLES or place is NOWHERE:
            assert went.unit == HEAD_OFFICE
        else:
            assert went.unit == place.agency


@pytest.mark.parametrize("need", Need)
def test_every_need_from_every_known_place_is_one_named_persons_of_the_right_role(landlord, need):
    staff = {officer.id: officer for officer in landlord.officers}

    for place in [*landlord.communes.values(), *landlord.residences.values()]:
        went = route(landlord.told(need, place))

        assert staff[went.owner].agency in {went.unit, CELL}
        assert staff[went.owner].role is went.role
        assert went.backup != went.owner


@pytest.mark.parametrize("need", Need)
def test_a_defect_of_the_catalogue_never_leaves_a_need_without_a_unit(landlord, need):
    home = landlord.residences["les-tilleuls"]

    for code in landlord.problems:
        check(landlord, landlord.told(need, home, {"problem_type": code}))


# When people are away


@pytest.mark.parametrize("need", Need)
def test_when_everybody_is_away_the_unit_still_has_the_need_and_says_so(landlord, need):
    away = tuple(replace(officer, absent=True) for officer in landlord.officers)

    for place in landlord.places:
        went = check(landlord, landlord.told(need, place, officers=away))

        assert went.owner is None
        assert "nobody_free_the_whole_unit_sees_it" in {r.rule for r in went.because}


@pytest.mark.parametrize("need", Need)
def test_when_the_person_who_would_have_it_is_away_the_need_does_not_wait_for_them(landlord, need):
    for place in landlord.communes.values():
        usual = route(landlord.told(need, place)).owner
        left = tuple(replace(o, absent=o.id == usual) for o in landlord.officers)

        went = check(landlord, landlord.told(need, place, officers=left))

        assert went.owner != usual


@pytest.mark.parametrize("need", [Need.VIOLENCE, Need.SUICIDE, Need.CHILD, Need.FIRE, Need.FOOD])
def test_what_cannot_wait_is_somebodys_even_from_an_unknown_place(landlord, need):
    went = check(landlord, landlord.told(need, NOWHERE, safety="vital_now"))

    assert went.owner is not None
    assert went.alert


# Gaps in the coverage


@pytest.mark.parametrize("need", Need)
def test_where_no_partner_covers_the_town_the_agency_keeps_the_need_and_the_cell_is_named(
    landlord, need
):
    for place in landlord.communes.values():
        went = route(landlord.told(need, place, services=()))

        rules = {reason.rule for reason in went.because}
        assert went.partners == ()
        assert went.coverage_gap is ("no_partner_covers_the_place_the_cell_acts" in rules)
        check(landlord, landlord.told(need, place, services=()))


# Whatever is told

ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-5, max_value=200),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["job_loss", "vital_now", "2026-12-01", "no_heating", "lift_down", "privacy"]),
    st.text(max_size=8),
    st.lists(st.text(max_size=3), max_size=2),
)
FACTS = st.dictionaries(
    st.sampled_from(
        [
            "months_count", "reason", "no_contact", "legal_threshold", "plan_at_risk", "cut_off",
            "change", "problem", "problem_type", "distress_signs", "subject", "hearing", "age",
            "child_age", "pregnant", "vulnerable", "only_toilet", "declared_payment",
        ]
    ),
    ANYTHING,
    max_size=6,
)  # fmt: skip
HISTORIES = st.builds(
    History,
    repeats_90_days=st.integers(min_value=0, max_value=9),
    already_followed_by=st.sampled_from([None, "passerelles-du-hainaut-logement", "gone"]),
    declined_count=st.integers(min_value=0, max_value=3),
    refused_help=st.booleans(),
    violence_flag=st.booleans(),
    last_owner=st.sampled_from([None, "fatima-fraquebois", "nobody"]),
    attempts=st.integers(min_value=0, max_value=3),
    plan_broken=st.booleans(),
    target_exceeded=st.booleans(),
)
MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    max_value=datetime(2027, 11, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@settings(deadline=None, max_examples=300)
@given(
    need=st.sampled_from(Need),
    place_number=st.integers(min_value=0, max_value=57),
    facts=FACTS,
    history=HISTORIES,
    safety=st.sampled_from([None, "risk_to_check", "risk_confirmed", "vital_now"]),
    now=MOMENTS,
    language=st.sampled_from(["fr", "ar", "tr", "uk", "xx"]),
)
def test_whatever_is_told_whenever_and_from_wherever_a_unit_answers(
    landlord, need, place_number, facts, history, safety, now, language
):
    place = landlord.places[place_number]

    check(
        landlord,
        landlord.told(
            need, place, facts, history=history, safety=safety, now=now, language=language
        ),
    )


@pytest.mark.parametrize("need", Need)
def test_a_need_from_an_unknown_place_is_in_somebody_s_tasks(landlord, need):
    assert route(landlord.told(need, NOWHERE)).owner is not None
