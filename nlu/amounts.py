"""Sums of money in euros, and months or instalments counted."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.folding import Folded, Found, keep_apart

_GROUPED: Final = r"[0-9]{1,3}(?:[ .,'][0-9]{3}){1,3}(?:[.,][0-9]{1,2})?"
_PLAIN: Final = r"[0-9]{1,7}(?:[.,][0-9]{1,2})?"
_NUMBER: Final = rf"(?<![0-9.,/|#-])(?P<sum>{_GROUPED}|{_PLAIN})(?![0-9])"
_CURRENCY: Final = (
    r"(?:€|euros?|eurros?|eur|euo|oros?|balles?|bales|roros?|yuro|avro|bucks|quid|"
    r"(?:ال)?(?:يورو|اورو|يوروهات))"
)
_WRITTEN: Final = re.compile(
    rf"{_NUMBER} ?(?:{_CURRENCY}(?![a-z])(?: ?(?P<cents>[0-9]{{2}})\b(?! ?[a-z/]))?)"
)
_SIGN_FIRST: Final = re.compile(rf"(?:€|\beur) ?{_NUMBER}")
# "50e" is a sum, "3e" a floor: the letter alone needs a larger number or a month after it.
_SHORT: Final = re.compile(
    rf"(?P<before>[a-z]*) ?{_NUMBER} ?e(?P<cents>[0-9]{{2}})?(?![a-z0-9])"
    rf"(?P<after>(?: [a-z]+){{0,2}})"
)
_MONTHLY: Final = re.compile(rf"{_NUMBER} (?:(?:par|/) ?(?:mois|moi)|a month|per month)\b")
_RANKED: Final = frozenset(
    {"etage", "arrondissement", "fois", "jour", "semaine", "rang", "enfant"}
)
_BEFORE_RANK: Final = frozenset({"au", "du", "le", "la", "les", "etage", "bat", "batiment", "ma"})
_SURE_SUM: Final = 30
_LEAST_SUM: Final = 10

_OWED: Final = (
    r"(?:mois|moi|moais|loyers?|loyes|echeances?|echeance|mensualites?|traites|months?|"
    r"aylik|ay|taksit|chhour|chhor|شهور|اشهر|شهر|اقساط)"
)
_MISSPELT: Final = {
    "un": 1,
    "une": 1,
    "bir": 1,
    "one": 1,
    "deu": 2,
    "sink": 5,
    "set": 7,
    "uit": 8,
    "dis": 10,
}
_NOT_COUNTS: Final = re.compile(r"(?:set|uit|dis|sink) moi$")  # "dis moi", "set moi" (c'est moi)
_COUNT: Final = re.compile(
    rf"(?<![0-9.,/|])\b(?P<count>[0-9]{{1,2}}|{'|'.join(_MISSPELT)})(?: derniers|"
    rf" dernieres)? ?{_OWED}"
    r"(?![a-z])(?! prochain| dernier| ki vien| qui vien)"
)
_TIMES: Final = re.compile(
    r"\b(?:en|in) (?P<count>[0-9]{1,2}) ?(?:fois|foi|x|times|instalments?)\b"
)
_TWO_MONTHS: Final = re.compile(r"(?:شهران|شهرين)")


def find_amounts(message: Folded) -> tuple[Found, ...]:
    """Find sums in euros; number words must already be digits."""
    return keep_apart((_amount(match) for match in _matches(message.text)), message)


def find_months_counts(message: Folded) -> tuple[Found, ...]:
    """Find numbers of months, rents or instalments."""
    counted = (
        Found(
            name="months_count",
            value=_MISSPELT.get(match["count"]) or int(match["count"]),
            start=match.start(),
            end=match.end(),
        )
        for pattern in (_COUNT, _TIMES)
        for match in pattern.finditer(message.text)
        if not _NOT_COUNTS.match(match[0])
    )
    doubled = (
        Found(name="months_count", value=2, start=match.start(), end=match.end())
        for match in _TWO_MONTHS.finditer(message.text)
    )
    return (*counted, *doubled)


def _matches(text: str) -> Iterator[re.Match[str]]:
    yield from _WRITTEN.finditer(text)
    yield from _SIGN_FIRST.finditer(text)
    yield from filter(_is_sum, _SHORT.finditer(text))
    yield from _MONTHLY.finditer(text)


def _is_sum(match: re.Match[str]) -> bool:
    """Tell "150e" from "3e étage" and "au 12e"."""
    after = match["after"].split()
    if after and after[0] in _RANKED:
        return False
    if after[:2] in (["par", "mois"], ["par", "moi"]):
        return True
    value = _read_sum(match["sum"])
    return value >= _SURE_SUM or (value >= _LEAST_SUM and match["before"] not in _BEFORE_RANK)


def _amount(match: re.Match[str]) -> Found:
    cents = match.groupdict().get("cents")
    value = _read_sum(match["sum"]) + (int(cents) / 100 if cents else 0)
    end = match.end() - len(match.groupdict().get("after") or "")
    start = match.start("sum") if "before" in match.groupdict() else match.start()
    return Found(name="amount", value=round(value, 2), start=start, end=end)


def _read_sum(written: str) -> float:
    """Read "1.250,50", "1 250" or "1,250.50": the last one or two digits may be cents."""
    cents = re.search(r"[.,]([0-9]{1,2})$", written)
    whole = written[: cents.start()] if cents else written
    euros = int(re.sub(r"[^0-9]", "", whole))
    return euros + (int(cents[1].ljust(2, "0")) / 100 if cents else 0.0)
