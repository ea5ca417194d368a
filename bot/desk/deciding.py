"""One file of the audit of arrears: looked at, put on the list by hand, and decided on."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from bot.desk.agent_turn import AgentTurn, button
from bot.desk.audit_shown import decided, line, offered, to_the_list
from bot.room import posting
from bot.situations import officers
from bot.steps import hand_up, move
from casework.access import Action
from casework.audits import AUDITED, OFFERED, Decision, ItemState, due_of, is_private
from casework.cases import ENDED, NeedStatus, Status
from casework.roles import CELL, Role
from casework.routing import find_owner
from dialogs.effects import Choice, Say
from nlu.dates import find_dates
from nlu.folding import fold_text, fold_word
from storage.access import Seen
from storage.tables.audits import AuditItem
from storage.tables.cases import Case

ADD = "add"
_WORD = re.compile(r"\w{4,}")


def decide_on(desk: AgentTurn, reference: str, rest: str) -> None:
    """Show a file with what may be decided, or write down what is."""
    seen = desk.case(reference, Action.AUDIT)
    item = desk.turn.kept.audits.item_of(seen.case.id or 0)
    if item is None:
        _not_listed(desk, seen, rest)
    elif seen.case.status in ENDED:
        desk.say("desk.audit.case_over", reference=seen.case.reference)
    elif not rest:
        _examine(desk, item, seen)
    elif (said := read_decided(desk, rest)) is None:
        desk.say("desk.usage.audit", decisions=tuple(map(offered, OFFERED)))
    else:
        _decide(desk, item, seen.case, said)


def _not_listed(desk: AgentTurn, seen: Seen, rest: str) -> None:
    """Offer to put a case with an arrears need on the list, or do it: a person wants it there."""
    case, session = seen.case, desk.turn.kept.audits.latest(seen.case.unit)
    open_needs = {need.code for need, _ in seen.needs if need.status != NeedStatus.ENDED}
    fits = session is not None and case.status not in ENDED and bool(open_needs & AUDITED)
    if session is None or not fits or rest != ADD:
        choices = [button("audit", case, "desk.choice.audit_add", ADD)] if fits else []
        desk.say("desk.audit.not_listed", *choices, reference=case.reference)
        return
    item = desk.turn.kept.audits.pick(session, case.id or 0)
    details = {"audit": session.id}
    desk.turn.kept.cases.record(
        case, "audit_listed", actor=desk.agent.id, now=desk.turn.now, details=details
    )
    _examine(desk, item, seen)


def _examine(desk: AgentTurn, item: AuditItem, seen: Seen) -> None:
    if item.state == ItemState.CANDIDATE:
        item.state = ItemState.EXAMINED
        desk.turn.kept.audits.keep(item)
    case = seen.case
    choices = [button("audit", case, f"desk.audit.decision.{one}", one) for one in OFFERED]
    card = button("dossier", case, "desk.choice.open_this")
    desk.say("desk.audit.examine", *choices, card, line=line(desk, item, seen))


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
    said = {fold_word(desk.turn.wording.word(offered(one), "fr")): one for one in OFFERED}
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
        desk.say("desk.audit.carried_over", to_the_list(case.unit), reference=reference)
        return
    _promise(desk, case, item.due_at, timer)
    _tell_owner(desk, item, case)
    owner = desk.turn.kept.staff.get(item.owner_id)
    desk.say(
        "desk.audit.noted",
        *_next_steps(desk, item, case),
        reference=reference,
        what=decided(item),
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
        {"reference": case.reference, "what": decided(item)},
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
    return [*refer, to_the_list(case.unit)]


def _hand_to_cell(desk: AgentTurn, case: Case) -> None:
    """Give a case to the cell."""
    if case.status != Status.ESCALATED:
        reason = f"audit_{Decision.CELL}"
        move(desk.turn, case, Status.ESCALATED, desk.agent, reason=reason)
    found = find_owner(officers(desk.turn.kept), Role.CELL_OFFICER, CELL, last=case.owner_id)
    hand_up(case, Role.CELL_OFFICER, found.owner)
    desk.turn.kept.session.add(case)
