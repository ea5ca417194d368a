"""What is written of a case in a room: a name without a person's, and the first words."""

from typing import TYPE_CHECKING

from bot.desk import cards, handover
from bot.desk.agent_turn import button
from bot.desk.tenants import conversation_of
from casework.access import Sight
from casework.cases import ENDED
from casework.needs import RESTRICTED
from dialogs.effects import Say
from storage.access import Seen
from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.rooms import Room

if TYPE_CHECKING:
    from bot.room.keeping import Keeping

LONGEST_NAME = 128  # Bot API, createForumTopic


def is_for_the_desk(kept: Kept, case: Case) -> bool:
    """Tell whether nothing of a case is for a room: danger, or only restricted needs."""
    codes = {need.code for need in kept.cases.needs(case.id or 0)}
    return case.restricted or codes <= RESTRICTED


def is_here(case: Case, room: Room) -> bool:
    """Tell whether a case is open, and the room's."""
    return case.status not in ENDED and case.unit == room.unit


def is_elsewhere(case: Case) -> bool:
    """Tell whether a case that is no longer the room's goes on somewhere."""
    return case.status not in ENDED


def name(keeping: "Keeping", case: Case) -> str:
    """Return the name of a topic: reference, first need, place of the agency."""
    seen = for_the_room(keeping.kept, case)
    need = next(need for need, sight in seen.needs if sight is Sight.CARD)
    label = keeping.wording.text(f"need.{need.code}", "fr")
    unit = keeping.situations.reference.names.get(case.unit, case.unit)
    return f"{case.reference} · {label} · {unit}"[:LONGEST_NAME]


def first(keeping: "Keeping", case: Case) -> Say:
    """Return the first words of a topic, with the button to answer."""
    answer = button("prendre", case, "desk.room.choice.answer")
    status = Say(f"desk.status.{case.status}")
    values = {"reference": case.reference, "status": status, **_packet(keeping, case)}
    return Say("desk.room.first", values, (answer,))


def again(keeping: "Keeping", case: Case) -> Say:
    """Return what is said when a case is open again."""
    return Say("desk.room.again", _packet(keeping, case))


def _packet(keeping: "Keeping", case: Case) -> dict[str, object]:
    kept, seen = keeping.kept, for_the_room(keeping.kept, case)
    told = handover.Told(
        case=case,
        names=cards.needs(seen),
        needs=tuple(need for need, sight in seen.needs if sight is Sight.CARD),
        reserved=handover.is_reserved(need for need, _ in seen.needs),
        place=cards.place(kept, keeping.situations, seen),
        with_words=False,
    )
    packet = handover.packet(kept, keeping.office, told, conversation_of(kept, case))
    return {"packet": packet, "page": keeping.office.page(case.reference)}


def for_the_room(kept: Kept, case: Case) -> Seen:
    """Return a case as a whole room may see it: a card, and nothing of a restricted need."""
    needs = kept.cases.needs(case.id or 0)
    return Seen(
        case=case,
        needs=tuple(
            (need, Sight.EXISTS if need.code in RESTRICTED else Sight.CARD) for need in needs
        ),
    )
