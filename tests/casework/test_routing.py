"""Where a need goes: the lines of the trade's routing matrix (domain/routing.md 3.3), and why."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from bot.situations import french_calendar
from casework.matrix import MATRIX, Cell, line_for, lines_of
from casework.needs import SAFETY, THEMATICS, Need
from casework.partners import Service
from casework.roles import CELL, HEAD_OFFICE, Role
from casework.routing import Loser, fsl_owner, route
from casework.situation import CONDITIONS, History, Officer, Place, Situation
from storage.demo.files import read_json, read_reference
from tests.catalogue import PROBLEMS

PARIS = ZoneInfo("Europe/Paris")
MONDAY_9AM = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # nine o'clock in Paris
CALENDAR = french_calendar(MONDAY_9AM.date())
DENAIN = Place(insee="59172", commune="Denain", epci="200042190", agency="AG-VAL")
NOWHERE = Place()
COMMUNES = read_reference("communes.json")

R = Role
NO, INFORMED, YES = Cell.NO, Cell.INFORMED, Cell.YES
DUE = {  # when the first action is due, for a need told on Monday 23 November 2026 at nine
    "now": "23/11 10:00",  # severity 4: the numbers first, then a person within the hour
    "2 wh": "23/11 11:00",
    "4 h": "23/11 13:00",
    "24 h": "24/11 09:00",
    "48 h": "25/11 09:00",
    "1 wd": "24/11 17:00",
    "2 wd": "25/11 17:00",
    "3 wd": "26/11 17:00",
    "5 wd": "30/11 17:00",
    "10 wd": "07/12 17:00",
    "15 wd": "14/12 17:00",
}


def told(need, facts=None, *, place=DENAIN, history=None, **more):
    """Return one need told on Monday at nine."""
    given = {"now": MONDAY_9AM, "calendar": CALENDAR, "problems": PROBLEMS, **more}
    return Situation(
        need=need, facts=facts or {}, place=place, history=history or History(), **given
    )


def in_paris(moment):
    return moment.astimezone(PARIS).strftime("%d/%m %H:%M")


def line(called, need, role, cell, severity, within, *, safety=None, **facts):
    """Return one line of the matrix, as a tenant's facts reach it."""
    situation = told(need, facts, safety=safety)
    return pytest.param(situation, role, cell, severity, within, id=called)


