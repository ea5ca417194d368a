"""A birth that is expected lies ahead: "je suis enceinte", then "mars"."""

import re
from collections.abc import Mapping
from typing import Any, Final

from dialogs.conversation import Conversation
from dialogs.needs.changes import FORM
from dialogs.scene import Heard, find_entity
from nlu.folding import fold_word

DAY: Final = "date"
_LONGEST: Final = 10  # months ahead at which a birth is still expected
_EXPECTS: Final = re.compile(
    r"\b(?:enceintes?|accouch\w*|grossesse|attend\w* (?:un |mon |notre )?(?:bb|bebe|enfant)|"
    r"(?:va|doit|vais) (?:naitre|accoucher)|pregnant|expecting|due|hamile\w*|dogur\w+|dogum\w*|"
    r"hamla|7amla)\b|حامل"
)
_YEAR: Final = re.compile(r"\b20\d\d\b")
_OVER: Final = re.compile(
    r"\b(?:depuis|ne le|nee le|est nee?|accouche le|ai accouche|since|born)\b"
)


def with_birth_ahead(
    conversation: Conversation, heard: Heard, found: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return what was gathered with the day of a birth moved to the next time it comes."""
    answers = found.get(FORM, {})
    day = answers.get(DAY)
    topic = conversation.topic_of(FORM)
    told = fold_word(f"{topic.words if topic else ''} {heard.text}")
    if not isinstance(day, str) or not _EXPECTS.search(told) or _is_sure(heard):
        return dict(found)
    return {**found, FORM: {**answers, DAY: _next(day, heard)}}


def _is_sure(heard: Heard) -> bool:
    said = fold_word(heard.text)
    since = find_entity(heard, "since") is not None
    return since or bool(_YEAR.search(said) or _OVER.search(said))


def _next(day: str, heard: Heard) -> str:
    """Return a month or a day that is gone a year later, where a birth may fall on it."""
    today = heard.today
    if today is None or day[:7] >= f"{today:%Y-%m}":
        return day
    year, month = int(day[:4]) + 1, int(day[5:7])
    ahead = (year - today.year) * 12 + month - today.month
    return f"{year}{day[4:]}" if 0 < ahead <= _LONGEST else day
