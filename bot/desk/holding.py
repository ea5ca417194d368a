"""Take a conversation, write in it, give it back: the bot is silent in between."""

from datetime import datetime, timedelta

from bot.desk import cards, tenants
from bot.desk.agent_turn import AgentTurn, button
from bot.desk.handover import is_reserved
from bot.desk.standing_in import go_back, take_up
from bot.room import posting
from bot.steps import move
from casework.cases import Status
from casework.errors import HeldByOther
from casework.working_time import Calendar
from dialogs.effects import Say
from storage.tables.cases import Case
from storage.tables.messages import ConversationRow

ALL_THE_SAME = "!"  # before words for somebody who said that it is not safe to write
TO_BE_MOVED = frozenset({Status.NEW, Status.ASSIGNED, Status.ESCALATED, Status.RESOLVED})


def take(desk: AgentTurn, argument: str) -> None:
    """Take a case and its conversation: the bot is silent until it is given back."""
    if not argument:
        desk.say("desk.usage.prendre")
        return
    seen = desk.case(argument, "take")
    case = seen.case
    start_work(desk, case)
    tenant = tenants.conversation_of(desk.turn.kept, case)
    desk.turn.conversation.desk_case_id = case.id if tenant is not None else None
    if tenant is not None:
        hold(desk, case, tenant)
    packet = cards.packet(desk.turn.kept, desk.turn.situations, desk.office, seen, tenant)
    back = button("rendre", case, "desk.choice.give_back")
    taken = "desk.taken" if tenant is not None else "desk.taken_without_chat"
    desk.say(taken, back, reference=case.reference, packet=packet)
    if tenant is not None and not tenants.may_be_written_to(desk.turn.kept, tenant):
        desk.say("desk.unsafe", reference=case.reference)


def start_work(desk: AgentTurn, case: Case) -> None:
    """Write down that an agent is at work on a case: the first clock stops."""
    if case.status in TO_BE_MOVED:
        move(desk.turn, case, Status.IN_PROGRESS, desk.agent)
    take_up(desk.turn.kept, case, desk.agent, now=desk.turn.now)
    case.first_action_at = case.first_action_at or desk.turn.now
    desk.turn.kept.timers.clear(
        f"case:{case.id}:first_reply", now=desk.turn.now, result="answered"
    )
    desk.turn.kept.session.add(case)


def hold(desk: AgentTurn, case: Case, tenant: ConversationRow) -> None:
    """Hold a conversation: the tenant is told who answers, and so are the other agents."""
    kept, turn = desk.turn.kept, desk.turn
    former = kept.staff.get(tenant.held_by)
    kept.conversations.hold(tenant, desk.agent.id, now=turn.now, case_id=case.id)
    if former is not None and former.id == desk.agent.id:
        return
    if former is not None:
        desk.say("desk.held_by_other", name=former.first_name)
        say = Say("desk.taken_from_you", _named(desk, case))
        turn.to_ring += posting.tell_agent(turn, former.id, say, f"taken:{turn.inbox.id}")
    kept.cases.record(case, "taken", actor=desk.agent.id, now=turn.now)
    watch_silence(desk, tenant, case)
    values = {"name": desk.agent.first_name, "role": tenants.role_of(desk.agent)}
    tenants.tell(desk, case, tenant, Say("case.held", values))
    post(desk, case, Say("desk.room.answers", _named(desk, case)))


def _named(desk: AgentTurn, case: Case) -> dict[str, object]:
    role = Say(f"desk.role.{desk.agent.role}")
    return {"name": desk.agent.first_name, "role": role, "reference": case.reference}


def post(desk: AgentTurn, case: Case, say: Say) -> None:
    """Let the agents in the room see what happens with a conversation."""
    key = f"room:{desk.turn.inbox.id}:{say.message}"
    desk.turn.to_ring += posting.post(desk.turn, case, say, key)


def watch_silence(desk: AgentTurn, tenant: ConversationRow, case: Case) -> None:
    """Set the timer that takes a conversation back from an agent who says nothing more."""
    if not desk.office.hold_hours:
        return
    due = end_of_silence(desk.turn.now, desk.office.hold_hours, desk.turn.situations.calendar)
    desk.turn.kept.timers.set(
        f"hold:{tenant.id}:{desk.turn.inbox.id}",
        "hold",
        due,
        case_id=case.id,
        conversation_id=tenant.id,
    )


def end_of_silence(since: datetime, hours: int, calendar: Calendar) -> datetime:
    """Return when an agent has been silent for too long: so many hours on, and never at night.

    The end falls in opening hours, so that an agent who left on Friday still has Monday morning.
    """
    return calendar.next_opening(since + timedelta(hours=hours))


