"""Kill the process at every commit, and at random in bursts: nothing is lost or done twice.

`PALIER_TEST_ROUNDS=200` makes the bursts as many as the issue of the delivery engine asks for.
"""

import os
import random

import pytest
from sqlmodel import Session, col, select

from storage.tables.cases import Case
from storage.tables.messages import ConversationRow, Inbox, Outbox
from storage.tables.people import ChannelAddress
from tests.killing import die_at, sweep
from tests.play import Player

SCRIPT = ("ya plu de chofage", "depuis 3 jour", "oui", "les tilleuls denain", "matin", "oui")
ROUNDS = int(os.environ.get("PALIER_TEST_ROUNDS", "40"))
BURST = 50
SAID = ("bonjour", "merci", "ok", "je suis en retard de loyer", "2 mois", "/annuler")


def in_a_child(palier, messages, die):
    """Take messages in until the child dies or has no more; return those it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        palier.database.engine.dispose(close=False)  # the parent's connections stay the parent's
        die()
        for user, text in messages:
            Player(palier, user=user).say(text)
            os.write(writer, b"+")
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        acknowledged = len(pipe.read())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return acknowledged


def check(palier, users, acknowledged):
    """What was acknowledged is there, each message is answered once, nobody has two cases."""
    of_users = col(Inbox.conversation_id).in_(
        select(ConversationRow.id)
        .join(ChannelAddress, col(ChannelAddress.id) == col(ConversationRow.address_id))
        .where(col(ChannelAddress.user).in_(users))
    )
    with Session(palier.database.engine) as session:
        inbox = session.exec(select(Inbox).where(of_users)).all()
        ids = [row.id for row in inbox]
        keys = session.exec(select(Outbox.key).where(col(Outbox.inbox_id).in_(ids))).all()
        answered = session.exec(select(Outbox.inbox_id).where(col(Outbox.inbox_id).in_(ids))).all()
        addresses = session.exec(
            select(ChannelAddress.id).where(col(ChannelAddress.user).in_(users))
        ).all()
        cases = session.exec(select(Case.address_id).where(col(Case.address_id).in_(addresses)))
        owners = list(cases)
    assert len(inbox) >= acknowledged
    assert all(row.done_at is not None and row.error is None for row in inbox)
    assert set(answered) == set(ids)
    assert len(keys) == len(set(keys))
    assert len(owners) == len(set(owners))


@pytest.mark.parametrize("moment", ["commit", "before_cursor_execute"])
def test_a_death_at_every_commit_and_statement_of_a_report(on_both, moment):
    number, acknowledged = 0, 0
    step = {"commit": 1, "before_cursor_execute": 7}[moment]
    while acknowledged < len(SCRIPT):
        number += step
        user = f"{moment}-{number}"
        messages = [(user, text) for text in SCRIPT]
        acknowledged = in_a_child(
            on_both, messages, lambda number=number: die_at(on_both.database, number, moment)
        )
        sweep(on_both)
        check(on_both, [user], acknowledged)
    assert number > len(SCRIPT)  # it died in the middle, many times


def test_a_death_at_random_in_many_bursts(on_both):
    chance = random.Random(4)
    died = 0
    for number in range(ROUNDS):
        users = [f"{number}-{one}" for one in range(5)]
        messages = [(chance.choice(users), chance.choice(SAID)) for _ in range(BURST)]
        moment = chance.choice(["before_cursor_execute", "after_cursor_execute", "commit"])
        most = {"commit": 2 * BURST, "before_cursor_execute": 12 * BURST}.get(moment, 12 * BURST)
        at = chance.randint(1, most)
        acknowledged = in_a_child(
            on_both, messages, lambda at=at, moment=moment: die_at(on_both.database, at, moment)
        )
        died += acknowledged < BURST
        sweep(on_both)
        check(on_both, users, acknowledged)
    assert died > ROUNDS / 2
