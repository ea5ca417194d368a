"""A file of the audit of arrears in one line of chat, masked for who reads."""

from bot.desk import cards
from bot.desk.agent_turn import AgentTurn
from bot.situations import Situations
from casework.audits import Decision, is_private, may_be_named
from casework.cases import ENDED
from casework.roles import Role
from dialogs.effects import Choice, Say
from storage.access import Seen
from storage.tables.audits import AuditItem, AuditSession
from storage.tables.cases import Case

FOLLOWED = Say("desk.followed")


def line(desk: AgentTurn, item: AuditItem, seen: Seen) -> Say:
    """Return a file in one line."""
    values = {
        "reference": seen.case.reference,
        "severity": seen.case.severity,
        "needs": cards.needs(seen),
        "why": _why(desk, item),
        "state": _state(item, seen.case),
    }
    return Say("desk.audit.line", values)


def _why(desk: AgentTurn, item: AuditItem) -> tuple[Say, ...]:
    """Return the reasons by name; one that is not for a chat, or this reader, is "followed"."""
    role = Role(desk.agent.role)
    said = [
        Say(f"desk.audit.reason.{one}") if may_be_named(role, one) else FOLLOWED
        for one in item.why
    ]
    return tuple({say.message: say for say in said}.values())


def _state(item: AuditItem, case: Case) -> Say:
    if item.decision is not None and item.decision != Decision.CARRIED_OVER:
        return decided(item)
    over = case.status in ENDED
    return Say("desk.audit.decision.case_ended" if over else f"desk.audit.state.{item.state}")


def decided(item: AuditItem) -> Say:
    """Return what was decided, and by when it is done."""
    decision = _decision(Decision(str(item.decision)))
    if item.due_at is None:
        return decision
    return Say("desk.audit.decided", {"decision": decision, "due": item.due_at.date()})


def _decision(decision: Decision) -> Say:
    return FOLLOWED if is_private(decision) else Say(f"desk.audit.decision.{decision}")


def offered(decision: Decision) -> Say:
    """Return a decision, as it stands on a button."""
    return Say(f"desk.audit.decision.{decision}")


def named(session: AuditSession) -> dict[str, object]:
    """Return the month and year that an audit is called by."""
    of = Say(f"desk.audit.of.{session.period.month}")
    return {"of": of, "year": session.period.year}


def unit_name(situations: Situations, unit: str) -> str | Say:
    """Return the name of whoever has a list."""
    return situations.reference.names.get(unit) or Say("desk.audit.the_cell")


def to_the_list(unit: str) -> Choice:
    """Return the button to the list of a unit."""
    return Choice(f"desk.audit={unit}", "desk.choice.audit")
