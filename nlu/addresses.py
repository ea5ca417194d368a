"""Where in a residence: building, entrance, floor, dwelling, postcode."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from nlu.folding import Folded, Found, keep_apart

_NUMBERED: Final = r"(?: ?(?:n°|numero|num|no)\.?)?(?:[ .:]{1,2}|(?=[0-9]))"
_MARK: Final = (
    r"(?P<mark>[a-z](?![a-z0-9'])|[0-9]{1,2}(?![0-9]| ?(?:eme|euros?|€|mois|jours?|ans)))"
)
_BUILDING: Final = re.compile(
    rf"(?<!me )(?<!te )(?<!se )(?<!nous )(?<!il )(?<!elle )(?<!\bon )"
    rf"\b(?:bat|batiment|batimen|batimant|bt|bloc|block|building|imm|"
    rf"immeuble|tour|bina|عماره|العماره|3imara){_NUMBERED}{_MARK}"
)
_BLOCK: Final = re.compile(r"\b(?P<mark>[a-z]|[0-9]{1,2}) blok\b")  # in Turkish
_ENTRANCE: Final = re.compile(
    rf"\b(?:entree|l'?entree|hall|cage|escalier|montee|entrance|"
    rf"wejscie|wejsciu|klatka|klatce|klatki|entrada|portal|intrarea|scara|giris|مدخل|المدخل){_NUMBERED}{_MARK}"
)
_DWELLING: Final = re.compile(
    r"\b(?:apt|appt|app|appart|apart|appartement|apartement|logement|"
    r"logt|lgt|porte|flat|apartment|daire|شقه|الشقه)"
    rf"{_NUMBERED}(?P<mark>[a-h]?[0-9]{{1,4}}[a-d]?)(?![0-9a-z]| ?(?:euros?|€|pieces?|mois))"
)
_MY_DOOR: Final = re.compile(
    r"\b(?:mon|ma|notre) (?:appt?|appart|appartement|porte|logement) (?:c'? ?est|est|c|cest) "
    r"(?:le |la |au )(?P<mark>[a-h]?[0-9]{1,4}[a-d]?)(?![0-9a-z/]| ?(?:e|eme|janv|fev|mars|avr|"
    r"mai|juin|juil|aout|sept|oct|nov|dec|du mois))"
)
_GLUED: Final = re.compile(r"(?<![a-z0-9])(?P<mark>[a-h][0-9]{2,3})(?![a-z0-9])")
# "batiment a l'abandon": a small letter counts when nothing, or another place, follows.
_PLACE_FOLLOWS: Final = re.compile(
    r"\W*(?:$|[,.;!?\n|]|[0-9]|(?:appt?|apt|appart|apart|entree|porte|"
    r"logement|etage|au|hall|escalier|rdc|residence|cage|rue|les|svp|"
    r"bat|a)\b)"
)
_UNSURE_MARKS: Final = frozenset("acdegijlmnostuwyz")  # words too, in one language or another

_GROUND: Final = re.compile(
    r"\b(?:rdc|rez de chauss?ee?|rez de chausse|rez de jardin|ground floor|"
    r"zemin kat|الطابق الارضي)\b"
)
_ORDINALS: Final = {
    "premier": 1, "1 er": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4,
    "cinquieme": 5,
    "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10,
    "first": 1, "third": 3, "fourth": 4, "fifth": 5,
    "birinci": 1, "ikinci": 2, "ucuncu": 3, "dorduncu": 4, "besinci": 5,
    "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4, "quinto": 5,
    "primero": 1, "primer": 1, "tercero": 3, "tercer": 3, "cuarto": 4,
    "primeiro": 1, "segundo": 2, "terceiro": 3,
    "pierwsze": 1, "pierwszym": 1, "drugie": 2, "drugim": 2, "trzecie": 3, "trzecim": 3,
    "czwarte": 4, "czwartym": 4, "piate": 5, "piatym": 5,
    "першии": 1, "першому": 1, "другии": 2, "другому": 2, "третіи": 3, "третьому": 3,
    "четвертии": 4, "четвертому": 4, "пятии": 5, "пятому": 5, "п'ятому": 5,
    "первыи": 1, "первом": 1, "второи": 2, "втором": 2, "третии": 3, "третьем": 3,
    "четвертыи": 4, "четвертом": 4, "пятыи": 5, "пятом": 5,
    "الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4, "الخامس": 5,
}  # fmt: skip
_RANK: Final = r"(?:e|er|eme|ieme|ème|em|me|st|nd|rd|th|\.)"
_ORDINAL: Final = "|".join(_ORDINALS)
_FLOOR_WORD: Final = (
    r"(?:etages?|etaj|etag|floor|kat(?:ta)?|tabe9|повер[хс]\w*|этаж\w*|pietr\w*|piano|andar|piso)"
)
_NOT_FLOOR: Final = (
    r"(?! ?(?:jours?|fois|foi|mois|moi|semaines?|proposition|enfants?|"
    r"relance|courrier|lettre|appel|messages?|rdv|"
    r"arrondissement|janvier|fevrier|mars|avril|mai|juin|juillet|aout|"
    r"septembre|octobre|novembre|decembre|trimestre|loyer|age|annee|"
    r"demande|echeance)\b)"
)
_FLOOR: Final = re.compile(
    rf"(?:(?<![0-9.,/])(?P<number>[0-9]{{1,2}}) ?(?:{_RANK}|o)? ?{_FLOOR_WORD}\b"
    rf"|\b(?P<ordinal>{_ORDINAL}) {_FLOOR_WORD}\b"
    rf"|\b(?:etage|l etage|l'etage|kat|floor|etajul|piso|поверх|этаж|pietro){_NUMBERED}"
    r"(?P<after>[0-9]{1,2})(?![0-9])"
    r"|(?:الطابق) (?P<arabic>\w+)"
    rf"|\b(?:au|du|le|la|les|un|d'?|dame du|voisin du) (?P<alone>[0-9]{{1,2}})"
    rf" ?(?:e|er|eme|ieme|em|me)\b{_NOT_FLOOR}"
    rf"|(?<![0-9.,/])(?P<bare>[0-9]{{1,2}}) ?(?:eme|ieme|em)\b{_NOT_FLOOR}"
    rf"|\b(?:au|du) (?P<named>{_ORDINAL})\b{_NOT_FLOOR})"
)
_BESIDE_HOME: Final = re.compile(
    r"(?<![0-9.,/])(?P<bare>[0-9]{1,2}) ?(?:e|er|eme|em|ieme)\b"
    rf"{_NOT_FLOOR}(?=\s*(?:$|[,.;]|et\b|a (?:gauche|droite)|gauche|droite|face))"
)
_LETTER_BESIDE: Final = re.compile(r"[ ,;:/(-]{1,3}(?P<mark>[a-z])(?![\w'\u2019-])")
_RANK_ALONE: Final = re.compile(r"\W*(?:au |le |etage )?[0-9]{1,2} ?(?:e|er|eme|em|ieme)\W*")
_HIGHEST: Final = 40
_POSTCODE: Final = re.compile(
    r"(?<![0-9.,/+])(?P<code>(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3})(?![0-9]| ?(?:€|eur|balles))"
)


def find_addresses(message: Folded) -> tuple[Found, ...]:
    """Find building, entrance, dwelling, floor and postcode."""
    return keep_apart(_read_all(message), message)


def is_a_rank(message: Folded) -> bool:
    """Tell whether a message is a bare rank and nothing else: "3e", "3eme"."""
    return bool(_RANK_ALONE.fullmatch(message.text))


def find_floor_beside(message: Folded) -> tuple[Found, ...]:
    """Find a bare rank, which is a floor beside the name of a residence: "carillon, 4e"."""
    found = (m for m in _BESIDE_HOME.finditer(message.text) if int(m["bare"]) <= _HIGHEST)
    return tuple(_place("floor", int(match["bare"]), match) for match in found)[:1]


def find_building_beside(message: Folded, ends: Iterable[int]) -> tuple[Found, ...]:
    """Find a bare letter right behind the name of a residence or its town: "les saules loos C"."""
    for end in ends:
        match = _LETTER_BESIDE.match(message.text, end)
        if match and _is_a_letter(message, match):
            start, last = match.span("mark")
            return (Found(name="building", value=match["mark"].upper(), start=start, end=last),)
    return ()


def _is_a_letter(message: Folded, match: re.Match[str]) -> bool:
    """Tell "C" from the "à" of a sentence, where a capital does not, by what follows."""
    start, end = message.original_span(*match.span("mark"))
    capital = message.original[start:end].isupper() and not message.original.isupper()
    return capital or bool(_PLACE_FOLLOWS.match(message.text, match.end("mark")))


def _read_all(message: Folded) -> Iterator[Found]:
    for name, pattern in (("building", _BUILDING), ("entrance", _ENTRANCE)):
        for match in pattern.finditer(message.text):
            if _is_mark(message, match):
                yield _place(name, match["mark"].upper(), match)
    for name, pattern in (("building", _BLOCK), ("dwelling", _DWELLING), ("dwelling", _MY_DOOR)):
        for match in pattern.finditer(message.text):
            yield _place(name, match["mark"].upper(), match)
    yield from _floors(message.text)
    for match in _GLUED.finditer(message.text):
        yield _place("dwelling", match["mark"].upper(), match)
    for match in _POSTCODE.finditer(message.text):
        yield _place("postcode", match["code"], match)


def _floors(text: str) -> Iterator[Found]:
    for match in _GROUND.finditer(text):
        yield _place("floor", 0, match)
    for match in _FLOOR.finditer(text):
        word = next(group for group in match.groups() if group)
        floor = int(word) if word.isdigit() else _ORDINALS.get(word)
        if floor is not None and floor <= _HIGHEST:
            yield _place("floor", floor, match)


def _place(name: str, value: int | str, match: re.Match[str]) -> Found:
    return Found(name=name, value=value, start=match.start(), end=match.end())


def _is_mark(message: Folded, match: re.Match[str]) -> bool:
    """Tell "bat C" and "batiment c" from "batiment c sale"."""
    mark = match["mark"]
    if mark.isdigit() or mark not in _UNSURE_MARKS:
        return True
    start, end = message.original_span(*match.span("mark"))
    return message.original[start:end].isupper() or bool(
        _PLACE_FOLLOWS.match(message.text, match.end())
    )
