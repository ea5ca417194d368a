"""Find cases and open one: by reference, number, name, phone, address; page by page."""

from datetime import datetime

from bot.desk import cards
from bot.desk.agent_turn import AgentTurn, button
from bot.desk.tenants import conversation_of
from casework.access import Action
from casework.errors import NotYours
from casework.references import is_mistyped
from dialogs.effects import Choice
from nlu.folding import fold_word
from storage.access import MOST_LOOKED_AT, Seen
from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.people import StaffUser

PAGE = 5
MOST_TASKS = 100
COMMAND = "/dossier"


def show_one(desk: AgentTurn, argument: str) -> None:
    """Find a case; several are shown five at a time."""
    if not argument:
        desk.say("desk.usage.dossier")
        return
    if is_mistyped(argument):
        desk.say("desk.mistyped")
        return
    found = find(desk, argument)
    if not found:
        raise NotYours
    if len(found) == 1:
        _show_card(desk, found[0])
        return
    _show_found(desk, found, 1, desk.turn.inbox.id or 0)


def find(desk: AgentTurn, words: str) -> list[Seen]:
    """Return the cases that words find, as the agent who asks may see them."""
    return find_cases(desk.turn.kept, desk.agent, words, now=desk.turn.now)


def find_cases(kept: Kept, agent: StaffUser, words: str, *, now: datetime) -> list[Seen]:
    """Return the cases that words find, the open ones first, as this agent may see them."""
    try:
        return [kept.access.access_case(agent, words, "read", now=now)]
    except NotYours:
        found = kept.access.access_household(agent, words, "read", now=now)
    known = {seen.case.id for seen in found}
    there = [case for case in _told_at(kept, words) if case.id not in known]
    found += kept.access.access_cases(agent, there, "read", now=now)
    return sorted(found, key=lambda seen: (seen.case.closed_at is not None, seen.case.due_at))


def _told_at(kept: Kept, words: str) -> list[Case]:
    """Return the open cases that were told for a residence or a town of these words."""
    said = fold_word(words).split()
    names = kept.directory.names()
    codes = {code for code in names if said and all(w in fold_word(names[code]) for w in said)}
    open_now = kept.cases.listed(open_only=True, limit=MOST_LOOKED_AT) if codes else []
    return [
        case
        for case in open_now
        if not codes.isdisjoint({case.place.get("residence"), case.place.get("town")})
    ]


def show_next_found(desk: AgentTurn, argument: str) -> None:
    """Show another page of what was found: the words are those of the message that asked."""
    asked, _, page = argument.partition(" ")
    row = desk.turn.kept.mail.find_in(desk.turn.conversation.id or 0, _number(asked))
    if row is None:
        raise NotYours
    words = str(row.body.get("text") or "").strip().removeprefix(COMMAND).strip()
    _show_found(desk, find(desk, words), _number(page), row.id or 0)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else 1


def _show_found(desk: AgentTurn, found: list[Seen], page: int, asked: int) -> None:
    shown = found[(page - 1) * PAGE : page * PAGE]
    lines = tuple(cards.line(desk.turn.situations, seen) for seen in shown)
    choices = [button("dossier", seen.case, "desk.choice.case") for seen in shown]
    if len(found) > page * PAGE:
        choices.append(Choice(f"desk.suivants={asked}:{page + 1}", "desk.choice.next"))
    pages = -(-len(found) // PAGE)
    desk.say("desk.found", *choices, count=len(found), lines=lines, page=page, pages=pages)


def _show_card(desk: AgentTurn, seen: Seen) -> None:
    values = cards.card(desk.turn.kept, desk.turn.situations, seen)
    values |= {"held": cards.held(desk, seen.case), "desk": cards.desk_only(desk.office, seen)}
    desk.say("desk.card", *_buttons(desk, seen.case), **values)


def _buttons(desk: AgentTurn, case: Case) -> list[Choice]:
    """Return what this agent may do with a case."""
    offered = (
        (Action.TAKE, button("prendre", case, "desk.choice.take")),
        (Action.HAND_BACK, button("rendre", case, "desk.choice.give_back")),
        (Action.NOTE, button("note", case, "desk.choice.note")),
        (Action.CLOSE, button("clore", case, "desk.choice.close")),
        (Action.REFER, button("orienter", case, "desk.choice.refer")),
    )
    unwanted = Action.TAKE if _is_mine(desk, case) else Action.HAND_BACK
    return [
        choice for action, choice in offered if desk.may(case, action) and action is not unwanted
    ]


def _is_mine(desk: AgentTurn, case: Case) -> bool:
    tenant = conversation_of(desk.turn.kept, case)
    return tenant is not None and tenant.held_by == desk.agent.id


def show_tasks(desk: AgentTurn, argument: str) -> None:
    """List what waits for this agent, five at a time: gravest first, then soonest due."""
    page = max(_number(argument), 1)
    kept, agent = desk.turn.kept, desk.agent
    cases = kept.cases.tasks_of(agent.id, agent.unit, agent.role, MOST_TASKS)
    here = cases[(page - 1) * PAGE : page * PAGE]
    seen = kept.access.access_cases(agent, here, "read", now=desk.turn.now)
    if not seen:
        desk.say("desk.no_tasks")
        return
    lines = tuple(cards.line(desk.turn.situations, one) for one in seen)
    choices = [choice for one in seen for choice in _task_buttons(desk, one.case)]
    if len(cases) > page * PAGE:
        choices.append(Choice(f"desk.taches={page + 1}", "desk.choice.next"))
    pages = -(-len(cases) // PAGE)
    desk.say("desk.tasks", *choices, count=len(cases), lines=lines, page=page, pages=pages)


def _task_buttons(desk: AgentTurn, case: Case) -> tuple[Choice, ...]:
    opened = button("dossier", case, "desk.choice.open_this")
    if _is_mine(desk, case):
        return opened, button("rendre", case, "desk.choice.give_this_back")
    if desk.may(case, Action.TAKE):
        return opened, button("prendre", case, "desk.choice.take_this")
    return (opened,)
