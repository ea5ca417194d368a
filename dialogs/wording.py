"""Turn a message id into words, in the person's language."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency

from dialogs.effects import Month, PlaceName, Problem, Say
from dialogs.forms import read_form

LOCALES = Path(__file__).parent / "locale"
REFERENCE = "fr"
NUMBER = re.compile(r"\{number_(\w+)\}")  # numbers to call are data, never words of a catalogue
LANGUAGE_FOR = {"arq-Latn": "fr"}  # written in Latin letters, answered in French
ALARM_TOO_IN = {"arq-Latn": "ar"}  # of a danger nobody should have to guess: in both
ALARM = "alarm."


def with_a_capital(words: str, language: str) -> str:
    """Return words as they stand on a button.

    >>> with_a_capital("iş kaybı", "tr"), with_a_capital("le matin", "fr")
    ('İş kaybı', 'Le matin')
    """
    first = "İ" if language == "tr" and words.startswith("i") else words[:1].upper()
    return first + words[1:]


class MissingWordingError(LookupError):
    """No catalogue has this id; tests/dialogs/test_wording.py should have said so."""


def read_catalogue(locale: str, folder: Path = LOCALES) -> GNUTranslations:
    """Read one .po file as it stands: nothing to compile, nothing stale."""
    compiled = BytesIO()
    with (folder / locale / "LC_MESSAGES" / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=locale))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def read_catalogues(folder: Path = LOCALES) -> Mapping[str, GNUTranslations]:
    """Read every catalogue, once, each falling back to the reference one."""
    reference = read_catalogue(REFERENCE, folder)
    found = {REFERENCE: reference}
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name != REFERENCE:
            found[path.name] = read_catalogue(path.name, folder)
            found[path.name].add_fallback(reference)
    return MappingProxyType(found)


FOR_AGENTS = ("desk.", "actor.", "event.", "rule.", "fact_name.")  # agents work in French


def missing_words(folder: Path = LOCALES) -> dict[str, list[str]]:
    """Return, for each language, the ids that tenants may be told and that have no words in it."""
    known = {path.name: _ids(path) for path in sorted(folder.iterdir()) if path.is_dir()}
    wanted = {i for i in known[REFERENCE] if not i.startswith(FOR_AGENTS)}
    complete = {name: ids for name, ids in known.items() if "@" not in name}
    return {name: sorted(wanted - ids) for name, ids in complete.items()}


def _ids(folder: Path) -> set[str]:
    with (folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id and message.string}


def _words_of(catalogue: GNUTranslations) -> Iterable[object]:
    """Return the words of a catalogue; gettext has no public way to list them."""
    kept: dict[object, object] = catalogue._catalog  # type: ignore[attr-defined]  # noqa: SLF001 (see above)
    return kept.values()


class Wording:
    """The words of every language."""

    def __init__(
        self,
        catalogues: Mapping[str, GNUTranslations],
        problems: Mapping[str, str] | None = None,
        zone: Any = None,  # noqa: ANN401 (a tzinfo; None leaves times as they are)
        numbers: Mapping[str, str] | None = None,
        places: Mapping[str, str] | None = None,
    ) -> None:
        self._catalogues = catalogues
        self._problems = problems or {}
        self._zone = zone
        self._numbers = numbers or {}
        self._places = places or {}
        said = {
            form.casefold()
            for language, one in catalogues.items()
            for words in map(str, _words_of(one))
            for form in (words, with_a_capital(words, language))
        }
        self._ours = frozenset(said)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages Palier answers in, the reference first."""
        others = sorted(code for code in self._catalogues if code != REFERENCE and "@" not in code)
        return (REFERENCE, *others)

    def spoken(self, language: str) -> str:
        """Return the language in which a person of this language is answered."""
        known = LANGUAGE_FOR.get(language, language)
        return known if known in self._catalogues else REFERENCE

    def word(self, say: Say, language: str) -> str:
        """Return the words of a message, its values put in."""
        spoken = self.spoken(language)
        template = self.text(say.message, spoken)
        shown = {name: self._shown(value, spoken) for name, value in say.values.items()}
        return template.format(**shown).strip()

    def told(self, say: Say, language: str) -> str:
        """Return the words of a message; those of a danger in both languages of who mixes them."""
        other = ALARM_TOO_IN.get(language) if say.message.startswith(ALARM) else None
        languages = (language, other) if other in self._catalogues else (language,)
        return "\n".join(self.word(say, one) for one in languages if one)

    def text(self, message: str, language: str) -> str:
        """Return the words of an id as they stand in the catalogue."""
        found = self._catalogues[self.spoken(language)].gettext(message)
        if found == message:
            raise MissingWordingError(f"{message}: add it to locale/fr/LC_MESSAGES/messages.po")
        return NUMBER.sub(lambda match: self._numbers[match[1]], found)

    def has(self, message: str, language: str = REFERENCE) -> bool:
        """Tell whether the id has words."""
        return self._catalogues[self.spoken(language)].gettext(message) != message

    def is_ours(self, text: str) -> bool:
        """Tell whether a text is, word for word, one of our own: what stands on a button."""
        return text.strip().casefold() in self._ours

    def _shown(self, value: object, language: str) -> str:
        for kind, show in SHOWN:
            if isinstance(value, kind):
                return show(self, value, language)
        return str(value)

    def _say(self, value: Say, language: str) -> str:
        return self.word(value, language)

    def _problem(self, value: Problem, language: str) -> str:
        label = self._problems.get(value.code, value.code)
        key = f"problem.{value.code}"
        known = language != REFERENCE and self.has(key, language)  # the landlord's own in French
        return self.text(key, language) if known else label

    def _place(self, value: PlaceName, language: str) -> str:
        del language
        return self._places.get(value.code, value.code)

    def _lines(self, value: tuple[object, ...], language: str) -> str:
        shown = [self._shown(item, language) for item in value]
        long = any(isinstance(item, Say) and item.message in OWN_LINE for item in value)
        return "\n".join(shown) if long else self.text("format.list", language).join(shown)

    def _moment(self, value: datetime, language: str) -> str:
        local = value.astimezone(self._zone) if self._zone else value
        pattern = "format.first_moment" if local.day == 1 else "format.moment"
        return format_datetime(local, self.text(pattern, language), locale=language)

    def _day(self, value: date, language: str) -> str:
        pattern = "format.first_day" if value.day == 1 else "format.day"  # "1er novembre"
        return format_date(value, self.text(pattern, language), locale=language)

    def _month(self, value: Month, language: str) -> str:
        return format_date(value.first_day, "MMMM y", locale=language)

    def _money(self, value: Decimal, language: str) -> str:
        whole = value == value.to_integral_value()
        pattern = "#,##0 ¤" if whole else "#,##0.00 ¤"
        return format_currency(value, "EUR", pattern, locale=language, currency_digits=False)


OWN_LINE = frozenset(
    {
        "report.line",
        "report.line_bare",
        "report.where",
        "report.call",
        "report.without_agency",
        "status.line",
        "food.place",
        "desk.line",
        "desk.refer.line",
        "desk.audit.line",
        "desk.audit.agency",
    }
)
SHOWN: tuple[tuple[type, Callable[[Any, Any, str], str]], ...] = (
    (Say, Wording._say),  # noqa: SLF001 (this module's own table)
    (tuple, Wording._lines),  # noqa: SLF001
    (Problem, Wording._problem),  # noqa: SLF001
    (PlaceName, Wording._place),  # noqa: SLF001
    (Month, Wording._month),  # noqa: SLF001
    (datetime, Wording._moment),  # noqa: SLF001
    (date, Wording._day),  # noqa: SLF001
    (Decimal, Wording._money),  # noqa: SLF001
)


def extract_flow(
    flow: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterable[tuple[int, None, str, list[str]]]:
    """Give Babel the message ids of a flow file (see babel.cfg)."""
    del keywords, comment_tags, options
    form = read_form(Path(flow.name))
    for message in form.message_ids():
        yield 1, None, message, [f"flow: {form.name}"]
