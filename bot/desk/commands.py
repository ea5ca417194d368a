"""The commands of agents in chat: one function each, in one table."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bot.desk.agent_turn import AgentTurn
from bot.desk.auditing import audit, may_audit
from bot.desk.closing import close
from bot.desk.finding import show_next_found, show_one, show_tasks
from bot.desk.holding import give_back, take
from bot.desk.referring import refer
from dialogs.effects import Choice
from storage.tables.cases import Case, Note

LINK_LASTS: Final = timedelta(minutes=15)
LONGEST_NOTE = 2_000
Command = Callable[[AgentTurn, str], None]


def show_help(desk: AgentTurn, argument: str) -> None:
    """List the commands; who takes part in the audit is offered its list."""
    del argument
    audits = [Choice("desk.audit=1", "desk.choice.audit")] if may_audit(desk) else []
    desk.say("desk.help", Choice("desk.taches=1", "desk.choice.tasks"), *audits)


def add_note(desk: AgentTurn, argument: str) -> None:
    """Write a note on a case; without its words, the next message is the note."""
    reference, _, text = argument.partition(" ")
    if not reference:
        desk.say("desk.usage.note")
        return
    case = desk.case(reference, "note").case
    if not text.strip():
        desk.turn.conversation.desk_awaits = f"/note {case.reference}"
        cancel = Choice("desk.annuler=1", "desk.choice.cancel")
        desk.say("desk.note.write", cancel, reference=case.reference)
        return
    write_note(desk, case, text)
    desk.say("desk.noted", reference=case.reference)


def note_down(desk: AgentTurn, reference: str) -> None:
    """Write a note that was typed on the page of its case; without words there is none."""
    text = str(desk.turn.inbox.body.get("text") or "").strip()
    if text:
        add_note(desk, f"{reference} {text}")


def write_note(desk: AgentTurn, case: Case, text: str) -> None:
    """Keep an agent's note with a case."""
    note = Note(
        case_id=case.id or 0,
        author_id=desk.agent.id,
        text=text.strip()[:LONGEST_NOTE],
        at=desk.turn.now,
    )
    desk.turn.kept.cases.add_note(note)
    desk.turn.kept.cases.record(case, "note", actor=desk.agent.id, now=desk.turn.now)


def cancel(desk: AgentTurn, argument: str) -> None:
    """Let go of what was being typed."""
    del argument
    desk.say("desk.cancelled")


def announce(desk: AgentTurn, argument: str) -> None:
    """Say that notices are made elsewhere."""
    del argument
    desk.say("desk.no_announcements")


def answer_trial(desk: AgentTurn, argument: str) -> None:
    """Say what the button of a notice does, which an agent pressed in a trial."""
    del argument
    desk.say("desk.trial_pressed")


def open_desk(desk: AgentTurn, argument: str) -> None:
    """Give an agent a way to the desk, in their own chat: one link, good once and not for long."""
    del argument
    kept, now = desk.turn.kept, desk.turn.now
    secret = desk.turn.secrets.give(kept, "desk_link", desk.agent.id, now=now, lasts=LINK_LASTS)
    desk.say("desk.link", page=desk.office.entry(secret), minutes=LINK_LASTS.seconds // 60)


COMMANDS: dict[str, Command] = {
    "/dossier": show_one,
    "/suivants": show_next_found,
    "/taches": show_tasks,
    "/tâches": show_tasks,
    "/note": add_note,
    "/prendre": take,
    "/rendre": give_back,
    "/clore": close,
    "/orienter": refer,
    "/audit": audit,
    "/annonce": announce,
    "/bureau": open_desk,
    "/essai": answer_trial,
    "/annuler": cancel,
    "/aide": show_help,
}
