"""Who may see and do what: for every role and every need, and nothing by default."""

from itertools import product

import pytest

from casework.access import DOES, EVERYWHERE, READS_IN_FULL, Action, Sight, may_do, may_see
from casework.needs import Need
from casework.roles import CELL_ROLES, Role

N, R = Need, Role
GRAVE = (N.VIOLENCE, N.SUICIDE, N.CHILD)
PRIVATE = (
    N.HEALTH, N.MENTAL, N.ADDICTION, N.AUTONOMY, N.MEDICAL, N.ASSAULT, N.SAFEGUARD, N.FAMILY,
)  # fmt: skip
MONEY = (N.ARREARS, N.ARREARS_LEGAL, N.RENT_ACCOUNT, N.BENEFITS, N.DEBT, N.FOOD)
TECHNICAL = (N.REPAIR, N.COMMON_AREA, N.HYGIENE)
WORK = (N.EMPLOYMENT_SEEK, N.WORKSITE_SCHOOL, N.BARRIER, N.PLACEMENT)
ORDINARY = (N.EMPLOYMENT_LOSS, N.NEIGHBOUR, N.ASB, N.REHOUSING, N.SITE, N.ADMIN, N.FIRE, N.GAS)
SUBJECTS = (GRAVE, PRIVATE, MONEY, TECHNICAL, WORK, ORDINARY)

# What a role sees of a need in its own unit, when the case is somebody else's:
# F in full, c the card (which need, how grave, by when), e that something exists, - nothing.
SEES = {  #             grave private money technical work ordinary
    R.FRONT_DESK:         "e    e      c     F        c    F",
    R.CARETAKER:          "e    e      c     c        c    c",
    R.TECHNICIAN:         "e    e      c     F        c    c",
    R.RECOVERY_OFFICER:   "e    e      F     c        c    F",
    R.SOCIAL_ADVISER:     "e    F      F     F        F    F",
    R.RENTAL_OFFICER:     "e    e      c     F        c    F",
    R.AGENCY_MANAGER:     "F    F      F     F        F    F",
    R.CELL_OFFICER:       "F    F      F     F        F    F",
    R.CELL_MANAGER:       "F    F      F     F        F    F",
    R.CLAUSE_OFFICER:     "e    e      c     c        F    c",
    R.RELOCATION_OFFICER: "e    e      c     F        c    F",
    R.LITIGATION_OFFICER: "e    e      F     c        c    c",
    R.ON_CALL:            "F    F      F     F        F    F",
    R.DPO:                "-    -      -     -        -    -",
    R.CONTRACTOR:         "-    -      -     -        -    -",
    R.SERVICE:            "e    e      c     F        F    F",
}  # fmt: skip
SIGHT = {"F": Sight.FULL, "c": Sight.CARD, "e": Sight.EXISTS, "-": Sight.NONE}
TABLE = [
    pytest.param(role, need, SIGHT[letter], id=f"{role}_sees_{need.lower()}_{SIGHT[letter]}")
    for role, letters in SEES.items()
    for letter, needs in zip(letters.split(), SUBJECTS, strict=True)
    for need in needs
]
REVEALING = {Sight.CARD, Sight.FULL}  # both say which need it is


def sees(role, need, *, same_unit=True, is_owner=False):
    return may_see(role, same_unit=same_unit, is_owner=is_owner, need=need)


@pytest.mark.parametrize(("role", "need", "sight"), TABLE)
def test_a_role_sees_of_a_need_in_its_unit_what_the_policy_says(role, need, sight):
    assert sees(role, need) is sight


def test_every_role_and_every_need_has_a_place_in_the_policy():
    told = [need for needs in SUBJECTS for need in needs]

    assert set(SEES) == set(Role)
    assert sorted(told) == sorted(Need)


# What nobody learns by the way


@pytest.mark.parametrize("need", [*GRAVE, *PRIVATE])
@pytest.mark.parametrize("is_owner", [False, True], ids=["a_colleagues", "their_own"])
def test_a_caretaker_never_learns_of_violence_nor_of_health_even_when_given_the_case(
    need, is_owner
):
    for same_unit in (True, False):
        assert sees(Role.CARETAKER, need, same_unit=same_unit, is_owner=is_owner) not in REVEALING


@pytest.mark.parametrize("need", Need)
def test_a_caretaker_never_reads_anything_in_full(need):
    for same_unit, is_owner in product((True, False), repeat=2):
        assert sees(Role.CARETAKER, need, same_unit=same_unit, is_owner=is_owner) is not Sight.FULL


@pytest.mark.parametrize("need", Need)
def test_the_data_protection_officer_sees_no_case_of_the_landlords(need):
    for same_unit in (True, False):
        assert sees(Role.DPO, need, same_unit=same_unit) is Sight.NONE


