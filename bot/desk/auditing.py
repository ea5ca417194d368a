"""The audit of arrears by chat: the list of an agency, one file of it, and what is decided."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from bot.desk import cards
from bot.desk.agent_turn import AgentTurn, button
from bot.room import posting
from bot.situations import officers
from bot.steps import move
from casework.access import Action, may_do
from casework.audits import (
    OFFERED,
    Decision,
    ItemState,
    due_of,
    is_private,
    may_be_named,
)
from casework.cases import ENDED, Status
from casework.references import is_mistyped, read_reference
from casework.roles import CELL, CELL_ROLES, Role
from casework.routing import find_owner
from dialogs.effects import Choice, Say
from nlu.dates import find_dates
from nlu.folding import fold_text, fold_word
from storage.access import Seen
from storage.tables.audits import AuditItem, AuditSession
from storage.tables.cases import Case

PAGE = 5
_WORD = re.compile(r"\w{4,}")
FOLLOWED = Say("desk.followed")
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
        _one_file(desk, first, rest.strip())
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
    desk.say("desk.audit.all", *choices, **_named(found[0][0]), lines=lines)


def _tally(desk: AgentTurn, session: AuditSession, items: list[AuditItem]) -> Say:
    values = {"unit": _unit(desk, session.agency), "count": len(items), "settled": _settled(items)}
    return Say("desk.audit.agency", values)


def _open_list(desk: AgentTurn, session: AuditSession) -> Choice:
    values = {"unit": _unit(desk, session.agency)}
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
        **_named(session),
        unit=_unit(desk, unit),
        count=len(items),
        settled=_settled(items),
        page=page,
        pages=pages,
        lines=tuple(_line(desk, item, seen) for item, seen in shown),
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


def _line(desk: AgentTurn, item: AuditItem, seen: Seen) -> Say:
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
        return _decided(item)
    over = case.status in ENDED
    return Say("desk.audit.decision.case_ended" if over else f"desk.audit.state.{item.state}")


def _decided(item: AuditItem) -> Say:
    decision = _decision(Decision(str(item.decision)))
    if item.due_at is None:
        return decision
    return Say("desk.audit.decided", {"decision": decision, "due": item.due_at.date()})


def _decision(decision: Decision) -> Say:
    return FOLLOWED if is_private(decision) else Say(f"desk.audit.decision.{decision}")


def _one_file(desk: AgentTurn, reference: str, rest: str) -> None:
    """Show a file with what may be decided, or write down what is."""
    seen = desk.case(reference, Action.AUDIT)
    item = desk.turn.kept.audits.item_of(seen.case.id or 0)
    if item is None:
        desk.say("desk.audit.not_listed", reference=seen.case.reference)
    elif seen.case.status in ENDED:
        desk.say("desk.audit.case_over", reference=seen.case.reference)
    elif not rest:
        _examine(desk, item, seen)
    elif (said := read_decided(desk, rest)) is None:
        desk.say("desk.usage.audit", decisions=tuple(map(_offered, OFFERED)))
    else:
        _decide(desk, item, seen.case, said)


def _examine(desk: AgentTurn, item: AuditItem, seen: Seen) -> None:
    if item.state == ItemState.CANDIDATE:
        item.state = ItemState.EXAMINED
        desk.turn.kept.audits.keep(item)
    case = seen.case
    choices = [button("audit", case, f"desk.audit.decision.{one}", one) for one in OFFERED]
    card = button("dossier", case, "desk.choice.open_this")
    desk.say("desk.audit.examine", *choices, card, line=_line(desk, item, seen))


def _offered(decision: Decision) -> Say:
    return Say(f"desk.audit.decision.{decision}")


@dataclass(frozen=True, slots=True)
class Decided:
    """What an agent decided, and the day they gave for it."""

    decision: Decision
    day: date | None = None


def read_decided(desk: AgentTurn, said: str) -> Decided | None:
    """Read a decision, by its code or its words, and the day behind it; None when it is none."""
    folded, names = fold_word(said.replace(",", " ")), _names(desk)
    longest_first = sorted(names, key=len, reverse=True)
    name = next((n for n in longest_first if f"{folded} ".startswith(f"{n} ")), None)
    if name is None:
        return None
    rest = folded.removeprefix(name).strip()
    day = _read_day(desk, rest)
    return None if rest and day is None else Decided(names[name], day)


def _names(desk: AgentTurn) -> dict[str, Decision]:
    """Return what names a decision: its code, its words, or a long word that no other has."""
    said = {fold_word(desk.turn.wording.word(_offered(one), "fr")): one for one in OFFERED}
    times = Counter(word for words in said for word in set(_WORD.findall(words)))
    alone = {
        word: one
        for words, one in said.items()
        for word in _WORD.findall(words)
        if times[word] == 1
    }
    names: dict[str, Decision] = {**alone, **said}
    return names | {one.value: one for one in OFFERED}


def _read_day(desk: AgentTurn, said: str) -> date | None:
    found = find_dates(fold_text(said), now=desk.turn.now)
    days = (date.fromisoformat(str(one.value)) for one in found if one.name in {"date", "since"})
    return next(days, None)


def _decide(desk: AgentTurn, item: AuditItem, case: Case, said: Decided) -> None:
    """Write a decision down, in the list and in the history, and tell who is to do it."""
    turn, decision = desk.turn, said.decision
    due = due_of(decision, said.day, turn.situations.calendar, now=turn.now)
    if decision is Decision.CELL:
        _hand_to_cell(desk, case)
    over = decision is Decision.CARRIED_OVER
    item.state = ItemState.CARRIED_OVER if over else ItemState.DECIDED
    item.decision, item.due_at = decision, due
    item.owner_id = None if over else case.owner_id or desk.agent.id
    item.decided_by, item.decided_at = desk.agent.id, turn.now
    turn.kept.audits.keep(item)
    reason = None if is_private(decision) else f"audit_{decision}"
    turn.kept.cases.record(case, "audit_decided", actor=desk.agent.id, now=turn.now, reason=reason)
    _answer(desk, item, case)


def _answer(desk: AgentTurn, item: AuditItem, case: Case) -> None:
    reference, timer = case.reference, f"case:{case.id}:audit:{item.id}"
    if item.due_at is None:
        desk.turn.kept.timers.clear(timer, now=desk.turn.now, result="carried_over")
        desk.say("desk.audit.carried_over", _back(case), reference=reference)
        return
    _promise(desk, case, item.due_at, timer)
    _tell_owner(desk, item, case)
    owner = desk.turn.kept.staff.get(item.owner_id)
    desk.say(
        "desk.audit.noted",
        *_next_steps(desk, item, case),
        reference=reference,
        what=_decided(item),
        owner=owner.full_name if owner else Say("desk.nobody_yet"),
    )


def _promise(desk: AgentTurn, case: Case, due: datetime, timer: str) -> None:
    """Make the day of the decision the day of the case, unless a sooner one is to come."""
    case.due_at = min(case.due_at, due) if case.due_at > desk.turn.now else due
    desk.turn.kept.session.add(case)
    desk.turn.kept.timers.set(timer, "target", due, case_id=case.id)


def _tell_owner(desk: AgentTurn, item: AuditItem, case: Case) -> None:
    """Tell who is to do it, at a decent hour, unless they decided it themselves."""
    if item.owner_id == desk.agent.id:
        return
    say = Say(
        "desk.audit.to_do",
        {"reference": case.reference, "what": _decided(item)},
        (button("dossier", case, "desk.choice.open_this"),),
    )
    hour = desk.turn.situations.calendar.next_allowed(desk.turn.now)
    key = f"audit:decided:{desk.turn.inbox.id}"
    desk.turn.to_ring += posting.tell_agent(desk.turn, item.owner_id, say, key, not_before=hour)


def _next_steps(desk: AgentTurn, item: AuditItem, case: Case) -> list[Choice]:
    """Offer what a decision begins with, and the way back to the list."""
    refers = item.decision in {Decision.ASSOCIATION, Decision.EMPLOYMENT, Decision.HEALTH}
    offered = refers and desk.may(case, Action.REFER)
    refer = [button("orienter", case, "desk.choice.refer")] if offered else []
    return [*refer, _back(case)]


def _back(case: Case) -> Choice:
    return Choice(f"desk.audit={case.unit}", "desk.choice.audit")


def _hand_to_cell(desk: AgentTurn, case: Case) -> None:
    """Give a case to the cell; who followed it stands behind them (lifecycles.md 4.1)."""
    if case.status != Status.ESCALATED:
        reason = f"audit_{Decision.CELL}"
        move(desk.turn, case, Status.ESCALATED, desk.agent, reason=reason)
    found = find_owner(officers(desk.turn.kept), Role.CELL_OFFICER, CELL, last=case.owner_id)
    if case.owner_id not in {None, found.owner}:
        case.backup_id = case.owner_id
    case.role, case.owner_id, case.level = Role.CELL_OFFICER, found.owner, max(case.level, 2)
    desk.turn.kept.session.add(case)


def _settled(items: list[AuditItem]) -> int:
    return sum(item.state in SETTLED for item in items)


def _named(session: AuditSession) -> dict[str, object]:
    of = Say(f"desk.audit.of.{session.period.month}")
    return {"of": of, "year": session.period.year}


def _unit(desk: AgentTurn, unit: str) -> str | Say:
    known = desk.turn.situations.reference.names
    return known[unit] if unit in known else Say("desk.audit.the_cell")