LINES = [
    line("a_partial_term_is_a_reminder", Need.ARREARS, R.RECOVERY_OFFICER, NO, 1, "5 wd"),
    line("one_full_term_is_a_call", Need.ARREARS, R.RECOVERY_OFFICER, NO, 2, "5 wd", months_count=1),
    line("arrears_with_a_social_cause_go_to_the_adviser", Need.ARREARS, R.SOCIAL_ADVISER, INFORMED,
         2, "5 wd", months_count=2, reason="job_loss"),
    line("a_debt_that_grows_goes_to_the_adviser", Need.ARREARS, R.SOCIAL_ADVISER, INFORMED,
         2, "5 wd", months_count=3),
    line("no_contact_at_all_is_a_visit", Need.ARREARS, R.RECOVERY_OFFICER, YES, 2, "10 wd",
         no_contact=True),
    line("the_legal_threshold_is_urgent", Need.ARREARS, R.RECOVERY_OFFICER, YES, 3, "48 h",
         legal_threshold=True),
    line("a_bailiffs_paper_is_read_in_a_day", Need.ARREARS_LEGAL, R.SOCIAL_ADVISER, YES, 3, "24 h"),
    line("a_contested_line_of_the_bill", Need.RENT_ACCOUNT, R.FRONT_DESK, NO, 1, "10 wd"),
    line("a_declared_payment_is_noted", Need.RENT_ACCOUNT, R.FRONT_DESK, NO, 0, "10 wd",
         declared_payment=True),
    line("the_benefit_was_stopped", Need.BENEFITS, R.SOCIAL_ADVISER, NO, 2, "5 wd"),
    line("bills_and_credits", Need.DEBT, R.SOCIAL_ADVISER, NO, 2, "5 wd"),
    line("a_cut_is_announced", Need.DEBT, R.SOCIAL_ADVISER, NO, 3, "48 h", cut_off="announced"),
    line("nothing_to_eat", Need.FOOD, R.SOCIAL_ADVISER, INFORMED, 3, "24 h"),
    line("a_job_was_lost", Need.EMPLOYMENT_LOSS, R.SOCIAL_ADVISER, INFORMED, 2, "5 wd"),
    line("somebody_looks_for_work", Need.EMPLOYMENT_SEEK, R.CLAUSE_OFFICER, YES, 1, "10 wd"),
    line("somebody_wants_the_school", Need.WORKSITE_SCHOOL, R.CLAUSE_OFFICER, YES, 1, "5 wd"),
    line("a_barrier_to_work", Need.BARRIER, R.CLAUSE_OFFICER, INFORMED, 1, "10 wd"),
    line("trouble_at_the_post", Need.PLACEMENT, R.CLAUSE_OFFICER, YES, 2, "1 wd"),
    line("an_accident_at_work", Need.PLACEMENT, R.CLAUSE_OFFICER, YES, 3, "1 wd",
         problem="accident"),
    line("care_given_up", Need.HEALTH, R.SOCIAL_ADVISER, NO, 2, "5 wd"),
    line("an_addiction_said_by_the_person", Need.ADDICTION, R.SOCIAL_ADVISER, NO, 2, "5 wd"),
    line("the_bath_is_too_high", Need.AUTONOMY, R.TECHNICIAN, NO, 2, "15 wd"),
    line("a_birth", Need.FAMILY, R.RENTAL_OFFICER, NO, 1, "10 wd", change="birth"),
    line("a_separation", Need.FAMILY, R.RENTAL_OFFICER, NO, 2, "10 wd", change="separation"),
    line("violence_at_home_is_the_managers_only", Need.VIOLENCE, R.AGENCY_MANAGER, YES, 3, "2 wh"),
    line("a_wish_to_die_now", Need.SUICIDE, R.ON_CALL, YES, 4, "now", safety="vital_now"),
    line("a_wish_to_die_without_means", Need.SUICIDE, R.SOCIAL_ADVISER, YES, 3, "2 wh",
         safety="risk_confirmed"),
    line("a_child_in_danger", Need.CHILD, R.AGENCY_MANAGER, YES, 4, "now"),
    line("somebody_is_very_ill", Need.MEDICAL, R.ON_CALL, INFORMED, 4, "now"),
    line("a_fire", Need.FIRE, R.ON_CALL, INFORMED, 4, "now"),
    line("a_smell_of_gas", Need.GAS, R.ON_CALL, INFORMED, 4, "now"),
    line("an_assault", Need.ASSAULT, R.ON_CALL, INFORMED, 4, "now"),
    line("a_neighbour_is_not_seen", Need.SAFEGUARD, R.AGENCY_MANAGER, YES, 3, "4 h"),
    line("noise_next_door", Need.NEIGHBOUR, R.RENTAL_OFFICER, NO, 1, "10 wd"),
    line("a_neighbour_who_is_not_well", Need.NEIGHBOUR, R.AGENCY_MANAGER, YES, 2, "5 wd",
         distress_signs=True),
    line("the_hall_is_occupied", Need.ASB, R.AGENCY_MANAGER, INFORMED, 2, "2 wd"),
    line("no_water", Need.REPAIR, R.TECHNICIAN, NO, 2, "4 h", problem_type="no_water"),
    line("no_hot_water", Need.REPAIR, R.TECHNICIAN, NO, 1, "24 h", problem_type="no_hot_water"),
    line("a_shutter", Need.REPAIR, R.TECHNICIAN, NO, 1, "5 wd", problem_type="joinery"),
    line("sparks_from_a_socket", Need.REPAIR, R.TECHNICIAN, NO, 3, "4 h",
         problem_type="electrical_danger"),
    line("the_lift_is_down", Need.COMMON_AREA, R.TECHNICIAN, NO, 1, "24 h",
         problem_type="lift_down"),
    line("the_lift_where_somebody_cannot_climb", Need.COMMON_AREA, R.TECHNICIAN, NO, 2, "4 h",
         problem_type="lift_down", disability=True),
    line("a_dirty_hall_is_the_caretakers", Need.COMMON_AREA, R.CARETAKER, NO, 1, "5 wd",
         problem_type="cleaning"),
    line("bedbugs", Need.HYGIENE, R.TECHNICIAN, NO, 2, "5 wd", problem_type="pest_bedbug"),
    line("a_wish_to_move", Need.REHOUSING, R.RENTAL_OFFICER, NO, 1, "10 wd", reason="too_small"),
    line("works_or_relocation", Need.SITE, R.RELOCATION_OFFICER, YES, 1, "5 wd"),
    line("a_paper_to_fill_in", Need.ADMIN, R.FRONT_DESK, NO, 1, "5 wd", subject="paperwork"),
    line("a_person_is_wanted", Need.ADMIN, R.FRONT_DESK, NO, 1, "1 wd", subject="callback"),
]  # fmt: skip


