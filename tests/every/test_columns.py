"""Every column says what it holds of a person, why, and for how long."""

import pytest
from sqlmodel import SQLModel

import storage.kept  # noqa: F401 (brings every table)
from storage.columns import Tag

COLUMNS = [c for table in SQLModel.metadata.sorted_tables for c in table.columns]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_a_column_has_a_privacy_tag(column):
    tag = column.info.get("privacy")

    assert isinstance(tag, Tag)
    assert tag.kind in {"S0", "S1", "S2", "S3", "S4"}
    assert tag.purpose
    assert tag.keep
