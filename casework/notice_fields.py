"""What an agent fills in for a notice, kind by kind, and what is refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from casework.errors import Refused
from casework.notices import Kind
from casework.working_time import PARIS

Value = str | int | date | datetime | Decimal
LONGEST_TITLE: Final = 60
MOST_AN_HOUR: Final = 1_000  # euros
# No link, no address to write to, no number to call or to pay to: a title names a job.
NOT_A_TITLE: Final = re.compile(r"https?:|www\.|@|[<>{}]|(?:\d[\s.]?){8}", re.IGNORECASE)


class FieldWrong(Refused):
    """A field of a notice cannot be read, or says what may not be; values: field, because."""

    message = "refused.notice_field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something to fill in; `read`: a key of READS."""

    name: str
    read: str
    choices: tuple[str, ...] = ()
    required: bool = True


WORKS_ARE: Final = (
    "water_cut", "power_cut", "heating", "lift", "pipes", "painting", "front", "windows",
)  # fmt: skip
INCIDENTS_ARE: Final = (
    "no_water", "no_hot_water", "no_heating", "no_power", "lift_stopped", "door_broken",
)  # fmt: skip
FIELDS: Final[Mapping[Kind, tuple[Field, ...]]] = {
    Kind.WORKS: (
        Field(name="what", read="choice", choices=WORKS_ARE),
        Field(name="starts", read="moment"),
        Field(name="ends", read="moment"),
    ),
    Kind.INCIDENT: (
        Field(name="what", read="choice", choices=INCIDENTS_ARE),
        Field(name="back_by", read="moment", required=False),
    ),
    Kind.JOB: (
        Field(name="title", read="title"),
        Field(name="posts", read="count"),
        Field(name="hours", read="count"),
        Field(name="pay", read="amount"),
        Field(name="starts", read="day"),
        Field(name="deadline", read="day"),
    ),
    Kind.SCHOOL: (
        Field(name="title", read="title"),
        Field(name="posts", read="count"),
        Field(name="starts", read="day"),
        Field(name="deadline", read="day"),
    ),
}
INCIDENT_LASTS: Final = timedelta(hours=24)


def read_fields(
    kind: Kind, raw: Mapping[str, str], *, now: datetime, minimum_wage: Decimal | None
) -> dict[str, Value]:
    """Return what was filled in; raises FieldWrong, which names the first field that is wrong."""
    strangers = set(raw) - {field.name for field in FIELDS[kind]}
    if strangers:
        raise FieldWrong(field=min(strangers), because="unknown")
    values: dict[str, Value] = {}
    for field in FIELDS[kind]:
        text = raw.get(field.name, "").strip()
        if text:
            values[field.name] = READS[field.read](field, text)
        elif field.required:
            raise FieldWrong(field=field.name, because="missing")
    check_values(values, now=now, minimum_wage=minimum_wage)
    return values


def useful_until(kind: Kind, values: Mapping[str, Value], *, now: datetime) -> datetime:
    """Return when a notice is of no use any more: what has not left by then never leaves."""
    end = {Kind.WORKS: "ends", Kind.INCIDENT: "back_by"}.get(kind, "deadline")
    found = values.get(end, now + INCIDENT_LASTS)
    if isinstance(found, datetime):
        return found
    assert isinstance(found, date)  # noqa: S101 (the reader of the field gives nothing else)
    return datetime.combine(found, time(20), PARIS)


def check_values(
    values: Mapping[str, Value], *, now: datetime, minimum_wage: Decimal | None
) -> None:
    """Refuse a date that is over, an end before its start, and a pay that the law forbids.

    Asked again before sending: a day may have passed since.
    """
    today = now.astimezone(PARIS).date()
    for name, value in values.items():
        if isinstance(value, datetime):
            over = name != "starts" and value <= now
        else:
            over = isinstance(value, date) and value < today
        if over:
            raise FieldWrong(field=name, because="over")
    starts, ends = values.get("starts"), values.get("ends")
    if isinstance(starts, datetime) and isinstance(ends, datetime) and ends <= starts:
        raise FieldWrong(field="ends", because="before_start")
    pay = values.get("pay")
    if minimum_wage is not None and isinstance(pay, Decimal) and pay < minimum_wage:
        raise FieldWrong(field="pay", because="below_minimum_wage")


def _choice(field: Field, text: str) -> Value:
    if text not in field.choices:
        raise FieldWrong(field=field.name, because="not_a_choice")
    return text


def _title(field: Field, text: str) -> Value:
    title = " ".join(text.split())
    if len(title) > LONGEST_TITLE or NOT_A_TITLE.search(title):
        raise FieldWrong(field=field.name, because="not_a_title")
    return title


def _count(field: Field, text: str) -> Value:
    if not re.fullmatch(r"[1-9]\d{0,2}", text, re.ASCII):
        raise FieldWrong(field=field.name, because="not_a_count")
    return int(text)


def _amount(field: Field, text: str) -> Value:
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise FieldWrong(field=field.name, because="not_an_amount") from None
    if not amount.is_finite() or not 0 < amount < MOST_AN_HOUR:
        raise FieldWrong(field=field.name, because="not_an_amount")
    return amount.quantize(Decimal("0.01"))


def _day(field: Field, text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FieldWrong(field=field.name, because="not_a_day") from None


def _moment(field: Field, text: str) -> Value:
    """Read a moment as a page gives it, in Paris: 2026-11-26T14:00."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise FieldWrong(field=field.name, because="not_a_moment") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=PARIS)


READS: Final[Mapping[str, Callable[[Field, str], Value]]] = {
    "choice": _choice,
    "title": _title,
    "count": _count,
    "amount": _amount,
    "day": _day,
    "moment": _moment,
}


def written(values: Mapping[str, Value]) -> dict[str, str]:
    """Return what was read as it is kept, and as `read_fields` reads it again."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
    }
