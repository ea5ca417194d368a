"""Notices to many people: their kinds, what an agent fills in, their life, and who may do what.

An agent fills fields in and writes no sentence: the sentences are in the catalogues, in every
language, read once by people who know it. So nothing is translated by a machine, and no notice
holds a name, a debt or a link to pay (security.md BC-02, BC-11).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from casework.access import EVERYWHERE
from casework.errors import NotForYourRole, Refused
from casework.roles import CELL_ROLES, Role


class Kind(StrEnum):
    """What a notice is about: a closed list."""

    WORKS = "works"
    INCIDENT = "incident"
    JOB = "job"
    SCHOOL = "school"


# Service information needs no consent; an offer goes to those who agreed to offers.
ASKS_CONSENT: Final = frozenset({Kind.JOB, Kind.SCHOOL})
CONSENT_TO_OFFERS: Final = "job_notices"
# Who has no heating or no lift must know now; every other notice leaves after a delay, in which
# whoever sees a mistake stops all of it (security.md BC-01).
LEAVES_AT_ONCE: Final = frozenset({Kind.INCIDENT})


class NoticeStatus(StrEnum):
    """Where a notice is (domain/lifecycles.md 4.6, and what sending needs)."""

    DRAFT = "draft"
    PREVIEWED = "previewed"
    VALIDATED = "validated"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What is done with a notice; `end` is Palier's own, and `try` moves nothing."""

    EDIT = "edit"
    PREVIEW = "preview"
    TRY = "try"
    VALIDATE = "validate"
    SEND = "send"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    RESEND = "resend"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeStep:
    """One permitted step of a notice."""

    frm: frozenset[NoticeStatus]
    act: Act
    to: NoticeStatus
    because: str


_S = NoticeStatus
BEFORE_SENDING: Final = frozenset({_S.DRAFT, _S.PREVIEWED, _S.VALIDATED})
NOTICE_STEPS: Final[tuple[NoticeStep, ...]] = (
    NoticeStep(
        frm=BEFORE_SENDING,
        act=Act.EDIT,
        to=_S.DRAFT,
        because="what is changed must be looked at and validated again",
    ),
    NoticeStep(
        frm=frozenset({_S.DRAFT, _S.PREVIEWED}),
        act=Act.PREVIEW,
        to=_S.PREVIEWED,
        because="nobody validates what was not counted and read",
    ),
    NoticeStep(
        frm=frozenset({_S.PREVIEWED}),
        act=Act.VALIDATE,
        to=_S.VALIDATED,
        because="a second person has read it",
    ),
    NoticeStep(
        frm=frozenset({_S.VALIDATED}),
        act=Act.SEND,
        to=_S.SENDING,
        because="two people agreed to these words and these readers",
    ),
    NoticeStep(
        frm=frozenset({_S.SENDING}),
        act=Act.PAUSE,
        to=_S.PAUSED,
        because="somebody wants to look before the rest leaves",
    ),
    NoticeStep(
        frm=frozenset({_S.PAUSED}),
        act=Act.RESUME,
        to=_S.SENDING,
        because="it was right after all",
    ),
    NoticeStep(
        frm=BEFORE_SENDING | {_S.SENDING, _S.PAUSED},
        act=Act.CANCEL,
        to=_S.CANCELLED,
        because="what has not left must not leave",
    ),
    NoticeStep(
        frm=frozenset({_S.SENDING, _S.PAUSED, _S.SENT}),
        act=Act.RESEND,
        to=_S.SENDING,
        because="a person decided to write again to whom it is unsure that it reached",
    ),
    NoticeStep(
        frm=frozenset({_S.SENDING}),
        act=Act.END,
        to=_S.SENT,
        because="nothing waits any more",
    ),
)