@pytest.mark.parametrize(("situation", "role", "cell", "severity", "within"), LINES)
def test_a_need_goes_where_the_matrix_says(situation, role, cell, severity, within):
    went = route(situation)

    assert (went.role, went.severity) == (role, severity)
    assert line_for(situation)[0].cell is cell
    assert in_paris(went.action_due) == DUE[within]


@pytest.mark.parametrize(
    "situation",
    [
        pytest.param(told(Need.ARREARS, {"plan_at_risk": True}), id="one_instalment_missed"),
        pytest.param(told(Need.ARREARS, history=History(plan_broken=True)), id="plan_broken"),
    ],
)
def test_a_plan_that_slips_is_called_within_three_working_days(situation):
    went = route(situation)

    assert (went.role, went.severity) == (Role.RECOVERY_OFFICER, 2)
    assert in_paris(went.action_due) == DUE["3 wd"]


def test_a_dwelling_full_of_rubbish_is_met_by_the_adviser_not_by_pest_control():
    went = route(told(Need.HYGIENE, {"problem_type": "filth_dwelling"}))

    assert (went.role, went.severity) == (Role.SOCIAL_ADVISER, 2)
    assert in_paris(went.action_due) == DUE["5 wd"]


def test_a_priority_ground_to_move_is_heard_by_the_cell():
    situation = told(Need.REHOUSING, {"reason": "stairs"})

    assert route(situation).role is Role.RENTAL_OFFICER
    assert line_for(situation)[0].cell is Cell.YES


@pytest.mark.parametrize("reason", ["access", "erase", "rectify", "object"])
def test_a_data_protection_request_goes_to_the_officer_and_never_through_the_agency(reason):
    went = route(told(Need.ADMIN, {"subject": "privacy", "right": reason}))

    assert (went.role, went.unit) == (Role.DPO, HEAD_OFFICE)


# When somebody answers


@pytest.mark.parametrize(
    ("situation", "by"),
    [
        pytest.param(told(Need.BARRIER), "25/11 17:00", id="ordinary_in_two_working_days"),
        pytest.param(told(Need.BENEFITS), "24/11 17:00", id="sensitive_in_one_working_day"),
        pytest.param(told(Need.FOOD), "23/11 11:00", id="urgent_in_two_working_hours"),
        pytest.param(told(Need.FIRE), "23/11 09:15", id="vital_in_a_quarter_of_an_hour"),
        pytest.param(
            told(Need.REPAIR, {"problem_type": "no_water"}),
            "23/11 11:00",
            id="no_water_sooner_than_its_severity_asks",
        ),
        pytest.param(
            told(Need.ADMIN, {"subject": "callback"}),
            "23/11 11:00",
            id="who_asks_for_a_person_in_two_working_hours",
        ),
    ],
)
def test_the_first_answer_is_due_by_severity(situation, by):
    assert in_paris(route(situation).reply_due) == by


