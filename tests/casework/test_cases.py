"""The life of a case (domain/lifecycles.md 4.1): who may take which step, and what is refused."""

from itertools import product

import pytest

from casework.cases import (
    ENDED,
    OPEN,
    STEPS,
    Actor,
    CaseView,
    Outcome,
    Status,
    check_step,
    reachable,
)
from casework.errors import (
    GraveNeedOpen,
    NoSuchStep,
    NotForYourRole,
    OutcomeMissing,
    ReasonMissing,
    ReferralActive,
)

S, A = Status, Actor
WAITING = (S.WAITING_TENANT, S.WAITING_PARTNER, S.WAITING_INTERNAL)
OPEN_STATES = (S.NEW, S.ASSIGNED, S.IN_PROGRESS, *WAITING, S.ESCALATED)
LETTER = {"outcome": Outcome.REPAIRED, "reason": "Le plombier est passé."}

# The table of the life cycle: from, to, and everybody whom the page names.
PERMITTED = [
    ((S.DRAFT,), S.NEW, (A.BOT, A.AGENT)),
    ((S.DRAFT,), S.CANCELLED, (A.TIMER, A.TENANT, A.BOT)),
    ((S.NEW,), S.ASSIGNED, (A.ROUTER, A.MANAGER)),
    ((S.NEW, S.ASSIGNED), S.IN_PROGRESS, (A.OWNER,)),
    ((S.IN_PROGRESS,), S.WAITING_TENANT, (A.OWNER, A.BOT)),
    ((S.IN_PROGRESS,), S.WAITING_PARTNER, (A.OWNER,)),
    ((S.IN_PROGRESS,), S.WAITING_INTERNAL, (A.OWNER,)),
    (WAITING, S.IN_PROGRESS, (A.OWNER, A.TENANT)),
    (
        (S.NEW, S.ASSIGNED, S.IN_PROGRESS, *WAITING),
        S.ESCALATED,
        (A.OWNER, A.MANAGER, A.TIMER, A.ROUTER),
    ),
    ((S.ESCALATED,), S.IN_PROGRESS, (A.CELL, A.MANAGER)),
    (OPEN_STATES, S.RESOLVED, (A.OWNER,)),
    ((S.RESOLVED,), S.CLOSED, (A.TIMER, A.TENANT)),
    ((S.RESOLVED, S.CLOSED), S.IN_PROGRESS, (A.TENANT, A.AGENT)),
    (OPEN_STATES, S.CANCELLED, (A.OWNER,)),
    (OPEN_STATES, S.MERGED, (A.OWNER,)),
]
STEPS_OF_THE_PAGE = [
    pytest.param(frm, to, actor, id=f"{actor}_from_{frm}_to_{to}")
    for states, to, actors in PERMITTED
    for frm, actor in product(states, actors)
]


def take(frm, to, actor, *, severities=(), referrals=0, **said):
    case = CaseView(status=frm, open_severities=severities, active_referrals=referrals)
    return check_step(case, to, actor=actor, **said)


def may(frm, to, actor):
    """Tell whether somebody who says all that is asked for may take a step."""
    try:
        take(frm, to, actor, **LETTER)
    except (NoSuchStep, NotForYourRole):
        return False
    return True


def who_may(to, *, frm=tuple(Status)):
    return {actor for state, actor in product(frm, Actor) if may(state, to, actor)}


@pytest.mark.parametrize(("frm", "to", "actor"), STEPS_OF_THE_PAGE)
def test_a_step_of_the_life_cycle_may_be_taken(frm, to, actor):
    step = take(frm, to, actor, **LETTER)

    assert step.to is to
    assert step.because


# What the life cycle does not have


@pytest.mark.parametrize("frm", Status)
def test_nothing_goes_back_to_a_draft(frm):
    assert S.DRAFT not in set(reachable(frm))


def test_a_draft_becomes_new_or_is_given_up_and_nothing_else():
    assert set(reachable(S.DRAFT)) == {S.NEW, S.CANCELLED}


