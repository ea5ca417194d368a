"""A name said beside other things: "je m'appelle Karim Benali et mon numéro c'est 06…"."""

import re
from itertools import takewhile
from typing import Final

from dialogs.answers.names import NO_NAME, PARTICLES
from nlu.folding import fold_word

_CALLED: Final = re.compile(
    r"(?<!\w)(?:je m ?['’]? ?app?el+e?|mon nom(?: de famille)? (?:c ?['’]? ?est|est)|my name is|"
    r"(?:benim )?ad[ıi]m) (?P<rest>[^\n,;.!?\d(]+(?:(?<=\b[Mm])\.[^\n,;.!?\d(]+)?)",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 5
_MAY_STAND: Final = PARTICLES | {"madame", "monsieur"}
_NO_MORE: Final = re.compile(  # a word after which no name goes on
    r"et|mais|je|j'.*|j|ma|mon|mes|numero|num|n|tel|telephone|locataire|au|aux|a|pas|plus|ou|and|"
    r"my|ve|c|c'.*|habite|suis|comme|comment|sur|dans|sous|chez|marque|ecrit|toujours|bien|qui|que"
)


def name_told(text: str) -> str | None:
    """Return the name that somebody gives for their own in a sentence, None where none is.

    >>> name_told("je m'appelle Karim Benali et mon numéro c'est 06 11 22 33 44")
    'Karim Benali'
    >>> name_told("mon nom est sur le bail") is None
    True
    """
    called = _CALLED.search(text)
    words = called["rest"].split() if called else []
    name = list(takewhile(lambda word: not _NO_MORE.fullmatch(fold_word(word)), words))
    while name and fold_word(name[-1]) in PARTICLES:
        name.pop()
    return " ".join(name) if 0 < len(name) <= _MOST_WORDS and _is_one(name) else None


def _is_one(name: list[str]) -> bool:
    said = [fold_word(word.strip(".")) for word in name]
    return not any(NO_NAME.fullmatch(w) and w not in _MAY_STAND for w in said)