def test_from_severity_three_on_the_clock_runs_through_the_week_end():
    friday_evening = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)

    went = route(replace(told(Need.DEBT, {"cut_off": "done"}), now=friday_evening))

    assert went.action_due == friday_evening + timedelta(hours=48)


@pytest.mark.parametrize("need", Need)
def test_nothing_urgent_waits_more_than_two_days_and_nothing_vital_more_than_an_hour(need):
    for safety, hours in (("risk_confirmed", 48), ("vital_now", 1)):
        went = route(told(need, safety=safety))

        assert MONDAY_9AM < went.action_due <= MONDAY_9AM + timedelta(hours=hours)


# Who is told at once


@pytest.mark.parametrize(
    ("situation", "told_at_once"),
    [
        pytest.param(told(Need.BENEFITS), (), id="nobody_below_three"),
        pytest.param(
            told(Need.DEBT, {"cut_off": "done"}),
            (Role.SOCIAL_ADVISER, Role.AGENCY_MANAGER),
            id="the_adviser_and_the_manager_when_urgent",
        ),
        pytest.param(
            told(Need.FOOD),
            (Role.SOCIAL_ADVISER, Role.AGENCY_MANAGER, Role.CELL_MANAGER),
            id="the_cell_too_where_the_matrix_tells_it",
        ),
        pytest.param(
            told(Need.FIRE),
            (Role.ON_CALL, Role.AGENCY_MANAGER, Role.CELL_MANAGER),
            id="who_is_on_call_when_vital",
        ),
        pytest.param(
            told(Need.VIOLENCE),
            (Role.AGENCY_MANAGER, Role.CELL_MANAGER),
            id="only_the_managers_for_violence",
        ),
    ],
)
def test_who_is_told_at_once(situation, told_at_once):
    assert route(situation).alert == told_at_once


@pytest.mark.parametrize("need", sorted(SAFETY | {Need.SAFEGUARD}))
@pytest.mark.parametrize("safety", [None, "risk_to_check", "risk_confirmed", "vital_now"])
def test_a_caretaker_is_never_sent_to_an_assault_nor_to_any_danger(need, safety):
    caretaker = Officer(id="c", name="C", role=Role.CARETAKER, agency="AG-VAL")

    went = route(told(need, safety=safety, officers=(caretaker,)))

    assert went.role is not Role.CARETAKER
    assert went.owner is None
    assert Role.CARETAKER not in went.alert


# Who has it


def officer(name, role=Role.SOCIAL_ADVISER, agency="AG-VAL", *, load=0, absent=False):
    return Officer(id=name, name=name.title(), role=role, agency=agency, load=load, absent=absent)


def test_the_least_loaded_of_the_role_has_it_and_another_stands_behind():
    officers = (officer("busy", load=9), officer("free", load=2), officer("middle", load=5))

    went = route(told(Need.BENEFITS, officers=officers))

    assert (went.owner, went.backup) == ("free", "middle")
    assert "least_loaded" in rules(went)


def test_at_the_same_load_the_lowest_id_has_it_in_whatever_order_they_come():
    officers = (officer("b"), officer("a"), officer("c"))

    owners = {route(told(Need.BENEFITS, officers=o)).owner for o in permutations(officers)}

    assert owners == {"a"}


def test_the_person_who_knows_the_household_has_it_again_however_busy():
    officers = (officer("free"), officer("known", load=40))

    went = route(told(Need.BENEFITS, officers=officers, history=History(last_owner="known")))

    assert (went.owner, went.backup) == ("known", "free")
    assert "same_person_as_before" in rules(went)


