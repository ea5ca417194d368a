"""What a rule about words holds: what is said, what it tells and does not, what is answered."""

import re
from dataclasses import dataclass
from typing import Final

NEVER: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words, what they tell and do not tell, and what is said to them first."""

    said: re.Pattern[str]
    unless: re.Pattern[str] = NEVER
    untold: frozenset[str] = frozenset()  # forms
    told: str | None = None  # an intent
    first: str | None = None  # the id of what is said before anything is asked
    then: str | None = None  # the id of what is said after the words of the need