@pytest.mark.parametrize("frm", [S.CANCELLED, S.MERGED])
def test_what_was_cancelled_or_merged_stays_so(frm):
    assert set(reachable(frm)) == set()


def test_a_case_is_closed_only_after_it_was_resolved():
    assert {frm for frm in Status if S.CLOSED in set(reachable(frm))} == {S.RESOLVED}


def test_a_closed_case_only_opens_again():
    assert set(reachable(S.CLOSED)) == {S.IN_PROGRESS}


def test_a_case_that_is_escalated_is_not_escalated_again():
    assert S.ESCALATED not in set(reachable(S.ESCALATED))


@pytest.mark.parametrize(
    ("frm", "to"),
    [
        pytest.param(S.NEW, S.CLOSED, id="closed_without_being_looked_at"),
        pytest.param(S.IN_PROGRESS, S.CLOSED, id="closed_without_an_outcome"),
        pytest.param(S.DRAFT, S.IN_PROGRESS, id="begun_before_it_was_told"),
        pytest.param(S.DRAFT, S.RESOLVED, id="resolved_before_it_was_told"),
        pytest.param(S.NEW, S.WAITING_TENANT, id="waiting_before_anybody_acted"),
        pytest.param(S.IN_PROGRESS, S.NEW, id="new_again"),
        pytest.param(S.CLOSED, S.ESCALATED, id="escalated_after_the_end"),
        pytest.param(S.RESOLVED, S.CANCELLED, id="cancelled_after_the_end"),
        pytest.param(S.MERGED, S.IN_PROGRESS, id="a_merged_case_opened_again"),
    ],
)
@pytest.mark.parametrize("actor", Actor)
def test_a_step_that_the_life_cycle_does_not_have_is_nobodys(frm, to, actor):
    with pytest.raises(NoSuchStep) as refused:
        take(frm, to, actor, **LETTER)

    assert refused.value.values == {"frm": frm, "to": to}


@pytest.mark.parametrize("status", Status)
def test_staying_where_it_is_is_no_step(status):
    assert status not in set(reachable(status))


# Whose step it is not


@pytest.mark.parametrize(
    ("to", "never"),
    [
        pytest.param(S.RESOLVED, {A.BOT, A.ROUTER, A.TIMER, A.TENANT, A.AGENT}, id="resolve"),
        pytest.param(S.MERGED, {A.BOT, A.ROUTER, A.TIMER, A.TENANT, A.AGENT}, id="merge"),
        pytest.param(S.ESCALATED, {A.BOT, A.TENANT, A.AGENT}, id="escalate"),
        pytest.param(S.ASSIGNED, {A.BOT, A.TIMER, A.TENANT, A.OWNER, A.AGENT}, id="assign"),
        pytest.param(S.WAITING_PARTNER, {A.BOT, A.ROUTER, A.TIMER, A.TENANT}, id="ask_a_partner"),
        pytest.param(S.WAITING_INTERNAL, {A.BOT, A.ROUTER, A.TIMER, A.TENANT}, id="give_a_task"),
    ],
)
def test_some_steps_are_never_taken_by_a_machine_nor_by_the_wrong_person(to, never):
    assert who_may(to).isdisjoint(never)


def test_a_machine_ends_nothing_that_somebody_opened():
    for to in (S.RESOLVED, S.CANCELLED, S.MERGED):
        assert who_may(to, frm=tuple(OPEN)).isdisjoint({A.BOT, A.ROUTER, A.TIMER})


def test_only_time_or_the_tenant_closes_so_no_agent_can_end_a_case_behind_their_back():
    assert who_may(S.CLOSED) == {A.TIMER, A.TENANT}


def test_only_the_cell_or_a_manager_gives_an_escalated_case_back():
    assert who_may(S.IN_PROGRESS, frm=(S.ESCALATED,)) == {A.CELL, A.MANAGER}


def test_the_bot_never_starts_the_work_nor_stops_the_first_clock():
    assert who_may(S.IN_PROGRESS, frm=(S.NEW, S.ASSIGNED)).isdisjoint(
        {A.BOT, A.ROUTER, A.TIMER, A.TENANT}
    )