def test_who_is_absent_or_elsewhere_or_of_another_trade_is_not_asked():
    officers = (
        officer("absent", absent=True),
        officer("elsewhere", agency="AG-CAM"),
        officer("recovery", role=Role.RECOVERY_OFFICER),
        officer("here", load=30),
    )

    went = route(told(Need.BENEFITS, officers=officers, history=History(last_owner="absent")))

    assert (went.owner, went.backup) == ("here", None)


def test_where_nobody_has_the_role_somebody_stands_in_and_it_is_said():
    officers = (officer("manager", role=Role.AGENCY_MANAGER),)

    went = route(told(Need.BENEFITS, officers=officers))

    assert (went.role, went.owner) == (Role.SOCIAL_ADVISER, "manager")
    assert "stands_in" in rules(went)


def test_a_manager_who_is_away_is_stood_in_for_by_the_cell_never_by_the_desk():
    officers = (
        officer("desk", role=Role.FRONT_DESK),
        officer("caretaker", role=Role.CARETAKER),
        officer("cell", role=Role.CELL_MANAGER, agency=CELL),
    )

    assert route(told(Need.VIOLENCE, officers=officers)).owner == "cell"


def test_where_nobody_is_free_the_unit_still_answers_and_the_reason_is_told():
    went = route(told(Need.BENEFITS))

    assert (went.owner, went.backup, went.unit) == (None, None, "AG-VAL")
    assert "nobody_free_the_whole_unit_sees_it" in rules(went)


def rules(went):
    return [reason.rule for reason in went.because]


# Where it goes


def test_work_of_the_cell_goes_to_the_cell_from_anywhere():
    for place in (DENAIN, NOWHERE):
        went = route(told(Need.EMPLOYMENT_SEEK, place=place))

        assert (went.unit, went.level) == (CELL, 2)
        assert "work_of_the_cell" in rules(went)


def test_a_place_not_known_yet_goes_to_the_head_office_and_the_person_is_told_so():
    went = route(told(Need.BENEFITS, place=NOWHERE))

    assert (went.unit, went.level) == (HEAD_OFFICE, 1)
    assert "place_not_known_yet" in rules(went)
    assert went.tell == "route.tell.place_not_known"


@pytest.mark.parametrize("need", [Need.REHOUSING, Need.SITE])
def test_who_must_move_because_of_a_demolition_is_met_by_the_relocation_officer(need):
    went = route(told(need, place=replace(DENAIN, perimeter="demolition")))

    assert (went.role, went.unit) == (Role.RELOCATION_OFFICER, HEAD_OFFICE)
    assert "dwelling_to_be_demolished" in rules(went)


@pytest.mark.parametrize(
    ("need", "shown"),
    [
        (Need.REPAIR, True),
        (Need.COMMON_AREA, True),
        (Need.HYGIENE, True),
        (Need.ASB, True),
        (Need.ARREARS, False),
        (Need.HEALTH, False),
    ],
)
def test_on_a_reclaimed_site_what_is_technical_is_shown_on_the_operation(need, shown):
    went = route(told(need, place=replace(DENAIN, perimeter="reclaim")))

    assert ("shown_on_the_site_operation" in rules(went)) is shown


# Who runs the housing solidarity fund


@pytest.mark.parametrize("town", COMMUNES, ids=lambda town: town["name"])
def test_the_owner_of_the_housing_fund_follows_the_intercommunality(town):
    place = Place(insee=town["insee"], epci=town["epci_code"], agency=town["agency"])

    assert fsl_owner(place) == town["fsl_owner"]
    assert route(told(Need.ARREARS, place=place)).fsl_owner == town["fsl_owner"]


@pytest.mark.parametrize(
    ("name", "postcode", "namesake", "owner"),
    [
        pytest.param("Dunkerque", "59279", "Halluin", "dept59", id="dunkerque_is_not_halluin"),
        pytest.param("Anzin", "59410", "Mons-en-Barœul", "dept59", id="anzin_is_not_mons"),
        pytest.param("Wattignies", "59139", "Caudry", "mel", id="wattignies_is_not_caudry"),
    ],
)
def test_a_postcode_that_is_another_towns_code_does_not_change_the_fund(
    name, postcode, namesake, owner
):
    towns = {town["name"]: town for town in COMMUNES}
    town = towns[name]

    found = fsl_owner(Place(insee=town["insee"], epci=town["epci_code"]))

    assert postcode in town["postcodes"]
    assert towns[namesake]["insee"] == postcode
    assert towns[namesake]["fsl_owner"] != owner
    assert found == owner


