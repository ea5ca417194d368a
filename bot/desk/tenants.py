"""What an agent does reaches the tenant: their conversation, and words put into it."""

from bot.channels.contract import Channel
from bot.desk.agent_turn import AgentTurn
from dialogs.effects import Choice, Say
from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.messages import ConversationRow
from storage.tables.people import StaffUser


def conversation_of(kept: Kept, case: Case) -> ConversationRow | None:
    """Return the conversation in which a case was told, None when it came another way."""
    if case.address_id is None:
        return None
    return kept.conversations.of_case_address(case.address_id)


def may_be_written_to(kept: Kept, tenant: ConversationRow) -> bool:
    """Tell whether nobody said that what comes here may be read by whom they fear."""
    return kept.conversations.address_of(tenant).safe_to_contact is not False


def role_of(agent: StaffUser) -> Say:
    """Return what an agent does, as it is said to a tenant."""
    return Say(f"role_of.{agent.role}")


def tell(desk: AgentTurn, case: Case, tenant: ConversationRow, say: Say) -> None:
    """Tell the tenant something in the language of the case; nothing where that is not safe."""
    if not may_be_written_to(desk.turn.kept, tenant):
        return
    words = desk.turn.wording.word(say, case.language)
    _send(desk, case, tenant, say.message, words, say.choices)


def relay_words(
    desk: AgentTurn, case: Case, tenant: ConversationRow, text: str, photo: str | None = None
) -> None:
    """Send an agent's own words; where the app shows no name, they begin with name and role."""
    values = {"name": desk.agent.first_name, "role": role_of(desk.agent)}
    said = Say("agent.says", {**values, "text": text}) if text else Say("agent.photo", values)
    bare = bool(text) and _channel(desk, tenant).pull
    shown = text if bare else desk.turn.wording.word(said, case.language)
    _send(desk, case, tenant, "agent.words", shown, photo=photo)


def shows_photos(desk: AgentTurn, tenant: ConversationRow) -> bool:
    """Tell whether a photo can be shown where the tenant writes."""
    return "image" in _channel(desk, tenant).caps.media


def _channel(desk: AgentTurn, tenant: ConversationRow) -> Channel:
    return desk.turn.channels[desk.turn.kept.conversations.address_of(tenant).channel]


def _send(
    desk: AgentTurn,
    case: Case,
    tenant: ConversationRow,
    message: str,
    text: str,
    choices: tuple[Choice, ...] = (),
    photo: str | None = None,
) -> None:
    """Write to the tenant's conversation, and have their page told after the commit."""
    desk.turn.kept.mail.send(
        tenant.id or 0,
        key=f"agent:{desk.turn.inbox.id}:{message}",
        message=message,
        text=text,
        language=desk.turn.wording.spoken(case.language),
        now=desk.turn.now,
        choices=[_shown(desk, choice, case.language) for choice in choices],
        who="agent",
        name=desk.agent.first_name,
        kind="agent",
        delivered=desk.turn.pulls(tenant),
        media=photo,
    )
    desk.turn.to_ring.append(tenant.id or 0)


def _shown(desk: AgentTurn, choice: Choice, language: str) -> dict[str, str]:
    words = desk.turn.wording.word(Say(choice.label, choice.values), language)
    return {"payload": choice.payload, "label": words}
