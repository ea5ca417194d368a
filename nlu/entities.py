"""Everything a message names: sums, days, places, numbers, problems, people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from nlu.addresses import (
    find_addresses,
    find_building_beside,
    find_floor_beside,
    is_a_rank,
)
from nlu.amounts import find_amounts, find_months_counts
from nlu.answers import find_answers
from nlu.bare_sums import find_bare_sums
from nlu.cyrillic import folded_in_cyrillic
from nlu.dates import find_dates
from nlu.durations import find_durations
from nlu.folding import Folded, Found, fold_text, fold_word
from nlu.households import find_households
from nlu.language import ALL
from nlu.losses import find_losses
from nlu.number_instead import take_back
from nlu.numbers import find_bare_numbers, write_digits
from nlu.phones import find_phones, find_spoken_phones
from nlu.phrases import Hit, Word
from nlu.places import Gazetteer
from nlu.problems import find_problems
from nlu.references import find_references, find_spoken_tenants
from nlu.relations import find_relations
from nlu.spans import is_apart
from nlu.times import find_day_parts, find_times
from nlu.trades import keep_trades
from nlu.vocabulary import find_phrases, find_phrases_in, find_vocabulary, is_written
from nlu.written_apart import write_apart

NO_PLACES: Final = Gazetteer()
_BARE: Final = "number"  # of what, is not said
_READ_BY_SOUND: Final = ("fr", "arq-Latn")  # French words stand in both
_ONLY_IN: Final = {  # words that mean something else, or nothing, in other languages
    "hasta": ("tr",),  # ill; in Spanish "until"
    "mala": ("fr",),  # "malade", cut short; in Polish small, in Spanish bad
    "mor": ("fr",),  # "mort"; in Romanian "I die", in Turkish purple
    "contesta": ("fr",),  # in Spanish "answers"
    "contesten": ("fr",),
    "do": ("arq-Latn",),  # the current; in Polish and Portuguese "to", "of the"
    "para": ("tr",),  # money; in Spanish "for"
    "va": ("fr",),
    "care": ("en",),  # in Romanian "which"
    "cap": ("fr",),  # in Romanian a head
    "bloc": ("fr",),  # "bloqué"; elsewhere a building
    "blok": ("fr",),
    "bloque": ("fr",),
}
_ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing named by a message; `start` and `end` are offsets in the message as received.

    `value` is in euros for `amount`, ISO 8601 for days, hours and durations, E.164 for `phone`,
    an INSEE code for `town`, the gazetteer's id for `residence`, 0 for a ground floor.
    """

    name: str
    value: int | float | str
    text: str
    start: int
    end: int


def find_entities(
    text: str, *, now: datetime, language: str = "fr", gazetteer: Gazetteer | None = None
) -> tuple[Entity, ...]:
    """Find what a message names, in the order of the message.

    The same text, language, `now` and gazetteer always give the same entities. A text is never
    refused: what cannot be read is left out.
    """
    message = fold_text(text)
    entities = [
        *_found_in_words(message, find_phrases(text), gazetteer or NO_PLACES, language),
        *_found_in_numbers(message, now, language),
    ]
    entities = _with_those_in_their_letters(entities, message, now, language)
    names = {entity.name for entity in entities}
    at_home = "residence" in names or (is_a_rank(message) and "amount" not in names)
    if at_home and "floor" not in names:
        entities += _entities(message, find_floor_beside(message))
    if "residence" in names and "building" not in names:
        entities += _entities(message, _letter_of(message, entities))
    unique = dict.fromkeys(sorted(entities, key=_place))
    return tuple(unique)


