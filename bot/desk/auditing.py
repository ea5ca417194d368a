"""The audit of arrears by chat: the list of an agency, page by page; all lists for the cell."""

from bot.desk.agent_turn import AgentTurn, button
from bot.desk.audit_shown import line, named, unit_name
from bot.desk.deciding import decide_on
from casework.access import Action, may_do
from casework.audits import ItemState
from casework.references import is_mistyped, read_reference
from casework.roles import CELL_ROLES, Role
from dialogs.effects import Choice, Say
from storage.access import Seen
from storage.tables.audits import AuditItem, AuditSession
from storage.tables.cases import Case

PAGE = 5
SETTLED = frozenset({ItemState.DECIDED, ItemState.CARRIED_OVER})


def may_audit(desk: AgentTurn) -> bool:
    """Tell whether an agent has an audit to look at, to offer it or not."""
    role = Role(desk.agent.role)
    return may_do(role, Action.AUDIT, same_unit=True, is_owner=False)


def audit(desk: AgentTurn, argument: str) -> None:
    """Show the list of an agency page by page, or a file of it; with a decision, write it down."""
    first, _, rest = argument.strip().partition(" ")
    if is_mistyped(first):
        desk.say("desk.mistyped")
    elif read_reference(first):
        decide_on(desk, first, rest.strip())
    elif first and not first.isdecimal():
        _show_list(desk, _unit_said(desk, first), rest)
    elif Role(desk.agent.role) in CELL_ROLES:
        _show_all(desk)
    else:
        _show_list(desk, desk.agent.unit, first)


def _unit_said(desk: AgentTurn, said: str) -> str:
    known = desk.turn.kept.audits.units()
    return next((unit for unit in known if unit.casefold() == said.casefold()), said)


def _show_all(desk: AgentTurn) -> None:
    """Show the audits of every agency, for the cell."""
    kept, agent = desk.turn.kept, desk.agent
    kept.access.access_list(agent, agent.unit, Action.AUDIT, now=desk.turn.now)
    lists = [(one, kept.audits.items(one.id or 0)) for one in kept.audits.of_last_period()]
    found = [(session, items) for session, items in lists if items]
    if not found:
        desk.say("desk.audit.none")
        return
    lines = tuple(_tally(desk, session, items) for session, items in found)
    choices = [_open_list(desk, session) for session, _ in found]
    desk.say("desk.audit.all", *choices, **named(found[0][0]), lines=lines)


def _tally(desk: AgentTurn, session: AuditSession, items: list[AuditItem]) -> Say:
    values = {
        "unit": unit_name(desk.turn.situations, session.agency),
        "count": len(items),
        "settled": _settled(items),
    }
    return Say("desk.audit.agency", values)


def _open_list(desk: AgentTurn, session: AuditSession) -> Choice:
    values = {"unit": unit_name(desk.turn.situations, session.agency)}
    return Choice(f"desk.audit={session.agency}", "desk.choice.audit_of", values)


def _show_list(desk: AgentTurn, unit: str, page_said: str) -> None:
    """Show the list of an agency, five files at a time, as this agent may see them."""
    kept, agent = desk.turn.kept, desk.agent
    kept.access.access_list(agent, unit, Action.AUDIT, now=desk.turn.now)
    session = kept.audits.latest(unit)
    items = kept.audits.items(session.id or 0) if session is not None else []
    if session is None or not items:
        desk.say("desk.audit.none")
        return
    pages = -(-len(items) // PAGE)
    page = min(max(int(page_said) if page_said.isdecimal() else 1, 1), pages)
    shown = _seen(desk, items[(page - 1) * PAGE : page * PAGE])
    choices = [choice for _, seen in shown for choice in _file_buttons(seen.case)]
    if page < pages:
        choices.append(Choice(f"desk.audit={unit}:{page + 1}", "desk.choice.next"))
    desk.say(
        "desk.audit.list",
        *choices,
        **named(session),
        unit=unit_name(desk.turn.situations, unit),
        count=len(items),
        settled=_settled(items),
        page=page,
        pages=pages,
        lines=tuple(line(desk, item, seen) for item, seen in shown),
    )


def _seen(desk: AgentTurn, items: list[AuditItem]) -> list[tuple[AuditItem, Seen]]:
    """Return files through the one door: each is written down as read."""
    kept = desk.turn.kept
    cases = [kept.cases.get(item.case_id) for item in items]
    seen = kept.access.access_cases(desk.agent, cases, Action.AUDIT, now=desk.turn.now)
    by_case = {one.case.id: one for one in seen}
    return [(item, by_case[item.case_id]) for item in items if item.case_id in by_case]


def _file_buttons(case: Case) -> tuple[Choice, Choice]:
    return (
        button("dossier", case, "desk.choice.open_this"),
        button("audit", case, "desk.choice.decide_this"),
    )


def _settled(items: list[AuditItem]) -> int:
    return sum(item.state in SETTLED for item in items)
