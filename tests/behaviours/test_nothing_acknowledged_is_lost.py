"""Kill the process anywhere: what was acknowledged is answered once, after the restart."""

import os
import shutil
import signal

import pytest
from sqlalchemy import event
from sqlmodel import Session, func, select

from bot.settings import read_settings
from bot.wiring import build, open_database
from storage.tables.cases import Case
from storage.tables.messages import Inbox, Outbox
from tests.play import Player

SCRIPT = ("ya plu de chofage", "depuis 3 jour", "oui", "les tilleuls denain", "matin", "oui")
PEOPLE = ("u1", "u2")


def take_messages(home, die_at: int, acknowledged) -> None:
    """Take the script of both people in, one message after the other, and die at the n-th write."""
    palier = build(read_settings(home=home, demo=True), open_database(read_settings(home=home)))
    seen = 0

    def count(*_):
        nonlocal seen
        seen += 1
        if seen == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(palier.database.engine, moment, count)
    for text in SCRIPT:
        for user in PEOPLE:
            Player(palier, user=user).say(text)
            acknowledged.write(b"+")
            acknowledged.flush()
    os._exit(0)


def everything(home):
    """Start again, sweep, and return what is kept."""
    database = open_database(read_settings(home=home))
    palier = build(read_settings(home=home, demo=True), database)
    for conversation in database.read_now(lambda k: k.mail.conversations_with_open_messages()):
        while palier.turns.take(conversation):
            pass
    with Session(database.engine) as session:
        inbox = session.exec(select(Inbox)).all()
        replies = session.exec(
            select(Outbox.inbox_id, Outbox.key).where(Outbox.kind == "reply")
        ).all()
        cases = session.exec(
            select(func.count()).select_from(Case).where(Case.channel == "rest")
        ).one()
    database.close()
    return inbox, replies, cases


@pytest.fixture
def home(tmp_path, demo_file, trained, palier):
    folder = tmp_path / "killed"
    folder.mkdir()
    shutil.copy(demo_file, folder / "palier.db")
    (folder / "model").symlink_to(trained / "model")
    return folder


@pytest.mark.parametrize(
    "die_at", [3, 17, 40, 71, 103, 150, 211, 260, 333, 401, 487, 560, 700, 850, 1000, 1200]
)
def test_what_was_acknowledged_is_answered_once_whenever_the_process_dies(home, die_at):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        take_messages(home, die_at, os.fdopen(writer, "wb"))
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        acknowledged = len(pipe.read())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0

    inbox, replies, cases = everything(home)

    assert len(inbox) >= acknowledged
    assert all(row.done_at is not None and row.error is None for row in inbox)
    answered = {inbox_id for inbox_id, _ in replies}
    assert answered == {row.id for row in inbox}
    assert len(replies) == len({key for _, key in replies})
    assert cases <= len(PEOPLE)