def _with_those_in_their_letters(
    found: list[Entity], message: Folded, now: datetime, language: str
) -> list[Entity]:
    """Add what is named in Ukrainian or Russian in Latin letters; "300 evro" is no bare number."""
    read = folded_in_cyrillic(message, language)
    if read is message:
        return found
    surely = [entity for entity in found if entity.name != _BARE]
    further = [
        *_found_in_words(read, find_phrases_in(read), NO_PLACES, language),
        *_found_in_numbers(read, now, language),
    ]
    kept = [*surely, *(entity for entity in further if is_apart(entity, surely))]
    return [*kept, *(e for e in found if e.name == _BARE and is_apart(e, kept))]


def read_all_words() -> None:
    """Read the words of all languages now: the first message in one would wait for its own."""
    for language in ALL:
        find_entities("gaz 1", now=_ANY_DAY, language=language)


def _letter_of(message: Folded, entities: Iterable[Entity]) -> tuple[Found, ...]:
    named = {e.text for e in entities if e.name in {"residence", "town"}}
    said = (re.search(rf"\b{re.escape(fold_word(text))}\b", message.text) for text in named)
    return find_building_beside(message, sorted((m.end() for m in said if m), reverse=True))


def _place(item: Entity) -> tuple[int, int, bool, str]:
    """Order by place; a duration is what else the same words may mean, so it comes after."""
    return item.start, item.end, item.name == "duration", item.name


def _found_in_words(
    message: Folded,
    phrases: tuple[tuple[Word, ...], tuple[Hit, ...]],
    gazetteer: Gazetteer,
    language: str,
) -> list[Entity]:
    words, hits = phrases
    if language not in _READ_BY_SOUND:
        hits = tuple(hit for hit in hits if is_written(hit, words))
    vocabulary = _entities(message, keep_trades(find_vocabulary(words, hits), message))
    return [
        *(item for item in vocabulary if not _is_another_word(item, language)),
        *_entities(message, find_problems(words, hits)),
        *_entities(message, find_relations(message)),
        *_entities(message, find_losses(message)),
        *_entities(message, gazetteer.find(message)),
        *_entities(message, find_answers(message, language=language)),
    ]


def _is_another_word(item: Entity, language: str) -> bool:
    """Tell "üç gün", three days, from a gun, and "oldu", it came to be, from "öldü", died."""
    said = item.text.casefold()
    if item.value == "weapon":
        return fold_word(said).startswith("gun") and (language == "tr" or "ü" in said)
    if item.value == "death" and said.startswith("oldu"):
        return True
    return language not in _ONLY_IN.get(fold_word(said), ALL)


def _found_in_numbers(message: Folded, now: datetime, language: str) -> list[Entity]:
    """Read what is made of figures, surest first: what one reader took is hidden from the next."""
    entities: list[Entity] = []
    for surest in (find_phones, find_references):
        message = _take(message, surest(message), entities)
    message = take_back(write_apart(write_digits(message, language=language)))
    for spoken in (find_spoken_phones, find_spoken_tenants):
        message = _take(message, spoken(message), entities)
    entities += _entities(message, find_day_parts(message))
    for reader in (find_amounts, find_households, find_addresses, find_times):
        message = _take(message, reader(message), entities)
    message = _take(message, find_dates(message, now=now, language=language), entities)
    entities += _entities(message, find_durations(message))
    beside = any(entity.name == "amount" for entity in entities)
    message = _take(message, find_bare_sums(message, beside=beside), entities)
    for last in (find_months_counts, find_bare_numbers):
        message = _take(message, last(message), entities)
    return entities


def _take(message: Folded, found: Iterable[Found], entities: list[Entity]) -> Folded:
    taken = tuple(found)
    if not taken:
        return message
    entities += _entities(message, taken)
    return message.blanked((item.start, item.end) for item in taken)


def _entities(message: Folded, found: Iterable[Found]) -> list[Entity]:
    return [_entity(message, item) for item in found]


def _entity(message: Folded, item: Found) -> Entity:
    start, end = message.original_span(item.start, item.end)
    return Entity(
        name=item.name, value=item.value, text=message.original[start:end], start=start, end=end
    )
