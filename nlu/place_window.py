"""Some words of a message beside which a name of a place is read, and how places are spoken of."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from nlu.folding import Folded
from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "places.yaml"
_OF: Final = frozenset({"de", "d", "du", "des"})
SHORT_MESSAGE: Final = 3  # words: an answer to "which residence?"


@cache
def place_words() -> dict[str, Any]:
    """Return how places are spoken of: lexicons/places.yaml."""
    tables: dict[str, Any] = read_yaml(_FILE)
    for name, words in tables.items():
        if isinstance(words, list) and name != "town_tails":
            tables[name] = frozenset(words)
    return tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Some words of a message, compared with a name."""

    message: Folded
    tokens: list[re.Match[str]]
    first: int
    last: int

    @property
    def previous(self) -> str:
        """Give the word before, articles aside."""
        articles = place_words()["articles"]
        place = self.first - 1
        while place >= 0 and self.tokens[place][0] in articles:
            place -= 1
        return self.tokens[place][0] if place >= 0 else ""

    @property
    def before(self) -> str:
        """Give the word just before."""
        return self.tokens[self.first - 1][0] if self.first else ""

    @property
    def next(self) -> str:
        """Give the word just behind."""
        return self.tokens[self.last + 1][0] if self.last + 1 < len(self.tokens) else ""

    def tells_a_residence(self) -> bool:
        """Tell whether a residence is spoken of before: "pas la bonne résidence, le carillon"."""
        return any(token[0] in place_words()["generic"] for token in self.tokens[: self.first])

    def is_street(self) -> bool:
        """Tell "rue de Lille" from "Lille"."""
        return self.before in _OF and self.previous in place_words()["streets"]

    @property
    def is_short(self) -> bool:
        """Tell whether the message is hardly more than these words."""
        codes = sum(any(c.isdigit() for c in token[0]) for token in self.tokens)
        return len(self.tokens) - codes - (self.last - self.first) <= SHORT_MESSAGE

    def is_capital(self) -> bool:
        """Tell a name written with a capital inside a sentence."""
        start, _ = self.message.original_span(*self.tokens[self.first].span())
        original = self.message.original
        return start > 0 and original[start].isupper() and not original.isupper()