@pytest.mark.parametrize("need", Need)
def test_a_contractor_sees_no_case(need):
    for same_unit in (True, False):
        assert sees(Role.CONTRACTOR, need, same_unit=same_unit) is Sight.NONE


@pytest.mark.parametrize("need", GRAVE)
def test_violence_children_and_suicide_are_read_by_the_managers_the_cell_and_who_is_on_call(need):
    readers = {role for role in Role if sees(role, need) in REVEALING}

    assert readers == {
        Role.AGENCY_MANAGER, Role.CELL_OFFICER, Role.CELL_MANAGER, Role.ON_CALL
    }  # fmt: skip


@pytest.mark.parametrize("need", PRIVATE)
def test_health_and_family_are_read_by_the_adviser_and_those_above_only(need):
    readers = {role for role in Role if sees(role, need) in REVEALING}

    assert readers == {
        Role.SOCIAL_ADVISER,
        Role.AGENCY_MANAGER,
        Role.CELL_OFFICER,
        Role.CELL_MANAGER,
        Role.ON_CALL,
    }


@pytest.mark.parametrize("need", [*GRAVE, *PRIVATE])
def test_who_collects_the_rent_never_learns_of_an_illness_or_of_violence(need):
    for role in (Role.RECOVERY_OFFICER, Role.LITIGATION_OFFICER):
        assert sees(role, need) is Sight.EXISTS


# Elsewhere, and one's own


@pytest.mark.parametrize("role", Role)
def test_nobody_of_another_agency_sees_a_case_but_the_cell_and_the_head_office(role):
    elsewhere = {need: sees(role, need, same_unit=False) for need in Need}

    if role in EVERYWHERE:
        assert elsewhere == {need: sees(role, need) for need in Need}
    else:
        assert set(elsewhere.values()) == {Sight.NONE}


def test_only_the_cell_and_trades_of_the_whole_landlord_reach_everywhere():
    assert {*CELL_ROLES, R.LITIGATION_OFFICER, R.RELOCATION_OFFICER, R.SERVICE} == EVERYWHERE


@pytest.mark.parametrize("need", Need)
@pytest.mark.parametrize("same_unit", [True, False], ids=["here", "elsewhere"])
def test_who_has_a_case_reads_it_in_full(need, same_unit):
    for role in (Role.SOCIAL_ADVISER, Role.RECOVERY_OFFICER, Role.TECHNICIAN, Role.FRONT_DESK):
        assert sees(role, need, same_unit=same_unit, is_owner=True) is Sight.FULL


@pytest.mark.parametrize("role", Role)
def test_being_nearer_never_shows_less(role):
    most_first = list(SIGHT.values())
    for need in Need:
        far = most_first.index(sees(role, need, same_unit=False))
        near = most_first.index(sees(role, need))
        own = most_first.index(sees(role, need, is_owner=True))

        assert far >= near >= own, need


# What may be done

HERE = {"same_unit": True, "is_owner": False}
READERS = {Role.SERVICE, Role.CONTRACTOR}


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.READ, set(Role)),
        (Action.NOTE, set(Role) - READERS),
        (Action.HAND_BACK, set(Role) - READERS),
        (Action.TAKE, set(Role) - READERS - {Role.CARETAKER}),
        (Action.ESCALATE, set(Role) - READERS - {Role.CARETAKER}),
        (Action.CLOSE, {Role.AGENCY_MANAGER, *CELL_ROLES}),
        (Action.AUDIT, {Role.AGENCY_MANAGER, *CELL_ROLES}),
        (Action.REFER, {Role.SOCIAL_ADVISER, Role.AGENCY_MANAGER, *CELL_ROLES}),
    ],
)
def test_an_action_on_a_colleagues_case_is_for_these_roles(action, roles):
    assert {role for role in Role if may_do(role, action, **HERE)} == roles


@pytest.mark.parametrize("action", Action)
def test_nobody_acts_on_a_case_of_another_agency_but_the_cell_and_the_head_office(action):
    here = {role for role in Role if may_do(role, action, **HERE)}
    elsewhere = {role for role in Role if may_do(role, action, same_unit=False, is_owner=False)}

    assert elsewhere == here & EVERYWHERE


@pytest.mark.parametrize("role", sorted(set(Role) - READERS))
@pytest.mark.parametrize("action", [Action.CLOSE, Action.REFER, Action.NOTE, Action.HAND_BACK])
def test_who_has_a_case_may_end_it_refer_it_note_and_hand_back(role, action):
    assert may_do(role, action, same_unit=True, is_owner=True)


@pytest.mark.parametrize("action", sorted(set(Action) - {Action.READ}))
def test_other_software_only_reads(action):
    assert not may_do(Role.SERVICE, action, same_unit=True, is_owner=False)


# Denied by default


def test_a_role_or_an_action_that_is_forgotten_is_found_here():
    assert set(READS_IN_FULL) == set(Role)
    assert set(DOES) == set(Action)
