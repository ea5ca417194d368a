"""The words of a notice: sentences of the catalogues, with what an agent filled in."""

from collections.abc import Mapping

from casework.notice_fields import Value, read_fields
from casework.notices import ASKS_CONSENT, Kind
from dialogs.effects import Choice, PlaceName, Say
from dialogs.wording import Wording
from storage.tables.notices import NoticeRow


def values_of(row: NoticeRow) -> dict[str, Value]:
    """Return what was filled in, read again as it was accepted."""
    return read_fields(Kind(row.kind), row.fields, now=row.written_at, minimum_wage=None)


def text_of(wording: Wording, row: NoticeRow, language: str, *, phone: str) -> str:
    """Return a notice in a language; `phone`: the agency's, for whoever has a question."""
    lines = (*_lines(row, values_of(row)), *_last_lines(row, phone))
    return "\n".join(wording.word(line, language) for line in lines)


def _lines(row: NoticeRow, values: Mapping[str, Value]) -> tuple[Say, ...]:
    kind = Kind(row.kind)
    shown = {**values, "place": place_of(row), "code": row.id or 0}
    if "what" in shown:
        shown["what"] = Say(f"notice.{kind}.what.{values['what']}")
    return tuple(
        Say(message, shown) for message, asked in LINES[kind] if asked is None or asked in values
    )


def _last_lines(row: NoticeRow, phone: str) -> tuple[Say, ...]:
    if Kind(row.kind) in ASKS_CONSENT:
        return (Say("notice.answer", {"code": row.id or 0}), Say("notice.stop"))
    return (Say("notice.question", {"phone": phone}),) if phone else ()


def choices_of(wording: Wording, row: NoticeRow, language: str) -> list[dict[str, str]]:
    """Return the button of an offer, which begins the same form as an answer in words."""
    choice = INTERESTED.get(Kind(row.kind))
    if choice is None:
        return []
    return [{"payload": choice.payload, "label": wording.text(choice.label, language)}]


def place_of(row: NoticeRow) -> Say | PlaceName:
    """Return where a notice is about, in words."""
    if row.place_kind == "everywhere":
        return Say("notice.everywhere")
    if row.place_kind == "entrance":
        values = {"residence": PlaceName(row.place), "entrance": row.entrance}
        return Say("notice.entrance", values)
    return PlaceName(row.place)


# The lines of each kind; one that names a field stands only where the field is filled in.
LINES: Mapping[Kind, tuple[tuple[str, str | None], ...]] = {
    Kind.WORKS: (("notice.works", None), ("notice.where", None), ("notice.works.when", None)),
    Kind.INCIDENT: (
        ("notice.incident", None),
        ("notice.where", None),
        ("notice.incident.back_by", "back_by"),
    ),
    Kind.JOB: (
        ("notice.job", None),
        ("notice.where", None),
        ("notice.job.terms", None),
        ("notice.dates", None),
    ),
    Kind.SCHOOL: (
        ("notice.school", None),
        ("notice.where", None),
        ("notice.school.terms", None),
        ("notice.dates", None),
    ),
}
INTERESTED: Mapping[Kind, Choice] = {
    Kind.JOB: Choice("choose.form=job_search", "notice.choice.interested"),
    Kind.SCHOOL: Choice("choose.form=worksite_school", "notice.choice.interested"),
}
