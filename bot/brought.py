"""What somebody comes for who tells of a danger in the same words: it is heard too."""

import re
from collections.abc import Callable
from dataclasses import replace

from nlu.understanding import Understanding

ABOUT_DANGER = ("emergency_", "mental_distress")
OF_A_DAY = frozenset({"date", "since", "month", "duration", "time"})  # the day of the danger
HEARD = 0.5  # how sure what they come for must be
BRINGS = re.compile(
    r"\b(?:(?:mais )?(?:c['’]?est |cest )?(?:surtout|juste|plut[oô]t) (?:que )?)?"
    r"(?:je|j['’])\s?(?:viens|vien|vous [eé]cris|[eé]cris|appelle|vous contacte|voulais)"
    r"(?: surtout| juste| plut[oô]t)* "
    r"(?:pour|parce qu[e'’]|[aà] cause d[eu'’]|voir pour|savoir pour)\s?|"
    r"\bmais c['’]?est (?:surtout|juste|plut[oô]t) (?:pour|que) ?|"
    r"\b(?:but )?i(?:['’]m| am)? (?:writing|came|here|calling) (?:mainly |just )?"
    r"(?:about|for|because of) ",
    re.IGNORECASE,
)


def with_what_brings_them(
    understood: Understanding, read: Callable[[str], Understanding]
) -> Understanding:
    """Return what is understood, with the need that the words of a danger hid."""
    found = None if understood.safety.level == "none" else BRINGS.search(understood.text)
    told = any(not need.intent.startswith(ABOUT_DANGER) for need in understood.needs)
    if found is None or told:
        return understood
    start = found.end()
    rest = read(understood.text[start:])
    needs = tuple(
        replace(need, start=need.start + start, end=need.end + start)
        for need in rest.needs
        if need.confidence >= HEARD and not need.intent.startswith(ABOUT_DANGER)
    )
    if not needs:
        return understood
    entities = tuple(e for e in understood.entities if e.start >= start or e.name not in OF_A_DAY)
    return replace(understood, needs=(*understood.needs, *needs), entities=entities)
