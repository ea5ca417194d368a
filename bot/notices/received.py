"""Which notice a message answers: only one that was sent to this chat."""

from dataclasses import replace

from dialogs.asides.notice_said import code_said
from dialogs.scene import Heard, Known, find_entity
from storage.kept import Kept


def with_notice(kept: Kept, known: Known, heard: Heard, conversation_id: int) -> Known:
    """Return what is known with the number of the notice, where it was sent here."""
    code = code_said(heard.text, find_entity(heard, "notice_code"))
    if code is None or not kept.notices.was_sent_to(code, conversation_id):
        return known
    return replace(known, notice=code)
