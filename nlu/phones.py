"""Telephone numbers, in E.164."""

import re
from typing import Final

import phonenumbers

from nlu.folding import Folded, Found

FRANCE: Final = 33  # country code
_SEPARATOR: Final = r"[ .\-/_]?"
_FRENCH: Final = re.compile(
    rf"(?<![0-9+])(?<![0-9] )(?:(?:\+|00) ?33 ?(?:\(0\)|0)? ?|0|"
    rf"(?=[67]{_SEPARATOR}[0-9]{{2}}[ .\-])"
    rf"){_SEPARATOR}"
    rf"[1-9](?:{_SEPARATOR}[0-9]){{8}}(?![0-9])"
)
_FOREIGN: Final = re.compile(r"(?<![0-9+])(?:\+|00)[1-9](?:[ .\-/]?[0-9]){7,13}(?![0-9])")
# Said in words and written in digits by now: "0 6, 39 98 45 12".
_SPOKEN: Final = re.compile(r"(?<![0-9+])(?<![0-9] )0(?:[ ,.\-/]{0,2}[0-9]){9}(?! ?[0-9])")


def find_spoken_phones(message: Folded) -> tuple[Found, ...]:
    """Find the telephone numbers that were said in words; number words must be digits."""
    found = (_read(match, "FR") for match in _SPOKEN.finditer(message.text))
    return tuple(item for item in found if item)


def find_phones(message: Folded) -> tuple[Found, ...]:
    """Find telephone numbers; a number without a country code is French."""
    french = [_read(match, "FR") for match in _FRENCH.finditer(message.text)]
    taken = [item.start for item in french if item]
    foreign = [
        _read(match, None)
        for match in _FOREIGN.finditer(message.text)
        if match.start() not in taken
    ]
    return tuple(item for item in (*french, *foreign) if item)


def _read(match: re.Match[str], region: str | None) -> Found | None:
    written = re.sub(r"[^0-9+]", "", match[0].replace("(0)", ""))
    if written.startswith("00"):
        written = "+" + written[2:]
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Found(name="phone", value=value, start=match.start(), end=match.end())


def as_dialled(phone: str) -> str:
    """Return an E.164 number as people here write it; one from abroad stays as it is.

    >>> as_dialled("+33639982211")
    '06 39 98 22 11'
    """
    number = phonenumbers.parse(phone)
    if number.country_code != FRANCE:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
