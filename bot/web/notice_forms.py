"""The fields of a notice as a page shows them: places, what was typed, what is wrong."""

from collections.abc import Mapping
from typing import Any, Final

from bot.palier import Palier
from casework.errors import Refused
from casework.notice_fields import FIELDS, Field
from casework.notices import ASKS_CONSENT, Kind
from storage.audiences import Where
from storage.kept import Kept
from storage.tables.notices import NoticeRow

BETWEEN: Final = "|"
TYPES: Final[Mapping[str, tuple[str, str]]] = {  # how a field is read: type, inputmode
    "moment": ("datetime-local", ""),
    "day": ("date", ""),
    "count": ("text", "numeric"),
    "amount": ("text", "decimal"),
    "title": ("text", ""),
    "choice": ("text", ""),
}
Options = list[tuple[str, str]]


def form_of(
    palier: Palier, kept: Kept, kind: Kind, said: Mapping[str, str], wrong: Refused | None
) -> dict[str, Any]:
    """Return what the page of a notice's fields shows."""
    values = wrong.values if wrong is not None else {}
    return {
        "kind": kind,
        "kind_label": palier.wording.text(f"desk.notice.kind.{kind}", "fr"),
        "places": _places(palier, kept, kind),
        "where": said.get("where", ""),
        "fields": [_field(palier, kind, field, said, values) for field in FIELDS[kind]],
    }


def where_of(said: str) -> Where:
    """Read a place as the page gives it back."""
    kind, _, rest = said.partition(BETWEEN)
    place, _, entrance = rest.partition(BETWEEN)
    return Where(kind, place, entrance)


def where_written(row: NoticeRow) -> str:
    """Return the place of a notice as the page gives it back."""
    return BETWEEN.join(filter(None, (row.place_kind, row.place, row.entrance)))


def _field(
    palier: Palier,
    kind: Kind,
    field: Field,
    said: Mapping[str, str],
    wrong: Mapping[str, object],
) -> dict[str, Any]:
    text = palier.wording.text
    kind_of_input, inputmode = TYPES[field.read]
    because = wrong.get("because") if wrong.get("field") == field.name else None
    value = said.get(field.name, "")
    return {
        "name": field.name,
        "label": text(f"desk.notice.field.{field.name}", "fr"),
        "type": kind_of_input,
        "inputmode": inputmode,
        "required": field.required,
        "value": value[:16] if field.read == "moment" else value,  # without its zone
        "options": [(c, text(f"notice.{kind}.what.{c}", "fr")) for c in field.choices],
        "wrong": text(f"desk.notice.because.{because}", "fr") if because else None,
    }


def _places(palier: Palier, kept: Kept, kind: Kind) -> list[tuple[str, Options]]:
    names = kept.directory.names()
    residences = sorted((row.name, row.code) for row in kept.directory.residences())
    towns = sorted((row.name, row.insee) for row in kept.directory.communes())
    entrances = kept.audiences.entrances()
    options: dict[str, Options] = {
        "residence": [(f"residence{BETWEEN}{code}", name) for name, code in residences],
        "entrance": [
            (f"entrance{BETWEEN}{code}{BETWEEN}{door}", f"{names.get(code, code)}, {door}")
            for code, door in entrances
        ],
        "commune": [(f"commune{BETWEEN}{code}", name) for name, code in towns],
    }
    if kind in ASKS_CONSENT:
        everywhere = palier.wording.text("desk.notice.place.everywhere", "fr")
        options = {"everywhere": [("everywhere", everywhere)], **options}
    return [(palier.wording.text(f"desk.notice.place.{k}", "fr"), o) for k, o in options.items()]