def give_back(desk: AgentTurn, argument: str) -> None:
    """Give the conversation back to the bot; only its holder does."""
    reference = argument or current(desk)
    if reference is None:
        desk.say("desk.usage.rendre")
        return
    case = desk.case(reference, "hand_back").case
    tenant = tenants.conversation_of(desk.turn.kept, case)
    holder = desk.turn.kept.staff.get(tenant.held_by) if tenant is not None else None
    if holder is not None and holder.id != desk.agent.id:
        raise HeldByOther(name=holder.first_name, reference=case.reference)
    if tenant is not None and holder is not None:
        _release(desk, case, tenant)
    desk.turn.conversation.desk_case_id = None
    desk.say("desk.given_back", reference=case.reference)
    agent, now = desk.agent.id, desk.turn.now
    former = go_back(desk.turn.kept, case, agent, actor=agent, now=now)
    if former is not None:
        desk.say("desk.followed_again", reference=case.reference, name=former.full_name)


def _release(desk: AgentTurn, case: Case, tenant: ConversationRow) -> None:
    desk.turn.kept.conversations.hold(tenant, None, now=desk.turn.now)
    desk.turn.kept.cases.record(case, "given_back", actor=desk.agent.id, now=desk.turn.now)
    tenants.tell(desk, case, tenant, Say("case.released", {"name": desk.agent.first_name}))
    post(desk, case, Say("desk.room.released", _named(desk, case)))


def relay(desk: AgentTurn, text: str) -> None:
    """Send what an agent who holds a conversation writes to the tenant."""
    case = desk.turn.kept.cases.get(desk.turn.conversation.desk_case_id or 0)
    tenant = tenants.conversation_of(desk.turn.kept, case)
    if tenant is None or tenant.held_by != desk.agent.id:
        desk.turn.conversation.desk_case_id = None
        desk.say("desk.no_longer_held", reference=case.reference)
        return
    _send(desk, case, tenant, text)


def write_to(desk: AgentTurn, reference: str) -> None:
    """Send words from the desk to the tenant of a case that this agent holds."""
    case = desk.case(reference, "take").case
    tenant = tenants.conversation_of(desk.turn.kept, case)
    if tenant is None or tenant.held_by != desk.agent.id:
        desk.say("desk.no_longer_held", reference=case.reference)
    elif desk.turn.kept.conversations.address_of(tenant).gone_at is not None:
        desk.say("desk.room.tenant_gone")
    elif (text := str(desk.turn.inbox.body.get("text") or "").strip()).startswith("/"):
        desk.say("desk.no_command_here")  # what is for colleagues reaches no tenant
    else:
        _send(desk, case, tenant, text)


def _send(desk: AgentTurn, case: Case, tenant: ConversationRow, text: str) -> None:
    if (said := meant_all_the_same(desk, case, tenant, text)) is None:
        return
    photo = photo_for(desk, case, tenant)
    if not (said or photo):
        return  # why a photo has not gone is said
    say_to_tenant(desk, case, tenant, said, photo)
    post(desk, case, _seen_in_room(desk, case, said))
    desk.say("desk.sent", reference=case.reference)


def meant_all_the_same(
    desk: AgentTurn, case: Case, tenant: ConversationRow, text: str
) -> str | None:
    """Return words for a tenant; None, and why, where somebody they fear may read them."""
    if tenants.may_be_written_to(desk.turn.kept, tenant):
        return text
    if not text.startswith(ALL_THE_SAME):
        desk.say("desk.unsafe", reference=case.reference)
        return None
    return text.removeprefix(ALL_THE_SAME).strip()


def photo_for(desk: AgentTurn, case: Case, tenant: ConversationRow) -> str | None:
    """Return the photo of an agent's message, once kept with the case; say why none goes."""
    body = desk.turn.inbox.body
    media = body.get("media") or ()
    refused = body.get("refused") or ("media.not_fetched" if body.get("file") else None)
    if refused:
        desk.say(str(refused))
    if not media or body.get("kind") != "image":
        return None
    if not tenants.shows_photos(desk, tenant):
        desk.say("desk.no_photos_there")
        return None
    desk.turn.kept.mail.tie_media(media, case.id or 0)
    return str(media[0])


def _seen_in_room(desk: AgentTurn, case: Case, text: str) -> Say:
    """Return what the room sees of an agent's words: of a reserved case, that there were some."""
    if is_reserved(desk.turn.kept.cases.needs(case.id or 0)):
        page = desk.office.page(case.reference)
        return Say("desk.room.agent_said_apart", {**_named(desk, case), "page": page})
    said = "desk.room.agent_said" if text else "desk.room.agent_sent_photo"
    return Say(said, {**_named(desk, case), "text": text})


def say_to_tenant(
    desk: AgentTurn, case: Case, tenant: ConversationRow, text: str, photo: str | None = None
) -> None:
    """Put an agent's words in the tenant's conversation, and in the history that they did."""
    tenants.relay_words(desk, case, tenant, text, photo)
    tenant.held_at = desk.turn.now
    desk.turn.kept.session.add(tenant)
    details = {"inbox": desk.turn.inbox.id}
    desk.turn.kept.cases.record(
        case, "message", actor=desk.agent.id, now=desk.turn.now, details=details
    )


def current(desk: AgentTurn) -> str | None:
    """Return the reference of the case that the agent writes to."""
    held = desk.turn.conversation.desk_case_id
    return desk.turn.kept.cases.get(held).reference if held is not None else None
