"""Text made alike for the classifier: folded, short forms written out, and how it sounds."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from nlu.folding import fold_word
from nlu.yaml_files import read_yaml

_FILE: Final = Path(__file__).parent / "lexicons" / "sms.yaml"
_TOKEN: Final = re.compile(r"[\w']+|[^\w\s]")
_APOSTROPHE: Final = str.maketrans("’‘ʼ`´", "'''''")

# One sound a line, read from top to bottom; capitals stand for sounds that have no letter.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=\w)'(?=\w)", ""),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"ph", "f"),
        (r"eaux?|aux?(?=\b|[^aeiouy])", "o"),
        (r"oeu|eu", "e"),
        (r"oui", "Ui"),
        (r"ou", "U"),
        (r"ill", "ij"),
        (r"s?ch|sh", "C"),
        (r"gn", "N"),
        (r"qu?|ck", "k"),
        (r"gu(?=[eiy])", "G"),
        (r"g(?=[eiy])", "j"),
        (r"G", "g"),
        (r"sc(?=[eiy])", "s"),
        (r"cc(?=[eiy])|x(?=[a-z])", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"oin", "wI"),
        (r"oi", "wa"),
        (r"(?:ain|ein|aim|yn|ym|in|im|un)(?![aeiouynm])", "I"),
        (r"(?:en|an|em|am)(?![aeiouynm])", "A"),
        (r"(?:on|om)(?![aeiouynm])", "O"),
        (r"ai|ei|ay", "e"),
        (r"(?:er|ez|ets?|es|ees?)\b", "e"),
        (r"y", "i"),
        (r"h", ""),
        (r"(.)\1", r"\1"),
        (r"(?<=\w)(?:(?P<last>[bcdfgjklmnprstvzCN])es?|[tdsxpz]+)\b", r"\g<last>"),
        (r"ti(?=[Oo])", "si"),
    )
)


@cache
def _short_forms() -> dict[str, str]:
    tables: dict[str, dict[str, str]] = read_yaml(_FILE)
    return {str(short): str(full) for table in tables.values() for short, full in table.items()}


@lru_cache(maxsize=256)
def write_out(text: str) -> str:
    """Return a French text folded, its short forms written out, its marks apart.

    >>> write_out("g pa pu payé, dsl")
    "j'ai pas pu paye , desole"
    """
    forms = _short_forms()
    lowered = text.replace("İ", "I").lower()  # or it is an i and a dot, two words
    tokens = _TOKEN.findall(lowered.translate(_APOSTROPHE))
    accented = " ".join(forms.get(t, t) if not t.isascii() else t for t in tokens)
    folded = _TOKEN.findall(fold_word(accented))
    return " ".join(forms.get(token, token) for token in folded)


def sound_out(written: str) -> str:
    """Return how a written-out text sounds, word by word.

    >>> sound_out("plus d'eau chaude") == sound_out("plu do chaude")
    True
    """
    return " ".join(_sound_of(word) for word in written.split())


@lru_cache(maxsize=20_000)
def _sound_of(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
