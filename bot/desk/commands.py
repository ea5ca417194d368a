"""The commands of agents in chat: one function each, in one table."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.desk import cards
from bot.performing import Performing
from bot.steps import end_need, move
from casework.cases import Outcome, Status
from casework.errors import NotYours
from casework.needs import Need
from dialogs.effects import Choice, Say
from storage.access import Seen
from storage.tables.cases import Case, Note
from storage.tables.messages import ConversationRow
from storage.tables.people import StaffUser

MOST_FOUND = 5
MOST_TASKS = 20
LONGEST_NOTE = 2_000
Command = Callable[["AgentTurn", str], None]


@dataclass(frozen=True, slots=True)
class AgentTurn:
    """One message of an agent."""

    turn: Performing
    agent: StaffUser

    def case(self, said: str, action: str) -> Seen:
        """Return a case through the one door; raises NotYours."""
        return self.turn.kept.access.access_case(self.agent, said, action, now=self.turn.now)

    def say(self, message: str, *choices: Choice, **values: object) -> None:
        """Answer the agent."""
        self.turn.say(Say(message, values, choices))


def show_help(desk: AgentTurn, argument: str) -> None:
    """List the commands."""
    del argument
    desk.say("desk.help")


def show_one(desk: AgentTurn, argument: str) -> None:
    """Find a case: by reference, tenant number, name, phone, address."""
    if not argument:
        desk.say("desk.usage.dossier")
        return
    try:
        found = [desk.case(argument, "read")]
    except NotYours:
        access = desk.turn.kept.access
        found = access.access_household(desk.agent, argument, "read", now=desk.turn.now)
    if not found:
        raise NotYours
    if len(found) == 1:
        _show_card(desk, found[0])
        return
    open_first = sorted(
        found, key=lambda seen: (seen.case.closed_at is not None, seen.case.due_at)
    )
    lines = tuple(cards.line(desk.turn.situations, seen) for seen in open_first[:MOST_FOUND])
    choices = tuple(_button("dossier", s.case, s.case.reference) for s in open_first[:MOST_FOUND])
    desk.say("desk.found", *choices, count=len(found), lines=lines)


def _show_card(desk: AgentTurn, seen: Seen) -> None:
    kept, situations = desk.turn.kept, desk.turn.situations
    choices = (
        _button("prendre", seen.case, "desk.choice.take"),
        _button("rendre", seen.case, "desk.choice.give_back"),
    )
    desk.turn.say(Say("desk.card", cards.card(kept, situations, seen), choices))


def _button(command: str, case: Case, label: str) -> Choice:
    if label.startswith("desk."):
        return Choice(f"desk.{command}={case.reference}", label)
    return Choice(f"desk.{command}={case.reference}", "desk.choice.case", {"reference": label})


def show_tasks(desk: AgentTurn, argument: str) -> None:
    """List what waits for this agent: gravest first, then soonest due."""
    del argument
    kept, agent = desk.turn.kept, desk.agent
    cases = kept.cases.tasks_of(agent.id, agent.unit, agent.role, MOST_TASKS)
    seen = kept.access.access_cases(agent, cases, "read", now=desk.turn.now)
    if not seen:
        desk.say("desk.no_tasks")
        return
    lines = tuple(cards.line(desk.turn.situations, one) for one in seen)
    choices = tuple(_button("dossier", one.case, one.case.reference) for one in seen[:MOST_FOUND])
    desk.say("desk.tasks", *choices, count=len(seen), lines=lines)


def add_note(desk: AgentTurn, argument: str) -> None:
    """Write a note on a case."""
    reference, _, text = argument.partition(" ")
    if not text.strip():
        desk.say("desk.usage.note")
        return
    case = desk.case(reference, "note").case
    note = Note(
        case_id=case.id or 0,
        author_id=desk.agent.id,
        text=text.strip()[:LONGEST_NOTE],
        at=desk.turn.now,
    )
    desk.turn.kept.cases.add_note(note)
    desk.turn.kept.cases.record(case, "note", actor=desk.agent.id, now=desk.turn.now)
    desk.say("desk.noted", reference=case.reference)


def take(desk: AgentTurn, argument: str) -> None:
    """Take a case and its conversation: the bot is silent until it is given back."""
    if not argument:
        desk.say("desk.usage.prendre")
        return
    seen = desk.case(argument, "take")
    case = seen.case
    if case.status in {Status.NEW, Status.ASSIGNED, Status.ESCALATED, Status.RESOLVED}:
        move(desk.turn, case, Status.IN_PROGRESS, desk.agent)
    case.owner_id = desk.agent.id
    case.first_action_at = case.first_action_at or desk.turn.now
    desk.turn.kept.timers.clear(
        f"case:{case.id}:first_reply", now=desk.turn.now, result="answered"
    )
    desk.turn.kept.session.add(case)
    tenant = _conversation_of(desk, case)
    if tenant is not None:
        _hold(desk, case, tenant)
    packet = cards.handover(desk.turn.kept, desk.turn.situations, seen, tenant)
    desk.turn.say(Say("desk.taken", packet, (_button("rendre", case, "desk.choice.give_back"),)))


def _hold(desk: AgentTurn, case: Case, tenant: ConversationRow) -> None:
    if tenant.held_by not in {None, desk.agent.id}:
        holder = desk.turn.kept.staff.get(tenant.held_by)
        if holder is not None:
            desk.say("desk.held_by_other", name=holder.first_name)
    desk.turn.kept.conversations.hold(tenant, desk.agent.id, now=desk.turn.now)
    desk.turn.conversation.desk_case_id = case.id
    role = Say(f"role_of.{desk.agent.role}")
    _to_tenant(desk, case, tenant, Say("case.held", {"name": desk.agent.first_name, "role": role}))


def give_back(desk: AgentTurn, argument: str) -> None:
    """Give the conversation back to the bot."""
    reference = argument or _current(desk)
    if reference is None:
        desk.say("desk.usage.rendre")
        return
    case = desk.case(reference, "hand_back").case
    tenant = _conversation_of(desk, case)
    if tenant is not None and tenant.held_by == desk.agent.id:
        desk.turn.kept.conversations.hold(tenant, None, now=desk.turn.now)
        _to_tenant(desk, case, tenant, Say("case.released", {"name": desk.agent.first_name}))
    desk.turn.conversation.desk_case_id = None
    desk.turn.kept.cases.record(case, "given_back", actor=desk.agent.id, now=desk.turn.now)
    desk.say("desk.given_back", reference=case.reference)


_CLOSING = re.compile(
    r"(?P<reference>\S+)\s+(?:(?P<need>"
    + "|".join(Need)
    + r")\s+)?(?P<outcome>"
    + "|".join(Outcome)
    + r")\s+(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def close(desk: AgentTurn, argument: str) -> None:
    """Resolve a case, or end one of its needs, with an outcome and one sentence in plain words."""
    asked = _CLOSING.fullmatch(argument)
    if asked is None:
        desk.say("desk.usage.clore", outcomes=", ".join(Outcome))
        return
    case = desk.case(asked["reference"], "close").case
    outcome, words = Outcome(asked["outcome"].lower()), asked["words"].strip()[:LONGEST_NOTE]
    need = asked["need"]
    if need and end_need(desk.turn, case, need.upper(), desk.agent, outcome):
        desk.say("desk.need_ended", reference=case.reference, need=Say(f"need.{need.upper()}"))
        return
    move(desk.turn, case, Status.RESOLVED, desk.agent, outcome=outcome, reason=words)
    case.outcome, case.outcome_words, case.resolved_at = outcome, words, desk.turn.now
    desk.turn.kept.session.add(case)
    tenant = _conversation_of(desk, case)
    if tenant is not None:
        desk.turn.kept.conversations.hold(tenant, None, now=desk.turn.now)
        values = {"reference": case.reference, "outcome": words}
        _to_tenant(desk, case, tenant, Say("case.closed", values))
    desk.turn.conversation.desk_case_id = None
    desk.say("desk.closed", reference=case.reference)


def relay(desk: AgentTurn, text: str) -> None:
    """Send what an agent who holds a conversation writes to the tenant."""
    case = desk.turn.kept.cases.get(desk.turn.conversation.desk_case_id or 0)
    tenant = _conversation_of(desk, case)
    if tenant is None or tenant.held_by != desk.agent.id:
        desk.turn.conversation.desk_case_id = None
        desk.say("desk.no_longer_held", reference=case.reference)
        return
    _send(desk, tenant, "agent.words", text[:LONGEST_NOTE], case.language)
    details = {"inbox": desk.turn.inbox.id}
    desk.turn.kept.cases.record(
        case, "message", actor=desk.agent.id, now=desk.turn.now, details=details
    )
    desk.say("desk.sent", reference=case.reference)


def _current(desk: AgentTurn) -> str | None:
    held = desk.turn.conversation.desk_case_id
    return desk.turn.kept.cases.get(held).reference if held is not None else None


def _conversation_of(desk: AgentTurn, case: Case) -> ConversationRow | None:
    if case.address_id is None:
        return None
    return desk.turn.kept.conversations.of_case_address(case.address_id)


def _to_tenant(desk: AgentTurn, case: Case, tenant: ConversationRow, say: Say) -> None:
    words = desk.turn.wording.word(say, case.language)
    _send(desk, tenant, say.message, words, case.language)


def _send(
    desk: AgentTurn, tenant: ConversationRow, message: str, text: str, language: str
) -> None:
    """Write to the tenant's conversation, and have their page told after the commit."""
    desk.turn.kept.mail.send(
        tenant.id or 0,
        key=f"agent:{desk.turn.inbox.id}:{message}",
        message=message,
        text=text,
        language=desk.turn.wording.spoken(language),
        now=desk.turn.now,
        who="agent",
        name=desk.agent.first_name,
        kind="agent",
        delivered=desk.turn.pulls(tenant),
    )
    desk.turn.to_ring.append(tenant.id or 0)


COMMANDS: dict[str, Command] = {
    "/dossier": show_one,
    "/taches": show_tasks,
    "/note": add_note,
    "/prendre": take,
    "/rendre": give_back,
    "/clore": close,
    "/aide": show_help,
}