def test_a_place_knows_no_postcode_so_no_rule_can_read_one():
    assert "postcode" not in {field.name for field in fields(Place)}


@pytest.mark.parametrize(
    ("place", "owner"),
    [
        pytest.param(NOWHERE, None, id="unknown_place"),
        pytest.param(Place(insee="59350", epci="200093201"), "mel", id="lille"),
        pytest.param(Place(insee="59350"), "dept59", id="epci_not_known"),
        pytest.param(Place(insee="62041", epci="200033579"), None, id="arras_is_not_in_the_nord"),
    ],
)
def test_the_fund_is_only_named_where_it_is_known(place, owner):
    assert fsl_owner(place) == owner


# Who else could help

RENT = THEMATICS[Need.ARREARS]


def service(name, **given):
    usual = {
        "partner_id": name,
        "partner_name": name.title(),
        "partner_type": "aes_association",
        "thematics": RENT,
        "communes": frozenset({DENAIN.insee}),
        "capacity_free": 3,
    }
    return Service(id=name, **{**usual, **given})


def owes_two_months(**more):
    return told(
        Need.ARREARS,
        {"months_count": 2, "reason": "illness"},
        **{"services": (service("ronce"),), **more},
    )


@pytest.mark.parametrize(
    ("situation", "rule"),
    [
        pytest.param(owes_two_months(), "first_level_tries_first", id="the_agency_tries_first"),
        pytest.param(
            owes_two_months(history=History(attempts=1)),
            "partners_may_be_proposed",
            id="after_one_attempt",
        ),
        pytest.param(
            told(
                Need.ARREARS,
                {"legal_threshold": True},
                services=(service("ronce"),),
            ),
            "partners_may_be_proposed",
            id="at_once_when_urgent",
        ),
        pytest.param(
            told(
                Need.FOOD,
                services=(service("ronce", thematics=THEMATICS[Need.FOOD]),),
            ),
            "partners_may_be_proposed",
            id="at_once_for_food",
        ),
    ],
)
def test_a_partner_is_found_and_it_is_said_whether_it_may_be_proposed(situation, rule):
    went = route(situation)

    assert [candidate.service for candidate in went.partners] == ["ronce"]
    assert rule in rules(went)
    assert not went.coverage_gap


def test_after_two_refusals_no_third_is_proposed_and_the_cell_meets():
    went = route(owes_two_months(history=History(attempts=1, declined_count=2)))

    assert went.partners == ()
    assert "two_referrals_declined_the_cell_meets" in rules(went)


def test_where_no_partner_covers_the_town_it_is_a_gap_and_the_cell_acts():
    far = service("far", communes=frozenset({"59350"}))

    went = route(owes_two_months(services=(far,)))

    assert went.coverage_gap
    assert "no_partner_covers_the_place_the_cell_acts" in rules(went)
    assert Loser(rule="partner:far", why="does_not_cover_the_commune") in went.also_considered


def test_an_unknown_place_is_no_gap_in_the_coverage():
    assert not route(owes_two_months(place=NOWHERE)).coverage_gap


def test_a_partner_who_said_no_for_this_household_is_told_among_the_losers():
    history = History(attempts=1, declined=frozenset({"ronce"}), declined_count=1)

    went = route(owes_two_months(history=history, services=(service("ronce"), service("other"))))

    assert [candidate.service for candidate in went.partners] == ["other"]
    assert Loser(rule="partner:ronce", why="declined_for_this_person") in went.also_considered


# Reasons and losers


