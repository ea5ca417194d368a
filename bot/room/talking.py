"""What agents write in a room: to the tenant, between themselves, and a few commands."""

from collections.abc import Callable
from datetime import datetime

from bot.channels.telegram_chats import chat_of
from bot.channels.telegram_groups import EDITED, WITH_FILES
from bot.desk import tenants
from bot.desk.agent_turn import AgentTurn, Office
from bot.desk.closing import close
from bot.desk.commands import write_note
from bot.desk.holding import (
    give_back,
    hold,
    meant_all_the_same,
    photo_for,
    say_to_tenant,
    start_work,
)
from bot.performing import Performing
from bot.secrets_kept import Secrets
from casework.cases import ENDED, Status
from casework.errors import NotYours, Refused
from casework.roles import CELL_ROLES, Role
from dialogs.answers.reading import read_payload
from dialogs.effects import Say
from storage.tables.cases import Case
from storage.tables.messages import ConversationRow
from storage.tables.people import ChannelAddress
from storage.tables.rooms import RoomTopic

BETWEEN_AGENTS = "//"
TIE, LEAVE = "/salle", "fin"
MANAGERS = frozenset({Role.AGENCY_MANAGER, Role.CELL_MANAGER})
MustProve = Callable[[ChannelAddress, datetime], bool]
Command = Callable[[AgentTurn, Case, str], None]


class RoomTalk:
    """Answers what is said in rooms; who is not linked is told once that nobody reads them."""

    def __init__(self, secrets: Secrets, office: Office, must_prove: MustProve) -> None:
        self._secrets = secrets
        self._office = office
        self._must_prove = must_prove

    def answer(self, turn: Performing) -> None:
        """Do what was written, in the transaction of the turn."""
        address = turn.address
        sender = turn.kept.conversations.find_address(
            address.channel, address.account, str(turn.inbox.body.get("sender") or "")
        )
        agent = turn.kept.staff.get(sender.staff_id) if sender is not None else None
        topic = turn.kept.rooms.topic_at(address.id or 0)
        if sender is None or agent is None:
            _welcome(turn, topic)
        elif self._must_prove(sender, turn.now):
            turn.say(Say("desk.room.prove"))
        else:
            self._obey(AgentTurn(turn=turn, agent=agent, office=self._office), topic)

    def _obey(self, desk: AgentTurn, topic: RoomTopic | None) -> None:
        text = str(desk.turn.inbox.body.get("text") or "").strip()
        word, _, argument = text.partition(" ")
        try:
            if word == TIE:
                tie(desk, self._secrets, argument.strip())
            elif topic is None:
                desk.say("desk.room.only_topics")
            else:
                _in_topic(desk, topic, text)
        except NotYours:
            desk.say("desk.room.not_yours")
        except Refused as refusal:
            desk.turn.say(Say(f"desk.{refusal.message}", refusal.values))


def _welcome(turn: Performing, topic: RoomTopic | None) -> None:
    """Tell somebody who is no agent, once, that they are not read here."""
    who = turn.secrets.pseudonym(str(turn.inbox.body.get("sender")))[:16]
    key = f"room:guest:{topic.room_id if topic else 0}:{who}"
    if topic is None or turn.kept.rooms.was_said(key):
        return
    turn.kept.mail.send(
        turn.inbox.conversation_id,
        key=key,
        message="desk.room.guest",
        text=turn.wording.word(Say("desk.room.guest"), "fr"),
        language="fr",
        now=turn.now,
        inbox_id=turn.inbox.id,
    )


def tie(desk: AgentTurn, secrets: Secrets, code: str) -> None:
    """Make the group the room of a unit: with a code of the operator, or as its manager."""
    kept, turn = desk.turn.kept, desk.turn
    names = turn.situations.reference.names
    chat = kept.conversations.of(
        turn.address.channel, turn.address.account, chat_of(turn.address.user)
    )
    address = kept.conversations.address_of(chat)
    room = kept.rooms.at(address.channel, address.account, address.user)
    if code.casefold() == LEAVE and room is not None and _manages(desk, room.unit):
        kept.rooms.end(room, now=turn.now)
        desk.say("desk.room.left", unit=names.get(room.unit, room.unit))
        return
    unit = _unit(desk, secrets, code.upper())
    if unit is None:
        desk.say("desk.room.refused")
        return
    kept.rooms.tie(address, unit, desk.agent.id, now=turn.now)
    desk.say("desk.room.tied", unit=names.get(unit, unit))


