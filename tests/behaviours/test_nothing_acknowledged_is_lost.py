"""Kill the process anywhere: what was acknowledged is answered once, after the restart."""

import os

import pytest
from sqlmodel import Session, func, select

from storage.tables.cases import Case
from storage.tables.messages import Inbox, Outbox
from tests import killing
from tests.play import Player

SCRIPT = ("ya plu de chofage", "depuis 3 jour", "oui", "les tilleuls denain", "matin", "oui")
PEOPLE = ("u1", "u2")


def take_messages(palier, die_at: int, acknowledged) -> None:
    """Take the script of both people in, one message after the other, and die at the n-th write."""
    palier.database.engine.dispose(close=False)  # connections of the parent stay the parent's
    killing.die_at(palier.database, die_at, *killing.ANYWHERE)
    for text in SCRIPT:
        for user in PEOPLE:
            Player(palier, user=user).say(text)
            acknowledged.write(b"+")
            acknowledged.flush()
    os._exit(0)


def everything(palier):
    """Sweep, as after a restart, and return what is kept."""
    killing.sweep(palier)
    with Session(palier.database.engine) as session:
        inbox = session.exec(select(Inbox)).all()
        replies = session.exec(select(Outbox.inbox_id, Outbox.key).where(Outbox.kind == "reply"))
        cases = select(func.count()).select_from(Case).where(Case.channel == "rest")
        return inbox, replies.all(), session.exec(cases).one()


@pytest.mark.parametrize("die_at", [3, 17, 40, 55, 71, 88, 103, 126, 150, 180, 211, 260, 333, 390])
def test_what_was_acknowledged_is_answered_once_whenever_the_process_dies(on_both, die_at):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        take_messages(on_both, die_at, os.fdopen(writer, "wb"))
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        acknowledged = len(pipe.read())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0

    inbox, replies, cases = everything(on_both)

    assert len(inbox) >= acknowledged
    assert all(row.done_at is not None and row.error is None for row in inbox)
    assert {inbox_id for inbox_id, _ in replies} == {row.id for row in inbox}
    assert len(replies) == len({key for _, key in replies})
    assert cases <= len(PEOPLE)
