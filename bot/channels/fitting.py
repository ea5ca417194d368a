"""Make a message fit what a channel can carry: the one place where anything is made smaller.

Choices become buttons, else a list, else numbers to type; a long text becomes several; a file
that a channel cannot carry becomes words; Arabic keeps its references and numbers readable.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.channels.contract import Attached, Caps, Pair
from nlu.folding import fold_word

# Where a text may be cut, best first; each says where the next part begins.
PLACES = (
    re.compile(r"\n\s*\n"),  # between two paragraphs
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…؟۔])\s"),  # after a sentence, its mark kept
    re.compile(r"\s"),
)
SHORTEST = 4  # a part fills a quarter of what it may, unless words allow nothing else
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
TO_RIGHT_TO_LEFT, ISOLATE, END_OF_ISOLATE = "\u200f", "\u2066", "\u2069"
# Latin letters, digits, and what joins them: a reference, a name, a number to call, a date.
LATIN = re.compile(
    r"[A-Za-zÀ-ɏ0-9@#+/](?:[A-Za-zÀ-ɏ0-9@#+'’._/:?=&€%\u00a0\u202f -]*[A-Za-zÀ-ɏ0-9€%])?"
)
JOINER, KEYCAP = "\u200d", "\u20e3"
REGIONAL = range(0x1F1E6, 0x1F200)
SKINS, TAGS = range(0x1F3FB, 0x1F400), range(0xE0020, 0xE0080)
NUMBERED = re.compile(r"^\(?(\d{1,3})\s*[.):°]*$")
NUMBER_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7,
    "eight": 8, "nine": 9, "bir": 1, "iki": 2, "uc": 3, "dort": 4, "bes": 5, "alti": 6,
    "yedi": 7, "sekiz": 8, "dokuz": 9,
}  # fmt: skip


class Shown(StrEnum):
    """How the choices of a part are shown."""

    BUTTONS = "buttons"
    LIST = "list"
    NUMBERS = "numbers"  # in the text itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message as the channel sends it."""

    text: str
    choices: tuple[Pair, ...] = ()
    shown: Shown = Shown.BUTTONS
    media: tuple[Attached, ...] = ()


def fit(
    text: str,
    caps: Caps,
    *,
    choices: Sequence[Pair] = (),
    media: Sequence[Attached] = (),
    language: str = "fr",
    by_number: Mapping[str, str] | None = None,
) -> tuple[Part, ...]:
    """Return the messages that say this on a channel; choices and files stand with the last.

    `by_number`: how each language asks for the number of a choice, said under numbered ones.
    """
    shown = how_shown(choices, caps)
    carried = tuple(one for one in media if one.kind in caps.media)
    words = [text, *(f"{one.words} {one.url}" for one in media if one not in carried)]
    if shown is Shown.NUMBERS:
        words += [numbered(choices), (by_number or {}).get(language, "")]
    whole = "\n\n".join(word for word in words if word)
    whole = isolated(whole, language) if caps.marks else whole
    parts = split_text(whole, caps.text, caps.measure)
    left = () if shown is Shown.NUMBERS else tuple(choices)
    last = Part(text=parts[-1], choices=left, shown=shown, media=carried)
    return (*(Part(text=part) for part in parts[:-1]), last)


def how_shown(choices: Sequence[Pair], caps: Caps) -> Shown:
    """Return how a channel shows choices: whole words as numbers before cut words on buttons."""
    fits = all(
        caps.measure(words) <= caps.label and len(payload.encode()) <= caps.payload
        for payload, words in choices
    )
    if fits and len(choices) <= caps.buttons:
        return Shown.BUTTONS
    return Shown.LIST if fits and len(choices) <= caps.rows else Shown.NUMBERS


def numbered(choices: Sequence[Pair]) -> str:
    r"""Return choices as lines to answer by number.

    >>> numbered([("a.b=c", "Loyer"), ("a.b=d", "Panne")])
    '1. Loyer\n2. Panne'
    """
    return "\n".join(f"{place}. {words}" for place, (_, words) in enumerate(choices, start=1))


def read_choice(text: str, choices: Sequence[Pair]) -> Pair | None:
    """Return the choice that a typed answer names: "2", "2.", "deux", or the words themselves."""
    said = text.strip()
    number = _number(said)
    if number is not None:
        return choices[number - 1] if 0 < number <= len(choices) else None
    folded = _bare(said)
    return next((pair for pair in choices if folded and _bare(pair[1]) == folded), None)


def is_number(text: str) -> bool:
    """Tell whether a text is nothing but a number, in figures or in words."""
    return _number(text.strip()) is not None


def _number(said: str) -> int | None:
    digits = NUMBERED.match(said)
    return int(digits[1]) if digits else NUMBER_WORDS.get(fold_word(said))


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", fold_word(words)))


def isolated(text: str, language: str) -> str:
    """Return a text whose Latin references and numbers keep their order in right-to-left words.

    Each line begins right to left, whatever its first letter is (Unicode, UAX 9).
    """
    if language not in RIGHT_TO_LEFT:
        return text
    lines = (LATIN.sub(rf"{ISOLATE}\g<0>{END_OF_ISOLATE}", line) for line in text.split("\n"))
    return "\n".join(f"{TO_RIGHT_TO_LEFT}{line}" if line.strip() else line for line in lines)


def split_text(text: str, limit: int, measure: Callable[[str], int] = len) -> tuple[str, ...]:
    """Split a text at paragraphs, then lines, sentences, words; between letters only at the last.

    >>> split_text("un deux trois", 8)
    ('un deux', 'trois')
    """
    return tuple(_pieces(text, limit, measure)) or ("",)


def _pieces(text: str, limit: int, measure: Callable[[str], int]) -> Iterator[str]:
    rest = text.strip()
    while measure(rest) > limit:
        end, start = _cut(rest, _longest(rest, limit, measure))
        yield rest[:end].strip()
        rest = rest[start:].strip()
    if rest:
        yield rest


def _longest(text: str, limit: int, measure: Callable[[str], int]) -> int:
    """Return how many characters from the start stay within a limit; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= limit else (low, middle - 1)
    return low


def _cut(text: str, most: int) -> tuple[int, int]:
    """Return where a part ends and where the next begins."""
    least = most // SHORTEST
    for place in PLACES:
        found = [m.span() for m in place.finditer(text, 0, most + 1) if least < m.start() <= most]
        if found:
            return found[-1]
    whole = next((end for end in range(most, 0, -1) if not _joined(text, end)), most)
    return whole, whole


def _joined(text: str, place: int) -> bool:
    """Tell whether the characters on both sides of a place are one to the eye (UAX 29)."""
    if place >= len(text):
        return False
    before, after = text[place - 1], text[place]
    code = ord(after)
    if unicodedata.category(after)[0] == "M" or JOINER in (before, after):
        return True
    if code in SKINS or code in TAGS or after == KEYCAP:
        return True
    if code in REGIONAL:
        return _flags_before(text, place) % 2 == 1
    return _surrogates(before, after) or _syllable(before, after)


def _flags_before(text: str, place: int) -> int:
    count = 0
    while count < place and ord(text[place - 1 - count]) in REGIONAL:
        count += 1
    return count


def _surrogates(before: str, after: str) -> bool:
    return "\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff"


def _syllable(before: str, after: str) -> bool:
    """Tell whether two letters are of one Korean syllable."""
    return "\u1100" <= before <= "\u11ff" and "\u1160" <= after <= "\u11ff"
