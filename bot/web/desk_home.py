"""Whom a case is about and where they live: for an agent who may read it whole."""

from collections.abc import Mapping
from typing import Any

from bot.desk.cards import READ
from bot.palier import Palier
from casework.access import Sight
from dialogs.effects import Say
from dialogs.telling.shared import where_words
from nlu.phones import as_dialled
from storage.access import Seen
from storage.kept import Kept
from storage.people import is_unsafe
from storage.tables.cases import Case
from storage.tables.people import Person

_NAMED = ("residence", "town")


def context(palier: Palier, kept: Kept, seen: Seen, names: Mapping[str, str]) -> dict[str, Any]:
    """Return who holds the lease, how to call them, and where, down to the door.

    The door is that of the lease; `told` is the place of what is told, where it is another.
    """
    case = seen.case
    if seen.sight is not Sight.FULL:
        return {"people": [], "number": None, "home": None, "told": None}
    lease = kept.people.lease_of(case.household_id) if case.household_id else None
    home = _home(kept, case)
    elsewhere = any(home.get(name) != value for name, value in case.place.items())
    return {
        "people": [_callable(kept, person) for person in _holders(kept, case)],
        "number": lease.number if lease else None,
        "home": _written(palier, names, home),
        "told": _written(palier, names, case.place) if elsewhere else None,
    }


def in_a_list(palier: Palier, kept: Kept, seen: Seen, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the same in a few words, for a line of a list: names for who reads the case whole."""
    full, place = seen.sight is Sight.FULL, seen.case.place or _home(kept, seen.case)
    holders = [person.full_name for person in _holders(kept, seen.case)] if full else []
    known = {name: place[name] for name in _NAMED if name in place and seen.sight in READ}
    return {"person": ", ".join(holders) or None, "where": _written(palier, names, known)}


def _holders(kept: Kept, case: Case) -> list[Person]:
    persons = kept.people.persons(case.household_id) if case.household_id else []
    return [person for person in persons if person.holder]


def _callable(kept: Kept, person: Person) -> dict[str, Any]:
    """Return a person with the number to call, and whether somebody they fear may answer it."""
    household = kept.people.household(person.household_id)
    return {
        "name": person.full_name,
        "phone": as_dialled(person.phone) if person.phone else None,
        "href": f"tel:{person.phone}",
        "unsafe": household is not None and is_unsafe(household),
    }


def _home(kept: Kept, case: Case) -> dict[str, Any]:
    found = kept.people.home_of(case.household_id) if case.household_id else None
    if found is None:
        return {}
    dwelling, residence = found
    where = {"residence": residence.code, "town": residence.commune_insee}
    return where | {"floor": dwelling.floor, "dwelling": dwelling.label}


def _written(palier: Palier, names: Mapping[str, str], place: Mapping[str, Any]) -> str | None:
    """Return a place in words: the residence, its town, then down to the door."""
    named = [names.get(str(place[name])) for name in _NAMED if name in place]
    door = {name: value for name, value in place.items() if name not in _NAMED}
    said = [palier.wording.word(say, "fr") for say in where_words(door) if isinstance(say, Say)]
    return ", ".join(word for word in (*named, *said) if word) or None
