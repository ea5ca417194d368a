"""What was said of a danger in a conversation: shown to those who may read of it."""

from storage.kept import Kept
from storage.tables.messages import ConversationRow
from storage.tables.people import StaffUser


def for_few_readers(kept: Kept, agent: StaffUser, tenant: ConversationRow) -> frozenset[int]:
    """Return the messages of a conversation that an agent may not read; who holds it reads all.

    They are in a case of their own, with its own readers (decisions/0002).
    """
    if tenant.held_by == agent.id:
        return frozenset()
    dangers = kept.cases.told_dangers(tenant.id or 0)
    references = {event.case_id: kept.cases.get(event.case_id or 0).reference for event in dangers}
    closed = {case for case, ref in references.items() if kept.access.may_look(agent, ref) is None}
    return frozenset(
        answer["inbox"] for event in dangers if event.case_id in closed for answer in event.answers
    )
