"""Words of complaint about a message that went to many: for care, never to answer by."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from nlu.folding import fold_text
from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "complaints.yaml"


def says_complaint(text: str) -> bool:
    """Tell whether a message holds a word of complaint, in any language we write in.

    >>> says_complaint("C'est une HONTE, ce n'est pas chez nous")
    True
    >>> says_complaint("d'accord merci")
    False
    """
    return bool(text) and _words().search(fold_text(text).text) is not None


@cache
def _words() -> re.Pattern[str]:
    """Read lexicons/complaints.yaml."""
    lists: dict[str, list[str]] = read_yaml(_FILE)
    folded = {fold_text(word).text for words in lists.values() for word in words}
    longest_first = sorted(folded, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
