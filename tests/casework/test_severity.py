"""How grave a need is: rules only ever raise it, and each that did is named (routing 3.1)."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from casework import needs
from casework.matrix import line_for
from casework.needs import Need
from casework.severity import RAISES, assess
from casework.situation import History, Situation
from casework.working_time import Calendar
from tests.catalogue import PROBLEMS

MONDAY_9AM = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CALENDAR = Calendar(holidays=frozenset())
DANGEROUS = [code for code, problem in PROBLEMS.items() if problem.danger]
HARMLESS = [code for code, problem in PROBLEMS.items() if problem.urgency and not problem.danger]
RULES = {rule.name for rule in RAISES}

FRAIL = {
    "somebody_vulnerable": {"vulnerable": True},
    "a_pregnancy": {"pregnant": True},
    "a_disability": {"disability": True},
    "medical_equipment": {"medical_equipment": True},
    "seventy_five_years": {"age": 75},
    "a_baby_of_two": {"child_age": 2},
    "a_newborn": {"child_age": 0},
}
NOT_FRAIL = {
    "nothing_said": {},
    "seventy_four_years": {"age": 74},
    "a_child_of_three": {"child_age": 3},
    "said_no": {"vulnerable": False, "pregnant": False},
}


def told(need, facts=None, *, now=MONDAY_9AM, history=None, safety=None):
    return Situation(
        need=need,
        facts=facts or {},
        now=now,
        calendar=CALENDAR,
        history=history or History(),
        problems=PROBLEMS,
        safety=safety,
    )


def no_heating(month, facts, need=Need.REPAIR):
    now = datetime(2026, month, 15, 8, 0, tzinfo=UTC)
    return assess(told(need, {"problem_type": "no_heating", **facts}, now=now))


@pytest.mark.parametrize("need", Need)
def test_without_any_rule_a_need_is_as_grave_as_its_line_and_says_which(need):
    line, _ = line_for(told(need))

    found = assess(told(need))

    assert (found.severity, found.hits) == (line.severity, (line.case,))


# Each rule by itself


@pytest.mark.parametrize(
    ("situation", "severity", "rule"),
    [
        pytest.param(
            told(Need.REPAIR, {"problem_type": "heating_dangerous"}),
            3,
            "defect_of_the_catalogue",
            id="a_dangerous_boiler",
        ),
        pytest.param(
            told(Need.BENEFITS, {"child_age": 1}),
            3,
            "somebody_frail_lives_there",
            id="the_benefit_is_stopped_where_a_baby_lives",
        ),
        pytest.param(
            told(Need.COMMON_AREA, {"problem_type": "no_heating", "age": 80}),
            3,
            "no_heating_in_winter_with_somebody_frail",
            id="a_cold_building_with_an_old_person_in_it",
        ),
        pytest.param(
            told(Need.NEIGHBOUR, history=History(repeats_90_days=2)),
            2,
            "told_again_within_ninety_days",
            id="noise_for_the_third_time",
        ),
        pytest.param(
            told(Need.RENT_ACCOUNT, history=History(plan_broken=True)),
            2,
            "plan_already_broken",
            id="a_bill_is_contested_after_a_broken_plan",
        ),
        pytest.param(
            told(Need.ARREARS, {"months_count": 2, "hearing": "2026-12-08"}),
            3,
            "legal_date_within_fifteen_days",
            id="a_hearing_in_fifteen_days",
        ),
        pytest.param(
            told(Need.ADMIN, history=History(target_exceeded=True)),
            2,
            "target_exceeded",
            id="nobody_answered_in_time",
        ),
        pytest.param(
            told(Need.REPAIR, {"problem_type": "joinery"}, safety="vital_now"),
            4,
            "danger_now",
            id="danger_said_beside_a_shutter",
        ),
        pytest.param(
            told(Need.MENTAL, safety="risk_confirmed"),
            3,
            "danger_confirmed",
            id="a_danger_that_was_confirmed",
        ),
    ],
)
def test_a_rule_raises_the_severity_and_is_named(situation, severity, rule):
    found = assess(situation)

    assert found.severity == severity
    assert found.hits[-1] == rule


def test_a_mere_doubt_about_danger_raises_nothing_before_somebody_asked():
    assert assess(told(Need.MENTAL, safety="risk_to_check")) == assess(told(Need.MENTAL))


@pytest.mark.parametrize("need", Need)
def test_danger_now_is_vital_whatever_was_being_told(need):
    assert assess(told(need, safety="vital_now")).severity == 4


# Heating in winter


@pytest.mark.parametrize("month", [10, 11, 12, 1, 2, 3, 4])
@pytest.mark.parametrize("facts", FRAIL.values(), ids=FRAIL)
def test_no_heating_in_winter_where_somebody_is_frail_is_urgent(month, facts):
    assert no_heating(month, facts).severity == 3


@pytest.mark.parametrize("month", [10, 11, 12, 1, 2, 3, 4])
def test_a_whole_building_without_heating_in_winter_is_urgent_for_the_frail(month):
    found = no_heating(month, {"vulnerable": True}, Need.COMMON_AREA)

    assert found.severity == 3
    assert "no_heating_in_winter_with_somebody_frail" in found.hits


@pytest.mark.parametrize("month", [5, 6, 7, 8, 9])
def test_no_heating_in_summer_is_sensitive_for_the_frail_not_urgent(month):
    assert no_heating(month, {"vulnerable": True}).severity == 2


@pytest.mark.parametrize("month", [1, 7])
@pytest.mark.parametrize("facts", NOT_FRAIL.values(), ids=NOT_FRAIL)
def test_no_heating_where_nobody_is_frail_is_ordinary(month, facts):
    assert no_heating(month, facts).severity == 1


@pytest.mark.parametrize(
    ("first", "last"), [("2026-10-01", "2026-09-30"), ("2027-04-30", "2027-05-01")]
)
def test_the_cold_season_runs_from_october_to_the_end_of_april(first, last):
    def severity(day):
        now = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        facts = {"problem_type": "no_heating", "vulnerable": True}
        return assess(told(Need.REPAIR, facts, now=now)).severity

    assert (severity(first), severity(last)) == (3, 2)


# Frail people


@pytest.mark.parametrize("facts", FRAIL.values(), ids=FRAIL)
@pytest.mark.parametrize(
    ("need", "severity"), [(Need.REPAIR, 2), (Need.BENEFITS, 3), (Need.DEBT, 3), (Need.FOOD, 3)]
)
def test_where_somebody_frail_lives_a_need_of_the_household_is_one_graver_up_to_three(
    facts, need, severity
):
    assert assess(told(need, facts)).severity == severity


@pytest.mark.parametrize(
    "need", sorted(set(Need) - {Need.REPAIR, Need.BENEFITS, Need.DEBT, Need.FOOD})
)
def test_frailty_does_not_make_other_needs_graver(need):
    assert assess(told(need, {"vulnerable": True})) == assess(told(need))


# Defects


@pytest.mark.parametrize("need", [Need.REPAIR, Need.COMMON_AREA])
@pytest.mark.parametrize("code", DANGEROUS)
def test_a_dangerous_defect_is_at_least_urgent(need, code):
    assert assess(told(need, {"problem_type": code})).severity >= 3


@pytest.mark.parametrize("code", HARMLESS)
def test_another_defect_is_sensitive_within_four_hours_and_ordinary_beyond(code):
    situation = told(Need.REPAIR, {"problem_type": code, "only_toilet": False})

    expected = 2 if PROBLEMS[code].urgency == "U1" else 1
    assert assess(situation).severity == expected


@pytest.mark.parametrize(
    ("facts", "urgency"),
    [
        pytest.param({"problem_type": "wc_blocked"}, "U1", id="the_only_toilet_unless_told"),
        pytest.param(
            {"problem_type": "wc_blocked", "only_toilet": False}, "U2", id="there_is_a_second"
        ),
        pytest.param({"problem_type": "lift_down"}, "U2", id="the_lift"),
        pytest.param({"problem_type": "lift_down", "age": 81}, "U1", id="the_lift_at_81"),
        pytest.param({"problem_type": "no_heating"}, "U2", id="no_heating"),
        pytest.param({"problem_type": "no_heating", "pregnant": True}, "U1", id="pregnant"),
        pytest.param({"problem_type": "no_such_defect"}, "", id="not_in_the_catalogue"),
        pytest.param({}, "", id="no_defect_named"),
    ],
)
def test_a_defect_is_more_urgent_where_somebody_suffers_from_it(facts, urgency):
    assert told(Need.REPAIR, facts).urgency == urgency


# Again and again, dates


@pytest.mark.parametrize(("times", "severity"), [(0, 1), (1, 1), (2, 2), (3, 2), (9, 2)])
def test_a_need_told_again_becomes_sensitive_and_no_more(times, severity):
    found = assess(told(Need.NEIGHBOUR, history=History(repeats_90_days=times)))

    assert found.severity == severity


def test_a_need_that_is_urgent_already_stays_urgent_when_told_again():
    again = History(repeats_90_days=5)

    assert assess(told(Need.FOOD, history=again)) == assess(told(Need.FOOD))


@pytest.mark.parametrize(
    ("hearing", "near"),
    [
        pytest.param("2026-11-23", True, id="today"),
        pytest.param("2026-12-08", True, id="in_fifteen_days"),
        pytest.param("2026-12-09", False, id="in_sixteen_days"),
        pytest.param("2026-11-22", False, id="yesterday"),
        pytest.param("2026-12-01T09:30:00+01:00", True, id="with_an_hour"),
        pytest.param("bientôt", False, id="no_date_at_all"),
        pytest.param(None, False, id="not_said"),
    ],
)
def test_a_legal_date_counts_from_fifteen_days_before(hearing, near):
    found = assess(told(Need.RENT_ACCOUNT, {"hearing": hearing}))

    assert found.severity == (3 if near else 1)


def test_a_late_answer_never_makes_a_need_vital_only_a_person_does():
    late = History(target_exceeded=True)

    assert assess(told(Need.BENEFITS, history=late)).severity == 3
    assert assess(told(Need.FOOD, history=late)).severity == 3


# All rules together

FACTS = [{}, {"vulnerable": True}, {"problem_type": "no_heating", "vulnerable": True}]
HISTORIES = [
    History(repeats_90_days=repeats, plan_broken=broken, target_exceeded=late)
    for repeats, broken, late in product((0, 2), (False, True), (False, True))
]
SAFETY = [None, "risk_to_check", "risk_confirmed", "vital_now"]


def situations_of(need):
    for facts, history, safety, hearing in product(FACTS, HISTORIES, SAFETY, (None, "2026-12-01")):
        yield told(need, {**facts, "hearing": hearing}, history=history, safety=safety)


@pytest.mark.parametrize("need", Need)
def test_no_mix_of_rules_lowers_a_severity_and_every_step_up_is_explained(need):
    for situation in situations_of(need):
        line, _ = line_for(situation)

        found = assess(situation)

        assert line.severity <= found.severity <= 4
        assert found.hits[0] == line.case
        assert set(found.hits[1:]) <= RULES
        assert len(found.hits) == len(set(found.hits))
        assert bool(found.hits[1:]) == (found.severity > line.severity)


def confirmed(need):
    """A need that is a danger by itself is taken for the worst until somebody knows better."""
    return "vital_now" if need in needs.SAFETY else "risk_confirmed"


WORSE = {
    "somebody_is_frail": lambda s: replace(s, facts={**s.facts, "vulnerable": True}),
    "it_is_told_again": lambda s: replace(s, history=replace(s.history, repeats_90_days=2)),
    "a_plan_is_broken": lambda s: replace(s, history=replace(s.history, plan_broken=True)),
    "nobody_came_in_time": lambda s: replace(s, history=replace(s.history, target_exceeded=True)),
    "a_hearing_is_near": lambda s: replace(s, facts={**s.facts, "hearing": "2026-12-01"}),
    "danger_is_confirmed": lambda s: replace(s, safety=s.safety or confirmed(s.need)),
    "danger_is_now": lambda s: replace(s, safety="vital_now"),
}


@pytest.mark.parametrize("worse", WORSE.values(), ids=WORSE)
def test_nothing_worse_ever_makes_a_need_less_grave(worse):
    for situation in (situation for need in Need for situation in situations_of(need)):
        assert assess(worse(situation)).severity >= assess(situation).severity, situation