_NEAR: Final = frozenset({Role.AGENCY_MANAGER, Role.TECHNICIAN, Role.RENTAL_OFFICER})
WRITES: Final[Mapping[Kind, frozenset[Role]]] = {
    Kind.WORKS: _NEAR | CELL_ROLES,
    Kind.INCIDENT: _NEAR | CELL_ROLES | {Role.FRONT_DESK, Role.ON_CALL},
    Kind.JOB: CELL_ROLES,
    Kind.SCHOOL: CELL_ROLES,
}
_SERVICE_READERS: Final = frozenset({Role.AGENCY_MANAGER, Role.RENTAL_OFFICER}) | CELL_ROLES
VALIDATES: Final[Mapping[Kind, frozenset[Role]]] = {
    Kind.WORKS: _SERVICE_READERS,
    Kind.INCIDENT: _SERVICE_READERS | {Role.ON_CALL},
    Kind.JOB: CELL_ROLES,
    Kind.SCHOOL: CELL_ROLES,
}
MANY: Final = 200  # an offer to more people is validated by the cell's manager (scenarios.md 9.8)


class SamePerson(Refused):
    """Who wrote a notice does not validate it."""

    message = "refused.notice_same_person"


class NeedsTheManager(Refused):
    """An offer to many people is validated by the cell's manager."""

    message = "refused.notice_needs_manager"


class NobodyToTell(Refused):
    """A notice that reaches nobody is not sent."""

    message = "refused.notice_nobody"


class NoSuchNoticeStep(Refused):
    """The life of a notice has no such act in this state."""

    message = "refused.notice_step"


class NoChatOfYours(Refused):
    """A trial goes to the agent's own chat, and no chat is linked to them."""

    message = "refused.notice_no_chat"


class NoSuchNotice(Refused):
    """The notice is another unit's or nowhere: the same words for both."""

    message = "refused.no_such_notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice as the rules look at it; `people`: how many it would reach."""

    kind: Kind
    status: NoticeStatus
    unit: str
    author: str
    people: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAgent:
    """Who wants to do something with a notice."""

    id: str
    role: Role
    unit: str


def may_see_notice(agent: NoticeAgent, kind: Kind, unit: str) -> bool:
    """Tell whether an agent sees a notice: of their unit, and a kind that is theirs to handle."""
    near = agent.unit == unit or agent.role in EVERYWHERE | {Role.ON_CALL}
    return near and agent.role in WRITES[kind] | VALIDATES[kind]


def check_act(agent: NoticeAgent, act: Act, notice: NoticeView) -> NoticeStatus:
    """Return where a notice goes; raises Refused."""
    if not may_see_notice(agent, notice.kind, notice.unit):
        raise NoSuchNotice
    if act is Act.TRY:
        return _check_trial(notice)
    step = find_step(notice.status, act)
    if act is Act.VALIDATE:
        _check_second_person(agent, notice)
    elif act in {Act.EDIT, Act.PREVIEW} and agent.role not in WRITES[notice.kind]:
        raise NotForYourRole(role=agent.role)
    if act in {Act.VALIDATE, Act.SEND} and notice.people == 0:
        raise NobodyToTell
    return step.to


def _check_trial(notice: NoticeView) -> NoticeStatus:
    """Let whoever sees a notice read it in their own chat before it leaves; it stays as it is."""
    if notice.status not in BEFORE_SENDING:
        raise NoSuchNoticeStep(frm=notice.status, act=Act.TRY)
    return notice.status


def find_step(status: NoticeStatus, act: Act) -> NoticeStep:
    """Return the step that an act is from a state; raises NoSuchNoticeStep."""
    for step in NOTICE_STEPS:
        if step.act is act and status in step.frm:
            return step
    raise NoSuchNoticeStep(frm=status, act=act)


def _check_second_person(agent: NoticeAgent, notice: NoticeView) -> None:
    if agent.id == notice.author:
        raise SamePerson
    if agent.role not in VALIDATES[notice.kind]:
        raise NotForYourRole(role=agent.role)
    offer_to_many = notice.kind in ASKS_CONSENT and notice.people > MANY
    if offer_to_many and agent.role is not Role.CELL_MANAGER:
        raise NeedsTheManager(most=MANY)