def _manages(desk: AgentTurn, unit: str) -> bool:
    return Role(desk.agent.role) in MANAGERS and desk.agent.unit == unit


def _unit(desk: AgentTurn, secrets: Secrets, code: str) -> str | None:
    """Return the unit whose room this agent may make; a code is used up only by its unit."""
    kept, now = desk.turn.kept, desk.turn.now
    if not code:
        return desk.agent.unit if _manages(desk, desk.agent.unit) else None
    made_for = secrets.check(kept, "room", code, now=now)
    if made_for is None:
        return None
    if desk.agent.unit != made_for.unit and Role(desk.agent.role) not in CELL_ROLES:
        return None
    secrets.check(kept, "room", code, now=now, once=True)
    return made_for.unit


def _in_topic(desk: AgentTurn, topic: RoomTopic, text: str) -> None:
    """Do a command on the case of the topic; other words go to the tenant."""
    room, case = desk.turn.kept.rooms.get(topic.room_id), desk.turn.kept.cases.get(topic.case_id)
    if room.ended_at is not None:
        names = desk.turn.situations.reference.names
        desk.say("desk.room.left", unit=names.get(room.unit, room.unit))
        return
    _on_case(desk, case, text)


def _on_case(desk: AgentTurn, case: Case, text: str) -> None:
    payload = str(desk.turn.inbox.body.get("payload") or "")
    if payload == EDITED:
        desk.say("desk.room.not_edited")
        return
    pressed = read_payload(payload)
    if pressed is not None and pressed[0] == "desk":
        text = f"/{pressed[1]}"
    if text.startswith(BETWEEN_AGENTS):
        note(desk, case, text.removeprefix(BETWEEN_AGENTS))
    elif text.startswith("/"):
        word, _, argument = text.partition(" ")
        IN_TOPIC.get(word.casefold(), show_help)(desk, case, argument.strip())
    else:
        write(desk, case, text)


def note(desk: AgentTurn, case: Case, text: str) -> None:
    """Keep words between agents with the case."""
    desk.case(case.reference, "note")
    write_note(desk, case, text)
    desk.say("desk.noted", reference=case.reference)


def answer_here(desk: AgentTurn, case: Case, text: str) -> None:
    """Hold the conversation of the topic's case, whoever held it before."""
    del text
    desk.case(case.reference, "take")
    tenant = tenants.conversation_of(desk.turn.kept, case)
    if tenant is None or case.status in ENDED - {Status.RESOLVED}:
        desk.say("desk.room.no_tenant" if tenant is None else "desk.room.case_ended")
        return
    start_work(desk, case)
    hold(desk, case, tenant)


def write(desk: AgentTurn, case: Case, text: str) -> None:
    """Send an agent's words to the tenant, unless another agent answers them already."""
    desk.case(case.reference, "take")
    tenant = tenants.conversation_of(desk.turn.kept, case)
    because = _why_not(desk, case, tenant)
    if because is not None or tenant is None:
        desk.turn.say(because or Say("desk.room.no_tenant"))
        return
    if (said := meant_all_the_same(desk, case, tenant, text)) is None:
        return
    text, photo = said, photo_for(desk, case, tenant)
    if text or photo:
        if tenant.held_by is None:
            start_work(desk, case)
            hold(desk, case, tenant)
        say_to_tenant(desk, case, tenant, text, photo)
    if desk.turn.inbox.body.get("payload") == WITH_FILES:
        desk.say("desk.room.no_files")


def _why_not(desk: AgentTurn, case: Case, tenant: ConversationRow | None) -> Say | None:
    """Return why nothing can be sent from here, None when it can."""
    if tenant is None:
        return Say("desk.room.no_tenant")
    if case.status in ENDED:
        return Say("desk.room.case_ended")
    if desk.turn.kept.conversations.address_of(tenant).gone_at is not None:
        return Say("desk.room.tenant_gone")
    holder = desk.turn.kept.staff.get(tenant.held_by)
    if holder is not None and holder.id != desk.agent.id:
        return Say("desk.room.answers_already", {"name": holder.first_name})
    return None


def show_help(desk: AgentTurn, case: Case, text: str) -> None:
    """Say what can be done in a topic."""
    del case, text
    desk.say("desk.room.help")


IN_TOPIC: dict[str, Command] = {
    "/prendre": answer_here,
    "/rendre": lambda desk, case, _: give_back(desk, case.reference),
    "/note": note,
    "/clore": lambda desk, case, text: close(desk, f"{case.reference} {text}".strip()),
    "/aide": show_help,
}