def test_the_lines_that_were_tried_before_are_told_with_the_reason_they_lost():
    went = route(told(Need.DEBT))

    assert went.because[0].rule == "other_debts"
    assert Loser(rule="power_or_water_cut", why="does_not_hold") in went.also_considered


@pytest.mark.parametrize(("situation", "role", "cell", "severity", "within"), LINES)
def test_every_line_that_was_tried_is_told_as_the_winner_or_as_a_loser(
    situation, role, cell, severity, within
):
    decided, lost = line_for(situation)

    went = route(situation)

    assert rules(went)[0] == decided.case
    assert {Loser(rule=one.case, why="does_not_hold") for one in lost} <= {*went.also_considered}
    assert decided.case not in {loser.rule for loser in went.also_considered}


@pytest.mark.parametrize("need", Need)
def test_every_need_has_a_line_that_holds_whatever_is_known(need):
    decided, lost = line_for(told(need, place=NOWHERE))

    assert lines_of(need)[: len(lost) + 1] == (*lost, decided)


@pytest.mark.parametrize("need", Need)
def test_the_same_situation_always_goes_the_same_way(need):
    situation = told(need, {"months_count": 2}, services=(service("a"), service("b")))

    assert route(situation) == route(replace(situation))


# The matrix as a whole


def test_every_line_is_reached_by_its_own_name():
    assert len({one.case for one in MATRIX}) == len(MATRIX)


@pytest.mark.parametrize("one", MATRIX, ids=lambda one: one.case)
def test_a_line_names_partners_and_delays_that_are_known(one):
    types = {row["code"] for row in read_reference("partner_types.json")}

    assert set(one.partners) <= types
    assert one.within.unit in {"wd", "wh", "h"}
    assert 0 <= one.severity <= 4


def test_every_role_of_the_matrix_is_somebody_at_the_landlords():
    employed = {person["role"] for person in read_json("staff.json")}

    assert {one.role for one in MATRIX} <= employed


def test_every_thematic_of_a_need_is_one_of_the_public_vocabulary():
    known = {row["slug"] for row in read_reference("thematics.json")["thematics"]}

    assert {slug for slugs in THEMATICS.values() for slug in slugs} <= known


def test_a_public_holiday_is_not_counted_among_the_working_days():
    told_before_the_armistice = replace(
        told(Need.BENEFITS), now=datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
    )

    went = route(told_before_the_armistice)

    assert date(2026, 11, 11) in CALENDAR.holidays
    assert in_paris(went.action_due) == "18/11 17:00"


# What the catalogue of defects and the rules beside the matrix say


@pytest.mark.parametrize(
    ("need", "facts", "urgency", "severity"),
    [
        pytest.param(Need.COMMON_AREA, {"problem_type": "lock_broken"}, "U2", 1, id="hall_lock"),
        pytest.param(Need.REPAIR, {"problem_type": "lock_broken"}, "U1", 2, id="own_lock"),
        pytest.param(Need.COMMON_AREA, {"problem_type": "common_light"}, "U3", 1, id="one_bulb"),
        pytest.param(
            Need.COMMON_AREA,
            {"problem_type": "common_light", "whole_stair": True},
            "U2", 1, id="a_whole_stair_in_the_dark",
        ),
        pytest.param(
            Need.REPAIR, {"problem_type": "damp_mould", "children_count": 2}, "U3", 2,
            id="damp_where_children_live",
        ),
        pytest.param(
            Need.REPAIR, {"problem_type": "ceiling_wall_crack", "falling": True}, "U2", 4,
            id="a_ceiling_that_falls",
        ),
        pytest.param(
            Need.REPAIR, {"problem_type": "wc_blocked", "only_toilet": False}, "U2", 1,
            id="one_toilet_of_two",
        ),
    ],
)  # fmt: skip
def test_a_defect_is_as_urgent_and_as_grave_as_its_condition_makes_it(
    need, facts, urgency, severity
):
    situation = told(need, facts)

    assert (situation.urgency, route(situation).severity) == (urgency, severity)


