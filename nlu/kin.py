"""The words for who people are to each other: "mari", "mère", "komşum"."""

from functools import cache
from pathlib import Path
from typing import Final

from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "kin.yaml"
MEN: Final = ("partner_he", "ex", "son", "father", "brother", "in_law_he", "uncle", "neighbour_he")


def kin(language: str, *groups: str) -> str:
    """Return a pattern of the folded words of some groups, or of all that a language has.

    >>> kin("fr", "father", "ex")
    '(?:pere|papa|ex)'
    """
    words = _words()[language]
    chosen = dict.fromkeys(word for group in groups or words for word in words[group])
    longest_first = sorted(chosen, key=len, reverse=True)
    return f"(?:{'|'.join(word.replace(' ', ' ?-? ?') for word in longest_first)})"


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    """Read lexicons/kin.yaml."""
    lists: dict[str, dict[str, list[str]]] = read_yaml(_FILE)
    return lists
