"""Agents by chat: who is one, and which command they typed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.desk.agent_turn import AgentTurn, Office
from bot.desk.closing import close_on_the_page
from bot.desk.commands import COMMANDS, note_down, show_help
from bot.desk.finding import show_one
from bot.desk.holding import relay, write_to
from bot.performing import Performing
from bot.room.talking import RoomTalk
from bot.secrets_kept import Secrets
from casework.errors import Refused
from dialogs.answers.reading import read_payload
from dialogs.effects import Say
from storage.kept import Kept
from storage.tables.people import ChannelAddress

LINK = "/agent"
CANCEL = "/annuler"
WRITTEN = {  # words typed on the page of a case
    "ecrire": write_to,
    "noter": note_down,
    "finir": close_on_the_page,
}


class DeskChat:
    """Reads what agents type, on any channel."""

    def __init__(self, secrets: Secrets, reproof_hours: int, office: Office) -> None:
        self._secrets = secrets
        self._office = office
        self._room = RoomTalk(secrets, office, lambda who, now: self.must_prove(who, now=now))
        self.pages = office.page("")
        self._reproof = timedelta(hours=reproof_hours)

    def is_agent(
        self, kept: Kept, staff_id: str | None, body: Mapping[str, Any], *, now: datetime
    ) -> bool:
        """Tell whether an agent writes; a wrong code is a tenant's unknown command."""
        if is_a_room(body) or kept.staff.get(staff_id) is not None:
            return True
        code = _code(str(body.get("text") or ""))
        return code is not None and self._secrets.is_good(kept, "invitation", code, now=now)

    def answer(self, turn: Performing) -> None:
        """Do what an agent typed, in the transaction of the turn."""
        if is_a_room(turn.inbox.body):
            self._room.answer(turn)
            return
        text = str(turn.inbox.body.get("text") or "").strip()
        code = _code(text)
        if code is not None and not _from_the_desk(turn.inbox.body):
            self._link(turn, code)
            return
        agent = turn.kept.staff.get(turn.address.staff_id)
        if agent is None:
            return
        desk = AgentTurn(turn=turn, agent=agent, office=self._office)
        if self.must_prove(turn.address, now=turn.now):
            turn.say(Say("desk.prove_again"))
            return
        try:
            _dispatch(desk, text, str(turn.inbox.body.get("payload") or text))
        except Refused as refusal:
            turn.say(Say(f"desk.{refusal.message}", refusal.values))

    def must_prove(self, address: ChannelAddress, *, now: datetime) -> bool:
        """Tell whether a linked chat must be proven again before anything is shown there."""
        proven = address.staff_proven_at
        return bool(self._reproof) and (proven is None or now - proven > self._reproof)

    def _link(self, turn: Performing, code: str) -> None:
        agent = self._secrets.check(turn.kept, "invitation", code, now=turn.now, once=True)
        if agent is None:
            turn.say(Say("command.unknown"))
            return
        turn.kept.staff.link(turn.address, agent, now=turn.now)
        turn.say(
            Say("desk.linked", {"name": agent.first_name, "role": Say(f"desk.role.{agent.role}")})
        )


def _from_the_desk(body: Mapping[str, Any]) -> bool:
    """Tell whether words were written on a case's page: whatever they say, they are no command."""
    return _goes_with_words(read_payload(body.get("payload")))


def _goes_with_words(button: tuple[str, str, str] | None) -> bool:
    return button is not None and button[0] == "desk" and button[1] in WRITTEN


def is_a_room(body: Mapping[str, Any]) -> bool:
    """Tell whether a message was written where several people write: it says by whom."""
    return body.get("sender") is not None


def _code(text: str) -> str | None:
    word, _, rest = text.strip().partition(" ")
    return rest.strip().upper() if word.casefold() == LINK and rest.strip() else None


def _dispatch(desk: AgentTurn, text: str, payload: str) -> None:
    """Do what a button or a command says; other words complete what was begun, or are sent."""
    conversation = desk.turn.conversation
    begun, conversation.desk_awaits = conversation.desk_awaits, None
    button = read_payload(payload)
    if button is not None and _goes_with_words(button):
        WRITTEN[button[1]](desk, button[2])
        return
    if button is not None and button[0] == "desk" and f"/{button[1]}" in COMMANDS:
        _carry_out(desk, f"/{button[1]}", button[2].replace(":", " "), begun)
        return
    if begun is not None and not text.startswith("/"):
        text = f"{begun} {text}"
    word, _, argument = text.partition(" ")
    if word.casefold() in COMMANDS:
        _carry_out(desk, word.casefold(), argument.strip(), begun)
    elif text.startswith("/"):
        show_help(desk, "")
    elif conversation.desk_case_id is not None:
        relay(desk, text)
    else:
        show_one(desk, text)


def _carry_out(desk: AgentTurn, command: str, argument: str, begun: str | None) -> None:
    """Do a command; of who holds a conversation, keep the question of another open.

    The words awaited there are for no tenant; where nobody reads them, they are let go of.
    """
    try:
        COMMANDS[command](desk, argument)
    finally:
        another = begun is not None and not begun.startswith(command) and command != CANCEL
        holds = desk.turn.conversation.desk_case_id is not None
        if another and holds and desk.turn.conversation.desk_awaits is None:
            desk.turn.conversation.desk_awaits = begun
