"""Every word of our lexicons: one that stands in none of them may be somebody's name."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from nlu.folding import fold_word
from nlu.yaml_files import read_yaml

_LEXICONS: Final = Path(__file__).parent / "lexicons"
_OF_PLACES: Final = frozenset(
    {"places.yaml", "arabic_places.yaml"}
)  # streets and residences bear people's names
_WORD: Final = re.compile(r"[^\W\d_]+")


def is_known_word(word: str) -> bool:
    """Tell whether a word stands in a lexicon, whatever it means there.

    >>> is_known_word("Chaudière"), is_known_word("Lefebvre")
    (True, False)
    """
    return fold_word(word) in _known()


@cache
def _known() -> frozenset[str]:
    files = (path for path in sorted(_LEXICONS.glob("*.yaml")) if path.name not in _OF_PLACES)
    tables = (read_yaml(path) for path in files)
    return frozenset(word for table in tables for word in _words(table))


def _words(table: Any) -> Iterator[str]:  # noqa: ANN401 (a YAML table is of any kind)
    if isinstance(table, dict):
        for key, value in table.items():
            yield from _words(key)
            yield from _words(value)
    elif isinstance(table, list):
        for value in table:
            yield from _words(value)
    elif table is not None:
        yield from _WORD.findall(fold_word(str(table)))
