"""Who may see and do what: one policy, as data, denied by default."""

from enum import StrEnum

from casework.needs import GRAVE, MONEY, RESTRICTED, TECHNICAL, WORK, Need
from casework.roles import CELL_ROLES, Role


class Sight(StrEnum):
    """How much of a need is shown."""

    NONE = "none"
    EXISTS = "exists"  # "situation suivie", and nothing else
    CARD = "card"  # which need, how grave, by when
    FULL = "full"


class Action(StrEnum):
    """What an agent may do with a case."""

    READ = "read"
    NOTE = "note"
    TAKE = "take"
    HAND_BACK = "hand_back"
    CLOSE = "close"
    REFER = "refer"
    ESCALATE = "escalate"
    AUDIT = "audit"


class Subject(StrEnum):
    """What a need is about, as far as reading it goes."""

    GRAVE = "grave"  # violence, children, suicide: a few named readers
    PRIVATE = "private"  # health, family, a vulnerable neighbour
    MONEY = "money"
    TECHNICAL = "technical"
    WORK = "work"
    ORDINARY = "ordinary"


def subject_of(need: Need) -> Subject:
    """Return what a need is about; the most private line that holds it wins."""
    table = (
        (GRAVE, Subject.GRAVE),
        (RESTRICTED, Subject.PRIVATE),
        (MONEY, Subject.MONEY),
        (TECHNICAL, Subject.TECHNICAL),
        (WORK, Subject.WORK),
    )
    return next((subject for needs, subject in table if need in needs), Subject.ORDINARY)


_ALL_BUT_GRAVE = frozenset(Subject) - {Subject.GRAVE}
_NO_SECRETS = _ALL_BUT_GRAVE - {Subject.PRIVATE}
READS_IN_FULL: dict[Role, frozenset[Subject]] = {  # in the reader's own unit
    Role.FRONT_DESK: frozenset({Subject.TECHNICAL, Subject.ORDINARY}),
    Role.CARETAKER: frozenset(),
    Role.TECHNICIAN: frozenset({Subject.TECHNICAL}),
    Role.RECOVERY_OFFICER: frozenset({Subject.MONEY, Subject.ORDINARY}),
    Role.SOCIAL_ADVISER: _ALL_BUT_GRAVE,
    Role.RENTAL_OFFICER: frozenset({Subject.ORDINARY, Subject.TECHNICAL}),
    Role.AGENCY_MANAGER: frozenset(Subject),
    Role.CELL_OFFICER: frozenset(Subject),
    Role.CELL_MANAGER: frozenset(Subject),
    Role.CLAUSE_OFFICER: frozenset({Subject.WORK}),
    Role.RELOCATION_OFFICER: frozenset({Subject.ORDINARY, Subject.TECHNICAL}),
    Role.LITIGATION_OFFICER: frozenset({Subject.MONEY}),
    Role.ON_CALL: frozenset(Subject),
    Role.DPO: frozenset(),
    Role.CONTRACTOR: frozenset(),
    Role.SERVICE: frozenset({Subject.TECHNICAL, Subject.WORK, Subject.ORDINARY}),
}
EVERYWHERE = CELL_ROLES | {Role.LITIGATION_OFFICER, Role.RELOCATION_OFFICER, Role.SERVICE}
DOES: dict[Action, frozenset[Role]] = {
    Action.READ: frozenset(Role),
    Action.NOTE: frozenset(Role) - {Role.SERVICE, Role.CONTRACTOR},
    Action.TAKE: frozenset(Role) - {Role.SERVICE, Role.CONTRACTOR, Role.CARETAKER},
    Action.HAND_BACK: frozenset(Role) - {Role.SERVICE, Role.CONTRACTOR},
    Action.CLOSE: frozenset({Role.AGENCY_MANAGER, *CELL_ROLES}),
    Action.REFER: frozenset({Role.SOCIAL_ADVISER, Role.AGENCY_MANAGER, *CELL_ROLES}),
    Action.ESCALATE: frozenset(Role) - {Role.SERVICE, Role.CONTRACTOR, Role.CARETAKER},
    Action.AUDIT: frozenset({Role.AGENCY_MANAGER, *CELL_ROLES}),
}
READS_NOTHING = frozenset({Role.DPO, Role.CONTRACTOR})
NEVER_IN_FULL = READS_NOTHING | {Role.CARETAKER}
OWNER_DOES = frozenset({Action.CLOSE, Action.REFER})


def may_see(role: Role, *, same_unit: bool, is_owner: bool, need: Need) -> Sight:
    """Return how much of a need somebody may see.

    >>> may_see(Role.CARETAKER, same_unit=True, is_owner=False, need=Need.VIOLENCE)
    <Sight.EXISTS: 'exists'>
    """
    subject = subject_of(need)
    near = same_unit or role in EVERYWHERE
    if is_owner and role not in NEVER_IN_FULL:
        return Sight.FULL
    if subject in READS_IN_FULL[role]:
        return Sight.FULL if near else Sight.NONE
    if not near or role in READS_NOTHING:
        return Sight.NONE
    hidden = subject in {Subject.GRAVE, Subject.PRIVATE}
    return Sight.EXISTS if hidden else Sight.CARD


def may_do(role: Role, action: Action, *, same_unit: bool, is_owner: bool) -> bool:
    """Tell whether somebody may do something with a case they see."""
    if is_owner and action in OWNER_DOES:
        return True
    return role in DOES[action] and (same_unit or is_owner or role in EVERYWHERE)
