"""The tables of the code, up and down, with data in them, on both databases."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import Session, SQLModel, select

import storage.kept  # noqa: F401 (brings every table)
from storage.database import Database
from storage.migrating import at_head, downgrade, upgrade
from storage.tables.cases import Case, CaseEvent
from storage.tables.people import ChannelAddress


@pytest.fixture
def database(store):
    opened = Database(store)
    yield opened
    opened.close()


def test_the_migrations_make_the_tables_of_the_code(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, SQLModel.metadata)

    assert [d for d in differences if "add_" in str(d[0]) or "remove_table" in str(d[0])] == []


def test_down_and_up_again_leaves_a_database_that_works(database):
    with Session(database.engine) as session:
        assert session.exec(select(Case)).first() is not None

    downgrade(database, "base")
    assert not at_head(database)
    upgrade(database)

    assert at_head(database)
    with Session(database.engine) as session:
        session.add(ChannelAddress(channel="rest", user="u1"))
        session.commit()
        assert session.exec(select(ChannelAddress)).one().user == "u1"


def test_the_history_of_a_case_is_never_edited_nor_deleted(database):
    with Session(database.engine) as session:
        line = session.exec(select(CaseEvent)).first()
        line.reason = "changed"
        session.add(line)
        with pytest.raises(Exception, match="append"):
            session.commit()
        session.rollback()
        session.delete(session.exec(select(CaseEvent)).first())
        with pytest.raises(Exception, match="append"):
            session.commit()


def test_moments_come_back_aware_and_naive_ones_are_refused(database):
    with Session(database.engine) as session:
        assert session.exec(select(Case)).first().opened_at.tzinfo is not None
        address = ChannelAddress(channel="rest", user="u2", verified_at=datetime(2026, 1, 1))  # noqa: DTZ001
        session.add(address)
        with pytest.raises(Exception, match="time zone"):
            session.commit()
        session.rollback()
        session.add(
            ChannelAddress(channel="rest", user="u3", verified_at=datetime(2026, 1, 1, tzinfo=UTC))
        )
        session.commit()
