"""Numbers that the landlord gave out: tenants, cases, plans, notices.

Only their shape is read here. Whoever asks checks the check character and looks the number up.
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.folding import Folded, Found, keep_apart

_GAP: Final = r"[ ._\-]{0,2}"
_CODE: Final = re.compile(
    rf"(?<![a-z0-9])(?P<kind>[pe]){_GAP}(?P<year>[0-9]{{2}}){_GAP}"
    rf"(?P<body>[a-z0-9]{{4}}){_GAP}(?P<check>[a-z0-9])(?![a-z0-9])"
)
_NAMED: Final = re.compile(r"\b(?:dossier|ref|reference|numero|num|n°|plan)[ :]{1,2}$")
_CODE_NAMES: Final = {"p": "case_ref", "e": "plan_ref"}
_HYPHENS: Final = 3  # a code typed with its hyphens needs no digit to be believed

_TENANT: Final = re.compile(
    r"(?<![0-9.,+/|])0?(?P<number>[0-9]{6})(?![0-9]| ?(?:€|eur|e\b|balles))"
)
_TENANT_SPACED: Final = re.compile(
    r"\b(?:locataires?|locatair|loc|client|matricule|identifiant|contrat|numero|num|n°|nr|no|tenant|"
    r"kiraci|numaram|المستاجر)"
    r"(?:[ ,:]{1,2}(?:numero|num|n°|number|no|numaram|de|du|client|locataire|c'? ?est|est|le|mon|"
    r"is)){0,4}[ ,:]{0,2}"
    r"0?(?P<number>[0-9]{1,3}(?:[ .,\-]{1,2}[0-9]{1,3}){1,6})(?![0-9]|[ .,\-]{1,2}[0-9]|"
    r" ?(?:€|eur|balles))"
)
_TENANT_DIGITS: Final = 6

_NOTICE_WORD: Final = re.compile(
    r"\b(?:offre|loffre|annonce|lannonce|poste|code|job|offer|notice|"
    r"ilan|ilana|بالعرض|للعرض|العرض|عرض|اعلان)"
    r"(?: d emploi)? ?(?:n°|numero|num|number|no|nr|رقم)? ?:? ?(?P<number>[0-9]{1,4})"
    r"(?![0-9.,]|h| ?[€e%])"
)
_NOTICE_ANSWER: Final = re.compile(
    r"^\W*(?:oui|non|peut etre|yes|no|maybe|evet|hayir|belki|ih|wakha|la|نعم|لا)"
    r"[ ,:]{1,2}(?:n°|numero|num|pour le|le)? ?(?P<number>[0-9]{1,4})\W*$"
)
_NOTICE_BEFORE: Final = re.compile(r"\b(?P<number>[0-9]{1,4}) numarali\b")


def find_references(message: Folded) -> tuple[Found, ...]:
    """Find case, plan, tenant and notice numbers, in their written form."""
    return keep_apart(_read_all(message), message)


def find_spoken_tenants(message: Folded) -> tuple[Found, ...]:
    """Find tenant numbers said figure by figure; number words must already be digits."""
    return keep_apart(_read_tenants(_TENANT_SPACED, message.text), message)


def _read_all(message: Folded) -> Iterator[Found]:
    text = message.text
    yield from _read_codes(message)
    for pattern in (_TENANT_SPACED, _TENANT):
        yield from _read_tenants(pattern, text)
    for pattern in (_NOTICE_ANSWER, _NOTICE_WORD, _NOTICE_BEFORE):
        yield from _read_notices(pattern, text)


def _read_codes(message: Folded) -> Iterator[Found]:
    for match in _CODE.finditer(message.text):
        start, end = message.original_span(*match.span())
        # Folding drops a hyphen between two letters: the original keeps it.
        typed_whole = message.original[start:end].count("-") == _HYPHENS
        named = _NAMED.search(message.text, max(0, match.start() - 14), match.start())
        glued = " " not in match[0]
        if typed_whole or named or glued or re.search(r"[0-9]", match["body"]):
            parts = (match["kind"], match["year"], match["body"], match["check"])
            value = "-".join(parts).upper()
            name = _CODE_NAMES[match["kind"]]
            yield Found(name=name, value=value, start=match.start(), end=match.end())


def _read_tenants(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        digits = re.sub(r"[^0-9]", "", match["number"])
        if len(digits) == _TENANT_DIGITS + 1 and digits.startswith("0"):
            digits = digits[1:]
        if len(digits) == _TENANT_DIGITS:
            start, end = match.span("number")
            start -= match.string[start - 1 : start] == "0"
            yield Found(name="tenant_number", value=digits, start=start, end=end)


def _read_notices(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        if int(match["number"]):
            start, end = match.span("number")
            yield Found(name="notice_code", value=int(match["number"]), start=start, end=end)
