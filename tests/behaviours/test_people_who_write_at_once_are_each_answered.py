"""Many people report at the same moment, to several threads: each has a case of their own number."""

from concurrent.futures import ThreadPoolExecutor

from sqlmodel import Session, col, select

from storage.tables.cases import Case
from storage.tables.messages import Inbox
from storage.tables.people import ChannelAddress
from tests.play import ARREARS, Player

PEOPLE = 16


def test_cases_opened_at_the_same_moment_have_each_their_reference(on_both):
    people = [f"u{number}" for number in range(PEOPLE)]

    def report(user):
        person = Player(on_both, user=user)
        for text in ARREARS:
            person.say(text)

    with ThreadPoolExecutor(PEOPLE) as all_at_once:
        list(all_at_once.map(report, people))

    with Session(on_both.database.engine) as session:
        failed = session.exec(select(Inbox.error).where(col(Inbox.error).is_not(None))).all()
        references = session.exec(
            select(Case.reference)
            .join(ChannelAddress, col(ChannelAddress.id) == col(Case.address_id))
            .where(col(ChannelAddress.user).in_(people))
        ).all()
    assert failed == []
    assert len(set(references)) == PEOPLE
