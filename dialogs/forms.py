"""The forms of dialogs/flows/*.yaml, read and checked once at start-up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from casework.needs import Need

FLOWS = Path(__file__).parent / "flows"
KINDS = frozenset(
    {"text", "number", "date", "month", "money", "choice", "yes_no", "phone", "place", "problem"}
)
FORM_KEYS = frozenset(
    [
        "about",
        "started_by",
        "need",
        "need_when",
        "also",
        "also_when",
        "facts",
        "first",
        "first_when",
        "urgent",
        "place",
        "slots",
    ]
)
SLOT_KEYS = frozenset(
    [
        "kind",
        "entity",
        "choices",
        "when",
        "unless",
        "unless_topic",
        "asked",
        "limit",
        "anywhere",
        "past",
        "cue",
        "side",
        "several",
        "offered",
        "owed",
        "zero",
        "once",
    ]
)
MAX_SLOTS = 12


class FlowError(Exception):
    """A flow file cannot be read: the message names the file, the key, and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One question of a form."""

    name: str
    kind: str
    entity: tuple[str, ...] = ()  # entities of the message that answer it unasked
    choices: tuple[str, ...] = ()
    when: tuple[str, tuple[Any, ...]] | None = None
    unless: str | None = None  # not asked once that other slot is known
    unless_topic: str | None = None  # not asked when that form is being told too
    asked: bool = True  # False: kept when said, never asked
    limit: int | None = None  # numbers above are doubted
    past: bool = False  # a day that lies behind: "janvier" is never next January
    cue: str | None = None  # a date that is told by the words around it (said_dates.py)
    side: str | None = None  # "ahead" or "behind": the only days that count, when told unasked
    several: bool = False  # more than one choice may be said (several.py)
    offered: bool = False  # a sum that somebody offers to pay (said_sums.py)
    owed: bool = False  # a sum that is owed: what was paid of it is not meant
    zero: bool = False  # none has words of its own: "moins d'un mois"
    once: bool = False  # left as soon as people speak beside it
    anywhere: bool = False  # may be told in the words of another need ("perdu mon boulot")

    def wanted(self, answers: Mapping[str, Any]) -> bool:
        """Tell whether the answers so far call for this question."""
        if not self.asked or self.name in answers or self.unless in answers:
            return False
        return self.when is None or answers.get(self.when[0]) in self.when[1]

    def words(self) -> Iterator[str]:
        """Yield every id that its question and its answers may be said with, in its form."""
        if self.asked:
            yield f"ask.{self.name}"
        yield from (f"choice.{self.name}.{choice}" for choice in self.choices)
        if self.kind != "choice":
            yield f"fact.{self.name}"
        if self.kind == "date":
            yield f"fact.{self.name}.month"
        if self.zero:
            yield f"fact.{self.name}.zero"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is asked about one need, and the need it opens."""

    name: str
    started_by: tuple[str, ...]
    need: Need | None
    slots: tuple[Slot, ...]
    need_when: tuple[tuple[str, Mapping[str, str]], ...] = ()  # slot → answer → another need
    also: tuple[Need, ...] = ()  # needs opened beside the first
    also_when: tuple[tuple[str, Mapping[str, str]], ...] = ()
    facts: Mapping[str, Any]  # facts that every case of this form carries
    first: bool = False  # has words of its own before the first question
    first_when: tuple[tuple[str, tuple[str, ...]], ...] = ()  # slot → answers with words of theirs
    urgent: bool = False  # kept for an agent even when the person stops half-way
    place: bool = True  # the agency needs to know where

    def first_words(self, answers: Mapping[str, Any]) -> str | None:
        """Return the id of what is said before the first question, None where nothing is."""
        for slot, told in self.first_when:
            if (answer := answers.get(slot)) in told:
                return f"{self.name}.first.{answer}"
        return f"{self.name}.first" if self.first else None

    def slot(self, name: str) -> Slot | None:
        """Return the slot of this name."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def message_ids(self) -> Iterator[str]:
        """Yield every id this form may say: the catalogues must have them all."""
        yield f"{self.name}.label"
        if self.first:
            yield f"{self.name}.first"
        for _, answers in self.first_when:
            yield from (f"{self.name}.first.{answer}" for answer in answers)
        for slot in self.slots:
            yield from (f"{self.name}.{words}" for words in slot.words())


def read_form(path: Path) -> Form:
    """Read one flow file, or say what is wrong with it."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    _check_keys(path.name, raw, FORM_KEYS)
    slots = tuple(_slot(path.name, name, body) for name, body in raw.get("slots", {}).items())
    if len(slots) > MAX_SLOTS:
        raise FlowError(f"{path.name}: {len(slots)} slots, at most {MAX_SLOTS}: ask less")
    try:
        return Form(
            name=path.stem,
            started_by=tuple(raw["started_by"]),
            need=Need(raw["need"]) if raw["need"] else None,
            slots=slots,
            need_when=tuple(raw.get("need_when", {}).items()),
            also=tuple(Need(need) for need in raw.get("also", ())),
            also_when=tuple(raw.get("also_when", {}).items()),
            facts=raw.get("facts", {}),
            first=raw.get("first", False),
            first_when=tuple((k, tuple(v)) for k, v in raw.get("first_when", {}).items()),
            urgent=raw.get("urgent", False),
            place=raw.get("place", True),
        )
    except (KeyError, ValueError) as wrong:
        raise FlowError(f"{path.name}: {wrong}; see docs/howto/new_form.md") from wrong


def _check_keys(where: str, raw: Mapping[str, Any], allowed: frozenset[str]) -> None:
    for key in raw:
        if key not in allowed:
            raise FlowError(f"{where}: unknown key {key!r}, use one of {sorted(allowed)}")


def _slot(file: str, name: str, body: Mapping[str, Any]) -> Slot:
    where = f"{file}: slots.{name}"
    _check_keys(where, body, SLOT_KEYS)
    if body.get("kind") not in KINDS:
        raise FlowError(f"{where}.kind is {body.get('kind')!r}, use one of {sorted(KINDS)}")
    when = next(iter(body["when"].items())) if "when" in body else None
    return Slot(
        name=name,
        kind=body["kind"],
        entity=_words(body.get("entity", ())),
        choices=tuple(body.get("choices", ())),
        when=(when[0], tuple(when[1]) if isinstance(when[1], list) else (when[1],))
        if when
        else None,
        unless=body.get("unless"),
        unless_topic=body.get("unless_topic"),
        asked=body.get("asked", True),
        limit=body.get("limit"),
        anywhere=body.get("anywhere", False),
        past=body.get("past", False),
        cue=body.get("cue"),
        side=body.get("side"),
        several=body.get("several", False),
        offered=body.get("offered", False),
        owed=body.get("owed", False),
        zero=body.get("zero", False),
        once=body.get("once", False),
    )


def _words(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


@cache
def read_forms(folder: Path = FLOWS) -> Mapping[str, Form]:
    """Read every flow file of a folder, once, by name; two forms may not start on one intent."""
    forms = {path.stem: read_form(path) for path in sorted(folder.glob("*.yaml"))}
    started: dict[str, str] = {}
    for form in forms.values():
        for intent in form.started_by:
            if intent in started:
                raise FlowError(f"{form.name}.yaml: {intent} already starts {started[intent]}")
            started[intent] = form.name
    return MappingProxyType(forms)
