"""Column types, and the privacy tag that every column must carry."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import DateTime, TypeDecorator
from sqlmodel import Field

Json = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC: SQLite forgets the zone, so a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment; keep UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: give an aware datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tag:
    """What a column holds of a person, why, and for how long.

    `kind`: S0 no personal data, S1 professional, S2 identity and contact, S3 the person's
    situation, S4 health, violence, children (security.md 3.1). `keep`: a rule of retention.
    """

    kind: str
    purpose: str
    keep: str


REFERENCE = Tag("S0", "reference data of the landlord", "while in force")
TECHNICAL = Tag("S0", "running the service", "as long as its row")
STAFF = Tag("S1", "agents' work", "1 year after the account is closed")
SECURITY = Tag("S1", "proof of who read and did what", "6 months")
IDENTITY = Tag("S2", "lease", "as long as the lease, then 3 years (loi 89-462 art. 7-1)")
CONTACT = Tag("S2", "answering on the person's channel", "2 years after the last contact")
MONEY = Tag("S3", "lease and arrears", "until settled, then 1 year")
WORDS = Tag("S4", "answering the person", "90 days, with a case: as the case")
SITUATION = Tag("S4", "social follow-up and repairs", "1 year after closing; social: at its end")
CONSENT = Tag("S2", "proof of consent", "3 years after its withdrawal")
SAFETY = Tag("S4", "protection of persons in danger", "1 year")


def tagged(tag: Tag, **field: Any) -> Any:  # noqa: ANN401 (the way SQLModel types its Field)
    """Return a column with its privacy tag."""
    extra = field.pop("sa_column_kwargs", {})
    return Field(**field, sa_column_kwargs={**extra, "info": {"privacy": tag}})


def json_column(tag: Tag, **field: Any) -> Any:  # noqa: ANN401 (as above)
    """Return a JSON column with its privacy tag."""
    return tagged(tag, sa_type=Json, **field)


def moment(tag: Tag, **field: Any) -> Any:  # noqa: ANN401 (as above)
    """Return a column for an aware moment."""
    return tagged(tag, sa_type=UtcDateTime, **field)
