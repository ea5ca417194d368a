"""The audit of arrears: which files are examined, why, in what order, and by when it is done."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.audits import (
    DELAYS,
    OFFERED,
    REASONS,
    ArrearsFile,
    Decision,
    DueIsPast,
    ItemState,
    SessionStatus,
    Told,
    due_of,
    find_reasons,
    is_private,
    list_candidates,
    may_be_named,
    period_of,
    status_of,
)
from casework.cases import Status
from casework.needs import Need
from casework.roles import Role
from casework.working_time import Calendar
from tests.conftest import MONDAY_9AM

DAY = timedelta(days=1)
QUIET = ArrearsFile(  # nothing to say of it: in time, in contact, the rent alone
    now=MONDAY_9AM,
    case_id=1,
    status=Status.IN_PROGRESS,
    severity=2,
    opened_at=MONDAY_9AM - 3 * DAY,
    reply_due_at=MONDAY_9AM - 2 * DAY,
    first_action_at=MONDAY_9AM - 3 * DAY,
    due_at=MONDAY_9AM + 4 * DAY,
    needs=(Told(need=Need.ARREARS),),
)
SILENT = {"asked_at": (MONDAY_9AM - 14 * DAY,)}


def told(need: Need, **facts: object) -> tuple[Told, ...]:
    return (*QUIET.needs, Told(need=need, facts=facts))


def test_a_file_that_goes_well_is_not_examined():
    assert find_reasons(QUIET) == ()


WHY = [
    pytest.param("target_missed", {"targets_missed": 1}, id="a_target_was_missed"),
    pytest.param("target_missed", {"due_at": MONDAY_9AM - DAY}, id="its_day_is_over"),
    pytest.param("target_missed", {"first_action_at": None}, id="nobody_answered_in_time"),
    pytest.param("target_missed_twice", {"targets_missed": 2}, id="missed_twice"),
    pytest.param("no_contact", SILENT, id="fourteen_days_without_an_answer"),
    pytest.param("no_contact", {"lost_before": True}, id="nobody_was_found_the_last_time"),
    pytest.param("job_loss", {"needs": told(Need.EMPLOYMENT_LOSS)}, id="a_job_is_lost"),
    pytest.param("job_loss", {"needs": told(Need.ARREARS, reason="hours_cut")}, id="hours_cut"),
    pytest.param("health", {"needs": told(Need.HEALTH)}, id="somebody_is_ill"),
    pytest.param("health", {"needs": told(Need.ARREARS, reason="illness")}, id="illness_said"),
    pytest.param("reopened", {"reopened": 1}, id="opened_again"),
    pytest.param("escalated", {"status": Status.ESCALATED}, id="with_the_cell_now"),
    pytest.param("escalated", {"was_escalated": True}, id="was_with_the_cell"),
    pytest.param(
        "plan_in_difficulty", {"needs": told(Need.ARREARS, plan_at_risk=True)}, id="at_risk"
    ),
    pytest.param(
        "plan_in_difficulty", {"needs": told(Need.ARREARS, plan_broken=True)}, id="broken"
    ),
    pytest.param("legal_paper", {"needs": told(Need.ARREARS_LEGAL)}, id="a_bailiff_came"),
    pytest.param("referral_declined", {"referral_declined": True}, id="help_was_declined"),
    pytest.param("carried_over", {"carried_over": True}, id="undecided_the_last_time"),
]


@pytest.mark.parametrize(("reason", "change"), WHY)
def test_a_file_is_examined_for_this_reason_alone(reason, change):
    assert find_reasons(replace(QUIET, **change)) == (reason,)


def test_each_reason_says_where_it_comes_from_and_is_tried_above():
    names = [reason.name for reason in REASONS]
    tried = {one.values[0] for one in WHY}

    assert len(set(names)) == len(names)
    assert set(names) == tried
    assert all(".md" in reason.source for reason in REASONS)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"asked_at": (MONDAY_9AM - 13 * DAY,)}, id="not_for_fourteen_days_yet"),
        pytest.param({"last_word_at": MONDAY_9AM - DAY}, id="they_wrote_since"),
        pytest.param({"asked_at": ()}, id="nothing_was_asked"),
    ],
)
def test_who_answers_or_is_not_asked_is_not_called_silent(change):
    assert "no_contact" in find_reasons(replace(QUIET, **SILENT))
    assert "no_contact" not in find_reasons(replace(QUIET, **{**SILENT, **change}))


def test_a_word_from_before_the_question_is_no_answer_to_it():
    before = MONDAY_9AM - 15 * DAY

    assert "no_contact" in find_reasons(replace(QUIET, **SILENT, last_word_at=before))


def test_to_ask_again_does_not_make_the_silence_shorter():
    again = {"asked_at": (MONDAY_9AM - 14 * DAY, MONDAY_9AM - DAY)}

    assert "no_contact" in find_reasons(replace(QUIET, **again))


def test_what_was_decided_is_left_alone_until_it_is_due():
    late = replace(QUIET, targets_missed=2, decision_due_at=MONDAY_9AM + DAY)

    assert find_reasons(late) == ()
    assert find_reasons(replace(late, now=MONDAY_9AM + 2 * DAY)) == ("target_missed_twice",)


def test_the_gravest_come_first_then_most_reasons_then_the_oldest():
    late = replace(QUIET, targets_missed=1)
    files = [
        replace(late, case_id=1, opened_at=MONDAY_9AM - 5 * DAY),
        replace(late, case_id=2, opened_at=MONDAY_9AM - 9 * DAY),
        replace(late, case_id=3, reopened=1),
        replace(late, case_id=4, severity=3),
        replace(QUIET, case_id=5),
    ]

    listed = list_candidates(files)

    assert [one.file.case_id for one in listed] == [4, 3, 2, 1]
    assert listed[1].why == ("target_missed", "reopened")


def test_the_same_files_in_any_order_make_the_same_list():
    files = [replace(QUIET, case_id=n, targets_missed=1) for n in range(1, 6)]

    assert list_candidates(files) == list_candidates(reversed(files))


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2026, 10, 31), date(2026, 10, 1)),
        (date(2026, 11, 23), date(2026, 10, 1)),
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2027, 1, 31), date(2026, 12, 1)),
        (date(2027, 2, 1), date(2027, 2, 1)),
    ],
)
def test_audits_are_of_the_even_months(day, period):
    assert period_of(day) == period


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ((), SessionStatus.DECIDED),
        ((ItemState.CANDIDATE,), SessionStatus.LISTED),
        ((ItemState.CANDIDATE, ItemState.EXAMINED), SessionStatus.HELD),
        ((ItemState.CANDIDATE, ItemState.DECIDED), SessionStatus.HELD),
        ((ItemState.DECIDED, ItemState.CARRIED_OVER), SessionStatus.DECIDED),
    ],
)
def test_an_audit_is_where_its_files_are(states, status):
    assert status_of(states) is status


CALENDAR = Calendar(holidays=frozenset())


def test_each_decision_has_its_delay_and_what_is_carried_over_has_none():
    for decision in OFFERED:
        due = due_of(decision, None, CALENDAR, now=MONDAY_9AM)
        assert (due is None) is (decision is Decision.CARRIED_OVER), decision
    assert due_of(Decision.CELL, None, CALENDAR, now=MONDAY_9AM).date() == date(2026, 11, 25)
    assert due_of(Decision.VISIT, None, CALENDAR, now=MONDAY_9AM).date() == date(2026, 12, 7)
    assert set(DELAYS) == set(OFFERED) - {Decision.CARRIED_OVER}


def test_the_day_that_is_asked_for_holds_to_its_end_and_a_past_one_is_refused():
    asked = date(2026, 12, 15)
    end = datetime(2026, 12, 15, 17, tzinfo=ZoneInfo("Europe/Paris"))

    assert due_of(Decision.PLAN, asked, CALENDAR, now=MONDAY_9AM) == end
    assert due_of(Decision.PLAN, MONDAY_9AM.date(), CALENDAR, now=MONDAY_9AM) > MONDAY_9AM
    with pytest.raises(DueIsPast):
        due_of(Decision.PLAN, MONDAY_9AM.date() - DAY, CALENDAR, now=MONDAY_9AM)
    with pytest.raises(DueIsPast):
        due_of(Decision.PLAN, asked, CALENDAR, now=end)


@pytest.mark.parametrize("role", Role)
def test_in_a_chat_nobody_reads_that_a_file_is_there_for_somebodys_health(role):
    assert not may_be_named(role, "health")


def test_who_has_no_business_with_money_does_not_read_of_plans_and_papers():
    for name in ("plan_in_difficulty", "legal_paper"):
        assert may_be_named(Role.AGENCY_MANAGER, name)
        assert not may_be_named(Role.CLAUSE_OFFICER, name)


def test_a_decision_for_health_is_private_and_no_other_is():
    assert [one for one in Decision if is_private(one)] == [Decision.HEALTH]
