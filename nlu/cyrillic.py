"""Ukrainian and Russian typed in Latin letters, written in their own.

There is no one way to do it: "shcho", "szczo" and "scho" are the same word, and so are "khochu"
and "hochu". What is written here is near enough for who reads letters; it is never shown.
"""

import re
from functools import lru_cache
from typing import Final

from nlu.folding import Folded, fold_word
from nlu.language import SPOKEN, identify, knows

_LATIN: Final = re.compile(r"[a-z']+", re.IGNORECASE)
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
# From top to bottom; what is written in Cyrillic is not read again.
_BOTH: Final = (
    (r"shch|szcz|sch", "щ"),
    (r"ts[yij]a\b", "ться"),
    (r"zh", "ж"),
    (r"kh", "х"),
    (r"h(?=och|oti|oti|to\b|vor|vyl|vil|vat|leb|lib|lop|ata\b|at[iyu]\b)", "х"),
    (r"(?<=pa|dy|ku|th|py|sy|ty|ny)h(?=[nakt]|\b)", "х"),
    (r"ts\b", "ць"),
    (r"ts|tz", "ц"),
    (r"(?<=[aouyi])h\b", "х"),
    (r"ch|cz", "ч"),
    (r"sh|sz", "ш"),
    (r"[yji]u", "ю"),
    (r"[yji]a", "я"),
    (r"(?<=[aeou])y(?![aeiou])|[yi]j|iy\b|yy", "й"),
)
_UKRAINIAN: Final = (
    (r"(?<=[bpv])(?:'?[yj]|i)e", "'є"),
    (r"[yi]j\b|iy\b", "ий"),
    (r"(?<=o)i\b", "ї"),
    *_BOTH,
    (r"[yji]e", "є"),
    (r"[yj]i", "ї"),
    (r"[yj]o", "йо"),
    (r"'(?![єїюя])", "ь"),
    (r"(?<=[аеєиіїоуюяaeiouy])st\b", "сть"),
)
_RUSSIAN: Final = (
    (r"(?<=[bpv])(?:'?[yj]|i)e", "ье"),
    (r"(?<=[bpv])(?:'?[yj]|i)o", "ьё"),
    *_BOTH,
    (r"[yji]e", "е"),
    (r"[yj]o", "ё"),
    (r"[yj]i", "ьи"),
    (r"'", "ь"),
    (r"h", "х"),
    (r"i", "и"),
    (r"y", "ы"),
)
_REST: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефггійклмнопкрстуввхиз")
_LETTERS: Final = {
    language: tuple((re.compile(latin), cyrillic) for latin, cyrillic in letters)
    for language, letters in (("uk", _UKRAINIAN), ("ru", _RUSSIAN))
}


def write_in_cyrillic(text: str, language: str) -> str:
    """Return a text in Cyrillic where it is Ukrainian or Russian in Latin letters, else as it is.

    Common French words in it ("mairie") are left as they are.

    >>> write_in_cyrillic("mene bye cholovik", "uk")
    "мене б'є чоловік"
    """
    if language not in _LETTERS or _CYRILLIC.search(text):
        return text
    return _LATIN.sub(lambda word: _written(word[0].lower(), language), text)


def folded_in_cyrillic(message: Folded, language: str) -> Folded:
    """Return a folded text as it is read; what is found in it stands where it stood."""
    if language not in _LETTERS or _CYRILLIC.search(message.text):
        return message
    words = (
        (m.span(), fold_word(_written(m[0], language))) for m in _LATIN.finditer(message.text)
    )
    return message.replaced((*span, word) for span, word in words if word)


def in_its_letters(text: str, language: str) -> str:
    """Return an example as it is read: of the Ukrainian ones some are Russian, some in Latin."""
    if language not in _LETTERS:
        return text
    found = identify(text).language
    return write_in_cyrillic(text, found if found in _LETTERS else language)


@lru_cache(maxsize=4_000)
def _written(word: str, language: str) -> str:
    if knows(word, "fr") and not any(knows(word, code) for code in SPOKEN):
        return word
    for latin, cyrillic in _LETTERS[language]:
        word = latin.sub(cyrillic, word)
    return word.translate(_REST)
