"""More defects in one report: what opens a need of its own, and what is repaired besides."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.forms import Form
from dialogs.needs.common_things import things_named
from dialogs.needs.defects import PROBLEM, defect, is_access
from dialogs.scene import Heard
from nlu.folding import fold_word

COMMON_AREA = "common_area"
FIRST, SECOND, MORE = PROBLEM, "also_problem", "more_problems"
_ALSO = re.compile(
    r"\b(?:aussi|ossi|egalement|en plus|et puis|non plus|also|as well|too|ayrica|bir de)\b|"
    r"^(?:(?:ah|oh|euh|et|oui|puis|sinon|mais|au fait)[ ,]+)*"
    r"(?:il y a|ya|y a|j'? ?ai|g|on a|there is|i have)\b(?! (?:pas|plus) (?:ca|sa))"
    r"(?! (?:tout |bien |deja |pas |meme )*(?:coup|ferm|ouv|etein|arret|debranch|appel|essa[iy]|"
    r"chang|nettoy|mis|fait|repar|vid|rempl|achet|tourn|serr|pris)\w*)|"
    r"^et (?:la|le|les|l'|ma|mon|mes|une?|des)\b|ايضا|كمان"
)
_WHERE_AND_WHEN = frozenset({"room", "floor", "where", "since"})  # of the first; no other's
_SAME = {"water_leak_minor": "water_leak_major"}  # one leak, said in two ways


def both_problems(form: Form, heard: Heard, span: tuple[int, int] | None) -> dict[str, Any]:
    """Return the defects beside the first: one that opens its need, and those to repair too."""
    apart = _needs_apart(form)
    beside = things_named(heard) if form.name == COMMON_AREA else ()
    named = list(dict.fromkeys((*_named(heard, span), *beside)))
    repairs = [code for code in named if code not in apart]
    others = [code for code in named if code in apart]
    both = {FIRST: repairs[0], SECOND: others[0]} if apart and repairs and others else {}
    told = {*both.values(), *named[:1]}
    more = [code for code in named if code not in told and _SAME.get(code) not in named]
    return both | ({MORE: more} if more and form.slot(MORE) else {})


def _named(heard: Heard, span: tuple[int, int] | None) -> Iterator[str]:
    for entity in heard.understood.entities:
        inside = span is None or (span[0] <= entity.start and entity.end <= span[1])
        if entity.name == PROBLEM and inside and not is_access(heard, entity):
            yield defect(heard, entity)


def not_in_its_place(
    form: Form, answers: Mapping[str, Any], said: Mapping[str, Any], heard: Heard
) -> dict[str, Any]:
    """Return what is said, a defect told with "aussi" beside the first and not in its place.

    Where it is, and since when, is not said of the first: it stays in the person's own words.
    """
    said = {**said, **_more_of_several(form, answers, said, heard)}
    new, first = said.get(FIRST), answers.get(FIRST)
    if heard.answer.correction or None in {new, first} or not _ALSO.search(fold_word(heard.text)):
        return said
    rest = {n: v for n, v in said.items() if n not in {*answers, *_WHERE_AND_WHEN}}
    if new in {first, answers.get(SECOND)}:
        return rest
    if new in (apart := _needs_apart(form)) and first not in apart and SECOND not in answers:
        return {**rest, SECOND: new}
    more = [*_listed(answers.get(MORE, ())), str(new), *said.get(MORE, ())]
    return {**rest, MORE: list(dict.fromkeys(more))} if form.slot(MORE) else rest


def _more_of_several(
    form: Form, answers: Mapping[str, Any], said: Mapping[str, Any], heard: Heard
) -> dict[str, Any]:
    """Return all the months asked for, where one more is told: "aussi août"."""
    if not _ALSO.search(fold_word(heard.text)):
        return {}
    lists = [s.name for s in form.slots if s.several and s.name in said and s.name in answers]
    return {name: sorted({*_listed(answers[name]), *_listed(said[name])}) for name in lists}


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _needs_apart(form: Form) -> frozenset[str]:
    """Return the defects that open a need of their own beside the first."""
    return frozenset(code for slot, codes in form.also_when if slot == SECOND for code in codes)


def with_told_again(before: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a need that is told again; another defect stands beside the first.

    A leak that grew takes the place of what it was.
    """
    first, new = before.get(FIRST), told.get(FIRST)
    named = [*_listed(before.get(MORE, ())), *_listed(told.get(MORE, ()))]
    if None not in {first, new} and new not in {first, _SAME.get(str(first))}:
        more = dict.fromkeys(code for code in (*named, str(new)) if code != first)
        beside = {name: v for name, v in told.items() if name not in _WHERE_AND_WHEN}
        return {**beside, **before, MORE: list(more)}
    more = dict.fromkeys(code for code in named if code != new)
    return {**before, **told} | ({MORE: list(more)} if more else {})
