"""A report is one message that goes on: the next question takes the place of the answered one.

Only where the person looks at it: they pressed its button, or corrected an earlier message, and
nothing stands under it. After typed words the answer is a new message, and a summary that no
longer holds says so (docs/decisions/0013).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogs.conversation import Conversation
from dialogs.effects import Effect, Say
from dialogs.forms import Form
from dialogs.scene import Turn
from dialogs.telling import asking
from storage.kept import Kept

if TYPE_CHECKING:
    from bot.performing import Performing

RENEWED = "report.renewed"  # what stands where a summary stood that no longer holds
SUMMARY = "report.summary"
SUMMED_UP = frozenset({"report.confirm", "report.correct"})
REMARKS = frozenset(  # said in passing: they may go when the next answer comes
    {
        "report.corrected",
        "report.corrected.facts",
        "report.added",
        "report.added.facts",
        "report.never_mind",
        "report.as_you_like",
    }
)


@dataclass(frozen=True, slots=True)
class InPlace:
    """A message that takes the place of another, and what stands above its words."""

    say: Say
    of: str  # the channel's id of the other
    above: tuple[Say, ...]


def find_places(
    turn: "Performing", was: Conversation, said: Turn, forms: Mapping[str, Form]
) -> tuple[Effect, ...]:
    """Return what is to be done, once it is known which message takes the place of which."""
    goes_on = asking.is_step(forms, was.asked) and asking.is_step(forms, said.conversation.asked)
    if not (turn.channels[turn.inbox.channel].caps.edits and goes_on):
        return said.effects
    says = [effect for effect in said.effects if isinstance(effect, Say)]
    place = _place(turn.kept, turn.inbox.conversation_id, turn.inbox.body)
    if place is not None and _is_one_step(says):
        above = (*says[:-1], *_so_far(forms, said.conversation, says[-1]))
        turn.in_place = InPlace(says[-1], place, above)
        return tuple(effect for effect in said.effects if effect not in says[:-1])
    former = _summary_of(turn.kept, turn.inbox.conversation_id) if was.asked in SUMMED_UP else None
    if former is not None and any(say.message == SUMMARY for say in says):
        turn.say(Say(RENEWED), edits=former)
    return said.effects


def _place(kept: Kept, conversation_id: int, body: Mapping[str, Any]) -> str | None:
    """Return the id of the message that the person looks at, None when it is not the last."""
    under = body.get("under")
    if body.get("edits"):
        under = kept.mail.last_sent(conversation_id)
    return under if under and kept.mail.is_last(conversation_id, under) else None


def _is_one_step(says: list[Say]) -> bool:
    remarks = says[:-1]
    return bool(says) and all(say.message in REMARKS and not say.choices for say in remarks)


def _so_far(
    forms: Mapping[str, Form], conversation: Conversation, question: Say
) -> tuple[Say, ...]:
    """Return what was answered so far; a summary says it itself."""
    if question.message == SUMMARY or conversation.asked in SUMMED_UP:
        return ()
    lines = asking.told_so_far(forms, conversation)
    return (Say("report.so_far", {"lines": lines}),) if lines else ()


def _summary_of(kept: Kept, conversation_id: int) -> str | None:
    """Return the id of the summary that still stands in the chat."""
    said = kept.mail.last_said(conversation_id, SUMMARY)
    if said is None or said.ext_id is None:
        return None
    stands = kept.mail.stands_at(conversation_id, said.ext_id)
    return said.ext_id if stands is not None and stands.id == said.id else None
