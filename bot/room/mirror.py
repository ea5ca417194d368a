"""What a tenant writes while an agent holds the conversation reaches who answers them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bot.desk.handover import DANGER_WITHIN, is_reserved
from bot.room import posting
from casework.needs import RESTRICTED
from dialogs.answers.gathering import told_needs
from dialogs.effects import AddToAlarm, AddToCase, Effect, RaiseAlarm, Say
from dialogs.forms import Form
from dialogs.needs.opening_needs import needs_of_form
from dialogs.scene import Heard
from storage.conversations import DESK_PAGE
from storage.tables.cases import Case
from storage.tables.people import ChannelAddress

if TYPE_CHECKING:
    from bot.performing import Performing

LONGEST_SHOWN = 1_500
Shown = tuple[str, dict[str, str], str | None]  # a kind, its values, and the photo with it


def mirror(
    turn: "Performing",
    heard: Heard,
    effects: Iterable[Effect],
    forms: Mapping[str, Form],
    page: str,
) -> None:
    """Show the message in the case's topic and in the holder's own chat.

    What may be about danger, health or children is only said to be there: it is read on the
    desk. `page` is the address of a case there, but for its reference.
    """
    case = _held_case(turn)
    if case is None:
        return
    done = tuple(effects)
    apart = (
        is_reserved(turn.kept.cases.needs(case.id or 0))
        or _is_private(heard, done, forms)
        or bool(turn.kept.rooms.dangers_since(turn.conversation.id or 0, turn.now - DANGER_WITHIN))
    )
    values = {"reference": case.reference, "page": page + case.reference}
    for kind, more, photo in _seen(heard, done, apart=apart):
        key = f"wrote:{turn.inbox.id}:{kind}"
        shown = values | more
        posted = posting.post(turn, case, Say(f"desk.room.{kind}", shown), key, photo)
        turn.to_ring += posted
        if _holder_is_in_own_chat(turn, case) or not (
            posted or _holder_is_at_the_desk(turn, case)
        ):
            say = Say(f"desk.tenant_{kind}", shown)
            turn.to_ring += posting.tell_agent(turn, turn.conversation.held_by, say, key, photo)


def _held_case(turn: "Performing") -> Case | None:
    held = turn.conversation.held_case_id
    return turn.kept.cases.get(held) if held is not None else None


def _seen(heard: Heard, effects: tuple[Effect, ...], *, apart: bool) -> Iterable[Shown]:
    """Yield what is shown of a message: its words, its photo, that there are other files."""
    if heard.payload is not None and heard.text in {"", heard.payload}:
        return  # a button of the bot's, pressed while it is silent
    with_file = any(isinstance(e, AddToCase) and e.media for e in effects)
    photo = heard.media[0] if heard.enclosed == "image" and with_file and not apart else None
    if apart:
        yield "wrote_apart", {}, None
    elif heard.text:
        yield "wrote", {"text": heard.text[:LONGEST_SHOWN]}, photo
    elif photo is not None:
        yield "sent_photo", {}, photo
    if photo is None and (not heard.text or with_file):
        yield "sent_files", {}, None


def _is_private(heard: Heard, effects: tuple[Effect, ...], forms: Mapping[str, Form]) -> bool:
    """Tell whether a message may be about what no chat shows: a doubt is enough."""
    alarmed = any(isinstance(effect, RaiseAlarm | AddToAlarm) for effect in effects)
    told = {need for one in told_needs(forms, heard) for need in needs_of_form(forms[one.form])}
    return alarmed or heard.understood.safety.level != "none" or bool(told & RESTRICTED)


def _holder_is_in_own_chat(turn: "Performing", case: Case) -> bool:
    """Tell whether the agent took the conversation from their own chat, and writes there."""
    holder = turn.conversation.held_by
    chats = turn.kept.conversations.addresses_of_staff(holder) if holder else []
    return any(_works_on(turn, chat, case) for chat in chats)


def _holder_is_at_the_desk(turn: "Performing", case: Case) -> bool:
    """Tell whether the agent took the conversation on the desk: its page shows what is written."""
    holder = turn.conversation.held_by or ""
    page = turn.kept.conversations.find_address(DESK_PAGE, "", holder)
    return page is not None and _works_on(turn, page, case)


def _works_on(turn: "Performing", chat: ChannelAddress, case: Case) -> bool:
    row = turn.kept.conversations.of_case_address(chat.id or 0)
    return row is not None and row.desk_case_id == case.id
