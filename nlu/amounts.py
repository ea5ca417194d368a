"""Sums of money in euros, and months or instalments counted."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.folding import Folded, Found, keep_apart

_GROUPED: Final = r"[0-9]{1,3}(?:[ .,'][0-9]{3}){1,3}(?:[.,][0-9]{1,2})?"
_PLAIN: Final = r"[0-9]{1,7}(?:[.,][0-9]{1,2})?"
_NUMBER: Final = rf"(?<![0-9.,/|#-])(?P<sum>{_GROUPED}|{_PLAIN})(?![0-9])"
_CURRENCY: Final = (
    r"(?:€|euros?|eurros?|euroz|eur|euo|heuros?|oros?|balles?|bales|roros?|yuro|avro|bucks|quid|"
    r"євро|евро|(?:ال)?(?:يورو|اورو|ايرو|يوروهات))"
)
# What may follow "12 euros 50" and is not a thing counted.
_GOES_ON: Final = (
    r"(?:et|de|du|des|par|pour|a|au|mais|on|c|ce|cela|ca|je|j|jai|chaque|tous|en|le|la|les|sur|il|"
    r"svp|alors|que|qui|jamais|pas|dans|depuis|si|vous|chez|merci)"
)
_CENTS: Final = (
    rf"(?: ?(?P<cents>[0-9]{{2}})\b(?! ?(?:/|[0-9]|(?!{_GOES_ON}\b)[a-z]))"
    r"| (?:et )?(?P<small>[0-9]{1,2}) ?(?:centimes?|cts?)\b)?"
)
_WRITTEN: Final = re.compile(rf"{_NUMBER} ?(?:de |d')?{_CURRENCY}(?![a-z]){_CENTS}")
_FROM: Final = re.compile(
    r"(?<![0-9.,/|#-])(?<!le )(?<!du )(?<!au )(?P<sum>[0-9]{2,5}) ?(?:ou|et|a|-|or|to|and|o|y|e)"
    rf" ?(?P<other>[0-9]{{2,5}}) ?{_CURRENCY}(?![a-z])"
)
_ABOUT: Final = {
    "dizaine": 10,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
_ABOUT_SUM: Final = re.compile(
    rf"\b(?:une |1 )?(?P<about>{'|'.join(_ABOUT)}) (?:de |d'? ?){_CURRENCY}(?![a-z])"
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

_MONTH_WORDS: Final = (
    "meses|mes|mesi|mese|luni|luna|miesiace|miesiac|miesiecy|місяці|місяць|місяців|місяця"
)
_OWED: Final = (
    r"(?:mois|moi|moais|loyers?|loyes|loyer|echeances?|mensualites?|mensualite|traites|months?|"
    rf"rents|aylik|ay|taksit|kira|chhour|chhor|شهور|اشهر|شهر|اقساط|{_MONTH_WORDS})"
)
_MISSPELT: Final = {
    "un": 1,
    "une": 1,
    "bir": 1,
    "one": 1,
    "jeden": 1,
    "um": 1,
    "o": 1,
    "один": 1,
    "deu": 2,
    "sink": 5,
    "set": 7,
    "uit": 8,
    "dis": 10,
}
_NOT_COUNTS: Final = re.compile(  # "dis moi", "set moi" (c'est moi); "o luna" is Romanian for one
    r"(?:set|uit|dis|sink) moi$|o (?!luna)|um (?!mes)"
)
_COUNT: Final = re.compile(
    rf"(?<![0-9.,/|])\b(?P<count>[0-9]{{1,2}}|{'|'.join(_MISSPELT)})(?: derniers|"
    rf" dernieres)? ?{_OWED}"
    r"(?![^\W\d_])(?! prochain| dernier| ki vien| qui vien)"
)
# "un loyer de 500 euros" is a rent, "un loyer de retard" a count.
_ONE_RENT: Final = re.compile(r"une? (?:loyers?|echeances?|mensualites?|traites)$")
_LATE: Final = re.compile(r" (?:de |en |d')?(?:retard|impaye|dette|arriere|pas paye)")
_TIMES: Final = re.compile(
    r"\b(?:en|in) (?P<count>[0-9]{1,2}) ?(?:fois|foi|x|times|instalments?|veces|rate|rat)\b"
    r"|\b(?P<count2>[3-9]|[1-9][0-9]) ?(?:fois|foi|x) (?=\|)"
)
_TRIMESTER: Final = re.compile(
    r"\b(?P<count>[0-9]|une?|d'un) trimestres?\b(?= ?(?:de |en |d'|impaye|$|[.,!?]))"
)
_IN_YEARS: Final = re.compile(
    r"\b(?:sur|over) (?P<count>[0-9]|une?|a) (?:ans?|annees?|years?)\b(?! et demi)"
)
_SPREAD: Final = re.compile(
    r"etal|echelonn|rembours|pay|pai[est]|regl|mensual|par mois|credit|dette|spread"
)
_NONE_LATE: Final = re.compile(
    r"\b(?:pas|aucun|sans|jamais)(?: eu)?(?: de| d'| en| un)? ?retards?"
    r"(?! (?:du|des|de la|pour)\b)|"
    r"\ba jour (?:de|du|dans|des|avec) (?:mes |mon |le |les )?loyers?\b"
)
_TWO_MONTHS: Final = re.compile(r"شهران|شهرين|\b(?:ch|sh)[ae]?hr(?:ay|ey|e|i)n\b")


def find_amounts(message: Folded) -> tuple[Found, ...]:
    """Find sums in euros; number words must already be digits."""
    named = (_amount(match) for match in _matches(message.text))
    return keep_apart((*named, *_vague_sums(message.text)), message)


def find_months_counts(message: Folded) -> tuple[Found, ...]:
    """Find numbers of months, rents or instalments."""
    counted = (
        _months(_count(match), match)
        for pattern in (_COUNT, _TIMES)
        for match in pattern.finditer(message.text)
        if _is_count(match)
    )
    doubled = (_months(2, match) for match in _TWO_MONTHS.finditer(message.text))
    none = (_months(0, match) for match in _NONE_LATE.finditer(message.text))
    return (*counted, *doubled, *none, *_long_counts(message.text))


def _long_counts(text: str) -> Iterator[Found]:
    """Give quarters owed, and years over which a debt is spread, in months."""
    for match in _TRIMESTER.finditer(text):
        yield _months(3 * _few(match["count"]), match)
    if _SPREAD.search(text):
        for match in _IN_YEARS.finditer(text):
            yield _months(12 * _few(match["count"]), match)


def _months(count: int, match: re.Match[str]) -> Found:
    return Found(name="months_count", value=count, start=match.start(), end=match.end())


def _few(word: str) -> int:
    return int(word) if word.isdigit() else 1


def _count(match: re.Match[str]) -> int:
    word = match["count"] or match["count2"]
    return _MISSPELT.get(word) or int(word)


def _is_count(match: re.Match[str]) -> bool:
    if _ONE_RENT.match(match[0]) and not _LATE.match(match.string, match.end()):
        return False
    return not _NOT_COUNTS.match(match[0])


def _vague_sums(text: str) -> Iterator[Found]:
    """Give the sum of "une cinquantaine d'euros"."""
    for match in _ABOUT_SUM.finditer(text):
        value = float(_ABOUT[match["about"]])
        yield Found(name="amount", value=value, start=match.start(), end=match.end())


def _matches(text: str) -> Iterator[re.Match[str]]:
    yield from _WRITTEN.finditer(text)
    yield from _SIGN_FIRST.finditer(text)
    yield from filter(_is_sum, _SHORT.finditer(text))
    yield from _MONTHLY.finditer(text)
    yield from _FROM.finditer(text)


def _is_sum(match: re.Match[str]) -> bool:
    """Tell "150e" from "3e étage" and "au 12e"."""
    after = match["after"].split()
    if after and after[0] in _RANKED:
        return False
    if after[:2] in (["par", "mois"], ["par", "moi"]):
        return True
    value = read_sum(match["sum"])
    return value >= _SURE_SUM or (value >= _LEAST_SUM and match["before"] not in _BEFORE_RANK)


def _amount(match: re.Match[str]) -> Found:
    groups = match.groupdict()
    cents = groups.get("cents") or groups.get("small")
    value = read_sum(match["sum"]) + (int(cents) / 100 if cents else 0)
    end = match.end("sum") if "other" in groups else match.end() - len(groups.get("after") or "")
    start = match.start("sum") if "before" in groups else match.start()
    return Found(name="amount", value=round(value, 2), start=start, end=end)


def read_sum(written: str) -> float:
    """Read "1.250,50", "1 250" or "1,250.50": the last one or two digits may be cents."""
    cents = re.search(r"[.,]([0-9]{1,2})$", written)
    whole = written[: cents.start()] if cents else written
    euros = int(re.sub(r"[^0-9]", "", whole))
    return euros + (int(cents[1].ljust(2, "0")) / 100 if cents else 0.0)
