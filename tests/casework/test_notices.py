"""The life of a notice: who may do what, and that one person alone sends nothing."""

from itertools import product

import pytest

from casework.errors import NotForYourRole
from casework.notices import (
    MANY,
    NOTICE_STEPS,
    VALIDATES,
    WRITES,
    Act,
    Kind,
    NeedsTheManager,
    NobodyToTell,
    NoSuchNotice,
    NoSuchNoticeStep,
    NoticeAgent,
    NoticeStatus,
    NoticeView,
    SamePerson,
    check_act,
    find_step,
)
from casework.roles import Role

S, A = NoticeStatus, Act
UNIT = "AG-VAL"

# From, act, to: each step of the page; whatever is not here is refused.
PERMITTED = {
    (S.DRAFT, A.EDIT): S.DRAFT,
    (S.PREVIEWED, A.EDIT): S.DRAFT,
    (S.VALIDATED, A.EDIT): S.DRAFT,
    (S.DRAFT, A.PREVIEW): S.PREVIEWED,
    (S.PREVIEWED, A.PREVIEW): S.PREVIEWED,
    (S.PREVIEWED, A.VALIDATE): S.VALIDATED,
    (S.VALIDATED, A.SEND): S.SENDING,
    (S.SENDING, A.PAUSE): S.PAUSED,
    (S.PAUSED, A.RESUME): S.SENDING,
    (S.DRAFT, A.CANCEL): S.CANCELLED,
    (S.PREVIEWED, A.CANCEL): S.CANCELLED,
    (S.VALIDATED, A.CANCEL): S.CANCELLED,
    (S.SENDING, A.CANCEL): S.CANCELLED,
    (S.PAUSED, A.CANCEL): S.CANCELLED,
    (S.SENDING, A.RESEND): S.SENDING,
    (S.PAUSED, A.RESEND): S.SENDING,
    (S.SENT, A.RESEND): S.SENDING,
    (S.SENDING, A.END): S.SENT,
}


@pytest.mark.parametrize(("status", "act"), list(product(NoticeStatus, Act)))
def test_each_step_is_permitted_or_refused(status, act):
    if (status, act) in PERMITTED:
        assert find_step(status, act).to == PERMITTED[status, act]
    else:
        with pytest.raises(NoSuchNoticeStep):
            find_step(status, act)


def test_each_step_has_its_reason_and_every_state_is_reached():
    assert all(step.because for step in NOTICE_STEPS)
    assert {step.to for step in NOTICE_STEPS} == set(NoticeStatus)


def test_nothing_is_sent_that_was_not_counted_and_validated():
    assert [step.frm for step in NOTICE_STEPS if step.act is A.SEND] == [frozenset({S.VALIDATED})]
    into = {step.act for step in NOTICE_STEPS if step.to is S.VALIDATED}
    assert into == {A.VALIDATE}


def view(kind=Kind.WORKS, status=S.PREVIEWED, author="a", people=10, unit=UNIT):
    return NoticeView(kind=kind, status=status, unit=unit, author=author, people=people)


def agent(role=Role.AGENCY_MANAGER, name="b", unit=UNIT):
    return NoticeAgent(id=name, role=role, unit=unit)


def test_who_wrote_it_never_validates_it_and_another_does():
    with pytest.raises(SamePerson):
        check_act(agent(name="a"), A.VALIDATE, view())

    assert check_act(agent(name="b"), A.VALIDATE, view()) is S.VALIDATED


@pytest.mark.parametrize(("kind", "role"), list(product(Kind, Role)))
def test_a_role_validates_what_is_its_own(kind, role):
    someone, notice = agent(role), view(kind)
    if role in VALIDATES[kind]:
        assert check_act(someone, A.VALIDATE, notice) is S.VALIDATED
    elif role in WRITES[kind]:
        with pytest.raises(NotForYourRole):
            check_act(someone, A.VALIDATE, notice)
    else:
        with pytest.raises(NoSuchNotice):
            check_act(someone, A.VALIDATE, notice)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_two_people_who_may_stand_for_it(kind):
    assert WRITES[kind]
    assert VALIDATES[kind]


def test_another_agency_sees_no_notice_and_the_cell_sees_all():
    with pytest.raises(NoSuchNotice):
        check_act(agent(unit="AG-LIL"), A.CANCEL, view())

    assert check_act(agent(Role.CELL_OFFICER, unit="cell"), A.CANCEL, view()) is S.CANCELLED


def test_an_offer_to_many_is_validated_by_the_manager_of_the_cell_and_an_outage_by_anyone():
    offer, outage = view(Kind.JOB, people=MANY + 1), view(Kind.INCIDENT, people=MANY + 1)
    officer, manager = agent(Role.CELL_OFFICER), agent(Role.CELL_MANAGER)

    with pytest.raises(NeedsTheManager):
        check_act(officer, A.VALIDATE, offer)
    assert check_act(officer, A.VALIDATE, view(Kind.JOB, people=MANY)) is S.VALIDATED
    assert check_act(manager, A.VALIDATE, offer) is S.VALIDATED
    assert check_act(officer, A.VALIDATE, outage) is S.VALIDATED


def test_a_notice_to_nobody_is_not_validated():
    with pytest.raises(NobodyToTell):
        check_act(agent(), A.VALIDATE, view(people=0))
