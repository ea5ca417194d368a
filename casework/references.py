"""References that can be spoken: P-26-4F7K-3, without 0/O, 1/I/L, and with a check character.

The check is a weighted sum modulo 31, the size of the alphabet: as 31 is prime and every weight
differs, one wrong character, or two neighbours swapped, always shows.
"""

import re
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
BASE = len(ALPHABET)
LENGTH = 4
MANY = BASE**LENGTH  # 923,521 references a year
STRIDE = 387_420  # coprime with 31: neighbours in time are far apart in letters
START = 104_729
KINDS = "PE"
# Written apart or all together: a sign in the place of a hyphen is a typo, not a shorter writing.
_STEM = rf"(?<![A-Z0-9])([{KINDS}])[\s.-]*(\d\d)"
SPOKEN = (
    re.compile(rf"{_STEM}[\s.-]+([{ALPHABET}]{{{LENGTH}}})[\s.-]*([{ALPHABET}])(?![A-Z0-9])"),
    re.compile(rf"{_STEM}([{ALPHABET}]{{{LENGTH}}})([{ALPHABET}])(?![A-Z0-9]|[.-][A-Z0-9])"),
)

SHAPED = re.compile(rf"[{KINDS}][\s.-]*\d\d[\s.-]*[A-Z0-9]{{4}}[\s.-]*[A-Z0-9]")


def make_reference(kind: str, year: int, serial: int) -> str:
    """Return the reference of the serial-th case (or plan) of a year.

    >>> make_reference("P", 2026, 1)
    'P-26-T5JJ-7'
    """
    if kind not in KINDS or not 0 < serial < MANY:
        raise ValueError(
            f"kind {kind!r} must be one of {KINDS}, serial {serial} from 1 to {MANY - 1}"
        )
    number = (serial * STRIDE + START) % MANY
    body = ""
    for _ in range(LENGTH):
        number, place = divmod(number, BASE)
        body += ALPHABET[place]
    stem = f"{kind}-{year % 100:02d}-{body}"
    return f"{stem}-{_check(kind, year % 100, body)}"


def read_reference(text: str) -> str | None:
    """Find a reference in what was typed or said; None when there is none or it has a typo.

    >>> read_reference("mon dossier p 26 t5jj 7 svp")
    'P-26-T5JJ-7'
    """
    written = "".join(_plain_digit(character) for character in text.upper())
    for found in (found for form in SPOKEN for found in form.finditer(written)):
        kind, year, body, check = found.groups()
        if _check(kind, int(year), body) == check:
            return f"{kind}-{year}-{body}-{check}"
    return None


def is_mistyped(text: str) -> bool:
    """Tell whether a text is one reference whose check does not hold: nothing is looked up.

    >>> is_mistyped("P-26-T5JJ-8"), is_mistyped("P-26-T5JJ-7"), is_mistyped("Brumelle")
    (True, False, False)
    """
    return bool(SHAPED.fullmatch(text.strip().upper())) and read_reference(text) is None


def _plain_digit(character: str) -> str:
    """Return the European digit of any script's: phones in Arabic write their own."""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def is_well_formed(reference: str) -> bool:
    """Tell whether a reference is written as it should be and its check holds."""
    return read_reference(reference) == reference


def _check(kind: str, year: int, body: str) -> str:
    values = [KINDS.index(kind), year // 10, year % 10, *(ALPHABET.index(c) for c in body)]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return ALPHABET[total % BASE]