def test_who_wants_nobody_of_the_agency_is_read_by_the_cell_but_a_repair_is_not():
    wish = {"not_agency": True}

    rent = route(told(Need.ARREARS, wish))
    repair = route(told(Need.REPAIR, {"problem_type": "no_heating", **wish}))

    assert (rent.role, rent.unit) == (Role.CELL_OFFICER, CELL)
    assert "asked_for_nobody_of_the_agency" in {reason.rule for reason in rent.because}
    assert repair.unit == "AG-VAL"


def test_who_the_catalogue_names_has_the_defect():
    intercom = route(told(Need.COMMON_AREA, {"problem_type": "intercom"}))
    hall = route(told(Need.COMMON_AREA, {"problem_type": "cleaning"}))

    assert (intercom.role, hall.role) == (R.TECHNICIAN, R.CARETAKER)


@pytest.mark.parametrize("problem", ["infiltration", "ceiling_wall_crack", "damp_mould"])
def test_heavy_works_in_a_building_to_come_down_are_for_whoever_rehouses(problem):
    place = replace(DENAIN, perimeter="demolition")

    assert route(told(Need.REPAIR, {"problem_type": problem}, place=place)).role is (
        R.RELOCATION_OFFICER
    )
    assert route(told(Need.REPAIR, {"problem_type": "no_water"}, place=place)).role is R.TECHNICIAN


@pytest.mark.parametrize(
    ("building", "perimeter"), [("F", "demolition"), ("A", None), (None, None)]
)
def test_a_perimeter_holds_for_its_buildings_only(building, perimeter):
    moulin = replace(DENAIN, perimeter="demolition", perimeter_buildings=("F",))

    assert moulin.in_building(building).perimeter == perimeter


def test_a_neighbour_not_seen_for_three_days_is_a_danger_of_life():
    assert route(told(Need.SAFEGUARD, {"last_seen": "2026-11-20"})).severity == 4
    assert route(told(Need.SAFEGUARD, {"last_seen": "2026-11-22"})).severity == 3


def test_arrears_with_a_hearing_near_go_the_way_of_a_legal_paper():
    went = route(told(Need.ARREARS, {"hearing": "2026-12-01", "months_count": 2}))

    assert (went.severity, went.role, went.message) == (3, R.SOCIAL_ADVISER, "M12")
    assert R.CELL_MANAGER in went.alert


@pytest.mark.parametrize(
    ("facts", "severity"),
    [
        ({"cut_off": "done"}, 3),
        ({"cut_off": "announced"}, 3),
        ({"cut_off": "announced", "cut_on": "2026-11-30"}, 3),
        ({"cut_off": "announced", "cut_on": "2026-12-15"}, 2),
        ({"cut_off": "none"}, 2),
    ],
)
def test_a_cut_within_seven_days_is_urgent(facts, severity):
    assert route(told(Need.DEBT, facts)).severity == severity


def test_the_cell_is_told_at_once_of_a_broken_plan_and_not_of_one_at_risk():
    broken = route(told(Need.ARREARS, history=History(plan_broken=True)))
    at_risk = route(told(Need.ARREARS, {"plan_at_risk": True}))

    assert (broken.alert, at_risk.alert) == ((R.CELL_MANAGER,), ())


def test_seasons_and_legal_dates_go_by_the_day_in_paris():
    first_of_october = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)
    cold = told(
        Need.REPAIR, {"problem_type": "no_heating", "vulnerable": True}, now=first_of_october
    )
    late_in_the_evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # the 24th in Paris
    hearing = told(Need.RENT_ACCOUNT, {"hearing": "2026-12-09"}, now=late_in_the_evening)

    assert (route(cold).severity, route(hearing).severity) == (3, 3)


def test_every_condition_of_the_catalogue_is_known_to_the_rules():
    named = {one.condition.when for one in PROBLEMS.values() if one.condition}

    assert named <= CONDITIONS
