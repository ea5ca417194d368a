"""What an agent fills in for a notice: read, kept, read again the same; what is wrong is named."""

from datetime import timedelta
from decimal import Decimal

import pytest

from casework.notice_fields import FIELDS, FieldWrong, read_fields, useful_until, written
from casework.notices import Kind
from tests.conftest import MONDAY_9AM

GOOD = {
    Kind.WORKS: {"what": "lift", "starts": "2026-11-24T08:00", "ends": "2026-11-24T12:00"},
    Kind.INCIDENT: {"what": "no_heating", "back_by": "2026-11-23T18:00"},
    Kind.JOB: {
        "title": "Maçon", "posts": "3", "hours": "35", "pay": "12,40",
        "starts": "2027-01-05", "deadline": "2026-12-18",
    },
    Kind.SCHOOL: {
        "title": "Peinture des halls", "posts": "8", "starts": "2026-11-30",
        "deadline": "2026-11-27",
    },
}  # fmt: skip
WAGE = Decimal("12.31")


def read(kind, **changed):
    raw = {name: text for name, text in {**GOOD[kind], **changed}.items() if text is not None}
    return read_fields(kind, raw, now=MONDAY_9AM, minimum_wage=WAGE)


@pytest.mark.parametrize("kind", Kind)
def test_what_is_read_is_kept_and_read_again_the_same(kind):
    values = read(kind)

    assert set(values) == {field.name for field in FIELDS[kind]}
    assert read_fields(kind, written(values), now=MONDAY_9AM, minimum_wage=WAGE) == values


@pytest.mark.parametrize(
    ("kind", "changed", "field", "because"),
    [
        (Kind.WORKS, {"what": "party"}, "what", "not_a_choice"),
        (Kind.WORKS, {"ends": "2026-11-24T07:00"}, "ends", "before_start"),
        (Kind.WORKS, {"ends": None}, "ends", "missing"),
        (Kind.INCIDENT, {"back_by": "2026-11-23T08:59"}, "back_by", "over"),
        (Kind.INCIDENT, {"amount": "12"}, "amount", "unknown"),
        (Kind.JOB, {"pay": "12,10"}, "pay", "below_minimum_wage"),
        (Kind.JOB, {"pay": "NaN"}, "pay", "not_an_amount"),
        (Kind.JOB, {"pay": "1e9"}, "pay", "not_an_amount"),
        (Kind.JOB, {"posts": "0"}, "posts", "not_a_count"),
        (Kind.JOB, {"posts": "٣"}, "posts", "not_a_count"),
        (Kind.JOB, {"deadline": "2026-11-22"}, "deadline", "over"),
        (Kind.JOB, {"starts": "5 janvier"}, "starts", "not_a_day"),
        (Kind.JOB, {"title": "payez sur https://x.example"}, "title", "not_a_title"),
        (Kind.JOB, {"title": "appelez le 06 39 98 00 01"}, "title", "not_a_title"),
        (Kind.JOB, {"title": "a@b.example"}, "title", "not_a_title"),
        (Kind.JOB, {"title": "m" * 61}, "title", "not_a_title"),
    ],
)
def test_what_is_wrong_is_named(kind, changed, field, because):
    with pytest.raises(FieldWrong) as wrong:
        read(kind, **changed)

    assert (wrong.value.values["field"], wrong.value.values["because"]) == (field, because)


def test_a_works_notice_is_of_use_until_the_works_end_and_an_outage_for_a_day():
    works, outage = read(Kind.WORKS), read(Kind.INCIDENT, back_by=None)

    assert useful_until(Kind.WORKS, works, now=MONDAY_9AM) == works["ends"]
    assert useful_until(Kind.INCIDENT, outage, now=MONDAY_9AM) == MONDAY_9AM + timedelta(days=1)