def test_who_may_not_take_a_step_is_told_so_before_anything_else_is_asked():
    with pytest.raises(NotForYourRole) as refused:
        take(S.IN_PROGRESS, S.RESOLVED, A.TENANT)

    assert refused.value.values == {"to": S.RESOLVED}


# What a step asks for


@pytest.mark.parametrize("frm", OPEN_STATES)
def test_a_case_is_not_resolved_without_an_outcome(frm):
    with pytest.raises(OutcomeMissing):
        take(frm, S.RESOLVED, A.OWNER, reason="Le plombier est passé.")

    assert take(frm, S.RESOLVED, A.OWNER, **LETTER)


@pytest.mark.parametrize(
    "said", [None, "", "  ", "\n\t"], ids=["nothing", "empty", "blank", "line"]
)
@pytest.mark.parametrize("to", [S.RESOLVED, S.ESCALATED, S.CANCELLED, S.MERGED])
def test_a_step_that_changes_somebodys_hopes_is_not_taken_without_a_reason(to, said):
    with pytest.raises(ReasonMissing) as refused:
        take(S.IN_PROGRESS, to, A.OWNER, outcome=Outcome.INFORMED_ONLY, reason=said)

    assert refused.value.values == {"to": to}
    assert take(
        S.IN_PROGRESS, to, A.OWNER, outcome=Outcome.INFORMED_ONLY, reason="Dit au téléphone"
    )


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_can_end_a_case(outcome):
    assert take(S.IN_PROGRESS, S.RESOLVED, A.OWNER, outcome=outcome, reason="C'est fait.")


@pytest.mark.parametrize("actor", [A.TIMER, A.TENANT])
@pytest.mark.parametrize("severities", [(3,), (4,), (0, 1, 3), (2, 2, 4)], ids=str)
def test_a_case_is_not_closed_while_a_grave_need_is_open(actor, severities):
    with pytest.raises(GraveNeedOpen):
        take(S.RESOLVED, S.CLOSED, actor, severities=severities)


@pytest.mark.parametrize("severities", [(), (0,), (1, 2), (2, 2, 2)], ids=str)
def test_a_case_is_closed_when_nothing_grave_is_open(severities):
    assert take(S.RESOLVED, S.CLOSED, A.TIMER, severities=severities).to is S.CLOSED


def test_a_case_is_not_closed_while_an_association_follows_the_household():
    with pytest.raises(ReferralActive):
        take(S.RESOLVED, S.CLOSED, A.TIMER, referrals=1)

    assert take(S.RESOLVED, S.CLOSED, A.TIMER, referrals=0)


# The table as a whole


def walk(start):
    found, waiting = {start}, [start]
    while waiting:
        for following in set(reachable(waiting.pop())) - found:
            found.add(following)
            waiting.append(following)
    return found


def test_every_state_is_reached_from_a_draft():
    assert walk(S.DRAFT) == set(Status)


@pytest.mark.parametrize("status", sorted(set(Status) - {S.CANCELLED, S.MERGED, S.DRAFT}))
def test_no_case_is_stuck_every_one_can_still_be_closed(status):
    assert S.CLOSED in walk(status)


@pytest.mark.parametrize("status", OPEN_STATES)
def test_every_open_case_can_be_resolved_cancelled_or_merged_by_who_has_it(status):
    for to in (S.RESOLVED, S.CANCELLED, S.MERGED):
        assert may(status, to, A.OWNER)


@pytest.mark.parametrize("actor", Actor)
def test_everybody_named_has_a_step_to_take(actor):
    assert any(actor in step.who for step in STEPS)


def test_open_and_ended_states_are_told_apart():
    assert set(OPEN_STATES) == OPEN
    assert {S.RESOLVED, S.CLOSED, S.CANCELLED, S.MERGED} == ENDED
    assert {*OPEN, *ENDED, S.DRAFT} == set(Status)
