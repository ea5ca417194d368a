"""Reference data follows the version, also on a database that was opened by an older one."""

from sqlmodel import select

from bot.settings import read_settings
from bot.wiring import open_database
from storage.tables.places import ProblemType


def test_defects_of_an_older_version_are_given_what_they_lacked(tmp_path):
    settings = read_settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'old.db'}")
    database = open_database(settings)
    database.write_now(forget)
    database.close()

    again = open_database(settings)
    gas = again.read_now(lambda kept: kept.directory.problems_for_rules()["gas_smell"])
    again.close()

    assert (gas.role, gas.condition.severity) == ("on_call", 4)


def forget(kept):
    for row in kept.session.exec(select(ProblemType)):
        row.role, row.condition = "", None
        kept.session.add(row)
